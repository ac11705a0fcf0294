#!/usr/bin/env bash
# The tests of the C library beside those of cargo (which hold the headers against the source): the list of symbols, the C tests as C99 and C++, plain, under AddressSanitizer
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
    bash "$root/scripts/install.sh" "${missing[@]}"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
prefix=$CARGO_TARGET_DIR/usr
lib=$prefix/lib
say() { printf '== %s (%d s)\n' "$*" "$SECONDS"; }

say 'the binary interface is the one kept'
scripts/abi.sh

say 'build and install'
bash "$root/scripts/build.sh"
rm -rf "$prefix"
# A strip that fails: that of this machine is not to be used, for it may not know the target.
mkdir "$work/tools"
printf '#!/bin/sh\necho "strip was called" >&2\nexit 1\n' > "$work/tools/strip"
chmod +x "$work/tools/strip"
PATH=$work/tools:$PATH make --silent install CARGO=true PREFIX="$prefix"
[ -z "$(nm "$lib/liblvzhi.so" 2> /dev/null)" ]
answers=$CARGO_TARGET_DIR/release/examples/answers

say 'exactly the symbols of symbols.txt are visible, in both libraries'
diff symbols.txt <(nm -D --defined-only "$lib/liblvzhi.so" | awk '{print $3}' | LC_ALL=C sort)
diff symbols.txt <(nm -g --defined-only "$lib/liblvzhi.a" | awk 'NF == 3 {print $3}' | LC_ALL=C sort)
readelf -d "$lib/liblvzhi.so" | grep "SONAME.*\[liblvzhi.so.[0-9]*\.[0-9]*\.[0-9]*\]" > /dev/null
size=$(stat -Lc %s "$lib/liblvzhi.so")
echo "liblvzhi.so, stripped: $size bytes"
[ "$size" -le 8000000 ]

# A list beside the built-in one.
list=$work/tongxi.lvz
"$CARGO_TARGET_DIR/release/lvzhi" compile "$root/data/tongxi" -o "$list"
# What the library in Rust says: its export, and its answers to the development queries beside those of the conformance file.
"$answers" export > "$work/export.jsonl"
"$answers" export "$list" > "$work/export-list.jsonl"
"$answers" "$root/data/eval/dev.jsonl" "$list" > "$work/answers-list.jsonl"
grep '^{"q":' "$root/data/conformance.jsonl" > "$work/answers.jsonl"
"$answers" "$root/data/eval/dev.jsonl" >> "$work/answers.jsonl"
grep -v '^{"q":' "$root/data/conformance.jsonl" > "$work/lookups.jsonl"

strict="-Wall -Wextra -Wpedantic -Werror -g -I$prefix/include"
link="-L$lib -llvzhi -Wl,-rpath,$lib -ljansson -pthread"
# build NAME FLAGS...: the six tests, linked to the installed library.
build() {
    local name=$1
    shift
    for test in walk queries lookups bad_input absent lists; do
        # shellcheck disable=SC2086 # the flags are lists
        "$@" $strict -o "$work/$test.$name" "tests/$test.c" -x none $link
    done
}
# run NAME THREADS BEFORE...
run() {
    local name=$1 threads=$2 times=1000
    [ "${3:-}" != valgrind ] || times=100
    shift 2
    "$@" "$work/walk.$name" "$work/export.jsonl"
    "$@" "$work/queries.$name" "$work/answers.jsonl" "$threads"
    "$@" "$work/lookups.$name" "$work/lookups.jsonl"
    "$@" "$work/bad_input.$name"
    "$@" "$work/absent.$name"
    "$@" "$work/walk.$name" "$work/export-list.jsonl" "$list"
    "$@" "$work/queries.$name" "$work/answers-list.jsonl" "$threads" "$list"
    "$@" "$work/lists.$name" "$list" "$root/data/matters/matters.lvm" "$work" "$times"
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
setarch "$(uname -m)" -R "$work/queries.tsan" "$work/answers-list.jsonl" 8 "$list"
setarch "$(uname -m)" -R "$work/lists.tsan" "$list" "$root/data/matters/matters.lvm" "$work" 100
say 'Valgrind; of the queries, which it makes fifty times as slow, every fifth'
for file in answers answers-list; do
    awk 'NR % 5 == 0' "$work/$file.jsonl" > "$work/fifth.jsonl" && mv "$work/fifth.jsonl" "$work/$file.jsonl"
done
run c99 1 valgrind --quiet --leak-check=full --error-exitcode=9

say 'static, beside another library of Rust; the list of system libraries is that of the compiler'
rustc --edition 2024 -O --crate-type staticlib -o "$work/libother.a" tests/beside/other.rs \
    --print native-static-libs="$work/libraries" 2> "$work/log" || { cat "$work/log"; exit 1; }
# Those that are installed, and those that a C compiler links by itself.
read -ra libraries < "$prefix/share/lvzhi/system-libraries.txt"
diff <(tr ' ' '\n' < "$work/libraries" | sed '/^$/d' | sort) <(printf '%s\n' "${libraries[@]}" -lgcc_s -lc | sort)
for archives in "$lib/liblvzhi.a $work/libother.a" "$work/libother.a $lib/liblvzhi.a"; do
    # shellcheck disable=SC2086
    gcc -std=c99 $strict -o "$work/beside" tests/beside/beside.c $archives "${libraries[@]}"
    "$work/beside"
done

say 'the programs of the README, through pkg-config, CMake and the static library'
app=$work/app
mkdir "$app"
# program N: the Nth program in C of the README.
program() { awk -v n="$1" '/^```c$/ { at++; next } /^```$/ { if (at == n) exit } at == n' README.md; }
program 1 > "$app/ask.c"
program 2 > "$app/find.c"
program 3 > "$app/other.c"
export PKG_CONFIG_PATH=$lib/pkgconfig
for name in ask find other; do
    # shellcheck disable=SC2046
    cc -Wall -Wextra -Werror $(pkg-config --cflags lvzhi) -o "$app/$name" "$app/$name.c" $(pkg-config --libs lvzhi)
    # shellcheck disable=SC2046
    cc -static $(pkg-config --static --cflags lvzhi) -o "$app/$name-static" "$app/$name.c" $(pkg-config --static --libs lvzhi) 2> "$work/log" \
        || { cat "$work/log"; exit 1; }
done
LD_LIBRARY_PATH=$lib "$app/ask" 老板欠我们工钱不给 | tee "$app/answer"
grep -q '^事项：R009 ' "$app/answer"
grep -q '^负责单位：巴楚县人力资源和社会保障局$' "$app/answer"
"$app/ask-static" 老板欠我们工钱不给 | diff "$app/answer" -
LD_LIBRARY_PATH=$lib "$app/find" 老板欠我们工钱不给 | grep -q '^R009 巴楚县人力资源和社会保障局 [0-9]*%$'
# The scan lost the department of C064: nobody says that the item is no longer done.
LD_LIBRARY_PATH=$lib "$app/find" 做好督察反馈问题整改工作 | grep -q '^C064 原文缺失 '
# A question of two lines is quoted in one.
LD_LIBRARY_PATH=$lib "$app/ask" "$(printf '老板欠我们工\n钱不给')" | grep -q '^依据：“老板欠我们工 钱不给”'
# Small talk is no item's: neither names one as found.
LD_LIBRARY_PATH=$lib "$app/ask" 今天天气真好 > "$app/talk"
grep -q '^判断：清单外' "$app/talk"
[ "$(grep -c '^事项：' "$app/talk")" = 0 ]
[ "$(LD_LIBRARY_PATH=$lib "$app/find" 今天天气真好)" = 清单外 ]
[ "$("$app/find-static" 今天天气真好)" = 清单外 ]

# Another list, and a file that is none.
LD_LIBRARY_PATH=$lib "$app/other" "$list" 老板欠我们工钱不给 > "$app/other-answer"
grep -q '^判断：' "$app/other-answer"
[ "$(grep -c 巴楚县 "$app/other-answer")" = 0 ]
"$app/other-static" "$list" 老板欠我们工钱不给 | diff "$app/other-answer" -
LD_LIBRARY_PATH=$lib "$app/other" "$app/other.c" 2> "$app/other-answer" && exit 1
grep -q '不是编译好的清单文件' "$app/other-answer"

say 'three of the callers in other languages'
"$root/examples/callers/run.sh" "$prefix" c99 cpp17 python

say 'a prefix with spaces and signs; it is taken away again without a trace'
spaced="$work/a prefix & more"
make --silent install CARGO=true PREFIX="$spaced"
# pkg-config quotes: a shell has to read what it prints.
eval "cc $(PKG_CONFIG_PATH="$spaced/lib/pkgconfig" pkg-config --cflags lvzhi) -o '$app/spaced' '$app/ask.c' $(PKG_CONFIG_PATH="$spaced/lib/pkgconfig" pkg-config --libs lvzhi)"
LD_LIBRARY_PATH="$spaced/lib" "$app/spaced" 老板欠我们工钱不给 | diff "$app/answer" -
make --silent uninstall PREFIX="$spaced"
[ -z "$(find "$spaced" ! -type d)" ]

say 'pkg-config in a tree that was moved'
cp -a "$prefix" "$work/moved"
[ "$(PKG_CONFIG_PATH=$work/moved/lib/pkgconfig pkg-config --define-prefix --variable=libdir lvzhi)" = "$work/moved/lib" ]
[ "$(PKG_CONFIG_PATH=$work/moved/lib/pkgconfig pkg-config --define-prefix --variable=includedir lvzhi)" = "$work/moved/include" ]

# For CMake as distributions install: staged, in the folder of the architecture, and then found elsewhere.
say 'CMake: both targets, and the versions that are compatible'
make --silent install CARGO=true DESTDIR="$work/stage" PREFIX=/opt LIBDIR="/opt/lib/$(gcc -dumpmachine)"
for target in lvzhi static; do
    project=$work/app-$target
    mkdir "$project"
    cp "$app/ask.c" "$project"
    sed -n '/^```cmake$/,/^```$/p' README.md | sed "/^\`\`\`/d; s/lvzhi::lvzhi/lvzhi::$target/" > "$project/CMakeLists.txt"
    cmake -S "$project" -B "$project/build" -DCMAKE_PREFIX_PATH="$work/stage/opt" > "$project/log"
    cmake --build "$project/build" >> "$project/log"
    "$project/build/ask" 老板欠我们工钱不给 | diff "$app/answer" -
done
mkdir "$work/versions"
# A package may be looked for once in a project, so each version is looked for by its own.
for version in 0:1 0.1:1 0.1.0:1 0.0:0 0.2:0 0.1.1:0 1:0; do
    printf 'cmake_minimum_required(VERSION 3.13)\nproject(p NONE)\nfind_package(lvzhi %s QUIET CONFIG)\nif(NOT "${lvzhi_FOUND}" STREQUAL "%s")\nmessage(FATAL_ERROR "%s")\nendif()\n' \
        "${version%:*}" "${version#*:}" "$version" > "$work/versions/CMakeLists.txt"
    rm -rf "$work/versions/build"
    cmake -S "$work/versions" -B "$work/versions/build" -DCMAKE_PREFIX_PATH="$prefix" > "$work/log" 2>&1 || { cat "$work/log"; exit 1; }
done

say 'the C library passed'
