#!/usr/bin/env bash
# Installs Debian packages, one caller after another: `scripts/install.sh PACKAGE...`. Scripts that run side by side would fail on apt's lock.
set -euo pipefail
exec 9> "${TMPDIR:-/tmp}/lvzhi-install.lock"
flock 9
echo "installing $*"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null
