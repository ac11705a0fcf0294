# How programs for a target are compiled and run here. To be sourced.
# shellcheck shell=bash disable=SC2034,SC2154 # used where this is sourced

# What this machine answers, by a library that is built as for the archives, so that nothing is built twice.
prepare_here() {
    install_debian pkg-config cmake gcc libc6-dev || true
    local target
    target=$(rustc -vV | sed -n 's/^host: //p')
    here=$target_folder/$target/release
    cargo_for "$target" build -p lvzhi-cli -p lvzhi-ffi
    [ "${QUICK:-}" = yes ] || cargo_for "$target" build -p lvzhi-ffi --example answers
    make --silent -C crates/ffi install CARGO=true CARGO_TARGET_DIR="$target_folder" CARGO_BUILD_TARGET="$target" PREFIX="$work/usr"
    awk '/^```c$/ { at++; next } /^```$/ { if (at == 1) exit } at == 1' crates/ffi/README.md > "$work/first.c"
    cc -I "$work/usr/include" -o "$work/first" "$work/first.c" -L "$work/usr/lib" -llvzhi -Wl,-rpath,"$work/usr/lib"
    "$work/first" "$question" > "$work/expected.txt"
    "$here/lvzhi" classify --json "$question" > "$work/expected.json"
}

# machine TARGET: sets
#   compiler   words that compile a C program for it, with the words in `whole` in one piece
#   runner     words that run a program of it, none where this machine does so itself
#   ending     that of programs
#   for_cmake  what CMake is told
# or `reason`, where it cannot be had, and fails.
machine() {
    # Without -O zig puts checks in whose library a linker by itself does not find.
    local zig=("$python" -m ziglang cc -fno-sanitize=undefined)
    describe "$1"
    compiler=() runner=() whole=() ending='' for_cmake=() reason=''
    case $1 in
    x86_64-unknown-linux-gnu) compiler=(cc) ;;
    aarch64-unknown-linux-gnu)
        try_install gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user || return 1
        compiler=(aarch64-linux-gnu-gcc) runner=(qemu-aarch64 -L /usr/aarch64-linux-gnu)
        ;;
    x86_64-unknown-linux-musl) compiler=("${zig[@]}" -target x86_64-linux-musl -static) ;;
    aarch64-unknown-linux-musl)
        try_install qemu-user || return 1
        compiler=("${zig[@]}" -target aarch64-linux-musl -static) runner=(qemu-aarch64)
        ;;
    loongarch64-unknown-linux-gnu)
        # The qemu of Debian 12 has not the vector instructions that Rust's code for LoongArch uses; that of Debian 13 needs nothing beside it.
        unpacked newer trixie "$(dpkg --print-architecture)" qemu-user libc6-loong64-cross libgcc-s1-loong64-cross || return 1
        # Other compilers link the unwinder by themselves.
        compiler=("${zig[@]}" -target "loongarch64-linux-gnu.$glibc" -lunwind)
        runner=("$work/newer/usr/bin/qemu-loongarch64" -L "$work/newer/usr/loongarch64-linux-gnu")
        ;;
    x86_64-*windows*)
        try_install gcc-mingw-w64-x86-64 wine wine64 || return 1
        compiler=(x86_64-w64-mingw32-gcc) runner=("$(command -v wine64 || echo /usr/lib/wine/wine64)") whole=(-static) ending=.exe
        ;;
    i686-*windows*)
        try_install gcc-mingw-w64-i686 || return 1
        wine32 || return 1
        compiler=(i686-w64-mingw32-gcc) whole=(-static) ending=.exe
        ;;
    wasm32-unknown-unknown) try_install nodejs || command -v node > /dev/null || return 1 ;;
    esac
    case $1 in
    *windows*) for_cmake=(-DCMAKE_SYSTEM_NAME=Windows -DCMAKE_C_COMPILER="${compiler[0]}") ;;
    aarch64-unknown-linux-gnu) for_cmake=(-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_C_COMPILER="${compiler[0]}") ;;
    *musl | loongarch64-*)
        # CMake wants a compiler of one word.
        printf '#!/bin/bash\nexec %s"$@"\n' "$(printf '%q ' "${compiler[@]}")" > "$work/zig-cc"
        chmod +x "$work/zig-cc"
        for_cmake=(-DCMAKE_SYSTEM_NAME=Linux -DCMAKE_C_COMPILER="$work/zig-cc")
        ;;
    esac
    case $1 in *windows*) start_wine "$1" ;; esac
}

# Node and others may be there from elsewhere: only what the package manager lacks is asked for.
try_install() {
    install_debian "$@" > "$work/log" 2>&1 || {
        reason="cannot install $*"
        return 1
    }
}

# unpacked FOLDER RELEASE ARCHITECTURE PACKAGE...: packages of another Debian, unpacked into a folder of the work folder.
unpacked() {
    local folder=$work/$1
    [ ! -d "$folder" ] || return 0
    elsewhere "$folder" "deb http://deb.debian.org/debian $2 main"
    apt+=(-o "APT::Architecture=$3" -o "APT::Architectures=$3")
    shift 3
    (cd "$folder" && apt-get "${apt[@]}" update && apt-get "${apt[@]}" download "$@" && for file in *.deb; do dpkg-deb -x "$file" .; done) \
        > "$work/log" 2>&1 || { reason="cannot fetch $*"; rm -rf "$folder"; return 1; }
}

# elsewhere FOLDER SOURCE: sets `apt`, the options by which apt-get reads that source alone, with lists of its own, so that those of the
# machine stay as they are.
elsewhere() {
    mkdir -p "$1/lists/partial"
    # Its downloads are made by another user.
    chmod 755 "$work"
    echo "$2" > "$1/sources.list"
    apt=(-qq -o "Dir::Etc::SourceList=$1/sources.list" -o Dir::Etc::SourceParts=- -o "Dir::State::Lists=$1/lists")
    apt+=(-o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
}

run() { "${runner[@]}" "$@"; }
