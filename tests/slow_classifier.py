"""A second classifier, written from docs/weights.md alone, with plain loops: shares nothing with the library but the learnt weights.

    python3 tests/slow_classifier.py WEIGHTS crates/tables/src/traditional.txt data/conformance.jsonl

Compares its folding with the library's, character by character, and its answer to each query of the file with the one recorded there:
verdict, ids in their order, scores and confidences to four decimals, evidence to the byte. Needs Python 3.10 or newer and nothing else.
"""

from __future__ import annotations

import json
import math
import struct
import sys
from dataclasses import dataclass, field
from pathlib import Path

LONGEST_QUERY = 65_536
TIERS = ("basic", "cooperative", "reclaimed")


def single(value: float) -> float:
    """The nearest IEEE number of 32 bits. A sum, product, quotient or root of two such, rounded twice, is rounded right."""
    return struct.unpack("<f", struct.pack("<f", value))[0]


DROPPED = [
    (0x00, 0x20), (0x7F, 0xA0), (0xAD, 0xAD), (0x61C, 0x61C), (0x180E, 0x180E), (0x1680, 0x1680), (0x2000, 0x200F),
    (0x2028, 0x202F), (0x205F, 0x206F), (0x3000, 0x3000), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFF),
]
MOVED = [
    (0x41, 0x5A, 0x20), (0xC0, 0xD6, 0x20), (0xD8, 0xDE, 0x20), (0x391, 0x3A9, 0x20), (0x410, 0x42F, 0x20),
    (0x400, 0x40F, 0x50), (0xFF01, 0xFF20, -0xFEE0), (0xFF21, 0xFF3A, 0x61 - 0xFF21), (0xFF3B, 0xFF5E, -0xFEE0),
    (0x2460, 0x2468, 0x31 - 0x2460),
]
BECOME = [
    ("'", [(0x2018, 0x201B), (0x2032, 0x2032), (0x2035, 0x2035)]),
    ('"', [(0x201C, 0x201F), (0x2033, 0x2033), (0x2036, 0x2036), (0x3008, 0x300B), (0x300C, 0x300F)]),
    (",", [(0x3001, 0x3001)]),
    (".", [(0x3002, 0x3002), (0xFF61, 0xFF61), (0x2026, 0x2026)]),
    ("(", [(0x3010, 0x3010), (0x3014, 0x3014)]),
    (")", [(0x3011, 0x3011), (0x3015, 0x3015)]),
    ("-", [(0x2010, 0x2015), (0x2212, 0x2212)]),
    ("\u00b7", [(0xB7, 0xB7), (0x2022, 0x2022), (0x2027, 0x2027), (0x30FB, 0x30FB), (0xFF65, 0xFF65)]),
    ("\u00a5", [(0xFFE5, 0xFFE5)]),
]


def folding(traditional: str) -> dict[int, str | None]:
    """What each character becomes that does not stay, as `str.translate` takes it."""
    table: dict[int, str | None] = {}
    for first, last in DROPPED:
        for code in range(first, last + 1):
            table[code] = None
    for first, last, way in MOVED:
        for code in range(first, last + 1):
            table[code] = chr(code + way)
    for character, ranges in BECOME:
        for first, last in ranges:
            for code in range(first, last + 1):
                table[code] = character
    for line in traditional.splitlines():
        for at in range(0, len(line), 2):
            table[ord(line[at])] = line[at + 1]
    return table


def is_chinese(c: str) -> bool:
    return "\u3400" <= c <= "\u4dbf" or "\u4e00" <= c <= "\u9fff" or c == "\u3007"


def is_latin(c: str) -> bool:
    return "a" <= c <= "z" or "0" <= c <= "9"


def terms(folded: str) -> set[str]:
    found = {c for c in folded if is_chinese(c)}
    for first, second in zip(folded, folded[1:]):
        if is_chinese(first) and is_chinese(second) or is_latin(first) and is_latin(second):
            found.add(first + second)
    return found


@dataclass
class Weights:
    items: int = 0
    classes: int = 0
    tiers: list[int] = field(default_factory=list)
    scale: float = 1.0
    logistic: dict[str, list[float]] = field(default_factory=dict)
    bias: dict[int, float] = field(default_factory=dict)
    rarity: dict[str, int] = field(default_factory=dict)
    postings: dict[str, dict[int, int]] = field(default_factory=dict)
    folds: dict[int, str | None] = field(default_factory=dict)
    words: dict[str, dict[int, list[str]]] = field(default_factory=lambda: {"name": {}, "department": {}, "duty": {}})

    @classmethod
    def read(cls, path: Path) -> Weights:
        weights = cls()
        with path.open(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                kind, *rest = line.rstrip("\n").split("\t")
                if kind == "term":
                    weights.rarity[rest[0]] = int(rest[1])
                    pairs = (posting.split(":") for posting in rest[2:])
                    weights.postings[rest[0]] = {int(number): int(weight) for number, weight in pairs}
                elif kind in weights.words:
                    weights.words[kind].setdefault(int(rest[0]), []).append(rest[1])
                elif kind == "fold":
                    weights.folds[int(rest[0], 16)] = chr(int(rest[1], 16)) if rest[1] else None
                elif kind == "bias":
                    weights.bias[int(rest[0])] = single(float(rest[1]))
                elif kind in ("right", "listed"):
                    weights.logistic[kind] = [single(float(number)) for number in rest]
                elif kind == "tiers":
                    weights.tiers = [int(number) for number in rest]
                elif kind == "scale":
                    weights.scale = single(float(rest[0]))
                elif kind == "items":
                    weights.items = int(rest[0])
                elif kind == "classes":
                    weights.classes = int(rest[0])
                else:
                    raise ValueError(f"unknown line: {line!r}")
        return weights

    def tier(self, item: int) -> int:
        return sum(item >= first for first in self.tiers[1:3])

    def id(self, item: int) -> str:
        tier = self.tier(item)
        return f"{'BCR'[tier]}{item - self.tiers[tier] + 1:03}"


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


def met(weights: Weights, table: dict[int, str | None], part: str, item: int) -> str:
    folded = part.translate(table)
    for kind, words in weights.words.items():
        if any(folded in text.translate(table) for text in words.get(item, [])):
            return kind
    return "phrase"


def evidence(weights: Weights, table: dict[int, str | None], text: str, item: int) -> list[dict]:
    """The parts of a text that speak for an item."""
    parts: list[list[int]] = []  # first byte, the one behind the last, weight
    for term, start, end in places(table, text):
        weight = weights.postings.get(term, {}).get(item, 0)
        if weight < (12 if len(term) == 1 else 1):
            continue
        if parts and start <= parts[-1][1]:
            parts[-1][1] = max(parts[-1][1], end)
            parts[-1][2] += weight
        else:
            parts.append([start, end, weight])
    total = sum(weight for _, _, weight in parts)
    heaviest = sorted(parts, key=lambda part: (-part[2], part[0]))[:12]
    written = text.encode("utf-8")
    listed = []
    for start, end, weight in sorted(heaviest):
        if weight * 30 >= total:
            words = written[start:end].decode("utf-8")
            kind = met(weights, table, words, item)
            share = weight * 1000 // total / 1000
            listed.append({"start": start, "end": end, "text": words, "met": kind, "share": share})
    return listed


def answer(weights: Weights, table: dict[int, str | None], text: str) -> dict:
    """What the line of the conformance file has beside the query."""
    if len(text.encode("utf-8")) > LONGEST_QUERY:
        return {"error": "too_long"}
    folded = text.translate(table)
    if not folded:
        return {"error": "empty"}
    met = [term for term in terms(folded) if term in weights.rarity]
    if not met:
        return {"answer": {"verdict": "unclear", "confidence": 0.0, "matches": []}, "evidence": []}
    sums = [0] * weights.classes
    for term in met:
        for number, weight in weights.postings[term].items():
            sums[number] += weight
    squares = sum(weights.rarity[term] ** 2 for term in met)
    unit = single(1.0 / single(weights.scale * single(math.sqrt(single(squares)))))
    scores = [single(single(single(sums[n]) * unit) + weights.bias[n]) for n in range(weights.classes)]
    general = scores[-1]
    outside = single(max([-1.0, *scores[weights.items : -1]]) + single(0.5 * general))
    order = sorted(range(weights.items), key=lambda item: (-scores[item], item))
    first, second = order[0], order[1]

    def facts(item: int) -> list[float]:
        rival = scores[second if item == first else first]
        lead = max(-2.0, min(2.0, single(scores[item] - rival)))
        return [scores[item], single(scores[item] - outside), lead, single(math.log(len(met)))]

    def right(item: int) -> float:
        return printed(probability(weights.logistic["right"], facts(item)))

    matches = [
        {"id": weights.id(item), "score": printed(single(scores[item] - outside)), "confidence": right(item)}
        for item in order[:3]
    ]
    letters = {c for c in folded if is_chinese(c) or "a" <= c <= "z"}
    listed = probability(weights.logistic["listed"], facts(first))
    other = max(scores[item] for item in order if weights.tier(item) != weights.tier(first))
    if listed < 0.5:
        verdict, confidence = "unlisted", printed(single(1.0 - listed))
    elif len(letters) < 2 or single(scores[first] - other) < single(0.05):
        verdict, confidence = "unclear", right(first)
    else:
        verdict, confidence = TIERS[weights.tier(first)], right(first)
    found = {"verdict": verdict, "confidence": confidence, "matches": matches}
    return {"answer": found, "evidence": evidence(weights, table, text, first)}


def main() -> int:
    if len(sys.argv) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    weights = Weights.read(Path(sys.argv[1]))
    table = folding(Path(sys.argv[2]).read_text(encoding="utf-8"))
    changed = {code: c for code, c in table.items() if c != chr(code)}
    if changed != weights.folds:
        differ = sorted(f"{code:X}" for code, _ in set(changed.items()) ^ set(weights.folds.items()))
        print(f"folding differs from that of the library: {' '.join(differ[:20])}", file=sys.stderr)
        return 1
    queries = differing = 0
    for line in Path(sys.argv[3]).read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        recorded = json.loads(line)
        if "q" not in recorded:  # a look-up
            continue
        text = recorded.pop("q")
        own = answer(weights, table, text)
        queries += 1
        if own != recorded:
            differing += 1
            if differing <= 10:
                print(f"{text[:60]!r}\n  recorded {recorded}\n  own      {own}", file=sys.stderr)
    print(f"{queries} queries, {differing} answers differ; {len(weights.rarity)} terms, {weights.classes} classes")
    return 0 if queries > 0 and differing == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
