#!/usr/bin/env bash
# Columns and tables with the oldest pandas, polars, pyarrow and numpy that pyproject.toml declares, and with the newest there are.
# `scripts/versions.sh [WHEEL]`: an lvzhi wheel; without one it is built. Needs a network, and a Python for which the oldest have wheels:
# 3.10 to 3.12, the first that is found or $PYTHON.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(cd ../.. && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target} PIP_DISABLE_PIP_VERSION_CHECK=1

for python in ${PYTHON:-python3.10 python3.11 python3.12}; do
    "$python" -c 'import ensurepip, venv' 2>/dev/null && break
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$python" -m venv "$work/tools"
wheel=${1:-}
if [ -z "$wheel" ]; then
    "$work/tools/bin/pip" install --quiet "maturin>=1.9.4,<2"
    "$work/tools/bin/maturin" build --quiet --release --out "$work/wheel"
    wheel=$(echo "$work"/wheel/lvzhi-*.whl)
fi

# The extras name the oldest versions: "pandas>=2.1.0" becomes pandas==2.1.0.
"$work/tools/bin/pip" install --quiet tomli
oldest=$("$work/tools/bin/python" - <<'PY'
import tomli

extras = tomli.load(open("pyproject.toml", "rb"))["project"]["optional-dependencies"]
print(*(one.replace(">=", "==") for extra in ("pandas", "polars", "arrow") for one in extras[extra]))
PY
)
tests="tests/test_arrow.py tests/test_columns.py tests/test_tables.py tests/test_conformance.py tests/test_fuzz.py"
for versions in "$oldest" "$(sed 's/==[^ ]*//g' <<<"$oldest")"; do
    echo "== $versions"
    "$python" -m venv --clear "$work/user"
    # shellcheck disable=SC2086 # words
    "$work/user/bin/pip" install --quiet "$wheel" "pytest>=8" "hypothesis>=6" "mypy>=1.15" tqdm XlsxWriter python-calamine $versions
    "$work/user/bin/pip" list 2>/dev/null | grep -E '^(pandas|polars|pyarrow|numpy) '
    # Old versions warn of newer Pythons and of each other.
    # shellcheck disable=SC2086
    "$work/user/bin/python" -m pytest -W default -p no:cacheprovider $tests
done
echo "versions passed"
