#!/usr/bin/env bash
# What the project is made of: licences, sources and bans of every dependency (deny.toml), the lock files, and a bill of materials.
#
#   scripts/supply-chain.sh               needs cargo, git and Python; installs its tools into the target folder
#   scripts/supply-chain.sh --licences    writes LICENSE-THIRD-PARTY.txt anew, which otherwise must be as it is in git
#
# For each workspace of the repository. The bills (CycloneDX 1.5, JSON, one a crate that users get) are written to sbom of the target
# folder, not to git: they follow from the lock file. Known vulnerabilities are not looked up: that list is a repository of its own,
# fetched anew each time, which an offline machine cannot do. Where there is a network: `cargo deny check advisories`, and `npm audit` in web.
set -euo pipefail
cd "$(dirname "$0")/.."
target=${CARGO_TARGET_DIR:-$PWD/target}
tools=$target/tools
bills=$target/sbom
# Pinned: a newer version may judge another way, and that should be seen as a change here.
deny=0.20.2
cyclonedx=0.5.9
about=0.9.3
[ -x "$tools/bin/cargo-deny" ] || cargo install "cargo-deny@$deny" --locked --quiet --root "$tools"
[ -x "$tools/bin/cargo-cyclonedx" ] || cargo install "cargo-cyclonedx@$cyclonedx" --locked --quiet --root "$tools"
[ -x "$tools/bin/cargo-about" ] || cargo install "cargo-about@$about" --locked --quiet --features cli --root "$tools"
export PATH=$tools/bin:$PATH
"$tools/bin/cargo-deny" --version | grep -qxF "cargo-deny $deny" || { echo "$tools has another cargo-deny than $deny: remove it" >&2; exit 1; }

say() { printf '== %s\n' "$*"; }

say 'every workspace has its lock file in git, and the lock file is complete'
mapfile -t workspaces < <(
    git ls-files -- '*Cargo.toml' | while read -r manifest; do
        cargo locate-project --workspace --message-format plain --manifest-path "$manifest"
    done | sort -u | sed "s|^$PWD/||"
)
[ "${#workspaces[@]}" -ge 2 ] || { echo "no workspaces were found: ${workspaces[*]}" >&2; exit 1; }
for manifest in "${workspaces[@]}"; do
    lock=$(dirname "$manifest")/Cargo.lock
    git ls-files --error-unmatch "$lock" > /dev/null
    cargo metadata --locked --format-version 1 --manifest-path "$manifest" > /dev/null
    printf '%-20s %4s packages\n' "$lock" "$(grep -c '^\[\[package\]\]' "$lock")"
done

for manifest in "${workspaces[@]}"; do
    say "licences, bans and sources of $manifest"
    # Two versions of one crate are shown as a warning by deny.toml, and kept out of this output: they are no fault.
    cargo deny --locked --manifest-path "$manifest" --config deny.toml --log-level error check licenses bans sources
done

say "licences, sources and versions of the page's tools, web/package-lock.json"
# Nothing of npm gets into the page: these packages build it and test it. The same licences as for crates, and those named here.
python3 - <<'PYTHON'
import json, re, sys

allowed = set(re.findall('"([^"]+)"', re.search(r"^allow = \[(.*?)\]", open("deny.toml").read(), re.M | re.S)[1]))
# Data of what browsers know, which the tests read.
exceptions = {"node_modules/@mdn/browser-compat-data": "CC0-1.0"}
lock = json.load(open("web/package-lock.json"))
own = json.load(open("web/package.json"))
wrong = [f"{name}: {version} is no exact version" for name, version in own["devDependencies"].items() if not version[0].isdigit()]
if own.get("dependencies"):
    wrong.append("dependencies: the page is to hold no npm package; tools are devDependencies")
packages = {path: package for path, package in lock["packages"].items() if path}
for path, package in packages.items():
    licence = package.get("license", "none")
    if licence not in allowed and exceptions.get(path) != licence:
        wrong.append(f"{path}: licence {licence}")
    if not package.get("integrity", "").startswith("sha512-"):
        wrong.append(f"{path}: no checksum")
    # Addresses are left out of the lock file: whatever registry npm is set up with, the checksum says what comes.
    if "resolved" in package or package.get("link"):
        wrong.append(f"{path}: comes from {package.get('resolved')}, not from the registry that npm is set up with")
if len(packages) < len(own["devDependencies"]):
    wrong.append("the lock file lacks packages: npm install in web")
print(f"web/package-lock.json {len(packages):4} packages")
if wrong:
    sys.exit("\n".join(wrong))
PYTHON

say 'the texts of licences that go with what users get'
# MIT, BSD and Zlib ask for it. For every machine but WebAssembly, whose library has a part of what the others have.
texts=$(mktemp -d)
trap 'rm -rf "$texts"' EXIT
. scripts/release/targets.sh
{
    sed -n 's/^allow = /accepted = /p' deny.toml
    printf 'ignore-build-dependencies = true\nignore-dev-dependencies = true\nprivate = { ignore = true }\ntargets = [\n'
    printf '"%s",\n' $targets | grep -v wasm32
    printf ']\n'
} > "$texts/about.toml"
cargo about generate --workspace --locked --offline --fail --config "$texts/about.toml" scripts/release/licences.hbs --output-file "$texts/now"
if [ "${1:-}" = --licences ]; then
    cp "$texts/now" LICENSE-THIRD-PARTY.txt
else
    cmp "$texts/now" LICENSE-THIRD-PARTY.txt || { echo 'LICENSE-THIRD-PARTY.txt is not what is built: scripts/supply-chain.sh --licences' >&2; exit 1; }
fi
printf '%-32s %4s texts\n' LICENSE-THIRD-PARTY.txt "$(grep -c '^====' LICENSE-THIRD-PARTY.txt)"

say 'bills of materials'
# The tool writes beside each manifest; the files are moved away, also where something fails.
trap 'rm -rf "$texts"; git ls-files "*Cargo.toml" | while read -r manifest; do rm -f "$(dirname "$manifest")"/*.cdx.json; done' EXIT
rm -rf "$bills"
mkdir -p "$bills"
# The date of the commit, so that the same commit gives the same bill.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
cargo cyclonedx --quiet --all-features --target all --format json --spec-version 1.5
for manifest in crates/*/Cargo.toml; do
    mv "$(dirname "$manifest")"/*.cdx.json "$bills"
done
# A bill that misses something is worse than none: it is held against what cargo itself says is built, for every platform.
python3 - "$bills" <<'PYTHON'
import json, pathlib, subprocess, sys

for bill in sorted(pathlib.Path(sys.argv[1]).glob("*.cdx.json")):
    crate = bill.name.removesuffix(".cdx.json")
    parts = json.loads(bill.read_text())["components"]
    listed = {f'{part["name"]} v{part["version"]}' for part in parts}
    tree = subprocess.run(
        ["cargo", "tree", "--locked", "-p", crate, "--all-features", "--edges", "normal,build", "--target", "all", "--prefix", "none", "--format", "{p}"],
        capture_output=True, text=True, check=True,
    ).stdout.splitlines()
    built = {" ".join(line.split()[:2]) for line in tree if line} - {" ".join(tree[0].split()[:2])}
    bare = [part["name"] for part in parts if part.get("purl", "").startswith("pkg:cargo") and not part.get("licenses")]
    print(f"{bill.name:32} {len(listed):4} components")
    if built - listed:
        sys.exit(f"{bill.name} misses {sorted(built - listed)}")
    if bare:
        sys.exit(f"{bill.name} names no licence of {bare}")
PYTHON
say "the supply chain passed; bills in $bills"
