# Installs what a release is made with, and builds for a target. To be sourced from the root of the repository.
# shellcheck shell=bash disable=SC2034,SC2154 # root, target_folder, SOURCE_DATE_EPOCH: set by the caller; tools, packages, glibc, std: by describe

# From PyPI: zig, the linkers of cargo and maturin that use it, what checks wheels, and a parser of C for the declarations of VB6.
tools_folder=${TOOLS:-$target_folder/tools}
venv=$tools_folder/release
python=$venv/bin/python
prepare_tools() {
    if [ ! -x "$venv/bin/cargo-zigbuild" ]; then
        "${PYTHON:-python3}" -m venv "$venv"
        "$venv/bin/pip" install --quiet --disable-pip-version-check cargo-zigbuild ziglang "maturin>=1.9.4,<2" auditwheel abi3audit pycparser
    fi
    # Pinned with scripts/supply-chain.sh.
    local cyclonedx
    cyclonedx=$(sed -n 's/^cyclonedx=//p' scripts/supply-chain.sh)
    [ -x "$tools_folder/bin/cargo-cyclonedx" ] \
        || cargo install "cargo-cyclonedx@$cyclonedx" --locked --quiet --root "$tools_folder"
    export PATH=$tools_folder/bin:$venv/bin:$PATH
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
    if [ "$std" = source ]; then
        from_rustup component add rust-src
    else
        from_rustup target add "$1"
    fi
    case $tools in
    llvm-) prepare_llvm ;;
    *-mingw32-) prepare_mingw "$tools" ;;
    esac
}

# prepare_mingw PREFIX: dlltool and gcc that make the same of the same in any folder, under the names by which rustc finds them.
prepare_mingw() {
    local tool file
    # Of this half alone, which has a folder of its own.
    mkdir -p "$work/mingw"
    for tool in dlltool gcc; do
        file=$work/mingw/$1$tool
        printf '#!/bin/sh\n%s="%s" FOLDER="%s" exec bash "%s" "$@"\n' \
            "${tool^^}" "/usr/bin/$1$tool" "$target_folder" "$root/scripts/release/mingw/$tool.sh" > "$file"
        chmod +x "$file"
    done
    export PATH=$work/mingw:$PATH
}

from_rustup() { rustup "$@" 2> "$work/rustup.log" || { cat "$work/rustup.log" >&2; return 1; }; }

# llvm-ld, llvm-ar, llvm-objcopy and llvm-objdump, of rustup.
prepare_llvm() {
    local there
    from_rustup component add llvm-tools
    there=$(rustc --print sysroot)/lib/rustlib/$(rustc -vV | sed -n 's/^host: //p')/bin
    printf '#!/bin/sh\nexec "%s/rust-lld" -flavor gnu "$@"\n' "$there" > "$venv/bin/llvm-ld"
    chmod +x "$venv/bin/llvm-ld"
    export PATH=$there:$PATH
}

# rustc_with_std TARGET FILE: rustc that finds the standard library where cargo built it from its sources.
rustc_with_std() {
    printf '#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustc -L "%s/%s/release/deps" "$@"\n' "$target_folder" "$1" > "$2"
    chmod +x "$2"
}

# Folders are written into messages of panics: these flags take those of this machine out. As cargo wants them for folders with spaces:
# a byte 1F between two.
remaps() {
    local flags
    flags=$(printf -- '\037--remap-path-prefix=%s' "$root=/lvzhi" "$target_folder=/lvzhi/target" "${CARGO_HOME:-$HOME/.cargo}=/cargo" \
        "$(rustc --print sysroot)/lib/rustlib/src/rust=/rustc")
    printf %s "${flags#?}"
}

# cargo_for TARGET build|...: cargo for a target, so that the same sources give the same bytes in any folder.
cargo_for() {
    local target=$1 verb=$2
    shift 2
    describe "$target"
    (
        export CARGO_ENCODED_RUSTFLAGS CARGO_TARGET_DIR
        CARGO_ENCODED_RUSTFLAGS=$(remaps)
        CARGO_TARGET_DIR=$target_folder
        export CARGO_TARGET_AARCH64_UNKNOWN_LINUX_MUSL_LINKER=rust-lld CARGO_TARGET_X86_64_UNKNOWN_LINUX_MUSL_LINKER=rust-lld
        if [ -n "$glibc" ]; then
            [ "$verb" != build ] || verb=zigbuild
            target=$target.$glibc
        fi
        if [ "$std" = source ]; then
            # The option is not stable; the compiler is.
            export RUSTC_BOOTSTRAP=1
            set -- -Z build-std=std,panic_unwind "$@"
        fi
        cargo "$verb" --release --locked --quiet --target "$target" "$@"
    )
}
