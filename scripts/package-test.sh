#!/usr/bin/env bash
# What users get, without a network: each package is packed, unpacked into an empty folder, built and run there with the packed data.
#
#   scripts/package-test.sh             the crates, the command, the Python packages and the C library
#   scripts/package-test.sh PART...     some of them: crate, command, python, c
#
# The dependencies are copied beforehand (cargo vendor), and then the network is cut (scripts/offline.sh).
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
crates="lvzhi-tables lvzhi-compiler lvzhi-import lvzhi lvzhi-manage lvzhi-cli"
[ $# -gt 0 ] || set -- crate command python c

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
. scripts/offline.sh

# shellcheck disable=SC2046 # a flag for each crate
cargo package --locked --allow-dirty --no-verify --quiet $(printf -- '-p %s ' $crates)
prepare_offline "$folder"
for crate in $crates; do
    tar -xzf "$target/package/$crate-$version.crate" -C "$folder"
done
test -f "$folder/lvzhi-$version/data/xiamale/source.txt" || { echo "the data is not in the package"; exit 1; }
test ! -L "$folder/lvzhi-$version/data" || { echo "the package holds a link in place of the data"; exit 1; }
# On crates.io and PyPI there is no repository around a README.
if grep -noE '\]\([^)]*\)' "$folder/lvzhi-$version/README.md" crates/py/README.md | grep -vE '\]\((https://|#)'; then
    echo "a packaged README has a relative link"
    exit 1
fi
# What crates.io would give to a user, the unpacked folders give here.
patches=$(echo '[patch.crates-io]'; for crate in lvzhi-tables lvzhi-compiler lvzhi-import lvzhi lvzhi-manage; do echo "$crate = { path = \"$folder/$crate-$version\" }"; done)
# Nothing that was built before; the parts below share what they build of the dependencies.
export CARGO_TARGET_DIR=$folder/target

part_crate() {
    mkdir -p "$folder/user/src"
    cat > "$folder/user/Cargo.toml" <<TOML
[package]
name = "user"
version = "0.0.0"
edition = "2024"

[dependencies]
lvzhi = { version = "$version", features = ["json"] }

$patches

[profile.release.build-override]
opt-level = 3
TOML
    cat > "$folder/user/src/main.rs" <<'RUST'
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let list = lvzhi::catalogue();
    let answer = list.classify("老板欠我们工钱不给")?;
    println!("{} {}", list.items().len(), answer.to_json());
    assert_eq!(list.items().len(), 292);
    Ok(())
}
RUST
    (cd "$folder/user" && offline cargo run --release --quiet)
    echo "crate passed"
}

part_command() {
    # A packed crate carries a lock file with versions from the registry, which a patch must not change: without --locked.
    printf '\n%s\n' "$patches" >> "$folder/lvzhi-cli-$version/Cargo.toml"
    (cd "$folder" && offline cargo install --quiet --path "lvzhi-cli-$version" --root "$folder/usr")
    (cd "$folder" && offline usr/bin/lvzhi classify 老板欠我们工钱不给) > "$folder/said"
    head -2 "$folder/said"
    grep -q R009 "$folder/said"
    echo "command passed"
}

part_python() {
    bash crates/py/scripts/sdist.sh
}

# There is no package of the C library but the sources: those in git, without what was built and without git itself.
part_c() {
    mkdir "$folder/sources" "$folder/app"
    git ls-files -z | xargs -0 tar -cf - | tar -xf - -C "$folder/sources"
    offline make --silent -C "$folder/sources/crates/ffi" install CARGO="cargo --locked --quiet" PREFIX="$folder/usr-c"
    rm -rf "$folder/sources"
    awk '/^```c$/ { at++; next } /^```$/ { if (at == 1) exit } at == 1' crates/ffi/README.md > "$folder/app/ask.c"
    export PKG_CONFIG_PATH=$folder/usr-c/lib/pkgconfig
    # shellcheck disable=SC2046 # flags
    (cd "$folder/app" && cc $(pkg-config --cflags lvzhi) -o ask ask.c $(pkg-config --libs lvzhi))
    (cd "$folder/app" && LD_LIBRARY_PATH=$folder/usr-c/lib offline ./ask) | tee "$folder/said"
    grep -q '^事项：R009 ' "$folder/said"
    echo "C library passed"
}

for part in "$@"; do
    case $part in
    crate | command | python | c) "part_$part" ;;
    *) echo "no part $part: crate, command, python, c" >&2; exit 2 ;;
    esac
done
echo "package test passed"
