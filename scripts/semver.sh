#!/usr/bin/env bash
# The interface of the Rust crate against an earlier revision: fails where a program that compiled then would not compile now, unless
# the version number says so (cargo-semver-checks).
#
#   scripts/semver.sh [REVISION]        by default the last tag v*; without a tag the last commit, against which the files here are held
#
# Needs cargo and git; installs cargo-semver-checks into the target folder, which takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
tools=$target/tools
# Each version reads the documentation of some compilers only: with a new rustc, raise it.
wanted=0.51.0
[ -x "$tools/bin/cargo-semver-checks" ] || cargo install "cargo-semver-checks@$wanted" --locked --quiet --root "$tools"
baseline=${1:-$(git describe --tags --match 'v*' --abbrev=0 2> /dev/null || echo HEAD)}
echo "against $baseline ($(git rev-parse --short "$baseline"))"
# lvzhi-tables and lvzhi-compiler are published for lvzhi alone and promise nothing.
PATH=$tools/bin:$PATH cargo semver-checks check-release -p lvzhi --all-features --baseline-rev "$baseline"
