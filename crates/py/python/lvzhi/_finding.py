"""Which column of a table holds what people want, where nobody says it."""

from __future__ import annotations

from typing import Any

__all__ = ["found"]

_HEADINGS = (
    "诉求内容", "工单内容", "来电内容", "反映内容", "投诉内容", "留言内容", "信访内容", "咨询内容", "求助内容", "事件内容", "受理内容",
    "诉求描述", "事件描述", "问题描述", "事项描述", "工单描述", "情况描述", "主要内容", "具体内容", "详细内容", "诉求详情", "反映问题", "反映事项",
    "诉求", "内容", "描述", "正文", "问题", "留言", "事项", "诉求标题", "工单标题", "标题", "q", "text", "content", "description",
)  # fmt: skip
"""Headings of such columns, those that tell most first."""

_ROWS = 200
"""Rows that are looked at where no heading tells."""

_CHINESE = 6
"""Chinese characters that a cell of such a column has at the least, on average."""

_SHARE = 0.6
"""The share of Chinese among its characters, at the least."""


def found(head: list[str], rows: list[list[Any]]) -> int | None:
    """The place of the column: by its heading, else the one with the longest texts that are mostly Chinese; ``None`` where there is none."""
    plain = ["".join(name.split()).strip("（）()[]【】*：:").lower() for name in head]
    for wanted in _HEADINGS:
        if plain.count(wanted) == 1:
            return plain.index(wanted)
    lengths = {place: length for place in range(len(head)) if head[place] and (length := _length([row[place] for row in rows[:_ROWS] if place < len(row)]))}
    return max(lengths, key=lambda place: lengths[place], default=None)


def _length(cells: list[Any]) -> float:
    """The Chinese characters of a text of the column on average, or 0 where it holds no such texts."""
    texts = [cell for cell in cells if isinstance(cell, str) and cell.strip()]
    characters = sum(len("".join(text.split())) for text in texts)
    chinese = sum("\u3400" <= c <= "\u9fff" for text in texts for c in text)
    # Names of offices and categories come again and again.
    if not texts or chinese < _CHINESE * len(texts) or chinese < _SHARE * characters or len(set(texts)) * 2 < len(texts):
        return 0.0
    return chinese / len(texts)
