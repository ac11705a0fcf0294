#!/usr/bin/env bash
# How long a program that uses the library takes to build from nothing, everything included, in a release and a debug build.
#
#   scripts/build-time.sh [RUNS]      one run unless told; on an idle machine
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat > "$work/Cargo.toml" <<TOML
[workspace]
[package]
name = "downstream"
version = "0.0.0"
edition = "2024"
[dependencies]
lvzhi = { path = "$PWD/crates/core" }
TOML
echo 'fn main() { println!("{:?}", lvzhi::catalogue().classify("低保").map(|answer| answer.verdict)); }' > "$work/src/main.rs"
cp Cargo.lock "$work/"
cargo fetch --quiet --manifest-path "$work/Cargo.toml"
for ((run = 1; run <= ${1:-1}; run++)); do
    for profile in release debug; do
        rm -rf "$work/target"
        start=$(date +%s.%N)
        CARGO_TARGET_DIR=$work/target cargo build --quiet --offline --manifest-path "$work/Cargo.toml" $([ $profile = debug ] || echo --release)
        printf '%s build: %.1f s, load %s\n' "$profile" "$(bc <<< "$(date +%s.%N) - $start")" "$(cut -d' ' -f1 /proc/loadavg)"
    done
done
