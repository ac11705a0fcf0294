"""A file name where the words of a matter belong: it would be answered as a question. The same rules as the `lvzhi` command has."""

from __future__ import annotations

import os
import re

from ._tables import kind_of

__all__ = ["instead_of_a_matter", "is_table"]

_ENDINGS = (
    "xlsx", "xls", "xlsm", "xlsb", "ods", "et", "csv", "tsv", "parquet", "feather", "json", "jsonl", "ndjson", "txt",
    "md", "xml", "html", "doc", "docx", "wps", "odt", "rtf", "pdf",
)  # fmt: skip
"""How files end that hold matters, in tables, lines or documents."""

_ROOTED = re.compile(r"~?/|\.{1,2}[/\\]|\\\\|[A-Za-z]:[/\\]")
"""How a path begins at a place of the file system."""

_ENDING = re.compile(r"[A-Za-z][A-Za-z0-9]{1,7}")
_ADDRESS = re.compile(r"://|www\.|@", re.IGNORECASE)
"""Web and mail addresses, about which people complain, end like file names."""


def instead_of_a_matter(text: str) -> str | None:
    """What to do in place of asking for a text, where it looks like the name of a file."""
    text = text.strip()
    ending = _ending(text)
    there = _exists(text)
    alone = not re.search(r"[，。？！；\n]", text) and not _ADDRESS.search(text)
    separated = "/" in text or "\\" in text
    # No matter is told in ASCII alone, or with a name that happens to stand on the disk too.
    looks = (
        _ROOTED.match(text)
        or (ending and (_is_known(ending) or separated or there))
        or (there and (separated or text.isascii()))
    )
    if not looks or not (there or alone):
        return None
    if not there:
        return (
            f"{text}：像是文件名，但没有这个文件。若这就是要办的事，请在末尾加上句号 "
            "(looks like the name of a file, but there is none: check the name; if this is the matter itself, end it with 。)"
        )
    argument = f'"{text}"' if re.search(r"\s", text) else text
    if ending in ("jsonl", "ndjson"):
        how = f"逐行答复请用 (a line each): lvzhi classify --jsonl {argument}"
    else:
        how = "请写明要办的事，或用 --column 指明表中诉求所在的列 (say what the matter is, or name the column of a table with --column)"
    return f"{text}：这是文件，不是要办的事 (this is a file, not a matter)。{how}"


def _ending(text: str) -> str:
    """What stands behind the last full stop of a file name, in small letters: two to eight letters and digits."""
    stem, _, ending = re.split(r"[/\\]", text)[-1].rpartition(".")
    return ending.lower() if stem.strip() and _ENDING.fullmatch(ending) else ""


def is_table(text: str) -> bool:
    """Whether a word of the command line names a table on the disk."""
    return kind_of(text) is not None and os.path.isfile(text)


def _exists(text: str) -> bool:
    try:
        return os.path.exists(text)
    except ValueError:
        # A NUL, which no path has.
        return False


def _is_known(ending: str) -> bool:
    """Whether it is one of the endings, or a long enough one with a slip of the finger."""
    return ending in _ENDINGS or (len(ending) > 2 and any(len(known) > 2 and _slipped(known, ending) for known in _ENDINGS))


def _slipped(known: str, typed: str) -> bool:
    """Whether one letter was left out, put in, mistaken, or two neighbours swapped."""
    if abs(len(known) - len(typed)) > 1:
        return False
    start = len(os.path.commonprefix([known, typed]))
    old, new = known[start:], typed[start:]
    return old[1:] == new[1:] or old[1:] == new or old == new[1:] or (old[:2] == new[1::-1] and old[2:] == new[2:])
