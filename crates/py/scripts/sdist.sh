#!/usr/bin/env bash
# The source distribution and a wheel as users get them, without a network: packed, built by pip in an empty folder, and the wheel
# installed into an environment that has nothing else. What pip needs is fetched beforehand, and then the network is cut.
set -euo pipefail
cd "$(dirname "$0")/.."
. ../../scripts/offline.sh
export PIP_DISABLE_PIP_VERSION_CHECK=1

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
prepare_offline "$folder"
"${PYTHON:-python3}" -m venv "$folder/tools"
"$folder/tools/bin/pip" download --quiet --dest "$folder/found" "maturin>=1.9.4,<2"
"$folder/tools/bin/pip" install --quiet --no-index --find-links "$folder/found" maturin
"$folder/tools/bin/maturin" sdist --out "$folder/packed"
ls -l "$folder"/packed
mkdir "$folder/empty"
cd "$folder/empty"
# Nothing of this folder tree may be used, so nothing built before: unless the caller wants to share it.
export CARGO_TARGET_DIR=${SDIST_TARGET_DIR:-$folder/target}
PIP_FIND_LINKS=$folder/found offline "$folder/tools/bin/pip" wheel --quiet --no-deps --wheel-dir "$folder/wheels" "$folder"/packed/lvzhi-*.tar.gz
ls -l "$folder"/wheels
"${PYTHON:-python3}" -m venv "$folder/user"
offline "$folder/user/bin/pip" install --quiet "$folder"/wheels/lvzhi-*.whl
offline "$folder/user/bin/python" -c "import lvzhi; print(lvzhi.classify('老板欠我们工钱不给')); assert len(lvzhi.items()) == 292"
echo "source distribution and wheel passed"
