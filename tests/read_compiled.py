"""A second reader of compiled files, written from docs/format.md alone.

    python3 tests/read_compiled.py FILE.lvz EXPORT.jsonl ROWS.jsonl
    python3 tests/read_compiled.py FILE.lvm MATTERS.jsonl ROWS.jsonl

The export is the library's; the rows are every row of every section as the library reads it (`cargo run --release -p lvzhi-compiler --example
rows -- FILE`). Beside comparing all of them it holds the file to what docs/format.md promises: the checksum, a NUL before and behind each
text and none inside, runs in order that share no row, a hash by which each key has the slot where it stands. Prints counts where all is well,
and the first differences where not. Needs Python 3.10 or newer and nothing else.
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
# A "tspan" is a span of what was taught.
SIZES = {"span": 8, "tspan": 8, "run": 8, "i8": 1, "u8": 1, "u16": 2, "u32": 4, "u64": 8, "i16": 2, "f32": 4}
TEXTS = {"span": b"text", "tspan": b"taux"}
LETTERS = {"i8": "b", "u8": "B", "u16": "H", "u32": "I", "u64": "Q", "i16": "h", "f32": "f", "span": "II", "tspan": "II", "run": "II"}


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

    def piece(self, span: tuple[int, int], section: bytes) -> str:
        (start, size), text = span, self.sections[section]
        if text[start + size] != 0:
            raise ValueError(f"no NUL behind {span}")
        return text[start : start + size].decode("utf-8")

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
            if field in TEXTS:
                yield self.piece((value, next(rest)), TEXTS[field])
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
    # Left out where numbers run from 1.
    numbers = [number for [number] in file.rows(b"numb", "u16")] if b"numb" in file.sections else []
    ids: list[str] = []
    for at, (category, title, named, upper, own, taken, source, mended, _) in enumerate(rows):
        tier = sum(at >= first for first in tiers[1:3])
        number = numbers[at] if numbers else at - tiers[tier] + 1
        roles = [
            {"name": departments[row][0], "role": "joint" if n else "lead"}
            for n, row in enumerate(item_departments[named])
        ]
        roles += [{"name": department(row), "role": "successor"} for row, _ in takeovers[taken] if row != 65_535]
        ids.append(f"{'BCR'[tier]}{number:03}")
        yield {
            "type": "item",
            "id": ids[-1],
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
    if b"tauw" in file.sections:
        for at, text in file.rows(b"tauw", "u16", "tspan"):
            yield {"type": "taught", "item": None if at == 65_535 else ids[at], "text": text}


def read_matters(data: bytes) -> Iterator[dict[str, Any]]:
    file = File(data, b"MATT")
    acts, fields = file.rows(b"acts", "span", "span"), file.rows(b"fiel", "span", "span")
    rows = file.rows(b"matt", "span", "span", "u16", "u16", "span", "span", "u16", "u16")
    for number, (thing, _, act, field, body, basis, _, _) in enumerate(rows, 1):
        yield {
            "type": "matter",
            "id": f"M{number:04}",
            "thing": thing,
            "act": acts[act][0],
            "field": fields[field][1],
            "body": body or None,
            "basis": basis or None,
        }


# What the rows of a section are made of. A section of bytes is not here.
LIST = {
    "town": ("span",) * 7 + ("u16",) * 17 + ("u8",),
    "figu": ("span", "span", "u64", "span"),
    "cate": ("u8", "span", "u16"),
    "depa": ("span", "span", "run", "u8", "run"),
    "span": ("span",),
    "item": ("u16", "span") + ("run",) * 7,
    "link": ("run", "u16"),
    "grou": ("span", "u16", "run"),
    "take": ("u16", "span"),
    "line": ("u32",),
    "repa": ("span", "span", "u8", "span", "span"),
    "rela": ("u16",),
    "cove": ("u16", "u16", "i16", "u8", "u8"),
    "byma": ("u32",),
    "fima": ("u32",),
    "itde": ("u16",),
    "deit": ("u16",),
    "plac": ("i16",) * 48,
    "hash": ("u64", "run", "u32", "u8"),
    "disp": ("u32",),
    "name": ("span", "u16"),
    "spel": ("span", "u16"),
    "ownw": ("u64", "run", "u32", "u8", "run", "run", "f32", "u32"),
    "term": ("u32", "u32"),
}
# Those that a list has beside them where it was taught something.
TAUGHT = {
    "tauw": ("u16", "tspan"),
    "taul": ("u16", "u16"),
    "taui": ("u64", "run", "u32", "u8", "run", "run", "f32", "u32"),
    "taud": ("u32",),
    "taut": ("u32", "u32"),
}
MATTERS = {
    "head": ("span", "span") + ("f32",) * 10,
    "acts": ("span", "span"),
    "fiel": ("span", "span"),
    "matt": ("span", "span", "u16", "u16", "span", "span", "u16", "u16"),
    "bias": ("f32",),
    "indx": ("u64", "run", "u32", "u8", "run", "run", "f32", "u32"),
    "fram": ("u64", "run", "u32", "u8", "run", "run", "f32", "u32", "u64", "run", "u32", "u8", "i16", "i16", "i16"),
    "labe": ("span", "u16"),
    "plte": ("u16",),
    "tepl": ("i8",) * 48,
    "mapl": ("i16",) * 48,
    "disp": ("u32",),
    "term": ("u32", "u32"),
}
# The section that each run of a row is in.
RUNS = {
    "depa": ("span", "deit"),
    "item": ("itde", "grou", "grou", "take", "line", "repa", "rela"),
    "link": ("cove",),
    "grou": ("span",),
    "hash": ("disp",),
    "ownw": ("disp", "term", "post"),
    "indx": ("disp", "term", "post"),
    "fram": ("disp", "term", "post", "disp"),
    "taui": ("taud", "taut", "taup"),
}
# In this order runs into one section follow each other.
IN_ORDER = ("depa", "item", "link", "grou", "hash", "ownw", "indx", "fram", "taui")

WORD = (1 << 64) - 1
K0, K1 = 0x9E3779B97F4A7C15, 0xD6E8FEB86659FD93


def fold_multiply(a: int, b: int) -> int:
    wide = a * b
    return wide & WORD ^ wide >> 64


def finish(state: int) -> tuple[int, int, int]:
    wide = state * K0
    low, high = wide & WORD, wide >> 64
    return (low >> 32 ^ high) & 0xFFFFFFFF, high & 0xFFFFFFFF, (high >> 32 ^ low) & 0xFFFFFFFF


def hash_text(key: bytes, whole: bool, seed: int) -> tuple[int, int, int]:
    length = len(key) * K1 & WORD
    if whole:
        state = length ^ seed
        for at in range(0, len(key), 7):
            state = fold_multiply(int.from_bytes(key[at : at + 7], "big") ^ state ^ K0, state ^ K1)
        return finish(state)
    if len(key) < 8:
        return finish(fold_multiply(int.from_bytes(key, "big") ^ seed ^ K0, length ^ K1))
    last = len(key) - 8
    first, third, two_thirds, end = (int.from_bytes(key[at : at + 8], "little") for at in (0, last // 3, last - last // 3, last))
    ends = fold_multiply(first ^ seed ^ K0, end ^ length)
    between = fold_multiply(third ^ seed ^ K1, two_thirds ^ K0)
    return finish(ends ^ (between << 32 & WORD | between >> 32))


def hash_number(key: int, seed: int) -> tuple[int, int, int]:
    return finish(fold_multiply(key ^ seed ^ K0, K1))


def slot(words: tuple[int, int, int], displacements: list[int], slots: int) -> int:
    g, f1, f2 = words
    packed = displacements[g % len(displacements)]
    return ((packed & 0xFFFFFF) + f1 * (packed >> 24) + f2 & 0xFFFFFFFF) % slots


def flat(value: Any) -> list[Any]:
    """The fields of a row, whatever they are grouped in; floats as the 32 bits that they are."""
    if isinstance(value, slice):
        return [value.start, value.stop - value.start]
    if isinstance(value, (list, tuple)):
        return [leaf for part in value for leaf in flat(part)]
    return [struct.pack("<f", value).hex() if isinstance(value, float) else value]


def weights(data: bytes, dense: bool) -> list[tuple[int, int]]:
    """What a term says of matters: classes and weights, but those of 0."""
    if dense:
        chunks = [data[at : at + 16] for at in range(0, len(data), 16)]
        halves = [half for chunk in chunks for half in [byte & 15 for byte in chunk] + [byte >> 4 for byte in chunk]]
        found = [(at, half - 8) for at, half in enumerate(halves)]
    else:
        found = [(both & 2047, both >> 11) for [both] in struct.iter_unpack("<h", data)]
    return [(at, weight) for at, weight in found if weight]


def shares(data: bytes, dense: bool) -> list[tuple[int, int]]:
    """What a term says of items."""
    at, found = 0, []
    for step, byte in enumerate(data) if dense else zip(data[::2], data[1::2]):
        at = step if dense else at + step
        if byte:
            found.append((at, byte))
    return found


class Rows:
    """Every row of a file, and what must hold of them."""

    def __init__(self, data: bytes) -> None:
        matters = data[12:16] == b"MATT"
        self.file = File(data, b"MATT" if matters else b"LIST")
        taught = TAUGHT if b"tauw" in self.file.sections else {}
        self.sections = MATTERS if matters else LIST | taught
        self.rows = {name: self.file.rows(name.encode(), *fields) for name, fields in self.sections.items()}
        known = {name.encode() for name in self.sections} | {b"text", b"post"}
        known |= {b"taux", b"taup"} if taught else set()
        # Numbers may be left out, and are no rows of the library's example.
        if set(self.file.sections) - {b"numb"} != known:
            raise ValueError(f"sections {set(self.file.sections) ^ known}")
        self.said = weights if matters else shares

    def lines(self) -> Iterator[list[Any]]:
        """As the library's example prints them."""
        for name in self.sections:
            for row in self.rows[name]:
                yield [name, flat(row)]
        for section, row in self.indexes():
            _, terms, postings = self.parts(section)
            terms, data = terms[row[4]], postings[row[5]]
            for (key, packed), (_, following) in zip(terms, terms[1:]):
                said = self.said(data[packed >> 9 : following >> 9], bool(packed >> 8 & 1))
                yield ["postings", flat([key, packed & 255, said])]

    def indexes(self) -> list[tuple[str, list[Any]]]:
        """The rows that indexes begin with, each with its section."""
        return [(name, row) for name in ("indx", "fram", "ownw", "taui") for row in self.rows.get(name, [])]

    def parts(self, section: str) -> tuple[list[list[Any]], list[list[Any]], bytes]:
        """The displacements, terms and postings of the indexes of a section."""
        displacements, terms, postings, *_ = RUNS[section]
        return self.rows[displacements], self.rows[terms], self.file.sections[postings.encode()]

    def check(self) -> int:
        """The keys and terms whose slot is that where they stand. Raises what is wrong."""
        self.check_text()
        ends: dict[str, int] = {}
        for name in (name for name in IN_ORDER if name in self.rows):
            for row in self.rows[name]:
                runs = [value for value in row if isinstance(value, slice)]
                for section, run in zip(RUNS[name], runs, strict=True):
                    rows = len(self.rows[section] if section in self.rows else self.file.sections[section.encode()])
                    if run.stop > rows or run.start < run.stop and run.start < ends.get(section, 0):
                        raise ValueError(f"{name}: {run} of {rows} rows of {section}, behind {ends.get(section)}")
                    if run.start < run.stop:
                        ends[section] = run.stop
        found = 0
        displacements = [packed for [packed] in self.rows["disp"]]
        keyed = [("labe", row[8:12]) for row in self.rows.get("fram", [])]
        for name, (seed, run, slots, reading) in [*zip(("name", "spel"), self.rows.get("hash", [])), *keyed]:
            keys = self.rows[name]
            for at, (key, _) in enumerate(keys):
                is_at = slot(hash_text(key.encode(), reading == 1, seed), displacements[run], slots)
                if is_at != at or slots != len(keys):
                    raise ValueError(f"{name}: {key} stands in slot {at}, not in {is_at}")
                found += 1
        for section, (seed, run, slots, _reading, terms, *_) in self.indexes():
            packed, rows, _ = self.parts(section)
            displacements = [number for [number] in packed]
            for at, (key, _) in enumerate(rows[terms][:-1]):
                is_at = slot(hash_number(key, seed), displacements[run], slots)
                if is_at != at:
                    raise ValueError(f"term {key:x} stands in slot {at}, not in {is_at}")
                found += 1
        return found

    def check_text(self) -> None:
        """Every piece is named by some row, once each, with a NUL before it and one behind."""
        for field, section in TEXTS.items():
            if section in self.file.sections:
                self.check_pieces(field, self.file.sections[section])

    def check_pieces(self, kind: str, text: bytes) -> None:
        named = set()
        for name, fields in self.sections.items():
            form = "<" + "".join(LETTERS[field] for field in fields)
            for values in struct.iter_unpack(form, self.file.sections[name.encode()]):
                rest = iter(values)
                for field in fields:
                    value = next(rest)
                    size = next(rest) if SIZES[field] == 8 and field != "u64" else 0
                    if field == kind and size:
                        named.add((value, size))
        at = 1
        if text[0] != 0:
            raise ValueError("the text does not begin with a NUL")
        for start, size in sorted(named):
            if start != at or 0 in text[start : start + size] or text[start + size] != 0:
                raise ValueError(f"{size} bytes of text from {start} on are no piece between NULs from {at} on")
            at = start + size + 1
        if at != len(text):
            raise ValueError(f"text from {at} on is named by no row")


def compare(what: str, own: list[Any], theirs: list[Any]) -> bool:
    differing = [(a, b) for a, b in zip(own, theirs) if a != b]
    for a, b in differing[:5]:
        print(f"read     {json.dumps(a, ensure_ascii=False)}\nexpected {json.dumps(b, ensure_ascii=False)}", file=sys.stderr)
    print(f"{what}: {len(own)} of {len(theirs)} lines, {len(differing)} differ")
    return bool(own) and len(own) == len(theirs) and not differing


def json_lines(path: str) -> list[Any]:
    return [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    data = Path(sys.argv[1]).read_bytes()
    own = list(read_matters(data) if data[12:16] == b"MATT" else read_list(data))
    exported = json_lines(sys.argv[2])
    for line in exported:
        for matter in line.get("matters", []):
            del matter["name"]  # it stands in the matters file
    same = compare("export", own, exported)
    rows = Rows(data)
    # Sections in whatever order the library prints them, each in its own order.
    by_section = lambda lines: sorted(lines, key=lambda line: line[0])  # noqa: E731
    theirs = [[name, flat(fields)] for name, fields in json_lines(sys.argv[3])]
    same = compare("rows", by_section(rows.lines()), by_section(theirs)) and same
    print(f"{rows.check()} keys and terms stand where their hashes say")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
