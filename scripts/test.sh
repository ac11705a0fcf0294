#!/usr/bin/env bash
# All tests: `scripts/test.sh`. Needs cargo, a C compiler and Python 3.10 or newer; the parts install the rest themselves where they may.
# Slow extras have scripts of their own: examples/callers/run.sh, crates/ffi/scripts/, crates/py/scripts/, benches/run.sh; and in scripts/:
# fuzz.sh, no-panic.sh, package-test.sh with all its parts, supply-chain.sh, reproducible.sh, semver.sh, soak.sh; release.sh and targets.sh for other machines.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s (%d s)\n' "$*" "$SECONDS"; }

step "format and lints"
cargo fmt --all --check
cargo clippy --workspace --all-targets --all-features --locked -- -D warnings

step "tests of the compiler, the library, the command and what is in Rust of the C library"
cargo test --profile tests --workspace --exclude lvzhi-py --all-features --locked

step "the programs that the rest asks"
bash scripts/build.sh

# What follows mostly waits for one core, so it runs in two lanes, each with its output in a file that is shown when the lane ends.
lanes=$(mktemp -d)
trap 'rm -rf "$lanes"; kill $(jobs -p) 2> /dev/null || true' EXIT

c_lane() {
    step "instructions and sizes, against those kept in git"
    bash scripts/instructions.sh
    step "C library"
    bash crates/ffi/test.sh
}

python_lane() {
    step "the slow twin: a classifier in plain Python gives the same answers"
    bash scripts/slow-twin.sh
    step "the library without the standard library; documentation"
    cargo check -p lvzhi --no-default-features --locked --quiet
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --all-features --locked --quiet
    step "the package of the crate, from an empty folder and without a network"
    bash scripts/package-test.sh crate
    step "Python package"
    bash crates/py/test.sh
}

(set -e; c_lane) > "$lanes/c" 2>&1 &
c=$!
(set -e; python_lane) > "$lanes/python" 2>&1 &
python=$!
failed=0
wait "$c" || failed=1
cat "$lanes/c"
wait "$python" || failed=1
cat "$lanes/python"
[ "$failed" = 0 ] || { printf '\nfailed\n'; exit 1; }

printf '\nall passed\n'
