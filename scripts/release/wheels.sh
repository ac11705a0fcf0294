# The Python wheels and the source distribution. To be sourced; wheel and sdist write to dist.
# shellcheck shell=bash disable=SC2154,SC2164 # the caller stops at the first failure

most=9000000 # bytes

# wheel TARGET: one wheel, checked.
wheel() {
    local target=$1 platform=off zig=() file
    # The oldest system, as maturin calls it; zig links for it.
    case $target in
    *-linux-gnu) platform=manylinux2014 zig=(--zig) ;;
    *-linux-musl) platform=musllinux_1_2 zig=(--zig) ;;
    esac
    prepare_target "$target"
    rm -rf "$work/wheel"
    # Maturin builds with cargo as cargo_for does.
    (
        cd crates/py
        CARGO_ENCODED_RUSTFLAGS=$(remaps) CARGO_TARGET_DIR=$target_folder maturin build --quiet --release --locked --compression-level 9 \
            --target "$target" --compatibility "$platform" --out "$work/wheel" "${zig[@]}"
    )
    file=$(echo "$work"/wheel/*.whl)
    case $file in
    *manylinux*)
        auditwheel show "$file" > "$work/audit"
        tr -d '\n' < "$work/audit" | grep -Eq 'platform tag: *"manylinux_2_(5|12|17)_' || { cat "$work/audit" >&2; return 1; }
        ;;
    esac
    abi3audit --strict "$file" > "$work/audit" 2>&1 || { cat "$work/audit" >&2; return 1; }
    [ "$(stat -c %s "$file")" -le $most ] || { echo "$file is larger than $most bytes" >&2; return 1; }
    [ "$target" != "$(rustc -vV | sed -n 's/^host: //p')" ] || try_wheel "$file"
    cp "$file" "$dist"
}

# That of this machine, in an environment that has nothing else.
try_wheel() {
    "$python" -m venv --clear "$work/user"
    "$work/user/bin/pip" install --quiet --disable-pip-version-check --no-index "$1"
    "$work/user/bin/python" -c "import lvzhi; assert lvzhi.classify('老板欠我们工钱不给').best.item.id == 'R009'"
}

sdist() {
    (cd crates/py && maturin sdist --out "$dist")
    bill all lvzhi-py "$dist/lvzhi-python-$version.cdx.json"
}
