#!/usr/bin/env bash
# Builds and runs each caller against an installed liblvzhi and compares the answers: ten questions each, five of them in
# GB18030 bytes; then the list of another township, that of data/tongxi, and a file that is no list. Installs the languages from Debian when it runs as root; a language that cannot be had is reported.
#
#   examples/callers/run.sh [PREFIX [LANGUAGE…]]     without PREFIX the library is built and installed into a temporary folder;
#                                                    crates/ffi/test.sh leaves one in usr of the target folder. With languages (c99 cpp17
#                                                    java csharp php pascal cobol go python) only these, and nothing is installed.
set -euo pipefail
cd "$(dirname "$0")"
here=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

languages=" ${*:2} "
missing=()
for pair in gcc:gcc g++:g++ make:make pkg-config:pkg-config javac:default-jdk-headless mcs:mono-mcs mono:mono-runtime \
    php:php-cli fpc:fp-compiler cobc:gnucobol4 go:golang-go python3:python3; do
    command -v "${pair%%:*}" > /dev/null || missing+=("${pair#*:}")
done
[ -e /usr/share/java/jna.jar ] || missing+=(libjna-java)
[ -e /usr/lib/mono/4.5/System.Core.dll ] || missing+=(libmono-system-core4.0-cil)
if [ $# -lt 2 ] && [ ${#missing[@]} -gt 0 ]; then
    echo "installing ${missing[*]}"
    apt-get update -qq
    for package in "${missing[@]}"; do
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" > /dev/null \
            || echo "not to be had: $package"
    done
fi

prefix=${1:-}
if [ -z "$prefix" ]; then
    prefix=$work/usr
    make --silent -C ../../crates/ffi install PREFIX="$prefix"
fi
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig LD_LIBRARY_PATH=$prefix/lib LVZHI_HEADER=$prefix/include/lvzhi_ffi.h
# Names of files are not ASCII everywhere; in the locale C, Java would not find this one.
export LC_ALL=C.UTF-8
list=$work/桐溪乡.lvz
bash ../../scripts/build.sh
"${CARGO_TARGET_DIR:-$here/../../target}/release/lvzhi" compile "$here/../../data/tongxi" -o "$list" > "$work/log" || { cat "$work/log"; exit 1; }
questions=("$here/questions.utf8.txt" "$here/questions.gb18030.txt")
read -ra cflags <<< "$(pkg-config --cflags lvzhi)"
read -ra libs <<< "$(pkg-config --libs lvzhi)"
passed=0 failed=0 skipped=0

# try NAME TOOL BUILD RUN...: BUILD is a function; RUN is asked the questions and given the list, and answers as the first caller did.
try() {
    local name=$1 tool=$2 build=$3
    shift 3
    if [ -n "${languages// }" ] && [[ $languages != *" $name "* ]]; then
        return
    elif ! command -v "$tool" > /dev/null; then
        echo "skipped: $name ($tool is not there)"
        skipped=$((skipped + 1))
    elif "$build" > "$work/log" 2>&1 && "$@" "${questions[@]}" "$list" > "$work/$name" 2>> "$work/log" \
        && { [ "$name" != c99 ] || cp "$work/$name" "$work/expected"; } \
        && diff "$work/expected" "$work/$name" >> "$work/log"; then
        echo "$name: $(wc -l < "$work/$name") lines"
        passed=$((passed + 1))
    else
        echo "FAILED: $name"
        head -n 30 "$work/log"
        failed=$((failed + 1))
    fi
}

build_c() { gcc -std=c99 -Wall -Wextra -Wpedantic -Werror "${cflags[@]}" -o "$work/ask-c" ask.c "${libs[@]}"; }
build_cpp() { g++ -std=c++17 -Wall -Wextra -Wpedantic -Werror "${cflags[@]}" -o "$work/ask-cpp" ask.cpp "${libs[@]}"; }
build_java() { javac -encoding UTF-8 -cp /usr/share/java/jna.jar -d "$work" Ask.java; }
build_cs() { mcs -out:"$work/ask.exe" ask.cs; }
build_pas() { fpc -Fl"$prefix/lib" -FE"$work" -o"$work/ask-pas" ask.pas; }
build_cob() { cobc -x -free -fstatic-call -o "$work/ask-cob" ask.cob "${libs[@]}"; }
build_go() { cp ask.go "$work/ask.go" && (cd "$work" && GO111MODULE=off GOFLAGS= GOCACHE="$work/cache" go build -o ask-go ask.go); }
nothing() { :; }

try c99 gcc build_c "$work/ask-c"
try cpp17 g++ build_cpp "$work/ask-cpp"
try java javac build_java java -Djna.library.path="$prefix/lib" -cp "/usr/share/java/jna.jar:$work" Ask
try csharp mcs build_cs mono "$work/ask.exe"
try php php nothing php -d ffi.enable=1 ask.php
try pascal fpc build_pas "$work/ask-pas"
try cobol cobc build_cob "$work/ask-cob"
try go go build_go "$work/ask-go"
try python python3 nothing python3 ask.py
cat "$work/expected"
# What all agree on: the same question, and another township's answer.
[ "$(sed -n '11p;13p' "$work/expected")" = $'桐溪乡\n2 农民工工资拖欠 · 处置' ] || { echo 'FAILED: the list that was opened' >&2; failed=$((failed + 1)); }
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
