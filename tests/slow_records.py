"""Records, one of whose fields holds the matter, and tables that were pasted into a text, in plain Python. Written from docs/weights.md."""

from __future__ import annotations

import itertools
import re

from slow_folding import is_word, value_of
from slow_labels import Frame, known, left_of, note_of

BEGINS = tuple("|｜；;#】【[")
GOES_ON = ("第", "其", "首先", "另", "还", "同时", "再", "补充")
NUMERALS = "一二三四五六七八九十"


def begins_field(table: dict[int, str | None], before: str) -> bool:
    return before == "" or table.get(ord(before[-1]), "") is None or before.endswith(BEGINS)


def words(table: dict[int, str | None], text: str) -> str:
    """The run of word characters that a text begins with."""
    return "".join(itertools.takewhile(lambda c: is_word(table, c), text))


def field_of(table: dict[int, str | None], behind: str) -> int:
    """How many characters behind the name of a field belong to it."""
    at = 0
    while at < len(behind) and not is_word(table, behind[at]) and behind[at] not in "\n\r":
        at += 1
    end = re.search("[\n\r\t|｜【]" if behind.startswith(("】", "]")) else "[\n\r\t|｜【。！？]", behind[at:])
    length = end.start() if end else len(behind) - at
    return at + length if length else 0


def matter_of(knows: Frame, table: dict[int, str | None], text: str) -> int | None:
    """Where the label stands of the first field that holds what somebody wants, in characters."""
    if not re.search("[:：】\t|\n=]", text):
        return None
    at = 0
    while at < len(text):
        piece = words(table, text[at:])
        behind = text[at + len(piece) :]
        begins = begins_field(table, text[:at]) or text[:at].endswith(tuple("{}\"',、."))
        if piece and begins and known(knows, table, piece) == "body":
            named = behind[note_of(table, behind) :]
            closed = named[1:] if named[:1] in ('"', "'") else named
            if value_of(table, closed) is not None or named[:1] in tuple("】]\t|｜\n\r="):
                said = "".join(itertools.dropwhile(lambda c: not is_word(table, c), behind))
                said = re.split("[\n\r\t|｜【]", said[:64])[0]
                left = 0
                for run in re.findall("[^\0]+", "".join(c if is_word(table, c) else "\0" for c in said)):
                    begin, end = left_of(knows, table, run)
                    left += max(end - begin, 0)
                if left >= 7:
                    return at
        at += len(piece) + 1
    return None


def is_unknown_label(table: dict[int, str | None], before: str, piece: str, rest: str) -> bool:
    """Whether a piece is the label of a field in a record, though no file names it."""
    said = piece.translate(table)
    named = value_of(table, rest[note_of(table, rest) :]) is not None or before.endswith("【") and rest.startswith("】")
    counts = said[:1] in tuple("0123456789" + NUMERALS)
    return named and begins_field(table, before) and len(said) == len(piece) <= 10 and not counts and not said.startswith(GOES_ON)


def is_title(before: str, rest: str) -> bool:
    """Whether what stands between the fields around a place is no sentence."""
    ends = "[\n\r\t|｜【；;】#\u3000]"
    around = re.split(ends, before)[-1] + re.split(ends, rest)[0]
    return len(around.encode("utf-8")) <= 96 and not set(around) & set("。！？，!?,…")


BESIDE = tuple(
    "日期 时间 人 员 号 单位 部门 科室 情况 结果 方式 类型 类别 等级 状态 来源 地点 地址 电话 措施 意见 路线 姓名 备注".split()
)


class Columns:
    """The columns of a table, and where in it we are."""

    def __init__(self, knows: Frame, table: dict[int, str | None], text: str, start: int) -> None:
        """Of the table whose row of labels begins there, in characters; `end` is that row's, 0 where there is none."""
        self.end = 0
        before = text[:start].rstrip(" ")
        earlier = before.rstrip("|｜")
        row = re.split("[\n\r]", text[start:])[0]
        following = re.split("[\n\r]", text[start + len(row) :].lstrip("\r\n"))[0]
        if earlier and not earlier.rstrip(" \t\u3000").endswith("\n") or not following or len(row.encode("utf-8")) > 1024:
            return
        for between in "\t|｜\u3000,":
            edge = ["reply"] if before[-1:] == between and between in "|｜" else []
            cells = [cell for cell in row.split(between) if between != "\u3000" or cell]
            labels = self.labels_of(knows, table, cells) if len(cells) + len(edge) <= 32 else None
            if labels is None:
                continue
            named, count = labels
            if following.count(between) >= max(count // 2, 1):
                self.labels = edge + named
                self.between, self.at, self.end = between, start + len(row), start + len(row)
                self.column, self.quoted = 0, False
                return

    def labels_of(self, knows: Frame, table: dict[int, str | None], cells: list[str]) -> tuple[list[str], int] | None:
        labels: list[str] = []
        count = told = 0
        for cell in cells:
            name = "".join(itertools.dropwhile(lambda c: not is_word(table, c), cell))
            name = "".join(itertools.takewhile(lambda c: is_word(table, c) or table.get(ord(c), "") is None, name)).strip()
            labels.append("reply")
            if not name:
                continue
            if sum(c in "0123456789" for c in name) > 2 or len(name) > 12:
                return None
            count += 1
            label = known(knows, table, name)
            said = name.translate(table)
            if label or said.startswith("是否") or said.endswith(BESIDE):
                told += 1
                labels[-1] = label or "reply"
        return (labels, count) if "body" in labels and count >= 3 and told * 2 >= count else None

    def label(self, text: str, start: int) -> str | None:
        """What the cell is in which a piece stands that begins there; none behind the table."""
        for at in range(self.at, start):
            c = text[at]
            if c == '"':
                self.quoted = not self.quoted
            elif c == "\n" and not self.quoted:
                self.column = 0
                if self.between not in re.split("[\n\r]", text[at + 1 :])[0]:
                    return None
            elif c == self.between and not self.quoted and not (c == "\u3000" and text[at - 1] == c):
                self.column += 1
        self.at = start
        return self.labels[self.column] if self.column < len(self.labels) else "body" if self.column >= 32 else "reply"
