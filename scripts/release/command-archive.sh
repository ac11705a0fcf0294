# The archive of the command for a target: `lvzhi` with its manual and completions. To be sourced; command_archive TARGET writes to dist.
# shellcheck shell=bash disable=SC2154

command_archive() {
    local target=$1 name=lvzhi-$version-$1 tree=$work/lvzhi-$version-$1 out
    out=$target_folder/$target/release
    rm -rf "$tree"
    mkdir -p "$tree"
    pages
    cp -R "$work/pages/completions" "$tree"
    case $target in
    *-windows-*) cp "$out/lvzhi.exe" "$tree" ;;
    *) cp "$out/lvzhi" "$tree" && cp -R "$work/pages/man1" "$tree" ;;
    esac
    usage command "$target" "$tree"
    finish "$target" "$name" lvzhi-cli
}

# The manual and the completions, by the command of this machine: they are the same for all. PAGES has them where they were made before.
pages() {
    [ ! -d "$work/pages" ] || return 0
    [ -z "${PAGES:-}" ] || { cp -R "$PAGES" "$work/pages" && return; }
    local here
    here=$(rustc -vV | sed -n 's/^host: //p')
    # Both, as for the archives: alone it may be built of other features.
    cargo_for "$here" build -p lvzhi-ffi -p lvzhi-cli
    "$target_folder/$here/release/lvzhi" pages "$work/pages" > "$work/log"
}
