#!/usr/bin/env bash
# Builds the shared library for glibc 2.17 (CentOS 7, Kylin V10, UOS) and checks that no symbol needs a newer one.
# Needs pip and cargo; installs ziglang from PyPI and cargo-zigbuild from crates.io into the target folder.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd ../.. && pwd)/target}
tools=$CARGO_TARGET_DIR/tools
floor=2.17
target=$(uname -m)-unknown-linux-gnu
[ -d "$tools/zig/ziglang" ] || python3 -m pip install --quiet --target "$tools/zig" ziglang
[ -x "$tools/bin/cargo-zigbuild" ] || cargo install cargo-zigbuild --locked --quiet --root "$tools"
printf '#!/bin/sh\nPYTHONPATH="%s" exec python3 -m ziglang "$@"\n' "$tools/zig" > "$tools/bin/zig"
chmod +x "$tools/bin/zig"
PATH=$tools/bin:$PATH CARGO_ZIGBUILD_ZIG_PATH=$tools/bin/zig \
    cargo zigbuild --release -p lvzhi-ffi --target "$target.$floor"
library=$CARGO_TARGET_DIR/$target/release/liblvzhi.so
newest=$(objdump -T "$library" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)
echo "$library: newest glibc symbol version $newest"
[ "$(printf '%s\n' "GLIBC_$floor" "$newest" | sort -V | tail -n 1)" = "GLIBC_$floor" ]
diff symbols.txt <(nm -D --defined-only "$library" | awk '{print $3}' | LC_ALL=C sort)
