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
answered() { python3 tests/slow_classifier.py data/matters/matters.lvm "$1" "$work/folds" crates/tables/src/traditional.txt "$2"; }
answered "$work/xiamale.lvz" data/conformance.jsonl

# A list that was taught every fifth of the queries, each under some item or as not on the list.
python3 - data/conformance.jsonl > "$work/taught.csv" << 'END'
import csv, json, sys
said = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
texts = [line["q"] for line in said if "reason" not in line.get("answer", {"reason": 0}) and len(line["q"]) < 1000]
rows = csv.writer(sys.stdout)
rows.writerow(["诉求", "事项"])
for number, text in enumerate(dict.fromkeys(texts[::5])):
    rows.writerow([text, "清单外" if number % 7 == 0 else f"C{number % 108 + 1:03}"])
END
lvzhi teach "$work/xiamale.lvz" --from "$work/taught.csv" --to "$work/taught.lvz" > /dev/null
"$programs/examples/conformance" "$work/taught.lvz" > "$work/taught.jsonl"
rows "$work/taught.lvz"
lvzhi --list "$work/taught.lvz" export > "$work/export.jsonl"
python3 tests/read_compiled.py "$work/taught.lvz" "$work/export.jsonl" "$work/rows.jsonl"
answered "$work/taught.lvz" "$work/taught.jsonl"
