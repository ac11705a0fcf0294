# Installs what a release is made with, and builds for a target. To be sourced from the root of the repository.
# shellcheck shell=bash disable=SC2034,SC2154 # root, target_folder, SOURCE_DATE_EPOCH: set by the caller; tools, packages, glibc: by describe

# From PyPI: zig, the linkers of cargo and maturin that use it, what checks wheels, and a parser of C for the declarations of VB6.
venv=$target_folder/tools/release
python=$venv/bin/python
prepare_tools() {
    if [ ! -x "$venv/bin/cargo-zigbuild" ]; then
        "${PYTHON:-python3}" -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check cargo-zigbuild ziglang "maturin>=1.9.4,<2" auditwheel abi3audit pycparser
    fi
    # Pinned with scripts/supply-chain.sh.
    local cyclonedx
    cyclonedx=$(sed -n 's/^cyclonedx=//p' scripts/supply-chain.sh)
    [ -x "$target_folder/tools/bin/cargo-cyclonedx" ] \
        || cargo install "cargo-cyclonedx@$cyclonedx" --locked --quiet --root "$target_folder/tools"
    export PATH=$target_folder/tools/bin:$venv/bin:$PATH
}

# install_debian PACKAGE...: those that are missing, as root; 1 where they cannot be had.
install_debian() {
    local missing=()
    for package in "$@"; do
        dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    echo "installing ${missing[*]}" >&2
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
}

# prepare_target TARGET: its compiler or binutils, and the standard library.
prepare_target() {
    describe "$1"
    # shellcheck disable=SC2086 # a list
    install_debian $packages
    rustup target add "$1" 2> "$target_folder/rustup.log" || { cat "$target_folder/rustup.log" >&2; return 1; }
}

# Folders are written into messages of panics: these take those of this machine out.
remaps() {
    printf -- '--remap-path-prefix=%s ' "$root=/lvzhi" "$target_folder=/lvzhi/target" "${CARGO_HOME:-$HOME/.cargo}=/cargo" \
        "$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc"
}

# cargo_for TARGET build|...: cargo for a target, so that the same sources give the same bytes in any folder.
cargo_for() {
    local target=$1 verb=$2
    shift 2
    describe "$target"
    (
        export RUSTFLAGS CARGO_TARGET_DIR
        RUSTFLAGS=$(remaps)
        CARGO_TARGET_DIR=$target_folder
        export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_LINKER=rust-lld CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_LINKER=rust-lld
        if [ -n "$glibc" ]; then
            [ "$verb" != build ] || verb=zigbuild
            target=$target.$glibc
        fi
        cargo "$verb" --release --locked --quiet --target "$target" "$@"
    )
}
