#!/usr/bin/env bash
# Many calls for a long time, from Rust, C and Python: 16 threads at once, then ten million calls one after another. Every answer is
# compared with data/conformance.jsonl, and the memory after one million calls with that after ten.
#
#   scripts/soak.sh [SECONDS] [CALLS]     by default 60 seconds and 10,000,000 calls in each language: a quarter of an hour
#
# Then the Python tests once more with the interpreter's debugging allocator, which finds writes beyond a block and uses after free.
# The C tests run under Valgrind and the sanitizers in crates/ffi/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
calls=${2:-10000000}
threads=16
# What memory may grow by over nine million calls, in KiB: less than a byte in thirty calls. Measured: 0 in all three.
most=256
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

echo "== the Python tests with PYTHONMALLOC=debug"
PYTHONMALLOC=debug bash crates/py/test.sh

# Texts that a line can hold, up to 2,000 bytes: longer ones are in the tests, and would take all the time here.
python3 - data/conformance.jsonl > "$work/answers.tsv" <<'PYTHON'
import json, sys

for line in open(sys.argv[1], encoding="utf-8"):
    query = json.loads(line).get("q", "")
    start, end = line.find(',"answer":'), line.rfind(',"evidence":')
    if start > 0 and len(query.encode()) <= 2000 and not set("\t\r\n\0\v\f\x1c\x1d\x1e\x85\u2028\u2029") & set(query):
        sys.stdout.buffer.write(f"{query}\t{line[start + 10:end]}\n".encode())
PYTHON
[ "$(wc -l < "$work/answers.tsv")" -gt 1500 ] || { echo "too few answers in data/conformance.jsonl" >&2; exit 1; }

cargo build --release --quiet --locked -p lvzhi --all-features --example soak
cargo build --release --quiet --locked -p lvzhi-ffi --lib
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
ln -s "$CARGO_TARGET_DIR/release/liblvzhi.so" "$work/liblvzhi.so.$version"
cc -O2 -std=c99 -D_POSIX_C_SOURCE=200112L -Wall -Wextra -Werror -Icrates/ffi/include -o "$work/soak" crates/ffi/tests/soak.c \
    "$work/liblvzhi.so.$version" -Wl,-rpath,"$work" -pthread

echo "== $threads threads for $seconds s, then $calls calls, in each language"
arguments=("$work/answers.tsv" "$threads" "$seconds" "$calls")
printf 'language\tcalls of %s threads\tKiB after %s calls\tafter %s\n' "$threads" $((calls / 10)) "$calls" > "$work/table"
run() {
    local language=$1 threads_asked before after
    shift
    "$@" "${arguments[@]}" > "$work/figures"
    read -r threads_asked before after < "$work/figures"
    printf '%s\t%s\t%s\t%s\n' "$language" "$threads_asked" "$before" "$after" | tee -a "$work/table"
    [ "$threads_asked" -gt 0 ] && [ "$before" -gt 0 ] || { echo "$language: nothing was measured" >&2; exit 1; }
    [ $((after - before)) -le $most ] || { echo "$language: memory grew by $((after - before)) KiB" >&2; exit 1; }
}
run Rust "$CARGO_TARGET_DIR/release/examples/soak"
run C "$work/soak"
run Python crates/py/.venv/bin/python crates/py/bench/soak.py
echo "== every answer was that of data/conformance.jsonl"
column -t -s $'\t' "$work/table" 2> /dev/null || cat "$work/table"
