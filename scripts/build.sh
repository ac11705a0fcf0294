#!/usr/bin/env bash
# Builds the command, the C library and the example programs that tests run, all at once: cargo gives a dependency the features that the
# packages of one call ask for, so that packages built one by one would have it compiled anew for each.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --release --quiet --locked --all-features -p lvzhi -p lvzhi-compiler -p lvzhi-cli -p lvzhi-ffi --lib --bins --examples
