#!/usr/bin/env bash
# Counts the instructions of ten operations and the bytes of the command, of the C library and of the tables in it, and compares them
# with benches/instructions.tsv.
#
#   scripts/instructions.sh             fails where a figure is more than 3 % larger or smaller than the one kept in git
#   scripts/instructions.sh --update    writes the figures anew
#
# Instructions repeat whatever else the machine does; time does not. They change with the compiler, so that they are compared only where
# it is the one that they were kept with, and printed otherwise: after a new rustc, --update.
# Needs valgrind, which it installs where it may.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
kept=benches/instructions.tsv

if ! command -v valgrind > /dev/null; then
    bash scripts/install.sh valgrind
fi
bash scripts/build.sh
program=$target/release/examples/operations

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for operation in $("$program"); do
    valgrind --tool=callgrind --toggle-collect='operations::measured' --callgrind-out-file="$work/out" \
        "$program" "$operation" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
    total=$(sed -n 's/^==.*Collected : \([0-9]*\).*/\1/p' "$work/log")
    # A thousand times each.
    printf '%s\t%s\n' "$operation" "$(((total + 500) / 1000))"
done > "$work/now"

strip -o "$work/lvzhi" "$target/release/lvzhi"
strip -o "$work/liblvzhi.so" "$target/release/liblvzhi.so"
{
    printf 'command_bytes\t%s\n' "$(stat -c %s "$work/lvzhi")"
    printf 'c_library_bytes\t%s\n' "$(stat -c %s "$work/liblvzhi.so")"
    # Tables and texts are constants: the section that holds nothing but them.
    printf 'tables_bytes\t%s\n' "$(size -A "$work/liblvzhi.so" | awk '$1 == ".rodata" { print $2 }')"
} >> "$work/now"
compiler=$(rustc --version)

if [ "${1:-}" = --update ]; then
    { printf '%s\tfigure\n' "$compiler"; cat "$work/now"; } > "$kept"
    cat "$kept"
    exit
fi
if [ "$compiler" != "$(head -n 1 "$kept" | cut -f 1)" ]; then
    echo "not compared: $kept was made with $(head -n 1 "$kept" | cut -f 1), this is $compiler"
    cat "$work/now"
    exit
fi
failed=0
while IFS=$'\t' read -r name now; do
    was=$(awk -F'\t' -v name="$name" '$1 == name { print $2 }' "$kept")
    if [ -z "$was" ]; then
        echo "$name: $now, not in $kept; run scripts/instructions.sh --update" >&2
        failed=1
        continue
    fi
    change=$(awk -v was="$was" -v now="$now" 'BEGIN { printf "%+.1f", 100 * (now - was) / was }')
    printf '%-22s %9s  was %9s  %s %%\n' "$name" "$now" "$was" "$change"
    if awk -v change="$change" 'BEGIN { exit !(change > 3 || change < -3) }'; then
        echo "$name changed by more than 3 %: if that is meant, run scripts/instructions.sh --update" >&2
        failed=1
    fi
done < "$work/now"
exit $failed
