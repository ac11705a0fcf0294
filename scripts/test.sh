#!/usr/bin/env bash
# All tests: `scripts/test.sh`. Needs cargo and a C compiler; the Python and C parts install what they need themselves.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$*"; }

step "format and lints"
cargo fmt --all --check
cargo clippy --workspace --all-targets --all-features --locked -- -D warnings

step "tests of the compiler, the library and the command"
cargo test --release --all-features --locked
cargo test --release -p lvzhi --no-default-features --lib --locked

step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --no-deps --all-features --locked --quiet

step "packages, from an empty folder"
bash scripts/package-test.sh

for part in ffi py; do
  if [ -f "crates/$part/test.sh" ]; then
    step "crates/$part"
    bash "crates/$part/test.sh"
  fi
done
printf '\nall passed\n'
