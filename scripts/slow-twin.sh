#!/usr/bin/env bash
# Second implementations in plain Python: a reader of the compiled files, written from docs/format.md, sees what the library exports; a
# classifier on top of it, written from docs/weights.md, answers every query of data/conformance.jsonl as the library does.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
bash scripts/build.sh
programs=${CARGO_TARGET_DIR:-$PWD/target}/release
lvzhi() { "$programs/lvzhi" "$@"; }
lvzhi export --matters > "$work/matters.jsonl"
rows() { "$programs/examples/rows" "$1" > "$work/rows.jsonl"; }
rows data/matters/matters.lvm
python3 tests/read_compiled.py data/matters/matters.lvm "$work/matters.jsonl" "$work/rows.jsonl"
for list in xiamale tongxi; do
    lvzhi compile "data/$list" -o "$work/$list.lvz" > /dev/null
    lvzhi --list "$work/$list.lvz" export > "$work/$list.jsonl"
    rows "$work/$list.lvz"
    python3 tests/read_compiled.py "$work/$list.lvz" "$work/$list.jsonl" "$work/rows.jsonl"
done
"$programs/examples/folds" > "$work/folds"
python3 tests/slow_classifier.py data/matters/matters.lvm "$work/xiamale.lvz" "$work/folds" crates/tables/src/traditional.txt data/conformance.jsonl
