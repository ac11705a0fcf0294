#!/usr/bin/env bash
# What is given to people who have no Rust, into dist: an archive of the C library and one of the command for each target, the Python
# wheels, the Debian package, each with its bill of materials (CycloneDX), and SHA256SUMS over all.
#
#   scripts/release.sh all              everything, two parts at a time
#   scripts/release.sh PART...          a target of scripts/release/targets.sh, wheel-TARGET, sdist, deb, one after another
#
# Needs rustup, a C compiler, Python and, as root on Debian, installs the rest. The same commit gives the same bytes, with the same tools, in
# any folder. docs/platforms.md says what runs where, and scripts/targets.sh tries what was made.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
target_folder=${CARGO_TARGET_DIR:-$root/target}
unset CARGO_TARGET_DIR
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH LC_ALL=C.UTF-8
dist=${DIST:-$PWD/dist}
. scripts/release/targets.sh
. scripts/release/tools.sh
. scripts/release/c-archive.sh
. scripts/release/command-archive.sh
. scripts/release/wheels.sh
. scripts/release/deb.sh

[ $# -gt 0 ] || { sed -n '5,6s/^# *//p' "$0" >&2; exit 2; }
for part in "$@"; do
    case $part in all | sdist | deb) ;; *) describe "${part#wheel-}" ;; esac
done

work=$(mktemp -d)
# The tool of the bills writes beside each manifest.
trap 'rm -rf "$work" crates/*/*.cdx.json' EXIT
mkdir -p "$dist"

# sums: SHA256SUMS over what there is.
sums() {
    cd "$dist"
    find . -type f ! -name SHA256SUMS ! -name '*.part' -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum > SHA256SUMS.part
    mv SHA256SUMS.part SHA256SUMS
    ls -l
}

# The last steps of a build keep one processor busy, so that two builds side by side take less time than one after another. Each half has a
# folder of its own.
if [ "$1" = all ]; then
    prepare_tools
    for target in $targets; do
        prepare_target "$target"
    done
    folder=$target_folder
    target_folder=$folder/half-1
    pages
    half() {
        local number=$1
        shift
        IN_HALF=yes TOOLS=$tools_folder PAGES=$work/pages DIST=$dist CARGO_BUILD_JOBS=1 CARGO_TARGET_DIR=$folder/half-$number bash "$root/scripts/release.sh" "$@"
    }
    # shellcheck disable=SC2086 # lists
    half 1 $half_1 &
    first=$!
    # shellcheck disable=SC2086 # lists
    half 2 $half_2 &
    failed=0
    wait $! || failed=1
    wait $first || failed=1
    [ $failed = 0 ] || exit 1
    sums
    exit
fi

# usage KIND TARGET TREE: the page 用法.txt; as Windows likes it for Windows.
usage() {
    local system=linux needs=
    case $2 in *-windows-*) system=windows ;; wasm32-*) system=wasm ;; esac
    case $2 in
    *-win7-*) needs='需要 Windows 7 SP1 或 Windows Server 2008 R2 以上；未在这些系统上实际运行过。' ;;
    *-windows-*) needs='需要 Windows 10 或 Windows Server 2016 以上。' ;;
    loongarch64-*) needs='需要新世界的 LoongArch 系统（glibc 2.36 以上）；旧世界的系统（glibc 2.28）不能用。' ;;
    *-musl) needs='命令不依赖系统的 C 库，任何发行版都可以用；静态库请用 musl-gcc 或 cc -static 链接，才是如此。' ;;
    *-gnu) needs="需要 glibc $glibc 以上。" ;;
    esac
    sed -e "s/@VERSION@/$version/g" -e "s/@TARGET@/$2/g" -e "s/@NEEDS@/$needs/g" "scripts/release/usage/$1-$system.txt" > "$work/usage"
    if [ $system = windows ]; then
        { printf '\357\273\277' && sed 's/$/\r/' "$work/usage"; } > "$3/用法.txt"
    else
        cp "$work/usage" "$3/用法.txt"
    fi
}

# finish TARGET NAME CRATE: licences, the archive, the bill of materials.
finish() {
    cp LICENSE.md LICENSE-MIT LICENSE-APACHE LICENSE-THIRD-PARTY.txt "$work/$2"
    case $1 in *-windows-*) ending=zip ;; *) ending=tar.gz ;; esac
    "$python" scripts/release/pack.py "$work/$2" "$dist/$2.$ending"
    bill "$1" "$3" "$dist/$2.cdx.json"
}

# bill TARGET CRATE FILE; the folder of this machine is taken out of it, which stands there as an address.
bill() (
    # One at a time: they are written beside the manifests.
    flock 9
    cargo cyclonedx --quiet --target "$1" --format json --spec-version 1.5 --manifest-path "crates/${2#lvzhi-}/Cargo.toml"
    "$python" -c 'import sys, urllib.parse; sys.stdout.write(sys.stdin.read().replace("file://" + urllib.parse.quote(sys.argv[1]), "file:///lvzhi"))' \
        "$root" < "crates/${2#lvzhi-}/$2.cdx.json" > "$3"
    rm -f crates/*/*.cdx.json
) 9< Cargo.toml

prepare_tools
for part in "$@"; do
    printf '== %s\n' "$part"
    case $part in
    sdist) sdist ;;
    wheel-*) wheel "${part#wheel-}" ;;
    deb) deb ;;
    wasm32-*)
        prepare_target "$part"
        cargo_for "$part" build -p lvzhi-ffi --lib
        c_archive "$part"
        ;;
    *)
        prepare_target "$part"
        cargo_for "$part" build -p lvzhi-ffi -p lvzhi-cli
        c_archive "$part"
        command_archive "$part"
        ;;
    esac
done

[ -n "${IN_HALF:-}" ] || sums
