#!/usr/bin/env bash
# Fuzzes every target of fuzz/ for an equal share of the minutes and prints a table of what was done.
#
#   scripts/fuzz.sh MINUTES [TARGET...]     all targets, or those named
#   KEEP=1 scripts/fuzz.sh MINUTES          writes the table to fuzz/results.md too
#
# Exit code 1 if an input broke a property or took longer than ten seconds; it is kept in fuzz/artifacts/TARGET, and
# `cargo +nightly fuzz run TARGET FILE` repeats it. What adds coverage is kept in fuzz/corpus, not in git; the seeds are in
# fuzz/seeds (fuzz/make_seeds.py). Installs cargo-fuzz and a nightly toolchain where they are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
minutes=${1:?give the minutes for all targets together}
shift
read -ra targets <<< "${*:-classify lookup encodings capi compiler import_read open_list open_matters linear}"
version=0.13.2
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$PWD/target}/fuzz

cargo +nightly --version > /dev/null 2>&1 || rustup toolchain install nightly --profile minimal
command -v cargo-fuzz > /dev/null || cargo install --locked --version "$version" cargo-fuzz
seconds=$((minutes * 60 / ${#targets[@]}))
# All at once, so that every target runs against the same code.
cargo +nightly fuzz build
programs=$CARGO_TARGET_DIR/$(rustc +nightly -vV | sed -n 's/^host: //p')/release
commit=$(git rev-parse --short HEAD)
log=$(mktemp)
table=$(mktemp)
trap 'rm -f "$log" "$table"' EXIT
failed=0
{
    echo '| target | seconds | executions | exec/s | cov | ft | crashes |'
    echo '|---|---|---|---|---|---|---|'
} > "$table"
for target in "${targets[@]}"; do
    mkdir -p "fuzz/corpus/$target" "fuzz/artifacts/$target"
    crashes=0
    options=(-artifact_prefix="fuzz/artifacts/$target/" -max_total_time="$seconds" -print_final_stats=1 -timeout=10 -rss_limit_mb=2048 -max_len=8192)
    if [ -f "fuzz/$target.dict" ]; then options+=(-dict="fuzz/$target.dict"); fi
    "$programs/$target" "${options[@]}" "fuzz/corpus/$target" "fuzz/seeds/$target" 2> "$log" || {
        tail -40 "$log" >&2
        crashes=1
        failed=1
    }
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    rate=$(sed -n 's/^stat::average_exec_per_sec: *//p' "$log")
    read -r cov ft <<< "$(sed -n 's/.* cov: \([0-9]*\) ft: \([0-9]*\) .*/\1 \2/p' "$log" | tail -1)"
    echo "| $target | $seconds | ${runs:-0} | ${rate:-0} | ${cov:-0} | ${ft:-0} | $crashes |" | tee -a "$table" >&2
done
cat "$table"
if [ "${KEEP:-}" = 1 ]; then
    {
        printf '# What fuzzing did\n\n`KEEP=1 scripts/fuzz.sh %s`, %s, commit %s. `cov` and `ft` are libFuzzer'\''s edges and features.\n\n' \
            "$minutes" "$(date -u +%F)" "$commit"
        cat "$table"
    } > fuzz/results.md
fi
exit $failed
