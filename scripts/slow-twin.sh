#!/usr/bin/env bash
# A classifier in plain Python, written from docs/weights.md, answers every query of data/conformance.jsonl as the library does.
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo run --release --quiet --locked -p lvzhi-compiler --example weights -- data/xiamale "$work/weights.tsv"
python3 tests/slow_classifier.py "$work/weights.tsv" crates/tables/src/traditional.txt data/conformance.jsonl
