#!/usr/bin/env bash
# The tests of the C library: the headers, the list of symbols, the C tests as C99 and C++, plain, under AddressSanitizer
# with UBSan, ThreadSanitizer and Valgrind, and an installed tree used through pkg-config and CMake.
#
#   crates/ffi/test.sh            needs cargo; installs missing Debian packages when it runs as root
#
# The callers in other languages: examples/callers/run.sh. Slow extras: crates/ffi/scripts/.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}

missing=()
for pair in gcc:gcc g++:g++ make:make cmake:cmake pkg-config:pkg-config valgrind:valgrind; do
    command -v "${pair%%:*}" > /dev/null || missing+=("${pair#*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say() { printf '== %s\n' "$*"; }

say 'headers, symbols and the list of what is missing are those of the source; unit tests'
# The command is in the build for its features: the list is then compiled once, not once for each set of features.
cargo test --release --quiet -p lvzhi-ffi -p lvzhi-cli --lib --test header --test missing

say 'build and install'
# Both in one build, so that library and command are made of the same compiled list.
cargo build --release --quiet -p lvzhi-ffi -p lvzhi-cli
make --silent install CARGO=true PREFIX="$work/usr" # built above
lvzhi=$CARGO_TARGET_DIR/release/lvzhi
lib=$work/usr/lib

say 'exactly the symbols of symbols.txt are visible, in both libraries'
diff symbols.txt <(nm -D --defined-only "$lib/liblvzhi.so" | awk '{print $3}' | LC_ALL=C sort)
diff symbols.txt <(nm -g --defined-only "$lib/liblvzhi.a" | awk 'NF == 3 {print $3}' | LC_ALL=C sort)
readelf -d "$lib/liblvzhi.so" | grep -q "SONAME.*\[liblvzhi.so.[0-9]*\.[0-9]*\.[0-9]*\]"
size=$(stat -Lc %s "$lib/liblvzhi.so")
echo "liblvzhi.so, stripped: $size bytes"

"$lvzhi" export > "$work/export.jsonl"
sed 's/\\/\\\\/g; s/"/\\"/g; s/\t/\\t/g' tests/queries.txt | awk '{printf "{\"id\":%d,\"q\":\"%s\"}\n", NR, $0}' > "$work/queries.jsonl"
"$lvzhi" classify --jsonl --top 3 "$work/queries.jsonl" > "$work/answers.jsonl"

strict="-Wall -Wextra -Wpedantic -Werror -g -I$work/usr/include"
link="-L$lib -llvzhi -Wl,-rpath,$lib -pthread"
# build NAME FLAGS...: the three tests, linked to the installed library.
build() {
    local name=$1
    shift
    for test in walk queries bad_input; do
        # shellcheck disable=SC2086 # the flags are lists
        "$@" $strict -o "$work/$test.$name" "tests/$test.c" -x none $link
    done
}
run() {
    local name=$1 threads=$2
    shift 2
    "$@" "$work/walk.$name" "$work/export.jsonl"
    "$@" "$work/queries.$name" tests/queries.txt "$work/answers.jsonl" "$threads"
    "$@" "$work/bad_input.$name"
}

say 'C99'
build c99 gcc -std=c99 -D_POSIX_C_SOURCE=200112L
run c99 1
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
setarch "$(uname -m)" -R "$work/queries.tsan" tests/queries.txt "$work/answers.jsonl" 8
say 'Valgrind'
memcheck="valgrind --quiet --leak-check=full --show-leak-kinds=all --error-exitcode=9"
$memcheck "$work/walk.c99" "$work/export.jsonl"
$memcheck "$work/queries.c99" tests/queries.txt "$work/answers.jsonl"
$memcheck "$work/bad_input.c99"
say 'static, beside nothing else of Rust'
# shellcheck disable=SC2086
gcc -std=c99 $strict -o "$work/walk.static" tests/walk.c "$lib/liblvzhi.a" $(cat install/system-libraries.txt)
"$work/walk.static" "$work/export.jsonl"

say 'the program of the README, through pkg-config and CMake'
mkdir "$work/app"
sed -n '/^```c$/,/^```$/p' README.md | sed '/^```/d' > "$work/app/ask.c"
export PKG_CONFIG_PATH=$lib/pkgconfig LD_LIBRARY_PATH=$lib
# shellcheck disable=SC2046
cc $(pkg-config --cflags lvzhi) -o "$work/app/ask" "$work/app/ask.c" $(pkg-config --libs lvzhi)
"$work/app/ask" | tee "$work/app/answer"
sed -n '/^```cmake$/,/^```$/p' README.md | sed '/^```/d' > "$work/app/CMakeLists.txt"
cmake -S "$work/app" -B "$work/app/build" -DCMAKE_PREFIX_PATH="$work/usr" > "$work/app/log"
cmake --build "$work/app/build" >> "$work/app/log"
"$work/app/build/ask" | diff "$work/app/answer" -
# shellcheck disable=SC2046
cc $(pkg-config --cflags lvzhi) -o "$work/app/static" "$work/app/ask.c" "$lib/liblvzhi.a" $(cat install/system-libraries.txt)
"$work/app/static" | diff "$work/app/answer" -

say 'the C library passed'
