#!/usr/bin/env bash
# gcc as rustc's linker: ld sorts what is imported by the names of the files that it stands in, so those in the folder FOLDER of the build are named from
# there, and the same sources give the same bytes in any folder.
set -euo pipefail
case "$*" in *.rlib*) cd "$FOLDER" && set -- "${@//"$FOLDER/"/}" ;; esac
exec "$GCC" "$@"
