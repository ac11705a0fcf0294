#!/bin/sh
# Builds the page and tests it, opened from the disk, in a headless Chromium (CHROMIUM, by default /usr/bin/chromium) and Firefox (FIREFOX, by
# default /usr/bin/firefox-esr), which are installed on Debian where they are missing. Pictures of every view are in web/shots.
# web/test.sh --built tests what was built before.
set -eu
cd "$(dirname "$0")"

missing=
[ -x "${CHROMIUM:-/usr/bin/chromium}" ] || missing="chromium fonts-noto-cjk"
[ -x "${FIREFOX:-/usr/bin/firefox-esr}" ] || missing="$missing firefox-esr"
# shellcheck disable=SC2086
if [ -n "$missing" ] && command -v apt-get > /dev/null; then bash ../scripts/install.sh $missing; fi

if [ "${1:-}" != --built ]; then
    ./build.sh
    cargo test --locked --profile tool -p lvzhi-web
fi
size=$(wc -c < dist/lvzhi.html)
[ "$size" -le 8388608 ] || { echo "dist/lvzhi.html has $size bytes, more than 8 MB" >&2; exit 1; }
exec node --test --test-concurrency=1 tests/*.test.mjs
