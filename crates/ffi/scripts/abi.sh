#!/usr/bin/env bash
# The binary interface, compared with the kept list abi/interface.txt: functions with their arguments, sizes of structs, offsets of
# fields, values of constants. A C compiler measures; what it measures is taken from the header, so that nothing can be left out.
#
#   scripts/abi.sh              fails where the header differs from the list
#   scripts/abi.sh --update     writes the list; refuses to take away or change a line unless LVZHI_ABI_VERSION was raised
set -euo pipefail
cd "$(dirname "$0")/.."
kept=abi/interface.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# lvzhi_ffi.h has neither comments nor preprocessor. The version of the library is left out: it changes with each release.
awk '
    BEGIN { print "#include \"lvzhi.h\"\n#include <stdio.h>\n#define OF(s, f) printf(\"field %s.%s at %zu, %zu bytes\\n\", #s, #f, offsetof(s, f), sizeof(((s *)0)->f))\nint main(void) {" }
    /^    LVZHI_VERSION/ { next }
    /^    LVZHI_/ { printf "printf(\"constant %s %%ld\\n\", (long)%s);\n", $1, $1 }
    /^typedef struct .*\{$/ { name = $3; printf "printf(\"struct %s %%zu bytes\\n\", sizeof(%s));\n", name, name; inside = 1; next }
    /^}/ { inside = 0 }
    inside { field = $NF; gsub(/[*;]/, "", field); printf "OF(%s, %s);\n", name, field }
    /^int32_t/ { open = 1; line = "" }
    open { gsub(/^ +/, " "); line = line $0; if (/;$/) { open = 0; sub(/;$/, "", line); printf "puts(\"function %s\");\n", line } }
    END { print "return 0; }" }
' include/lvzhi_ffi.h > "$work/abi.c"
"${CC:-cc}" -std=c99 -Wall -Wextra -Werror -Iinclude -o "$work/abi" "$work/abi.c"
{
    echo "# The binary interface on 64-bit systems, as docs/compatibility.md promises it. Kept by scripts/abi.sh; do not edit."
    "$work/abi"
} > "$work/interface.txt"
# A header written another way would be read as an empty one: every function is there.
diff symbols.txt <(sed -n 's/^function int32_t \(lvzhi_[a-z0-9_]*\)(.*/\1/p' "$work/interface.txt" | LC_ALL=C sort)

if [ "${1:-}" = --update ]; then
    version() { grep '^constant LVZHI_ABI_VERSION ' "$1" || true; }
    touch "$kept"
    gone=$(LC_ALL=C comm -23 <(LC_ALL=C sort "$kept") <(LC_ALL=C sort "$work/interface.txt"))
    if [ -n "$gone" ] && [ "$(version "$kept")" = "$(version "$work/interface.txt")" ]; then
        printf 'programs rely on these lines; raise LVZHI_ABI_VERSION if they must go:\n%s\n' "$gone" >&2
        exit 1
    fi
    cp "$work/interface.txt" "$kept"
fi
diff "$kept" "$work/interface.txt" || {
    echo "the interface is not that of $kept: see docs/compatibility.md, then scripts/abi.sh --update" >&2
    exit 1
}
echo "$(grep -c ^function "$kept") functions, $(grep -c ^struct "$kept") structs, $(grep -c ^field "$kept") fields, $(grep -c ^constant "$kept") constants as kept"
