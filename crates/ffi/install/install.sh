#!/bin/sh
# Puts what make has built in its place; --remove takes it away again. `make install` runs this, and sets the variables.
set -eu
library=$DESTDIR$LIBDIR
headers=$DESTDIR$INCLUDEDIR
data=$DESTDIR$DATADIR/lvzhi
version=$VERSION

if [ "${1:-}" = --remove ]; then
    rm -f "$headers/lvzhi.h" "$headers/lvzhi_ffi.h"
    rm -f "$library/liblvzhi.so.$version" "$library/liblvzhi.so" "$library/liblvzhi.a" "$library/liblvzhi.dll.a" "$DESTDIR$BINDIR/lvzhi.dll"
    rm -f "$library/pkgconfig/lvzhi.pc" "$data/system-libraries.txt"
    rm -f "$library/cmake/lvzhi/lvzhi-config.cmake" "$library/cmake/lvzhi/lvzhi-config-version.cmake"
    rmdir "$library/cmake/lvzhi" "$data" 2> /dev/null || true
    exit
fi

# All that can fail comes before the first folder is made.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# What the static library needs of the system: what any library of Rust for this target needs, less what a C compiler links by itself.
# (-lgcc_s would not be there for -static.) The unwinder of musl is in the one object already.
: > "$work/empty.rs"
"$RUSTC" ${CARGO_BUILD_TARGET:+--target "$CARGO_BUILD_TARGET"} --crate-type staticlib -o "$work/empty.a" "$work/empty.rs" \
    --print native-static-libs="$work/native" 2> "$work/log" || { cat "$work/log" >&2; exit 1; }
own='gcc|gcc_s|gcc_eh|c'
[ "$ONE_OBJECT" = no ] || own="$own|unwind"
awk -v own="^-l($own)\$" '{ for (i = 1; i <= NF; i++) if ($i !~ own) printf "%s%s", n++ ? " " : "", $i } END { print "" }' \
    "$work/native" > "$work/system-libraries.txt"
private=$(cat "$work/system-libraries.txt")

if [ -f "$OUT/lvzhi.dll" ]; then
    shared=windows public=
elif [ -f "$OUT/liblvzhi.so" ]; then
    shared=elf public=
else
    shared=none public=$private private=
    echo "cargo made no shared library for this target: only the static one is installed" >&2
fi

# For CMake: the way from LIBDIR to another folder, so that an installed tree may be moved; absolute outside of PREFIX.
from_lib() {
    case $LIBDIR:$1 in
    "$PREFIX"/*:"$PREFIX"/*) printf '%s/%s' "$(printf '%s' "${LIBDIR#"$PREFIX"/}" | sed 's|[^/][^/]*|..|g')" "${1#"$PREFIX"/}" ;;
    *) printf '%s' "$1" ;;
    esac
}
# For pkg-config: below ${prefix} where it is, so that --define-prefix and --define-variable move the tree.
from_prefix() {
    case $1 in
    "$PREFIX"/*) printf '${prefix}/%s' "${1#"$PREFIX"/}" ;;
    *) printf '%s' "$1" ;;
    esac
}
# A tree that is to work where it is unpacked finds itself from where its pkg-config file is.
prefix=$PREFIX quote='"'
if [ "$RELOCATABLE" = yes ]; then
    # pkg-config escapes the spaces of pcfiledir itself.
    quote=
    case $LIBDIR in
    "$PREFIX"/*) prefix="\${pcfiledir}/../$(printf '%s' "${LIBDIR#"$PREFIX"/}" | sed 's|[^/][^/]*|..|g')" ;;
    *) echo "RELOCATABLE=yes needs LIBDIR below PREFIX: $LIBDIR is not below $PREFIX" >&2; exit 1 ;;
    esac
fi
escaped() { printf '%s' "$1" | sed 's/[&|\\]/\\&/g'; }
fill() {
    sed -e "s|@QUOTE@|$quote|g" -e "s|@PREFIX@|$(escaped "$prefix")|g" \
        -e "s|@PC_LIBDIR@|$(escaped "$(from_prefix "$LIBDIR")")|g" -e "s|@PC_INCLUDEDIR@|$(escaped "$(from_prefix "$INCLUDEDIR")")|g" \
        -e "s|@INCLUDE_FROM_LIB@|$(escaped "$(from_lib "$INCLUDEDIR")")|g" -e "s|@BIN_FROM_LIB@|$(escaped "$(from_lib "$BINDIR")")|g" \
        -e "s|@VERSION@|$version|g" -e "s|@SERIES@|${version%.*}|g" -e "s|@SHARED@|$shared|g" \
        -e "s|@LIBS@|${public:+ $public}|g" -e "s|@LIBS_PRIVATE@|$private|g" -e "s|@LIBS_STATIC@|${public:-$private}|g" "install/$1.in" > "$work/$1"
}
fill lvzhi.pc
fill lvzhi-config.cmake
fill lvzhi-config-version.cmake

install -d "$headers" "$library/pkgconfig" "$library/cmake/lvzhi" "$data"
install -m 644 include/lvzhi.h include/lvzhi_ffi.h "$headers"
case $shared in
elf)
    # The linker has left the symbols out already: the strip of this machine may not know the target.
    install -m 755 "$OUT/liblvzhi.so" "$library/liblvzhi.so.$version"
    ln -sf "liblvzhi.so.$version" "$library/liblvzhi.so"
    ;;
windows)
    install -d "$DESTDIR$BINDIR"
    install -m 755 "$OUT/lvzhi.dll" "$DESTDIR$BINDIR"
    install -m 644 "$OUT/liblvzhi.dll.a" "$library"
    ;;
esac
install -m 644 "$OUT/liblvzhi-local.a" "$library/liblvzhi.a"
install -m 644 "$work/lvzhi.pc" "$library/pkgconfig"
install -m 644 "$work/lvzhi-config.cmake" "$work/lvzhi-config-version.cmake" "$library/cmake/lvzhi"
install -m 644 "$work/system-libraries.txt" "$data"
