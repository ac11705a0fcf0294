# The machines that there are archives for, and how each is linked. To be sourced.
#
# Linux with the GNU library is linked by zig, which knows every older version of that library; the static library is made one object by the
# binutils of the target, and so is that of musl. Windows is linked by mingw-w64. Where rustup has no standard library for a target, it is
# built from the sources that rustup has, by the same compiler.
# shellcheck shell=bash disable=SC2034 # used where this is sourced

# What is made, in two halves that take about as long. A wheel follows its target, of which it needs most.
half_1="x86_64-unknown-linux-gnu deb wheel-x86_64-unknown-linux-gnu x86_64-unknown-linux-musl wheel-x86_64-unknown-linux-musl
    i686-pc-windows-gnu wheel-i686-pc-windows-gnu i686-win7-windows-gnu x86_64-win7-windows-gnu sdist"
half_2="aarch64-unknown-linux-gnu wheel-aarch64-unknown-linux-gnu aarch64-unknown-linux-musl wheel-aarch64-unknown-linux-musl
    x86_64-pc-windows-gnu wheel-x86_64-pc-windows-gnu loongarch64-unknown-linux-gnu wasm32-unknown-unknown"
# shellcheck disable=SC2086 # lists
targets=$(printf '%s\n' $half_1 $half_2 | grep -vx -e 'wheel-.*' -e deb -e sdist)

# describe TARGET: sets
#   tools     prefix of the compiler and binutils of the target, empty for those of this machine
#   packages  the Debian packages with them
#   glibc     the version of the GNU library to link to, where that is the library
#   std       source, where rustup has no standard library
describe() {
    tools='' packages='' glibc='' std=''
    case $1 in
    x86_64-unknown-linux-gnu) glibc=2.17 ;;
    aarch64-unknown-linux-gnu) glibc=2.17 tools=aarch64-linux-gnu- packages=binutils-aarch64-linux-gnu ;;
    x86_64-unknown-linux-musl) ;;
    aarch64-unknown-linux-musl) tools=aarch64-linux-gnu- packages=binutils-aarch64-linux-gnu ;;
    # The binutils of LLVM, which rustup has: those of Debian 12 know no LoongArch. The GNU library knows it from 2.36 on: the new world.
    loongarch64-unknown-linux-gnu) glibc=2.36 tools=llvm- std=source ;;
    x86_64-pc-windows-gnu) tools=x86_64-w64-mingw32- packages=gcc-mingw-w64-x86-64-win32 ;;
    i686-pc-windows-gnu) tools=i686-w64-mingw32- packages=gcc-mingw-w64-i686-win32 ;;
    x86_64-win7-windows-gnu) tools=x86_64-w64-mingw32- packages=gcc-mingw-w64-x86-64-win32 std=source ;;
    i686-win7-windows-gnu) tools=i686-w64-mingw32- packages=gcc-mingw-w64-i686-win32 std=source ;;
    wasm32-unknown-unknown) ;;
    *)
        printf 'no target %s: there are %s\n' "$1" "${targets//$'\n'/ }" >&2
        return 2
        ;;
    esac
    # The binutils of Debian may not be those of this machine's architecture.
    [ "$(uname -m)" = "${1%%-*}" ] && [[ $1 = *-linux-* ]] && tools='' packages=''
    return 0
}
