"""Pages for terminals, line by line those of the `lvzhi` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TextIO

from . import _native
from ._enums import Role, Tier, Verdict
from ._words import (
    ELSEWHERE,
    MEANING,
    NO_SUCCESSOR,
    NOTHING_KNOWN,
    UNCLEAR_NOTE,
    covered,
    meaning,
    percent,
    gap,
    no_lead,
    no_method,
    repair_line,
    source_lines,
    unlisted_note,
)

_LABEL = 10
_WIDEST = 100
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOURS = {"basic": "\x1b[32m", "cooperative": "\x1b[36m", "reclaimed": "\x1b[33m", "unlisted": "\x1b[31m", "unclear": "\x1b[35m"}
_RESET = "\x1b[0m"

def padded(text: str, columns: int) -> str:
    """The text with spaces behind it up to ``columns``."""
    return text + " " * (columns - _native.columns(text))


def cut(text: str, columns: int) -> str:
    """The text cut to ``columns``, with … where something was cut."""
    if _native.columns(text) <= columns:
        return text
    out = ""
    for character in text:
        if _native.columns(out) + _native.columns(character) + 1 > columns:
            break
        out += character
    return out + "…"


def _terminal() -> int:
    for stream in (1, 2, 0):
        try:
            return os.get_terminal_size(stream).columns
        except OSError:
            continue
    return 80


def _styles(out: TextIO) -> bool:
    """Whether to write colours: the conventions of NO_COLOR, CLICOLOR and TERM, as the command keeps them."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("CLICOLOR_FORCE", "0") != "0":
        return True
    if os.environ.get("CLICOLOR") == "0" or not out.isatty():
        return False
    return os.environ.get("TERM", "dumb") != "dumb" or "CLICOLOR" in os.environ or "CI" in os.environ


class Page:
    """Labelled lines, aligned for wide characters, wrapped to the terminal."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stdout
        self._width = max(40, min(_terminal(), _WIDEST))
        self._styled = _styles(self._out)

    def styled(self, style: str, text: str) -> str:
        return f"{style}{text}{_RESET}" if self._styled and style else text

    def line(self, text: str = "") -> None:
        self._out.write(text + "\n")

    def field(self, label: str, text: str, style: str = "") -> None:
        """A labelled paragraph."""
        for n, line in enumerate(_native.wrap(text, self._width - _LABEL)):
            head = padded(label, _LABEL) if n == 0 else " " * _LABEL
            # A label alone, over the points that follow, has no spaces behind it.
            head = head if line else head.rstrip()
            self.line(self.styled(_DIM, head) + self.styled(style, line))

    def point(self, mark: str, text: str) -> None:
        """A paragraph under a label, with a mark in front: ``1. …``."""
        first = " " * _LABEL + mark
        for line in _native.wrap(text, self._width, first, " " * _native.columns(first)):
            self.line(line)

    def item_line(self, item: _native.Item) -> None:
        """An item on a line: id, category, name, cut to the page."""
        head = f"{item.id}  {padded(item.category, 16)}  "
        self.line(head + cut(item.name, max(0, self._width - _native.columns(head) - 2)))

    def answer(self, answer: _native.Answer) -> None:
        """An answer: verdict, the item with both sides' duties, other candidates."""
        verdict, best = answer.verdict, answer.best
        sure = "" if verdict == Verdict.UNCLEAR else f"（把握 {percent(answer.confidence)}）"
        self.field("判断", f"{verdict.label} · {meaning(answer)}{sure}", _BOLD + _COLOURS[verdict.value])
        if answer.elsewhere:
            self.field("属地", ELSEWHERE, _BOLD + _COLOURS["unclear"])
        if best is None:
            self.field("", NOTHING_KNOWN)
        elif verdict == Verdict.UNLISTED:
            self._usually(answer)
            self._candidates("最接近", answer.matches, "相近 ")
            self.field("说明", unlisted_note(answer), _DIM)
        elif verdict == Verdict.UNCLEAR:
            self._candidates("候选", answer.matches)
            self.field("说明", UNCLEAR_NOTE, _DIM)
            # The best of each tier is shown with its duties: the reader decides between them.
            other = [match for match in answer.matches if match.item.tier != best.item.tier][:1]
            for match in [best, *other]:
                self.line()
                self._matched(match)
        else:
            self._matched(best)
            self._candidates("其他可能", answer.matches[1:])

    def part(self, number: int, words: str) -> None:
        """The words of a request, above its answer."""
        self.field(f"第 {number} 件", " ".join(words.split()), _BOLD)

    def several(self, count: int) -> None:
        """Says so where a text has several requests, of which the answer is that of the most weighty."""
        if count > 1:
            self.field("说明", f"文中有 {count} 件事，这里答的是最要紧的一件；--parts 分开答复", _DIM)

    def framed(self, text: str) -> None:
        """The text, in its own lines, with brackets around what was left out."""
        shown, behind, frame = "", 0, _native.frame(text)
        for part in frame:
            shown += f"{text[behind : part.start]}〔{part.text}〕"
            behind = part.end
        for n, line in enumerate((shown + text[behind:]).split("\n")):
            self.field("" if n else "原文", line)
        kinds = "、".join(sorted({part.kind.label for part in frame}))
        self.field("", f"〔〕中的略去不看：{kinds}" if kinds else "没有略去什么", _DIM)

    def _usually(self, answer: _native.Answer) -> None:
        """What a matter that the list does not hold is about, and who usually does it: a fact about law, not the list's word."""
        if answer.matter is None:
            return
        self.field("事由", answer.matter.name)
        if answer.usual_body:
            basis = f"（依据{answer.matter.basis}）" if answer.matter.basis else ""
            self.field("通常由", f"{answer.usual_body}{basis}", _BOLD)

    def _matched(self, match: _native.Match) -> None:
        self.field("事项", f"{match.item.id}  {match.item.name}", _BOLD)
        self.field("类别", match.item.category)
        if match.matter:
            self.field("事由", match.matter.name)
        self._responsibility(match.item)
        parts = [f"“{part.text}”（{part.met.label}）" for part in match.evidence]
        if parts:
            self.field("依据", " ".join(parts), _DIM)

    def _candidates(self, label: str, matches: Iterable[_native.Match], near: str = "") -> None:
        for n, match in enumerate(matches):
            item = match.item
            who = f" → {item.lead.name}" if item.lead else ""
            name = cut(item.name, 60)
            text = f"{item.id}  {name}（{item.tier.label}{who}，{near}{percent(match.confidence)}）"
            self.field(label if n == 0 else "", text)

    def item(self, item: _native.Item) -> None:
        """An item with everything that the list says of it."""
        self.field("事项", f"{item.id}  {item.name}", _BOLD)
        self.field("类别", f"{item.tier.label} · {item.category}")
        self.field("归属", MEANING[item.tier])
        self._responsibility(item)
        for n, other in enumerate(item.related):
            self.field("" if n else "相关", f"{other.id}  {other.name}（{other.tier.label}）")
        for n, cover in enumerate(item.covers):
            self.field("" if n else "事由", covered(cover))
        if item.source_lines:
            self.field("出处", source_lines(item), _DIM)
        for n, repair in enumerate(item.repairs):
            self.field("" if n else "校勘", repair_line(item, repair), _DIM)

    def _responsibility(self, item: _native.Item) -> None:
        for role in (Role.LEAD, Role.JOINT):
            names = [department.name for department, is_ in item.departments if is_ == role]
            if names:
                self.field(role.label, "、".join(names), _BOLD)
        if item.tier == Tier.COOPERATIVE:
            if item.lead is None:
                self.field("牵头", no_lead(item), _DIM)
            self._duties("上级职责", item, "upper_duties", item.upper_duties)
            self._duties("乡镇职责", item, "township_duties", item.township_duties)
        for takeover in item.takeover:
            who = takeover.department.name if takeover.department else NO_SUCCESSOR
            self.field("承接", who, _BOLD)
            self.field("做法", takeover.method or no_method(item))

    def _duties(self, label: str, item: _native.Item, cell: str, groups: Iterable[_native.DutyGroup]) -> None:
        self.field(label, gap(item, cell) or " ", _DIM)
        for group in groups:
            if group.heading:
                self.point("", group.heading)
            if group.department:
                self.point("", f"{group.department.name}：")
            for n, duty in enumerate(group.duties, 1):
                self.point(f"{n}. " if len(group.duties) > 1 else "", duty)

    def departments(self, catalogue: _native.Catalogue) -> None:
        """All departments with the number of their items in each role."""
        for department in catalogue.departments():
            lead, joint, successor = (len(department.items(role)) for role in Role)
            counts = f"牵头 {lead:>2}  协同 {joint:>2}  承接 {successor:>2}  {department.kind.label}"
            self.line(padded(department.name, 36) + self.styled(_DIM, counts))

    def department(self, department: _native.Department) -> None:
        """A department and its items."""
        self.field("部门", department.name, _BOLD)
        self.field("性质", department.kind.label)
        self.field("又称", "、".join(department.aliases), _DIM)
        for role in Role:
            items = department.items(role)
            if items:
                self.line()
                self.line(self.styled(_BOLD, f"{role.label} {len(items)} 项"))
                for item in items:
                    self.item_line(item)
