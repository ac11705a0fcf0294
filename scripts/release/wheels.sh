# The Python wheels and the source distribution. To be sourced; wheels writes to dist.
# shellcheck shell=bash disable=SC2154,SC2164 # the caller stops at the first failure

most=6000000 # bytes

# wheel TARGET PLATFORM FLAGS...: PLATFORM is what maturin calls the oldest system.
wheel() {
    local target=$1 platform=$2
    shift 2
    prepare_target "$target"
    # Maturin builds with cargo as cargo_for does; the platform is a name, and zig links for it.
    (
        cd crates/py
        RUSTFLAGS=$(remaps) CARGO_TARGET_DIR=$target_folder maturin build --quiet --release --locked --compression-level 9 \
            --target "$target" --compatibility "$platform" --out "$work/wheels" "$@"
    )
}

wheels() {
    mkdir -p "$work/wheels"
    wheel x86_64-unknown-linux-gnu manylinux2014 --zig
    wheel aarch64-unknown-linux-gnu manylinux2014 --zig
    wheel x86_64-unknown-linux-musl musllinux_1_2 --zig
    wheel aarch64-unknown-linux-musl musllinux_1_2 --zig
    wheel x86_64-pc-windows-gnu off
    wheel i686-pc-windows-gnu off
    (cd crates/py && maturin sdist --out "$work/wheels")
    for file in "$work"/wheels/*.whl; do
        case $file in
        *manylinux*) auditwheel show "$file" | tee "$work/audit" | grep -o '"[a-z0-9_]*linux[a-z0-9_]*"' | head -1
            grep -Eq 'manylinux_2_(5|12|17)_' "$work/audit" || { cat "$work/audit" >&2; return 1; } ;;
        esac
        abi3audit --strict --summary "$file"
        [ "$(stat -c %s "$file")" -le $most ] || { echo "$file is larger than $most bytes" >&2; return 1; }
    done
    # That of this machine, in an environment that has nothing else.
    "$python" -m venv --clear "$work/user"
    "$work/user/bin/pip" install --quiet --no-index --find-links "$work/wheels" lvzhi
    "$work/user/bin/python" -c "import lvzhi; assert lvzhi.classify('老板欠我们工钱不给').best.item.id == 'R009'"
    cp "$work"/wheels/* "$dist"
    bill all lvzhi-py "$dist/lvzhi-python-$version.cdx.json"
}
