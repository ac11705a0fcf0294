# The archive of the C library for a target: what `make install` installs, so that it works where it is unpacked, and all that a caller
# without Rust wants beside it. To be sourced; c_archive TARGET writes to dist.
# shellcheck shell=bash disable=SC2154

c_archive() {
    local target=$1 name=lvzhi-c-$version-$1 tree out rustc
    describe "$target"
    tree=$work/$name
    out=$target_folder/$target/release
    rm -rf "$tree"
    mkdir -p "$tree/examples"
    if [ "$target" = wasm32-unknown-unknown ]; then
        # A host of WebAssembly reads the module; the header says what its functions mean.
        cp "$out/lvzhi.wasm" "$tree"
        cp crates/ffi/include/lvzhi.h "$tree"
        cp scripts/release/ask.mjs "$tree/examples"
    else
        rustc=rustc
        [ "$std" != source ] || { rustc=$work/rustc && rustc_with_std "$target" "$rustc"; }
        make --silent -C crates/ffi install CARGO=true RUSTC="$rustc" CARGO_TARGET_DIR="$target_folder" CARGO_BUILD_TARGET="$target" \
            CROSS_COMPILE="$tools" RELOCATABLE=yes PREFIX="$tree" > "$work/log" 2>&1 || {
            cat "$work/log" >&2
            return 1
        }
        cp examples/callers/{Ask.java,ask.*,questions.*} "$tree/examples"
        awk '/^```c$/ { at++; next } /^```$/ { if (at == 1) exit } at == 1' crates/ffi/README.md > "$tree/examples/first.c"
    fi
    case $target in *-windows-*) windows_extras "$target" "$tree" "$out" ;; esac
    usage c "$target" "$tree"
    finish "$target" "$name" lvzhi-ffi
}

# Import library for the linker of Microsoft, and declarations for those who include no header; for 32-bit programs that call with
# __stdcall a library of its own, whole in itself.
windows_extras() {
    local target=$1 tree=$2 made=$work/stdcall machine=i386:x86-64
    case $target in i686-*) machine=i386 ;; esac
    { echo 'LIBRARY lvzhi.dll' && echo EXPORTS && sed 's/^/    /' crates/ffi/symbols.txt; } > "$tree/lib/lvzhi.def"
    "$python" -m ziglang dlltool -d "$tree/lib/lvzhi.def" -D lvzhi.dll -l "$tree/lib/lvzhi.lib" -m "$machine"
    mkdir -p "$made" "$tree/declare"
    "$python" crates/ffi/stdcall/make.py crates/ffi/include/lvzhi_ffi.h "$made"
    cp "$made/lvzhi_vba.bas" "$tree/declare"
    case $target in
    i686-*)
        cp "$made/lvzhi_vb6.bas" "$made/lvzhi_pb32.txt" "$tree/declare"
        # ld would choose the address by the path of the output.
        # shellcheck disable=SC2046 # a list
        "${tools}gcc" -Os -s -shared -static -I "$tree/include" -o "$tree/bin/lvzhi_stdcall.dll" "$made/stdcall.c" "$made/lvzhi_stdcall.def" \
            "$tree/lib/liblvzhi.a" $(cat "$tree/share/lvzhi/system-libraries.txt") -Wl,--no-insert-timestamp -Wl,--disable-auto-image-base
        # A caller in C asks for the decorated names; with -k these lead to the plain ones of the library.
        sed 's/ = .*@/@/' "$made/lvzhi_stdcall.def" > "$made/decorated.def"
        "$python" -m ziglang dlltool -k -d "$made/decorated.def" -D lvzhi_stdcall.dll -l "$tree/lib/lvzhi_stdcall.lib" -m i386
        ;;
    *) cp "$made/lvzhi_pb64.txt" "$tree/declare" ;;
    esac
}
