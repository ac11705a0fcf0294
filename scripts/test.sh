#!/usr/bin/env bash
# All tests of the compiler, the library and the command: `scripts/test.sh`. Needs cargo only.
# The C library and the Python package have scripts of their own, which install what they need: crates/ffi/test.sh, crates/py/test.sh.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "format and lints"
cargo fmt --all --check
cargo clippy --workspace --all-targets --all-features --locked -- -D warnings

step "tests of the compiler, the library and the command"
cargo test --release --all-features --locked
cargo check --release -p lvzhi --no-default-features --locked

step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --all-features --locked --quiet

step "packages, from an empty folder"
bash scripts/package-test.sh

printf '\nall passed\n'
