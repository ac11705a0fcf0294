"""A second classifier, written from docs/weights.md and docs/format.md alone, with plain loops: shares nothing with the library but the
compiled files.

    python3 tests/slow_classifier.py MATTERS.lvm LIST.lvz FOLDS crates/tables/src/traditional.txt data/conformance.jsonl

Compares its folding with the library's (FOLDS: a character a line and what becomes of it, in hexadecimal), and its answer to each query
of the file with the one recorded there: verdict, matter, ids in their order, scores and confidences to four decimals, evidence to the
byte. Needs Python 3.10 or newer and nothing else.
"""

from __future__ import annotations

import itertools
import json
import math
import re
import struct
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

from read_compiled import File, read_list, shares, weights
from slow_elsewhere import is_elsewhere
from slow_escapes import decoded
from slow_folding import folding, is_chinese, is_latin, terms
from slow_reading import parts_of, stretches_of

LONGEST_QUERY = 65_536
TIERS = ("basic", "cooperative", "reclaimed")


def single(value: float) -> float:
    """The nearest IEEE number of 32 bits. A sum, product, quotient or root of two such, rounded twice, is rounded right."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


class Index:
    """What terms say: postings by class, each term's rarity in steps of a sixteenth."""

    def __init__(self, file: File, row: list, said: Callable[..., list], sections: tuple[bytes, bytes] = (b"term", b"post")) -> None:
        _seed, _displacements, _slots, _reading, terms, postings, self.scale, self.classes = row
        rows = file.rows(sections[0], "u32", "u32")[terms]
        self.data = file.sections[sections[1]][postings]
        self.said = said
        self.rarity: dict[str, int] = {}
        self.found: dict[str, tuple[int, int, bool]] = {}
        self.read: dict[str, dict[int, int]] = {}
        for (key, packed), (_, following) in zip(rows, rows[1:]):
            term = "".join(chr(unit) for unit in (key >> 16, key & 0xFFFF) if unit)
            self.rarity[term] = packed & 0xFF
            self.found[term] = (packed >> 9, following >> 9, bool(packed >> 8 & 1))

    def postings(self, term: str) -> dict[int, int]:
        """The weight for each class that has one."""
        if term in self.read or term not in self.found:
            return self.read.get(term, {})
        start, end, dense = self.found[term]
        self.read[term] = dict(self.said(self.data[start:end], dense))
        return self.read[term]


ROW = ("u64", "run", "u32", "u8", "run", "run", "f32", "u32")
BLOCK = 1024


@dataclass
class Item:
    id: str
    tier: int
    covers: list[tuple[int, float]]
    own_weight: int
    words: dict[str, list[str]]


class Knowledge:
    """Both compiled files, as far as answers need them."""

    def __init__(self, matters: Path, compiled: Path) -> None:
        data = matters.read_bytes()
        file = File(data, b"MATT")
        [head] = file.rows(b"head", "span", "span", *["f32"] * 10)
        self.listed, self.right = head[2:7], head[7:12]
        self.bias = [bias for [bias] in file.rows(b"bias", "f32")]
        [row] = file.rows(b"indx", *ROW)
        self.index = Index(file, row, weights)
        [row] = file.rows(b"fram", *ROW, "u64", "run", "u32", "u8", "i16", "i16", "i16")
        # A weight stands where other indexes have the rarity.
        self.pairs = {pair: weight - 128 for pair, weight in Index(file, list(row[:8]), weights).rarity.items()}
        self.frame_bias, self.other, self.part = row[12:]
        kinds = ("body", "aside", "reply", "spare", "nothing")
        self.labels = {label: kinds[kind] for label, kind in file.rows(b"labe", "span", "u16")}
        names = file.rows(b"matt", "span", "span", "u16", "u16", "span", "span", "u16", "u16")
        self.matters = [
            {"id": f"M{number:04}", "name": row[1], "body": row[4] or None, "basis": row[5] or None}
            for number, row in enumerate(names, 1)
        ]
        self.carry = {number for number, row in enumerate(names, 1) if row[6] & 1}
        self.place_of_term = dict(zip(self.index.rarity, (place for [place] in file.rows(b"plte", "u16"))))
        self.term_places = file.rows(b"tepl", *["i8"] * 48)
        self.matter_places = file.rows(b"mapl", *["i16"] * 48)
        self.of_list = {number for number, row in enumerate(names, 1) if row[6] & 2}
        data = compiled.read_bytes()
        file = File(data, b"LIST")
        self.own = [Index(file, row, shares) for row in file.rows(b"ownw", *ROW)]
        self.places = file.rows(b"plac", *["i16"] * 48)
        covers = file.rows(b"cove", "u16", "u16", "i16", "u8", "u8")
        rows = file.rows(b"link", "run", "u16")
        lines = list(read_list(data))
        [town] = (line for line in lines if line["type"] == "township")
        self.home = [town[key] for key in ("name", "county", "prefecture", "region")]
        spellings: dict[str, list[str]] = {}
        for line in lines:
            if line["type"] == "department":
                spellings[line["name"]] = [line["name"], line["short"], *line["aliases"]]
        self.items = []
        self.held: set[int] = set()
        self.covered: set[int] = set()
        for line, row in zip((line for line in lines if line["type"] == "item"), rows):
            own = covers[row[0]]
            self.covered.update(matter for _, matter, *_ in own)
            self.held.update(matter for _, matter, _, _, flags in own if not flags & 4)
            groups = line["upper_duties"] + line["township_duties"]
            duties = [clause for group in groups for clause in group["duties"]]
            duties += [taken["method"] for taken in line["takeover"] if taken["method"]]
            named = [spelling for department in line["departments"] for spelling in spellings[department["name"]]]
            words = {"name": [line["name"]], "department": named, "duty": duties}
            through = [(matter, single(offset / 1024.0)) for _, matter, offset, _, _ in own]
            self.items.append(Item(line["id"], TIERS.index(line["tier"]), through, row[1], words))
        # What people taught the list: the item of each text, indexes of the texts, and the matters of items.
        self.taught: list[int] = []
        self.taught_words: list[Index] = []
        self.taught_matters: dict[int, list[int]] = {}
        if b"tauw" in file.sections:
            self.taught = [item for item, _, _ in file.rows(b"tauw", "u16", "u32", "u32")]
            self.taught_words = [Index(file, row, shares, (b"taut", b"taup")) for row in file.rows(b"taui", *ROW)]
            for item, matter in file.rows(b"taul", "u16", "u16"):
                self.taught_matters.setdefault(item, []).append(matter)
                self.held.add(matter)
                self.covered.add(matter)

    def lifts(self, said: set[str], length: float) -> tuple[dict[int, float], float]:
        """What a text of these terms lifts: the sixteen items that it lifts most, and what lies outside."""
        sums = [0] * len(self.taught)
        for block, words in enumerate(self.taught_words):
            for term in said:
                for place, weight in words.postings(term).items():
                    sums[block * BLOCK + place] += weight
        lifts: dict[int, float] = {}
        for at, (item, total) in enumerate(zip(self.taught, sums)):
            cosine = min(1.0, single(total * single(1.0 / single(self.taught_words[at // BLOCK].scale * length))))
            if cosine > 0.5:
                lifts[item] = max(lifts.get(item, 0.0), single(single(4.0 * single(cosine - 0.5)) / 0.5))
        outside = lifts.pop(65_535, 0.0)
        return dict(sorted(lifts.items(), key=lambda lift: (-lift[1], lift[0]))[:16]), outside


def probability(factors: list[float], facts: list[float]) -> float:
    total = factors[0]
    for factor, fact in zip(factors[1:], facts):
        total = single(total + single(factor * fact))
    return single(1.0 / single(1.0 + single(math.exp(-total))))


def printed(value: float) -> float:
    scaled = single(value * 10_000.0)
    rounded = math.copysign(math.floor(abs(scaled) + 0.5), scaled)
    return rounded / 10_000.0


def places(table: dict[int, str | None], text: str) -> list[tuple[str, int, int]]:
    """Each term of a text as often as it stands there, with its first byte and the one behind its last, from left to right."""
    found = []
    before = ("", 0)
    at = 0
    for written in text:
        start, at = at, at + len(written.encode("utf-8"))
        c = table.get(ord(written), written)
        if c is None:
            continue
        first, first_start = before
        if first and (is_chinese(first) and is_chinese(c) or is_latin(first) and is_latin(c)):
            found.append((first + c, first_start, at))
        if is_chinese(c):
            found.append((c, start, at))
        before = (c, start)
    return sorted(found, key=lambda term: term[1:])


def met(table: dict[int, str | None], part: str, item: Item) -> str:
    folded = part.translate(table)
    for kind, words in item.words.items():
        if any(folded in text.translate(table) for text in words):
            return kind
    return "phrase"


def half_up(value: float) -> int:
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def evidence(
    knows: Knowledge, table: dict[int, str | None], text: str, read: list[tuple[int, int]], at: int, scores: list[float]
) -> list[dict]:
    """The parts of a text that speak for an item: through the best matter that it covers, and through its own words."""
    item, index, own = knows.items[at], knows.index, knows.own[at // BLOCK]
    best, matter = -1.0, 0
    for number, offset in item.covers:
        through = single(scores[number - 1] + offset)
        if through > best:
            best, matter = through, number
    step = single(single(single(single(item.own_weight / 64.0) * index.scale) / own.scale) * 64.0)
    parts: list[list[int]] = []  # first byte, the one behind the last, weight in 64ths of a step
    written = text.encode("utf-8")
    stretches = ((start, places(table, written[start:end].decode("utf-8"))) for start, end in read)
    for term, start, end in ((term, at + start, at + end) for at, found in stretches for term, start, end in found):
        weight = 64 * index.postings(term).get(matter - 1, 0) if matter else 0
        weight += half_up(single(own.postings(term).get(at % BLOCK, 0) * step))
        if weight < (12 * 64 if len(term) == 1 else 1):
            continue
        if parts and start <= parts[-1][1]:
            parts[-1][1] = max(parts[-1][1], end)
            parts[-1][2] += weight
        else:
            parts.append([start, end, weight])
    total = sum(weight for _, _, weight in parts)
    heaviest = sorted(parts, key=lambda part: (-part[2], part[0]))[:12]
    listed = []
    for start, end, weight in sorted(heaviest):
        if weight * 30 >= total or weight == heaviest[0][2]:
            words = written[start:end].decode("utf-8")
            kind = met(table, words, item)
            share = weight * 1000 // total / 1000
            listed.append({"start": start, "end": end, "text": words, "met": kind, "share": share})
    return listed


def scores_of(
    knows: Knowledge, table: dict[int, str | None], written: bytes, read: list[tuple[int, int]]
) -> tuple[list[float], list[str], set[str], float] | None:
    """The scores of all classes, the known terms, all terms and the length of what is read; nothing where no term is known."""
    index = knows.index
    said = set().union(*(terms(written[start:end].decode("utf-8").translate(table)) for start, end in read))
    known = [term for term in said if term in index.rarity]
    if not known:
        return None
    sums = [0] * index.classes
    for term in known:
        for number, weight in index.postings(term).items():
            sums[number] += weight
    length = single(math.sqrt(single(sum(index.rarity[term] ** 2 for term in known))))
    unit = single(1.0 / single(index.scale * length))
    scores = [single(single(single(total) * unit) + bias) for total, bias in zip(sums, knows.bias)]
    return scores, known, said, length


def best_of(scores: list[float]) -> int:
    """Number of the best matter, the first of equal ones."""
    return max(range(len(scores) - 1), key=lambda at: (scores[at], -at)) + 1


def direction_of(knows: Knowledge, known: list[str]) -> tuple[list[int], float]:
    """Where a text stands, and what products with places are multiplied by."""
    way = [0] * 48
    for term in known:
        place = knows.place_of_term[term]
        if place != 65_535:
            way = [a + b for a, b in zip(way, knows.term_places[place])]
    longest = max(map(abs, way))
    while longest >= 512:
        longest, way = longest // 2, [number >> 1 for number in way]
    squares = sum(number * number for number in way)
    step = single(single(0.6) / single(256.0 * single(math.sqrt(squares)))) if squares else 0.0
    return way, step


def nearness(direction: tuple[list[int], float], place: list[int]) -> float:
    way, step = direction
    return single(sum(a * b for a, b in zip(way, place)) * step)


def answer(knows: Knowledge, table: dict[int, str | None], text: str) -> dict:
    """What the line of the conformance file has beside the query."""
    if len(text.encode("utf-8")) > LONGEST_QUERY:
        return {"error": "too_long"}
    if not text.translate(table):
        return {"error": "empty"}
    characters = decoded(text)
    if characters:
        given = answer_to(knows, table, "".join(c for c, _ in characters))
        ends = [len(c.encode("utf-8")) for c, _ in characters], [len(c.encode("utf-8")) for _, c in characters]
        places = dict(zip(*([0, *itertools.accumulate(lengths)] for lengths in ends)))
        for part in given["evidence"]:
            part["start"], part["end"] = places[part["start"]], places[part["end"]]
            part["text"] = text.encode("utf-8")[part["start"] : part["end"]].decode("utf-8")
        return given
    return answer_to(knows, table, text)


def answer_to(knows: Knowledge, table: dict[int, str | None], text: str) -> dict:
    """The same, of what a text stands for."""
    folded = text.translate(table)
    elsewhere = {"elsewhere": True} if is_elsewhere(folded, *knows.home) else {}
    parts = list(parts_of(knows, table, text))
    read = stretches_of(parts, lambda start, end, kind: kind == "matter")
    read = read or stretches_of(parts, lambda start, end, kind: kind == "beside")
    written = text.encode("utf-8")
    only_frame = not read
    read = read or [(0, len(written))]
    found = scores_of(knows, table, written, read)
    if found is None:
        why = "asks_list" if re.fullmatch("[bcr][0-9]+", folded) else "too_little"
        nothing = {"verdict": "unclear", "confidence": 0.0, "matter": None, "matches": [], "reason": why}
        return {"answer": nothing | elsewhere, "evidence": []}
    if not only_frame and best_of(found[0]) in knows.carry:

        looked_at = {(start, end) for start, end, kind in [part for part in parts if part[2] == "matter"][:256]}

        def kept(start: int, end: int, kind: str) -> bool:
            alone = scores_of(knows, table, written, [(start, end)]) if (start, end) in looked_at else None
            return kind == "matter" and (alone is None or best_of(alone[0]) not in knows.carry)

        rest = stretches_of(parts, kept)
        carried = scores_of(knows, table, written, rest)
        if carried:
            for number in knows.carry:
                carried[0][number - 1] = -math.inf
            if max(carried[0][:-1]) > -0.5:
                found, read = carried, rest
    scores, known, said, length = found
    matters, general = scores[:-1], scores[-1]
    direction = direction_of(knows, known)

    # The items: the matters that they cover, the best above all, and the cosine with their own words.
    own = [0] * len(knows.items)
    for block, words in enumerate(knows.own):
        for term in said:
            for place, weight in words.postings(term).items():
                own[block * BLOCK + place] += weight
    lifted, outside_lifted = knows.lifts(said, length)
    ranked: list[tuple[float, int]] = []
    for at, item in enumerate(knows.items):
        best, matter, together = -1.0, 0, 0.0
        over = []
        for number, offset in item.covers:
            through = single(matters[number - 1] + offset)
            if through > best:
                best, matter = through, number
            over.append((number, max(0.0, single(through + 1.0))))
        for _, more in sorted(over):  # by number, since the sum depends on the order
            together = single(together + more)
        others = single(together - single(best + 1.0))
        best = single(best + single(single(0.3) * others))
        best = max([best, *(matters[number - 1] for number in knows.taught_matters.get(at, ()))])
        near = single(1.0 / single(single(knows.own[at // BLOCK].scale * length) * 64.0))
        cosine = single(single(own[at]) * near)
        best = single(best + single(cosine * item.own_weight))
        best = single(best + nearness(direction, knows.places[at]))
        ranked.append((single(best + lifted.get(at, 0.0)), matter))
    order = sorted(range(len(ranked)), key=lambda at: (-ranked[at][0], at))
    score = [score for score, _ in ranked]
    first, second = order[0], order[1]

    left = [number for number in range(1, len(matters) + 1) if number not in knows.held]
    most = max([-1.0, *(matters[number - 1] for number in left)])
    near = [number - 1 for number in left if matters[number - 1] > single(most - single(0.1))]
    nearest = max([-1.0, *(single(matters[at] + nearness(direction, knows.matter_places[at])) for at in near)])
    outside = single(single(nearest + single(single(0.2) * general)) + outside_lifted)

    # How much more a matter that the list holds says, on average, than one of the others.
    most_lifted = max(lifted.values(), default=0.0)
    said_of = {True: single(single(0.02) + most_lifted), False: single(single(0.02) + outside_lifted)}
    for number in range(1, len(matters) + 1):
        if matters[number - 1] > -1.0:
            both = single(matters[number - 1] + nearness(direction, knows.matter_places[number - 1]))
            over = max(0.0, single(both + 1.0))
            # What is covered weakly may and may not be one of the list.
            weight = 1.0 if number in knows.held or number not in knows.covered else 0.5
            said_of[number in knows.covered] = single(said_of[number in knows.covered] + single(weight * over))
    others = max(0, len(matters) - len(knows.covered))
    ratio = min(4.0, single((others + 1) / (0.5 * (len(knows.held) + len(knows.covered)) + 1)))
    held_more = single(math.log(single(single(said_of[True] * ratio) / said_of[False])))

    def facts(at: int) -> list[float]:
        lead = max(-2.0, min(2.0, single(score[at] - score[second if at == first else first])))
        return [single(score[at] - outside), lead, single(math.log(len(known))), held_more]

    listed = probability(knows.listed, facts(first))
    matches = [
        {
            "id": knows.items[at].id,
            "score": printed(single(score[at] - outside)),
            "confidence": printed(single(listed * probability(knows.right, facts(at)))),
            "matter": knows.matters[ranked[at][1] - 1]["id"] if ranked[at][1] else None,
        }
        for at in order[:3]
    ]
    letters = {c for c in folded if is_chinese(c) or "a" <= c <= "z"}
    tier = knows.items[first].tier
    other = max((score[at] for at in order if knows.items[at].tier != tier), default=-math.inf)
    confidence, reason = matches[0]["confidence"], {}
    if only_frame:
        verdict, reason = "unclear", {"reason": "only_frame"}
    elif best_of(scores) in knows.of_list or re.fullmatch("[bcr][0-9]+", folded):
        verdict, reason = "unclear", {"reason": "asks_list"}
    elif sum("a" <= c <= "z" for c in folded) > 8 and not any(is_chinese(c) for c in folded):
        verdict, reason = "unclear", {"reason": "too_little"}
    elif listed < single(0.25):
        verdict, confidence = "unlisted", printed(single(1.0 - listed))
    elif len(letters) < 2:
        verdict, reason = "unclear", {"reason": "too_little"}
    elif single(score[first] - other) < single(0.05):
        verdict, reason = "unclear", {"reason": "tiers_near"}
    else:
        verdict = TIERS[tier]
    matter = knows.matters[best_of(scores) - 1]
    found = {"verdict": verdict, "confidence": confidence, "matter": matter, "matches": matches} | reason | elsewhere
    return {"answer": found, "evidence": evidence(knows, table, text, read, first, matters)}


def same(own: object, recorded: object, key: str = "") -> bool:
    """Equal. A confidence may be one of its last decimal off: the last bit of an exponential function is its own in every library."""
    if isinstance(own, dict) and isinstance(recorded, dict):
        return own.keys() == recorded.keys() and all(same(own[key], recorded[key], key) for key in own)
    if isinstance(own, list) and isinstance(recorded, list):
        return len(own) == len(recorded) and all(map(same, own, recorded))
    return own == recorded or key == "confidence" and abs(own - recorded) < 0.000_15


def main() -> int:
    if len(sys.argv) != 6:
        print(__doc__, file=sys.stderr)
        return 2
    matters, compiled, folds, traditional, conformance = map(Path, sys.argv[1:])
    knows = Knowledge(matters, compiled)
    table = folding(traditional.read_text(encoding="utf-8"))
    changed = {code: c for code, c in table.items() if c != chr(code)}
    own = {}
    for line in folds.read_text(encoding="utf-8").split("\n")[:-1]:
        code, becomes = line.split("\t")
        own[int(code, 16)] = chr(int(becomes, 16)) if becomes else None
    if changed != own:
        differ = sorted(f"{code:X}" for code, _ in set(changed.items()) ^ set(own.items()))
        print(f"folding differs from that of the library: {' '.join(differ[:20])}", file=sys.stderr)
        return 1
    queries = differing = 0
    for line in conformance.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        recorded = json.loads(line)
        if "q" not in recorded:  # a look-up
            continue
        text = recorded.pop("q")
        given = answer(knows, table, text)
        queries += 1
        if not same(given, recorded):
            differing += 1
            if differing <= 10:
                print(f"{text[:60]!r}\n  recorded {recorded}\n  own      {given}", file=sys.stderr)
    print(f"{queries} queries, {differing} answers differ; {len(knows.index.rarity)} terms, {len(knows.matters)} matters")
    return 0 if queries > 0 and differing == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
