#!/usr/bin/env bash
# Tries what scripts/release.sh made on the machines that it is for, as far as they can be had here: Windows under Wine, ARM under qemu,
# WebAssembly in Node. Each archive is unpacked into an empty folder, the program of the README is compiled against it and asked, and then the
# C tests are run with the conformance file, and the command.
#
#   scripts/targets.sh [TARGET…|wheels|deb]    those of which dist has archives; as root on Debian it installs what is missing
#   QUICK=yes scripts/targets.sh …             the program of the README and the command alone
#
# The answers are held against those of this machine. What cannot be run here is said, and is no failure.
set -Eeuo pipefail
cd "$(dirname "$0")/.."
root=$PWD
target_folder=${CARGO_TARGET_DIR:-$root/target}
unset CARGO_TARGET_DIR
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
dist=${DIST:-$PWD/dist}
. scripts/release/targets.sh
. scripts/release/tools.sh
. scripts/targets/machines.sh
. scripts/targets/c-tests.sh
. scripts/targets/windows.sh
. scripts/targets/oldest.sh
export LC_ALL=C.UTF-8
question=老板欠我们工钱不给

if [ $# -eq 0 ]; then
    for target in $targets; do
        ! compgen -G "$dist/lvzhi-c-$version-$target.*" > /dev/null || set -- "$@" "$target"
    done
    ! compgen -G "$dist/lvzhi-$version-*.whl" > /dev/null || set -- "$@" wheels
    ! compgen -G "$dist/lvzhi_${version}_*.deb" > /dev/null || set -- "$@" deb
fi
[ $# -gt 0 ] || { echo "no archives in $dist: make them with scripts/release.sh" >&2; exit 1; }

work=$(mktemp -d)
trap 'stop_wine; rm -rf "$work"' EXIT
trap 'echo "failed in line $LINENO: $BASH_COMMAND" >&2' ERR
skipped=()
skip() {
    echo "skipped: $*"
    skipped+=("$*")
}

# logged COMMAND...: what it says is shown only where it fails.
logged() { "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; return 1; }; }

unpack() {
    case $1 in
    *.zip) "$python" -m zipfile -e "$1" "$2" ;;
    *) tar -xzf "$1" -C "$2" ;;
    esac
}

# same FILE: what was answered is what is answered on this machine. Windows ends lines in its own way.
same() { diff <(tr -d '\r' < "$1") "$work/expected.txt"; }

# The program of the README, asked its own question: the arguments of a C program on Windows are not in UTF-8. With the shared library, then with the static one.
try_readme() {
    local target=$1 tree=$2
    export PKG_CONFIG_LIBDIR=$tree/lib/pkgconfig
    local flags shared static
    eval "flags=($(pkg-config --cflags lvzhi))"
    eval "shared=($(pkg-config --libs lvzhi))"
    # The words that follow the name of the library: what it needs of the system.
    read -ra static <<< "$(cat "$tree/share/lvzhi/system-libraries.txt")"
    cd "$tree"
    if compgen -G "$tree/lib/liblvzhi.so*" > /dev/null || [ -e "$tree/bin/lvzhi.dll" ]; then
        "${compiler[@]}" "${flags[@]}" -o "ask$ending" examples/first.c "${shared[@]}"
        [ ! -e bin/lvzhi.dll ] || cp bin/lvzhi.dll .
        LD_LIBRARY_PATH=$tree/lib run "./ask$ending" > answer.txt
        same answer.txt
        echo "shared library: the same answer"
    fi
    "${compiler[@]}" "${whole[@]}" "${flags[@]}" -o "ask-static$ending" examples/first.c lib/liblvzhi.a "${static[@]}"
    run "./ask-static$ending" > answer.txt
    same answer.txt
    echo "static library: the same answer"
    if command -v cmake > /dev/null; then
        try_cmake "$tree"
    fi
    cd "$root"
}

try_cmake() {
    mkdir -p cmake-user
    cp examples/first.c cmake-user/ask.c
    # The CMakeLists.txt of the README, and the other library.
    { awk '/^```cmake$/ { on = 1; next } /^```$/ { on = 0 } on' "$root/crates/ffi/README.md"
        echo 'add_executable(ask-static ask.c)' && echo 'target_link_libraries(ask-static PRIVATE lvzhi::static)'; } > cmake-user/CMakeLists.txt
    logged cmake -S cmake-user -B cmake-user/build "${for_cmake[@]}" -Dlvzhi_DIR="$1/lib/cmake/lvzhi"
    logged cmake --build cmake-user/build
    echo "CMake: found and linked"
}

try_command() {
    local target=$1 tree=$2
    cd "$tree"
    case $target in *-pc-windows-*) old_wine ;; esac
    run "./lvzhi$ending" classify --json "$question" > answer.json
    tr -d '\r' < answer.json | diff - "$work/expected.json"
    # A list whose path is Chinese.
    cp "$root/crates/import/tests/data/official.xlsx" 清单.xlsx
    run "./lvzhi$ending" --list 清单.xlsx show B001 > shown.txt
    grep -q B001 shown.txt
    run "./lvzhi$ending" compile 清单.xlsx -o 编译好的清单.lvz > /dev/null 2>&1
    run "./lvzhi$ending" --list 编译好的清单.lvz show B001 | cmp - shown.txt
    echo "command: the same answer, and a list by a Chinese path"
    case $target in *-windows-*) try_code_pages "$target" ;; esac
    cd "$root"
}

try_wasm() {
    node "$1/examples/ask.mjs" "$question" > "$work/answer.txt"
    same "$work/answer.txt"
    echo "module: the same answer, 0 functions asked of the host"
    [ "${QUICK:-}" = yes ] || node scripts/targets/conformance.mjs "$1/lvzhi.wasm" data/conformance.jsonl
}

# The Debian package, unpacked as dpkg would into /, and used from there; the links and the manual are whole.
try_deb() {
    local tree=$work/deb
    dpkg-deb -x "$dist/lvzhi_${version}_$(dpkg --print-architecture).deb" "$tree"
    "$tree/usr/bin/lvzhi" classify --json "$question" | diff - "$work/expected.json"
    local library
    library=$(echo "$tree"/usr/lib/*/liblvzhi.so)
    cc -I "$tree/usr/include" -o "$work/of-deb" "$work/first.c" "$library"
    LD_LIBRARY_PATH=$(dirname "$library") "$work/of-deb" > "$work/answer.txt"
    same "$work/answer.txt"
    [ "$(PKG_CONFIG_LIBDIR=$(dirname "$library")/pkgconfig pkg-config --variable=includedir lvzhi)" = /usr/include ]
    gzip -dc "$tree/usr/share/man/man1/lvzhi.1.gz" | grep -q '^\.TH lvzhi 1'
    echo "Debian package: command and library give the same answer"
}

# The wheels that a Python can be had for: that of this machine, and that of Debian for ARM.
try_wheels() {
    local home=$work/python-arm64 wheel
    "$python" -m venv --clear "$work/user"
    "$work/user/bin/pip" install --quiet --no-index --find-links "$dist" "lvzhi==$version"
    runner=()
    ask_wheel "$work/user/bin/python"
    try_install qemu-user && unpacked python-arm64 bookworm arm64 libc6 libgcc-s1 libexpat1 zlib1g python3.11-minimal libpython3.11-{minimal,stdlib} \
        || { skip "wheel for aarch64: $reason"; return 0; }
    wheel=$(compgen -G "$dist/lvzhi-$version-*manylinux*aarch64.whl") || { skip 'wheel for aarch64: it is not in dist'; return 0; }
    "$python" -m zipfile -e "$wheel" "$home/wheel"
    runner=(qemu-aarch64 -L "$home" -E "PYTHONHOME=$home/usr" -E "PYTHONPATH=$home/wheel")
    ask_wheel "$home/usr/bin/python3.11"
    skip 'wheels for musl and Windows: there is no Python for these here'
}

ask_wheel() {
    run "$1" -c 'import lvzhi, platform, sys; print(platform.machine(), lvzhi.classify(sys.argv[1]).best.item.id)' "$question" > "$work/answer.txt"
    grep -qw "$("$python" -c 'import json, sys; print(json.load(sys.stdin)["matches"][0]["id"])' < "$work/expected.json")" "$work/answer.txt"
    echo "wheel: the same answer ($(cat "$work/answer.txt"))"
}

prepare_tools
prepare_here
for target in "$@"; do
    printf '\n== %s\n' "$target"
    case $target in
    wheels | deb)
        "try_$target"
        continue
        ;;
    esac
    machine "$target" || { skip "$target: $reason"; continue; }
    # Neither ASCII nor without spaces: it works where it is unpacked.
    folder="$work/解压 here/$target"
    mkdir -p "$folder"
    unpack "$(compgen -G "$dist/lvzhi-c-$version-$target.[tz]*")" "$folder"
    tree=$folder/lvzhi-c-$version-$target
    [ -s "$tree/用法.txt" ] && [ -s "$tree/LICENSE-MIT" ] && [ -s "$tree/LICENSE-THIRD-PARTY.txt" ]
    if [ "$target" = wasm32-unknown-unknown ]; then
        try_wasm "$tree"
        continue
    fi
    oldest "$target" "$tree"/lib/liblvzhi.so "$tree"/bin/*.dll
    try_readme "$target" "$tree"
    unpack "$(compgen -G "$dist/lvzhi-$version-$target.[tz]*")" "$folder"
    oldest "$target" "$folder/lvzhi-$version-$target"/lvzhi{,.exe}
    try_command "$target" "$folder/lvzhi-$version-$target"
    case $target in i686-*windows*) try_stdcall "$tree" ;; esac
    [ "${QUICK:-}" = yes ] || c_tests "$target" "$tree"
done

printf '\n%s\n' "tried: $*"
for what in "${skipped[@]}"; do
    echo "skipped: $what"
done
