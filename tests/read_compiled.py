"""A second reader of compiled files, written from docs/format.md alone.

    python3 tests/read_compiled.py FILE.lvz EXPORT.jsonl
    python3 tests/read_compiled.py FILE.lvm MATTERS.jsonl

Prints nothing but a count where every field that it reads is that of the export, and the first differences where not. Needs Python 3.10
or newer and nothing else.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from pathlib import Path
from typing import Any, Iterator

TIERS = ("basic", "cooperative", "reclaimed")
KINDS = ("party", "congress", "cppcc", "government", "mass_organisation", "vertical_agency", "public_institution", "bank")
REPAIRS = ("restored", "supplied", "unreadable")
SIZES = {"span": 8, "run": 8, "u8": 1, "u16": 2, "u32": 4, "u64": 8, "i16": 2, "f32": 4}
LETTERS = {"u8": "B", "u16": "H", "u32": "I", "u64": "Q", "i16": "h", "f32": "f", "span": "II", "run": "II"}


class File:
    def __init__(self, data: bytes, kind: bytes) -> None:
        if data[:8] != bytes.fromhex("8F4C565A0D0A1A0A"):
            raise ValueError("not a compiled file")
        layout, sections, found, length, checksum = struct.unpack_from("<HH4sII", data, 8)
        if (layout, found, length) != (2, kind, len(data)):
            raise ValueError(f"format {layout}, kind {found!r}, length {length} of {len(data)}")
        if zlib.crc32(data[24:]) != checksum:
            raise ValueError("checksum")
        self.sections: dict[bytes, bytes] = {}
        for n in range(sections):
            name, start, size = struct.unpack_from("<4sII", data, 24 + 12 * n)
            self.sections.setdefault(name, data[start : start + size])
        self.text = self.sections[b"text"]

    def piece(self, span: tuple[int, int]) -> str:
        start, size = span
        if self.text[start + size] != 0:
            raise ValueError(f"no NUL behind {span}")
        return self.text[start : start + size].decode("utf-8")

    def rows(self, name: bytes, *fields: str) -> list[list[Any]]:
        """The rows of a section: spans as texts, runs as ranges."""
        data = self.sections[name]
        size = sum(SIZES[field] for field in fields)
        if len(data) % size:
            raise ValueError(f"{name!r}: {len(data)} bytes are no rows of {size}")
        form = "<" + "".join(LETTERS[field] for field in fields)
        return [list(self.values(fields, values)) for values in struct.iter_unpack(form, data)]

    def values(self, fields: tuple[str, ...], values: tuple[Any, ...]) -> Iterator[Any]:
        rest = iter(values)
        for field in fields:
            value = next(rest)
            if field == "span":
                yield self.piece((value, next(rest)))
            elif field == "run":
                size = next(rest)
                yield slice(value, value + size)
            else:
                yield value


def read_list(data: bytes) -> Iterator[dict[str, Any]]:
    file = File(data, b"LIST")
    [town] = file.rows(b"town", *["span"] * 7, *["u16"] * 17, "u8")
    version, edition, name, county, prefecture, region, code = town[:7]
    items_declared, categories_declared, departments_declared = town[7:10], town[10:13], town[13:16]
    tiers, made_up = town[19:23], town[24]
    figures = file.rows(b"figu", "span", "span", "u64", "span")
    yield {
        "type": "township",
        "name": name,
        "county": county,
        "prefecture": prefecture,
        "region": region,
        "code": code or None,
        "data_version": version,
        "edition": edition or None,
        "made_up": bool(made_up),
        "profile": {key: value for key, _, value, _ in figures},
        "declared": {
            **dict(zip(TIERS, items_declared)),
            "categories": categories_declared,
            "departments": [count or None for count in departments_declared],
        },
    }
    spans = [text for [text] in file.rows(b"span", "span")]
    departments = file.rows(b"depa", "span", "span", "run", "u8", "run")
    for full, short, aliases, kind, _ in departments:
        yield {"type": "department", "name": full, "short": short, "aliases": spans[aliases], "kind": KINDS[kind]}
    categories = file.rows(b"cate", "u8", "span", "u16")
    groups = file.rows(b"grou", "span", "u16", "run")
    takeovers = file.rows(b"take", "u16", "span")
    lines = [line for [line] in file.rows(b"line", "u32")]
    repairs = file.rows(b"repa", "span", "span", "u8", "span", "span")
    item_departments = [row for [row] in file.rows(b"itde", "u16")]
    covers = file.rows(b"cove", "u16", "u16", "i16", "u8", "u8")

    def department(at: int) -> str | None:
        return None if at == 65_535 else departments[at][0]

    def duties(run: slice) -> list[dict[str, Any]]:
        return [
            {"heading": heading or None, "department": department(at), "duties": spans[clauses]}
            for heading, at, clauses in groups[run]
        ]

    rows = file.rows(b"item", "u16", "span", *["run"] * 7)
    links = file.rows(b"link", "run", "u16")
    for at, (category, title, named, upper, own, taken, source, mended, _) in enumerate(rows):
        tier = sum(at >= first for first in tiers[1:3])
        number = at - tiers[tier] + 1
        roles = [
            {"name": departments[row][0], "role": "joint" if n else "lead"}
            for n, row in enumerate(item_departments[named])
        ]
        roles += [{"name": department(row), "role": "successor"} for row, _ in takeovers[taken] if row != 65_535]
        yield {
            "type": "item",
            "id": f"{'BCR'[tier]}{number:03}",
            "tier": TIERS[tier],
            "number": number,
            "category": categories[category][1],
            "name": title,
            "departments": roles,
            "upper_duties": duties(upper),
            "township_duties": duties(own),
            "takeover": [{"department": department(row), "method": method or None} for row, method in takeovers[taken]],
            "matters": [
                {"id": f"M{matter:04}", "main": bool(flags & 1), "from": "stated" if flags & 2 else "bound"}
                for _, matter, _, _, flags in covers[links[at][0]]
            ],
            "source_lines": lines[source],
            "repairs": [
                {"field": field, "scanned": scanned, "kind": REPAIRS[kind], "basis": basis}
                for field, scanned, kind, basis, _ in repairs[mended]
            ],
        }


def read_matters(data: bytes) -> Iterator[dict[str, Any]]:
    file = File(data, b"MATT")
    acts, fields = file.rows(b"acts", "span", "span"), file.rows(b"fiel", "span", "span")
    rows = file.rows(b"matt", "span", "span", "u16", "u16", "span", "span")
    for number, (thing, _, act, field, body, basis) in enumerate(rows, 1):
        yield {
            "type": "matter",
            "id": f"M{number:04}",
            "thing": thing,
            "act": acts[act][0],
            "field": fields[field][1],
            "body": body or None,
            "basis": basis or None,
        }


def main() -> int:
    if len(sys.argv) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    data = Path(sys.argv[1]).read_bytes()
    own = list(read_matters(data) if data[12:16] == b"MATT" else read_list(data))
    exported = [json.loads(line) for line in Path(sys.argv[2]).read_text(encoding="utf-8").split("\n") if line]
    for line in exported:
        for matter in line.get("matters", []):
            del matter["name"]  # it stands in the matters file
    differing = [(a, b) for a, b in zip(own, exported) if a != b]
    for a, b in differing[:5]:
        print(f"read     {json.dumps(a, ensure_ascii=False)}\nexported {json.dumps(b, ensure_ascii=False)}", file=sys.stderr)
    print(f"{len(own)} lines, {len(differing)} differ")
    return 0 if own and len(own) == len(exported) and not differing else 1


if __name__ == "__main__":
    sys.exit(main())
