#!/bin/sh
# Builds the page and tests it in a headless Chromium (CHROMIUM, by default /usr/bin/chromium), opened from the disk. Pictures of every view are in web/shots.
# web/test.sh --built tests what was built before.
set -eu
cd "$(dirname "$0")"

if [ "${1:-}" != --built ]; then
    ./build.sh
    cargo test --locked --profile tool -p lvzhi-web
fi
size=$(wc -c < dist/lvzhi.html)
[ "$size" -le 8388608 ] || { echo "dist/lvzhi.html has $size bytes, more than 8 MB" >&2; exit 1; }
exec node --test --test-concurrency=1 tests/*.test.mjs
