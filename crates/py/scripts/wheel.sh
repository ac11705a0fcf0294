#!/usr/bin/env bash
# The wheel as it is published: for Linux from 2014 on (manylinux2014), its size held to, checked with auditwheel and used in an
# environment that has nothing else. `scripts/wheel.sh [FOLDER]`: where to put the wheel.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(cd ../.. && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target} PIP_DISABLE_PIP_VERSION_CHECK=1
out=${1:-$CARGO_TARGET_DIR/wheels}
most=9000000 # bytes

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools/tools"
"$tools/tools/bin/pip" install --quiet "maturin[zig]>=1.9.4,<2" auditwheel
export PATH=$tools/tools/bin:$PATH

# A clean folder: the machine's own compiler would link with a newer C library.
rm -f "$out"/lvzhi-*.whl
maturin build --quiet --release --compatibility manylinux2014 --zig --compression-level 9 --out "$out"
wheel=$(echo "$out"/lvzhi-*.whl)
size=$(stat -c %s "$wheel")
echo "$(basename "$wheel"): $size bytes"
test "$size" -le "$most" || { echo "the wheel is larger than $most bytes"; exit 1; }
auditwheel show "$wheel" | tee "$tools/audit"
grep -Eq 'manylinux_2_(5|12|17)_|manylinux2014' "$tools/audit" || { echo "not a wheel for manylinux2014"; exit 1; }

"${PYTHON:-python3}" -m venv "$tools/user"
"$tools/user/bin/pip" install --quiet --no-index "$wheel"
cd "$tools"
"$tools/user/bin/python" -c "import lvzhi; print(lvzhi.classify('老板欠我们工钱不给')); assert lvzhi.classify('老板欠我们工钱不给').best.item.id == 'R009'"
echo "wheel passed"
