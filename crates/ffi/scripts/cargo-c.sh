#!/usr/bin/env bash
# Installs the library with cargo-c into a temporary folder and uses it through pkg-config: header, SONAME, exported
# symbols, the program of the README. Needs a C compiler and pkg-config; installs cargo-c into the target folder, which
# takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd ../.. && pwd)/target}
tools=$CARGO_TARGET_DIR/tools
wanted=$(sed -n 's/^min_version = "\(.*\)"/\1/p' Cargo.toml)
[ -x "$tools/bin/cargo-cinstall" ] || cargo install "cargo-c@$wanted" --locked --quiet --root "$tools"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
lib=$work/usr/lib
PATH=$tools/bin:$PATH cargo cinstall --release -p lvzhi-ffi --prefix "$work/usr" --libdir "$lib" 2> "$work/log" || { cat "$work/log"; exit 1; }

diff include/lvzhi.h "$work/usr/include/lvzhi.h"
diff include/lvzhi_ffi.h "$work/usr/include/lvzhi_ffi.h"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' ../../Cargo.toml | head -n 1)
readelf -d "$lib/liblvzhi.so" | grep "SONAME.*\[liblvzhi.so.$version\]"
diff symbols.txt <(nm -D --defined-only "$lib/liblvzhi.so" | awk '{print $3}' | LC_ALL=C sort)
export PKG_CONFIG_PATH=$lib/pkgconfig
[ "$(pkg-config --modversion lvzhi)" = "$version" ]
awk '/^```c$/ { at++; next } /^```$/ { if (at == 1) exit } at == 1' README.md > "$work/ask.c"
# shellcheck disable=SC2046
cc $(pkg-config --cflags lvzhi) -o "$work/ask" "$work/ask.c" $(pkg-config --libs lvzhi) -Wl,-rpath,"$lib"
"$work/ask" | grep '^事项：R009 '
# shellcheck disable=SC2046
cc $(pkg-config --cflags lvzhi) -o "$work/static" "$work/ask.c" "$lib/liblvzhi.a" $(pkg-config --libs-only-l --static lvzhi | sed 's/-llvzhi//')
"$work/static" | grep '^事项：R009 '
find "$work/usr" -type f -o -type l | sed "s|$work||" | sort
