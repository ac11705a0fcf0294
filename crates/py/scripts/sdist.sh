#!/usr/bin/env bash
# The source distribution as users get it: packed, and installed by pip from an empty folder into an environment of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"${PYTHON:-python3}" -m venv "$folder/tools"
"$folder/tools/bin/pip" install --quiet "maturin>=1.9.4,<2"
"$folder/tools/bin/maturin" sdist --out "$folder/packed"
"${PYTHON:-python3}" -m venv "$folder/user"
mkdir "$folder/empty"
cd "$folder/empty"
# Nothing of this folder tree may be used, so nothing built before: unless the caller wants to share it.
CARGO_TARGET_DIR=${SDIST_TARGET_DIR:-$folder/target} "$folder/user/bin/pip" install --quiet "$folder"/packed/lvzhi-*.tar.gz
ls -l "$folder"/packed
"$folder/user/bin/python" -c "import lvzhi; print(lvzhi.classify('老板欠我们工钱不给')); assert len(lvzhi.items()) == 292"
echo "source distribution passed"
