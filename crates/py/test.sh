#!/usr/bin/env bash
# Builds the wheel, installs it into a virtual environment, and runs all Python tests, the check of the stubs and mypy.
# The environment (.venv), the wheel and the binary to compare with are made anew or brought up to date. Needs cargo and Python 3.10
# or newer with venv; as root on Debian or Ubuntu it installs what else is missing.
set -euo pipefail
cd "$(dirname "$0")"
root=$(cd ../.. && pwd)
target=${CARGO_TARGET_DIR:-$root/target}
export CARGO_TARGET_DIR=$target PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

# Charts need a font that shows Chinese; without one their tests draw with another.
wanted=()
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || wanted+=(fontconfig fonts-wqy-zenhei)
"${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || wanted+=(python3-venv)
if [ "${#wanted[@]}" -gt 0 ] && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    bash "$root/scripts/install.sh" "${wanted[@]}"
elif [ "${#wanted[@]}" -gt 0 ]; then
    echo "missing: ${wanted[*]} (charts are tested with another font)" >&2
fi

if [ ! -x .venv/bin/python ]; then
    "${PYTHON:-python3}" -m venv .venv
fi
.venv/bin/pip install --quiet "maturin>=1.9.4,<2" "pytest>=8" "hypothesis>=6" "mypy>=1.15" pandas polars pyarrow numpy tqdm XlsxWriter \
    openpyxl python-calamine matplotlib nbclient nbformat ipykernel

# The tests compare with the command.
bash "$root/scripts/build.sh"
rm -rf "$target/py-wheels"
.venv/bin/maturin build --quiet --release --out "$target/py-wheels"
.venv/bin/pip install --quiet --force-reinstall --no-deps "$target"/py-wheels/lvzhi-*.whl

.venv/bin/python -m mypy.stubtest lvzhi._native --mypy-config-file pyproject.toml
.venv/bin/mypy python/lvzhi
LVZHI_BIN=$target/release/lvzhi .venv/bin/python -m pytest "$@"
