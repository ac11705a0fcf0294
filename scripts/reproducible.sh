#!/usr/bin/env bash
# The same sources give the same bytes: everything is built twice, in two folders of different names with nothing in common, and compared:
# the generated tables, the command, the C library with its symbols, and the Python wheel, file by file and as a whole.
#
#   scripts/reproducible.sh             some minutes; needs cargo, a C compiler and Python
#
# Two things are taken out that would differ: the folder, which rustc writes into messages of panics (--remap-path-prefix), and the date
# of the files in the wheel (SOURCE_DATE_EPOCH). Whoever wants the same bytes again sets both as here, with the same rustc.
set -euo pipefail
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"${PYTHON:-python3}" -m venv "$work/tools"
"$work/tools/bin/pip" install --quiet "maturin>=1.9.4,<2"

# build FOLDER: writes FOLDER.found, a line a file or symbol.
build() {
    local folder=$work/$1 out=$work/$1/out
    mkdir -p "$folder/sources" "$out"
    git ls-files -z | xargs -0 tar -cf - | tar -xf - -C "$folder/sources"
    export CARGO_TARGET_DIR=$folder/target
    export RUSTFLAGS="--remap-path-prefix=$folder=/lvzhi --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo"
    cd "$folder/sources"
    cargo build --release --quiet --locked -p lvzhi-cli -p lvzhi-ffi
    make --silent -C crates/ffi install CARGO=true PREFIX="$folder/usr" # built above
    (cd crates/py && "$work/tools/bin/maturin" build --quiet --release --locked --out "$folder/wheels")
    cd - > /dev/null
    cp "$folder/target/release/lvzhi" "$folder"/usr/lib/liblvzhi.so.*.*.* "$folder/usr/lib/liblvzhi.a" "$folder"/wheels/*.whl "$out"
    "$work/tools/bin/python" -m zipfile -e "$folder"/wheels/*.whl "$out/wheel"
    # The list is compiled once for each set of features; all are to be the same.
    find "$folder/target" -path '*/build/lvzhi-*/out/tables.rs' -exec sha256sum {} + | sed 's| .*|  tables.rs|' | sort -u > "$folder.found"
    (cd "$out" && find . -type f -exec sha256sum {} + | LC_ALL=C sort -k 2) >> "$folder.found"
    nm -D --defined-only "$out"/liblvzhi.so.* | awk '{ print "symbol", $3 }' >> "$folder.found"
}
build here
build there-and-with-a-longer-name
grep -v '^symbol' "$work/here.found"
[ "$(grep -c 'tables.rs$' "$work/here.found")" = 1 ] && [ "$(grep -c '^symbol lvzhi_' "$work/here.found")" -ge 50 ] \
    && grep -q '_native.*\.so$' "$work/here.found" || { echo "something was not built" >&2; exit 1; }
diff "$work/here.found" "$work/there-and-with-a-longer-name.found" || { echo "two builds differ" >&2; exit 1; }
# No folder of this machine is in what users get.
! grep -rlaF -e "$work" -e "$HOME/" "$work/here/out" || { echo "these files name a folder of this machine" >&2; exit 1; }
echo "two builds are the same: $(wc -l < "$work/here.found") files and symbols"
