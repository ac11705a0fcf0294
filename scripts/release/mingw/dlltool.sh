#!/usr/bin/env bash
# dlltool for rustc: DLLTOOL of binutils names what it makes after the path of the output, which has a random folder in it, and takes that path apart at a
# space. Here the name is that of what is imported, and the path is a plain one.
set -euo pipefail
definitions='' library='' rest=()
while [ $# -gt 0 ]; do
    case $1 in
    -d) definitions=$2 && shift ;;
    -l) library=$2 && shift ;;
    --temp-prefix) shift ;;
    *) rest+=("$1") ;;
    esac
    shift
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
name=imports_$({ printf '%s\n' "${rest[@]}" && cat "$definitions"; } | sha256sum | cut -c 1-16)
cp "$definitions" "$work/$name.def"
(cd "$work" && "$DLLTOOL" "${rest[@]}" -d "$name.def" -l "$name.lib" --temp-prefix "$name")
mv "$work/$name.lib" "$library"
