#!/usr/bin/env bash
# The tests of the C library: the headers, the list of symbols, the C tests as C99 and C++, plain, under AddressSanitizer
# with UBSan, ThreadSanitizer and Valgrind, and an installed tree used through pkg-config and CMake.
#
#   crates/ffi/test.sh            needs cargo; installs missing Debian packages when it runs as root
#
# The installed tree stays in usr of the target folder, for examples/callers/run.sh. Slow extras: crates/ffi/scripts/.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}

missing=()
for pair in gcc:gcc g++:g++ make:make cmake:cmake pkg-config:pkg-config valgrind:valgrind; do
    command -v "${pair%%:*}" > /dev/null || missing+=("${pair#*:}")
done
[ -e /usr/include/jansson.h ] || missing+=(libjansson-dev)
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$CARGO_TARGET_DIR/usr
lib=$prefix/lib
say() { printf '== %s\n' "$*"; }

say 'headers, symbols and the list of what is missing are those of the source; unit tests'
cargo test --release --quiet -p lvzhi-ffi --lib --test header --test missing

say 'the binary interface is the one kept'
scripts/abi.sh

say 'build and install'
cargo build --release --quiet -p lvzhi-ffi --lib --example answers
rm -rf "$prefix"
make --silent install CARGO=true PREFIX="$prefix" # built above
answers=$CARGO_TARGET_DIR/release/examples/answers

say 'exactly the symbols of symbols.txt are visible, in both libraries'
diff symbols.txt <(nm -D --defined-only "$lib/liblvzhi.so" | awk '{print $3}' | LC_ALL=C sort)
diff symbols.txt <(nm -g --defined-only "$lib/liblvzhi.a" | awk 'NF == 3 {print $3}' | LC_ALL=C sort)
readelf -d "$lib/liblvzhi.so" | grep "SONAME.*\[liblvzhi.so.[0-9]*\.[0-9]*\.[0-9]*\]" > /dev/null
size=$(stat -Lc %s "$lib/liblvzhi.so")
echo "liblvzhi.so, stripped: $size bytes"
[ "$size" -le 3000000 ]

# What the library in Rust says: its export, and its answers to the development queries beside those of the conformance file.
"$answers" export > "$work/export.jsonl"
grep '^{"q":' "$root/data/conformance.jsonl" > "$work/answers.jsonl"
"$answers" "$root/data/eval/dev.jsonl" >> "$work/answers.jsonl"
grep -v '^{"q":' "$root/data/conformance.jsonl" > "$work/lookups.jsonl"

strict="-Wall -Wextra -Wpedantic -Werror -g -I$prefix/include"
link="-L$lib -llvzhi -Wl,-rpath,$lib -ljansson -pthread"
# build NAME FLAGS...: the five tests, linked to the installed library.
build() {
    local name=$1
    shift
    for test in walk queries lookups bad_input absent; do
        # shellcheck disable=SC2086 # the flags are lists
        "$@" $strict -o "$work/$test.$name" "tests/$test.c" -x none $link
    done
}
# run NAME THREADS BEFORE...
run() {
    local name=$1 threads=$2
    shift 2
    "$@" "$work/walk.$name" "$work/export.jsonl"
    "$@" "$work/queries.$name" "$work/answers.jsonl" "$threads"
    "$@" "$work/lookups.$name" "$work/lookups.jsonl"
    "$@" "$work/bad_input.$name"
    "$@" "$work/absent.$name"
}

say 'C99'
build c99 gcc -std=c99 -D_POSIX_C_SOURCE=200112L
run c99 1
if [ "$(uname -s)" = Linux ]; then
    say 'no network, file, environment or output: any system call would end the process'
    # shellcheck disable=SC2086
    gcc -std=c99 $strict -o "$work/quiet" tests/quiet.c -x none $link
    "$work/quiet"
    # That the kernel does so is tried once, in a shell of its own, which would say "Killed".
    [ "$(bash -c '"$1" once; echo $?' - "$work/quiet" 2> /dev/null)" = 137 ]
fi
say 'C++'
build cpp g++ -std=c++11 -x c++
run cpp 1
say 'AddressSanitizer and UBSan'
build asan gcc -std=c99 -fsanitize=address,undefined -fno-sanitize-recover=all
grep -q __asan_init "$work/walk.asan"
run asan 2
say 'ThreadSanitizer, 8 threads'
build tsan gcc -std=c99 -fsanitize=thread
grep -q __tsan_init "$work/queries.tsan"
# Without randomised addresses: the sanitizer of older compilers does not find its shadow otherwise.
setarch "$(uname -m)" -R "$work/queries.tsan" "$work/answers.jsonl" 8
say 'Valgrind'
run c99 1 valgrind --quiet --leak-check=full --show-leak-kinds=all --error-exitcode=9

say 'static, beside another library of Rust; the list of system libraries is that of the compiler'
rustc --edition 2024 -O --crate-type staticlib -o "$work/libother.a" tests/beside/other.rs \
    --print native-static-libs="$work/libraries" 2> "$work/log" || { cat "$work/log"; exit 1; }
diff install/system-libraries.txt <(sed "\$a\\" "$work/libraries")
read -ra libraries < install/system-libraries.txt
for archives in "$lib/liblvzhi.a $work/libother.a" "$work/libother.a $lib/liblvzhi.a"; do
    # shellcheck disable=SC2086
    gcc -std=c99 $strict -o "$work/beside" tests/beside/beside.c $archives "${libraries[@]}"
    "$work/beside"
done

say 'the program of the README, through pkg-config, CMake and the static library'
mkdir "$work/app"
awk '/^```c$/ { at++; next } /^```$/ { if (at == 1) exit } at == 1' README.md > "$work/app/ask.c"
export PKG_CONFIG_PATH=$lib/pkgconfig LD_LIBRARY_PATH=$lib
# shellcheck disable=SC2046
cc $(pkg-config --cflags lvzhi) -o "$work/app/ask" "$work/app/ask.c" $(pkg-config --libs lvzhi)
"$work/app/ask" | tee "$work/app/answer"
grep -q '^事项：R009 ' "$work/app/answer"
unset LD_LIBRARY_PATH
# For CMake as distributions install: staged, in the folder of the architecture, and then found elsewhere.
make --silent install CARGO=true DESTDIR="$work/stage" PREFIX=/opt LIBDIR="/opt/lib/$(gcc -dumpmachine)"
for target in lvzhi static; do
    app=$work/app-$target
    mkdir "$app"
    cp "$work/app/ask.c" "$app"
    sed -n '/^```cmake$/,/^```$/p' README.md | sed "/^\`\`\`/d; s/lvzhi::lvzhi/lvzhi::$target/" > "$app/CMakeLists.txt"
    cmake -S "$app" -B "$app/build" -DCMAKE_PREFIX_PATH="$work/stage/opt" > "$app/log"
    cmake --build "$app/build" >> "$app/log"
    "$app/build/ask" | diff "$work/app/answer" -
done

say 'the C library passed'
