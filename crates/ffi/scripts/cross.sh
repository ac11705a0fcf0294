#!/usr/bin/env bash
# `make install` for other targets: Windows (mingw-w64) and Linux with musl. Both trees are used by the program of the README, built with
# the compiler of the target; what can run here is run (Windows only where wine is).
# Needs rustup; installs the targets, and gcc-mingw-w64-x86-64 and musl-tools when it runs as root.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd ../.. && pwd)/target}
missing=()
for pair in x86_64-w64-mingw32-gcc:gcc-mingw-w64-x86-64 musl-gcc:musl-tools pkg-config:pkg-config cmake:cmake; do
    command -v "${pair%%:*}" > /dev/null || missing+=("${pair#*:}")
done
if [ ${#missing[@]} -gt 0 ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
rustup target add x86_64-pc-windows-gnu x86_64-unknown-linux-musl
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
awk '/^```c$/ { at++; next } /^```$/ { if (at == 1) exit } at == 1' README.md > "$work/ask.c"

echo '== Windows'
usr=$work/windows
make --silent install PREFIX="$usr" CARGO_BUILD_TARGET=x86_64-pc-windows-gnu CROSS_COMPILE=x86_64-w64-mingw32-
ls "$usr/bin/lvzhi.dll" "$usr/lib/liblvzhi.dll.a" "$usr/lib/liblvzhi.a"
diff symbols.txt <(x86_64-w64-mingw32-objdump -p "$usr/bin/lvzhi.dll" | grep -o 'lvzhi_[a-z0-9_]*$' | LC_ALL=C sort)
export PKG_CONFIG_LIBDIR=$usr/lib/pkgconfig
# shellcheck disable=SC2046
x86_64-w64-mingw32-gcc $(pkg-config --cflags lvzhi) -o "$work/ask.exe" "$work/ask.c" $(pkg-config --libs lvzhi)
# shellcheck disable=SC2046
x86_64-w64-mingw32-gcc -static $(pkg-config --static --cflags lvzhi) -o "$work/static.exe" "$work/ask.c" $(pkg-config --static --libs lvzhi)
x86_64-w64-mingw32-objdump -p "$work/ask.exe" | grep 'DLL Name: lvzhi.dll'
[ "$(x86_64-w64-mingw32-objdump -p "$work/static.exe" | grep -c 'DLL Name: lvzhi.dll')" = 0 ]
if command -v wine > /dev/null; then
    wine "$work/static.exe" | grep 'R009 '
else
    echo 'linked, not run: no wine'
fi

echo '== musl'
usr=$work/musl
make --silent install PREFIX="$usr" CARGO_BUILD_TARGET=x86_64-unknown-linux-musl
[ ! -e "$usr/lib/liblvzhi.so" ]
diff symbols.txt <(nm -g --defined-only "$usr/lib/liblvzhi.a" | awk 'NF == 3 {print $3}' | LC_ALL=C sort)
export PKG_CONFIG_LIBDIR=$usr/lib/pkgconfig
# shellcheck disable=SC2046
musl-gcc -static $(pkg-config --cflags lvzhi) -o "$work/ask" "$work/ask.c" $(pkg-config --libs lvzhi)
"$work/ask" | grep '^事项：R009 '
echo '== both are installed'
