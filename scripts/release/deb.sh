# The Debian package: library, development files and command in one. To be sourced; deb writes to dist.
# shellcheck shell=bash disable=SC2154

deb() {
    local target tree=$work/deb architecture library
    target=$(rustc -vV | sed -n 's/^host: //p')
    architecture=$(dpkg --print-architecture)
    # Built as for the archive, for the old GNU library: the package fits every Debian and what comes of it (UOS, Kylin V10 desktop).
    prepare_target "$target"
    cargo_for "$target" build -p lvzhi-ffi -p lvzhi-cli
    library=lib/$(uname -m)-linux-gnu
    make --silent -C crates/ffi install CARGO=true CARGO_TARGET_DIR="$target_folder" CARGO_BUILD_TARGET="$target" \
        PREFIX=/usr LIBDIR="/usr/$library" DESTDIR="$tree"
    pages
    install -D -m 755 "$target_folder/$target/release/lvzhi" "$tree/usr/bin/lvzhi"
    install -D -m 644 "$work/pages/completions/lvzhi.bash" "$tree/usr/share/bash-completion/completions/lvzhi"
    install -D -m 644 "$work/pages/completions/_lvzhi" "$tree/usr/share/zsh/vendor-completions/_lvzhi"
    install -D -m 644 "$work/pages/completions/lvzhi.fish" "$tree/usr/share/fish/vendor_completions.d/lvzhi.fish"
    install -d "$tree/usr/share/man/man1" "$tree/usr/share/doc/lvzhi" "$tree/DEBIAN"
    cp "$work"/pages/man1/* "$tree/usr/share/man/man1"
    gzip -9n "$tree"/usr/share/man/man1/*
    cp LICENSE-MIT LICENSE-APACHE LICENSE-THIRD-PARTY.txt "$tree/usr/share/doc/lvzhi"
    cp LICENSE.md "$tree/usr/share/doc/lvzhi/copyright"
    printf 'activate-noawait ldconfig\n' > "$tree/DEBIAN/triggers"
    cat > "$tree/DEBIAN/control" <<CONTROL
Package: lvzhi
Version: $version
Architecture: $architecture
Maintainer: The lvzhi developers <lvzhi@users.noreply.github.com>
Installed-Size: $(du -sk --apparent-size "$tree/usr" | cut -f1)
Depends: libc6 (>= 2.17)
Section: utils
Priority: optional
Homepage: https://github.com/lvzhi/lvzhi
Description: whose duty is it, by a Chinese township's duty list
 The command lvzhi, the C library liblvzhi and what is needed to build programs
 with it. 乡镇履行职责事项清单：一件事归谁管，命令和 C 语言库。
CONTROL
    find "$tree" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    # gzip: the dpkg of older systems knows nothing newer.
    dpkg-deb --root-owner-group -Zgzip --build "$tree" "$dist/lvzhi_${version}_$architecture.deb" > "$work/log"
}
