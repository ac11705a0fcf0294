#!/usr/bin/env bash
# What a call costs from C, beside the same in Rust, in nanoseconds. `scripts/speed.sh check` fails beyond the limits.
# Rust and C take turns, three times each, and the best counts: other work on the machine disturbs both alike.
set -euo pipefail
cd "$(dirname "$0")/.."
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$(cd ../.. && pwd)/target}
cargo build --release --quiet -p lvzhi-ffi --lib --example speed
cargo build --release --quiet -p lvzhi-cli
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=$CARGO_TARGET_DIR/release
version=$(sed -n 's/^version = "\(.*\)"/\1/p' ../../Cargo.toml | head -n 1)
ln -s "$out/liblvzhi.so" "$work/liblvzhi.so.$version"
cc -O2 -std=c99 -D_POSIX_C_SOURCE=200112L -Iinclude -o "$work/speed" tests/speed.c -L"$out" -llvzhi -Wl,-rpath,"$work"
"$out/lvzhi" compile ../../data/tongxi -o "$work/list.lvz" > "$work/log" 2>&1
for _ in 1 2 3; do
    "$out/examples/speed"
    "$work/speed" "$work/list.lvz"
done | awk -F '\t' -v check="${1:-}" '
    !($1 in best) { names[++n] = $1; best[$1] = $2 }
    $2 < best[$1] { best[$1] = $2 }
    function limit(name, ns, most) { if (ns > most) { printf "over its limit: %s %.1f ns, at most %.1f\n", name, ns, most; over = 1 } }
    END {
        for (i = 1; i <= n; i++) printf "%-30s %9.1f ns\n", names[i], best[names[i]]
        c = best["lvzhi_classify, UTF-8"]
        over_rust = c - best["Catalogue::classify, Rust"]
        over_utf8 = best["lvzhi_classify, GB18030"] - c
        printf "%-30s %+9.1f ns\n%-30s %+9.1f ns\n", "C over Rust", over_rust, "GB18030 over UTF-8", over_utf8
        for (name in best) if (name ~ /^lvzhi_item_(by_id|tier|number|category|count|at)$/) limit(name, best[name], 10)
        for (name in best) if (name ~ /^lvzhi_item_.*, opened list$/) limit(name, best[name], 100)
        limit("lvzhi_list_open and _close", best["lvzhi_list_open and _close"], 1000000)
        limit("C over Rust", over_rust, 100)
        limit("GB18030 over UTF-8", over_utf8, 500)
        exit check != "" && over
    }'
