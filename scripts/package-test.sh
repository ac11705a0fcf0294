#!/usr/bin/env bash
# The crates as users get them: packed, unpacked into an empty folder, built and run there with the packed data.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
crates="lvzhi-tables lvzhi-compiler lvzhi"

cargo package --locked --allow-dirty --no-verify --quiet -p lvzhi-tables -p lvzhi-compiler -p lvzhi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for crate in $crates; do
  tar -xzf "$target/package/$crate-$version.crate" -C "$folder"
done
test -f "$folder/lvzhi-$version/data/xiamale/source.txt" || { echo "the data is not in the package"; exit 1; }
test ! -L "$folder/lvzhi-$version/data" || { echo "the package holds a link in place of the data"; exit 1; }

mkdir -p "$folder/user/src"
cat > "$folder/user/Cargo.toml" <<TOML
[package]
name = "user"
version = "0.0.0"
edition = "2024"

[dependencies]
lvzhi = { version = "$version", features = ["json"] }

[patch.crates-io]
$(for crate in $crates; do echo "$crate = { path = \"../$crate-$version\" }"; done)

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
(cd "$folder/user" && CARGO_TARGET_DIR="$folder/target" cargo run --release --quiet)
echo "package test passed"
