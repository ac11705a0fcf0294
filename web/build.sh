#!/bin/sh
# Builds the page: web/dist/lvzhi.html (one file), web/dist/site (a folder for a web server), web/dist/npm (an ES module with types).
# Needs cargo, rustup's target wasm32-unknown-unknown, and Node 20 or newer with npm.
set -eu
cd "$(dirname "$0")"

rustup target list --installed 2>/dev/null | grep -q wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
[ -d node_modules ] || npm ci --no-audit --no-fund
cargo build --locked --profile tool -p lvzhi-web-bind
cargo build --locked --release -p lvzhi-web --target wasm32-unknown-unknown
target/tool/lvzhi-web-bind target/wasm32-unknown-unknown/release/lvzhi_web.wasm generated
node_modules/.bin/tsc --noEmit -p .
node build.mjs
node_modules/.bin/tsc -p . --noEmit false --declaration --emitDeclarationOnly --rootDir . --outDir dist/npm/types
find dist/npm/types/src -name '*.d.ts' ! -name npm.d.ts ! -name types.d.ts -delete
