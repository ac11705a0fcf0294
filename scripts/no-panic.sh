#!/usr/bin/env bash
# Shows that no panic is left in the library as it is compiled for release: a program without the standard library calls every function
# that takes a text or the bytes of a list, with texts and bytes that the compiler cannot know, and its panic handler calls a function that
# does not exist. It can be linked only if no way leads to the handler. Half a minute.
#
#   scripts/no-panic.sh            exit code 0: no panic; 1: the functions from which one can be reached are printed
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/no-panic
log=$(mktemp)
trap 'rm -f "$log"' EXIT
build() { cargo rustc --release --locked --quiet --manifest-path fuzz/no-panic/Cargo.toml "$@"; }
program=$CARGO_TARGET_DIR/release/no-panic

# The proof is worth something only if a panic would be seen: with one put in, linking must fail for this reason.
if build --features one-panic 2> "$log" || ! grep -q 'undefined.*a_panic_can_be_reached' "$log"; then
    cat "$log" >&2
    echo "a panic that was put in was not seen" >&2
    exit 1
fi
if build 2> "$log"; then
    "$program"
    echo "no panic can be reached from a text or from the bytes of a list"
    exit
fi
grep 'undefined' "$log" >&2 || cat "$log" >&2
# Linked all the same, to say where.
build -- -C link-arg=-Wl,--unresolved-symbols=ignore-all -C strip=none -C debuginfo=1
objdump -d --no-show-raw-insn -C "$program" | grep -E '(call|jmp) .*<core::[^>]*(panic|fail|expect|unwrap)' | while read -r at _; do
    addr2line -ifC -e "$program" "$(printf '0x%x' $((0x${at%:} + 1)))" | paste - - | head -8
    echo
done
exit 1
