"""What characters become and are, in plain Python. Written from docs/weights.md."""

from __future__ import annotations

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


def is_word(table: dict[int, str | None], c: str) -> bool:
    folded = table.get(ord(c), c)
    return folded is not None and (is_chinese(folded) or is_latin(folded))


def bare(table: dict[int, str | None], text: str) -> str:
    """Without the white space that it begins with."""
    while text and table.get(ord(text[0]), "") is None:
        text = text[1:]
    return text


def value_of(table: dict[int, str | None], rest: str) -> str | None:
    """What stands behind the colon that a text begins with."""
    rest = bare(table, rest)
    return bare(table, rest[1:]) if rest[:1] in (":", "：") else None
