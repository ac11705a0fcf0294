"""Characters that a program wrote as numbers, in plain Python, for `slow_classifier.py`. Written from docs/weights.md."""

from __future__ import annotations

import re

from slow_folding import is_chinese

LINK = re.compile(r"(?:https?://|www\.)[!#-;=?-~]*")
ESCAPE = re.compile(
    r'\\{1,8}(?P<quote>")|&(?:amp;)*(?P<quot>quot);|(?:\\{1,8}|(?P<script>%))u(?P<high>[Dd][89ABab][0-9A-Fa-f]{2})(?(script)%|\\{1,8})u(?P<low>[Dd][C-Fc-f][0-9A-Fa-f]{2})'
    r"|(?:\\{1,8}|%)u(?P<unit>[0-9A-Fa-f]{4})|&(?:amp;)*#(?P<number>[0-9]{1,8});|&(?:amp;)*#[xX](?P<hex>[0-9A-Fa-f]{1,7});|(?P<bytes>%[0-7][0-9A-Fa-f]|%[C-Fc-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f])+)"
)


def decoded(text: str) -> list[tuple[str, str]] | None:
    """The characters that a text stands for, each with how it is written; nothing where it stands for itself."""
    characters: list[tuple[str, str]] = []
    found = False
    link = at = 0
    while at < len(text):
        if at >= link and (begins := LINK.match(text, at)):
            link = begins.end()
        escape = ESCAPE.match(text, at) if at >= link else None
        c, written = (escaped(escape) if escape else None) or ("", "")
        found |= c == '"' or bool(c) and is_chinese(c)
        characters.append((c, written) if c else (text[at], text[at]))
        at += len(characters[-1][1])
    return characters if found and len("".join(c for c, _ in characters).encode("utf-8")) <= 8192 else None


def escaped(escape: re.Match[str]) -> tuple[str, str] | None:
    """The character that a number stands for, if it is one, and what of the text is that number."""
    if escape["quote"] or escape["quot"]:
        return '"', escape[0]
    if escape["high"]:
        return bytes.fromhex(escape["high"] + escape["low"]).decode("utf-16-be"), escape[0]
    if escape["unit"]:
        code = int(escape["unit"], 16)
        return chr(0xFFFD if 0xD800 <= code <= 0xDFFF else code), escape[0]
    if escape["bytes"]:
        first = int(escape["bytes"][1:3], 16)
        length = next((length for length, least in ((4, 0xF0), (3, 0xE0), (2, 0xC0)) if first >= least), 1)
        try:
            return bytes.fromhex(escape[0][: 3 * length].replace("%", "")).decode("utf-8"), escape[0][: 3 * length]
        except UnicodeDecodeError:
            return None
    code = int(escape["number"]) if escape["number"] else int(escape["hex"], 16)
    return (chr(code), escape[0]) if code < 0x110000 and not 0xD800 <= code <= 0xDFFF else None
