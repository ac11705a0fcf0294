"""Packs a folder so that the same files give the same bytes: sorted, owned by root, dated SOURCE_DATE_EPOCH.

    python3 pack.py FOLDER ARCHIVE.tar.gz|ARCHIVE.zip
"""

import gzip
import os
import pathlib
import sys
import tarfile
import time
import zipfile

folder, archive = map(pathlib.Path, sys.argv[1:])
date = int(os.environ["SOURCE_DATE_EPOCH"])
files = sorted(path for path in folder.rglob("*") if path.is_symlink() or path.is_file())
part = archive.with_name(archive.name + ".part")


def mode(path):
    return 0o755 if path.stat().st_mode & 0o100 else 0o644


if archive.suffix == ".zip":
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in files:
            entry = zipfile.ZipInfo(str(path.relative_to(folder.parent)), time.gmtime(date)[:6])
            entry.create_system, entry.external_attr, entry.compress_type = 3, mode(path) << 16, zipfile.ZIP_DEFLATED
            packed.writestr(entry, path.read_bytes())
else:
    with part.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, date) as zipped, tarfile.open(fileobj=zipped, mode="w") as packed:
        for path in files:
            entry = packed.gettarinfo(path, str(path.relative_to(folder.parent)))
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = "root"
            entry.mtime, entry.mode = date, 0o777 if entry.issym() else mode(path)
            with path.open("rb") as content:
                packed.addfile(entry, content if entry.isreg() else None)
os.replace(part, archive)
