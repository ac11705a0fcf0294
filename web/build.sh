#!/bin/sh
# Builds the page: web/dist/lvzhi.html (one file), web/dist/site (a folder for a web server), web/dist/npm (an ES module with types).
# Needs cargo, rustup's target wasm32-unknown-unknown, and Node 20 or newer with npm.
set -eu
cd "$(dirname "$0")"

rustup target list --installed 2>/dev/null | grep -q wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
[ -d node_modules ] || npm ci --no-audit --no-fund
cargo build --locked --profile tool -p lvzhi-web-bind
# Sums of weights are made sixteen at a time: every browser that the page is for has these instructions (Chrome 91, Firefox 89).
# No folder of this machine gets into the modules, as rustc writes them into messages of panics.
CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="-C target-feature=+simd128 --remap-path-prefix=$(cd .. && pwd -P)=/lvzhi \
--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$(rustc --print sysroot)=/rust"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS
# Twice: what an answer needs, which the page opens with, and all of it.
module=target/wasm32-unknown-unknown/release/lvzhi_web.wasm
cargo build --locked --release -p lvzhi-web --target wasm32-unknown-unknown --no-default-features
target/tool/lvzhi-web-bind "$module" generated ask
cargo build --locked --release -p lvzhi-web --target wasm32-unknown-unknown
target/tool/lvzhi-web-bind "$module" generated engine
node_modules/.bin/tsc --noEmit -p .
node build.mjs
node_modules/.bin/tsc -p . --noEmit false --declaration --emitDeclarationOnly --rootDir . --outDir dist/npm/types
find dist/npm/types/src -name '*.d.ts' ! -name npm.d.ts ! -name types.d.ts -delete
