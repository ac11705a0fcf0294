#!/usr/bin/env bash
# What a call costs from C, beside the same in Rust. `scripts/speed.sh check` fails beyond the limits.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd ../.. && pwd)/target}
cargo build --release --quiet -p lvzhi-ffi
cargo run --release --quiet -p lvzhi-ffi --example speed
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$CARGO_TARGET_DIR/release
version=$(sed -n 's/^version = "\(.*\)"/\1/p' ../../Cargo.toml | head -n 1)
ln -s "$out/liblvzhi.so" "$work/liblvzhi.so.$version"
cc -O2 -std=c99 -D_POSIX_C_SOURCE=200112L -Iinclude -o "$work/speed" tests/speed.c -L"$out" -llvzhi -Wl,-rpath,"$work"
"$work/speed" "$@"
