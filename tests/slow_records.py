"""Records, one of whose fields holds the matter, and tables that were pasted into a text, in plain Python. Written from docs/weights.md."""

from __future__ import annotations

import itertools
import re

from slow_folding import is_word, value_of
from slow_labels import Frame, known, left_of, note_of

BEGINS = tuple("|｜；;#】【[")
HEADINGS = tuple("标题 主题 题目 title subject".split())
BESIDE = (
    "人 员 干部 对象 姓名 性别 年龄 签字 单位 部门 科室 窗口 时间 日期 号 电话 地址 住址 地点 路线 来源 去向 方式 类型"
    " 类别 分类 标签 等级 级别 状态 节点 条件 依据 要求 措施 意见 理由 口径 推荐 匹配 确认 答复 结果 情况 评价 满意度 次数"
).split()
PAPERS = tuple(
    "工单 单 登记表 表 告知书 通知书 函 卡 登记簿 登记 记录 笔录 台账 日志 日记 纪要 快报 平台 中心 热线 办公室 政府 会议 系统 委员会".split()
)


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
        if piece and begins and known(knows, table, piece) == "body" and not piece.translate(table).endswith(HEADINGS):
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


def is_beside(said: str) -> bool:
    """Whether the folded name of a field, or of a column, is plainly of something beside the matter."""
    return said.startswith("是否") or any(said.endswith(word) and len(said) > len(word) for word in BESIDE)


def is_field(table: dict[int, str | None], before: str, piece: str, rest: str) -> bool:
    """Whether a piece is the label of a field in a record."""
    said = piece.translate(table)
    named = value_of(table, rest[note_of(table, rest) :]) is not None or before.endswith("【") and rest.startswith("】")
    begins = rest.startswith(tuple(":：】(（ \u3000"))
    return begins and named and begins_field(table, before) and len(said) == len(piece) <= 10 and is_beside(said)


def is_title(table: dict[int, str | None], before: str, piece: str, rest: str) -> bool:
    """Whether a piece names a paper, or who keeps it, where no sentence stands."""
    ends = "[\n\r\t|｜【；;】#\\u3000]"
    around = re.split(ends, before)[-1] + re.split(ends, piece + rest)[0]
    named = piece.translate(table).endswith(PAPERS)
    return named and len(around.encode("utf-8")) <= 96 and not set(around) & set("。！？，!?,…")


def breaks_of(line: str, between: str) -> tuple[int, bool]:
    """How many cells end in a line, and whether a quotation mark is left open there."""
    count, quoted = 0, False
    for at, c in enumerate(line):
        quoted ^= c == '"'
        count += c == between and not quoted and not (c == "\u3000" and line[at - 1 : at] == c)
    return count, quoted


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
            edge = ["spare"] if before[-1:] == between and between in "|｜" else []
            cells = [cell for cell in row.split(between) if between != "\u3000" or cell]
            labels = self.labels_of(knows, table, cells) if len(cells) + len(edge) <= 32 else None
            self.between = between
            self.breaks, _ = breaks_of(re.split("[\n\r]", text[:start])[-1] + row, between)
            if labels is not None and self.has_row(following) and known(knows, table, self.name_of(table, following)) is None:
                self.labels = ["spare" if label == "" else label for label in edge + labels]
                self.at = self.end = start + len(row)
                self.column, self.quoted = 0, False
                return

    def name_of(self, table: dict[int, str | None], cell: str) -> str:
        name = "".join(itertools.dropwhile(lambda c: not is_word(table, c), cell))
        return "".join(itertools.takewhile(lambda c: is_word(table, c) or table.get(ord(c), "") is None, name)).strip()

    def labels_of(self, knows: Frame, table: dict[int, str | None], cells: list[str]) -> list[str] | None:
        labels: list[str] = []
        count = told = 0
        for cell in cells:
            name = self.name_of(table, cell)
            labels.append("")
            if not name:
                continue
            if sum(c in "0123456789" for c in name) > 2 or len(name) > 12:
                return None
            count += 1
            label = known(knows, table, name)
            if label or is_beside(name.translate(table)):
                told += 1
                labels[-1] = label or "reply"
        return labels if "body" in labels and count >= 3 and told * 2 >= count else None

    def has_row(self, line: str) -> bool:
        count, quoted = breaks_of(line, self.between)
        return count == self.breaks or quoted

    def label(self, text: str, start: int) -> str | None:
        """What the cell is in which a piece stands that begins there; none behind the table."""
        for at in range(self.at, start):
            c = text[at]
            if c == '"':
                self.quoted = not self.quoted
            elif c == "\n" and not self.quoted:
                row = re.split("[\n\r]", text[at + 1 :])[0]
                if self.between not in row:
                    return None
                self.column = 0 if self.has_row(row) else 32
            elif c == self.between and not self.quoted and not (c == "\u3000" and text[at - 1] == c):
                self.column += 1
        self.at = start
        return self.labels[self.column] if self.column < len(self.labels) else "body" if self.column >= 32 else "spare"
