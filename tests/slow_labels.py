"""The labels of fields and the formulas around a matter, in plain Python. Written from docs/weights.md."""

from __future__ import annotations

import itertools
import re
from typing import Protocol

from slow_folding import bare, is_chinese, is_latin, is_word, value_of


class Frame(Protocol):
    """What compiled matters know of frames."""

    labels: dict[str, str]
    pairs: dict[str, int]
    frame_bias: int
    other: int
    part: int


ASKS = re.compile("(?:市民|群众|网友|来电人|用户|业主|村民|家属).*(?:追问|又问|补充|回复|留言|反映|表示|不认可|不满意|再次来电)")
BODY = re.compile(".*(?:局|镇|乡|街道|街道办|政府|部门)")
BEGINS_REPLY = re.compile("(?!已经)(?:已|现已|经核|经查|经调查|经现场|经了解|我局|我镇|我乡|我办|我单位)")
SALUTATION = re.compile("(?:尊敬的|敬爱的).*(?:书记|长|主任|领导|同志|部门|政府|局|热线)")


def note_of(table: dict[int, str | None], rest: str) -> int:
    """The characters of the note in brackets that a text begins with, before a colon or the end of a label, and of the blanks before it."""
    found = re.match("[ \u3000]*([(（][^)）\n]*[)）])", rest)
    # Its last character begins within 32 bytes.
    if not found or len(found[1][:-1].encode("utf-8")) >= 32:
        return 0
    behind = rest[found.end() :]
    return found.end() if value_of(table, behind) is not None or behind[:1] in tuple("】〕〗』]") else 0


def shape_of(table: dict[int, str | None], said: str, rest: str, is_form: bool) -> str | None:
    """What a label is that no file names, by its shape; `rest` begins with its colon."""
    value = value_of(table, rest)
    if value is None or len(said) > 12:
        return None
    if ASKS.fullmatch(said):
        return "body"
    if said.endswith(("答复", "回复", "答复如下", "回复如下")) and not set(said) & set("请求未没无不望盼等待尽的"):
        return "reply"
    if said.startswith("是否"):
        word = "".join(itertools.takewhile(lambda c: is_word(table, c), value.lstrip("□☐☑☒■√✓")))
        return "aside" if word in ("是", "否", "有", "无") else None
    if SALUTATION.fullmatch(said):
        return "nothing"
    return "reply" if is_form and BODY.fullmatch(said) and BEGINS_REPLY.match(value.translate(table)) else None


KEYS = {
    "body": "content desc description text question problem title subject message msg detail details appeal complaint request",
    "reply": "reply answer result feedback response opinion",
    "aside": "name person phone mobile tel id code no num number time date type status state addr address area region dept department org unit"
    " town village street district county city user url level lng lat sex age count flag by source channel priority owner category version seq",
}


def key_of(key: str) -> str | None:
    """What a label in Latin letters is that no file names, by what it ends with."""

    def ends(word: str) -> bool:
        at = len(key) - len(word)
        begins_word = at == 0 or key[at - 1 : at] == "_" or key[at : at + 1].isupper()
        return key.lower().endswith(word) and (begins_word or len(word) > 3)

    if not re.fullmatch("[A-Za-z0-9_]+", key):
        return None
    return next((kind for kind, words in KEYS.items() if any(map(ends, words.split()))), None)


OF_MATTER = tuple(
    "内容 诉求 问题 描述 事项 标题 主题 详情 正文 原话 自述 陈述 概况 摘要 概要 事由 案由 经过".split()
)


def of_form(table: dict[int, str | None], before: str, piece: str, rest: str) -> str:
    """What the label of a form is that no file names, if it is one."""
    value, said = value_of(table, rest), piece.translate(table)
    if value is None or before and before[-1] not in "\n\r\t|；;" or len(said) < len(piece) or len(said) > 8:
        return ""
    if said.endswith(OF_MATTER):
        return "body"
    if said.endswith(("分类", "渠道", "等级", "级别", "姓名", "职务")):
        return "aside"
    number = (table.get(ord(value[0]), value[0]) or " ") in "0123456789" if value else False
    return "aside" if number and said.endswith(("编号", "单号", "号码", "时限", "期限", "次数")) else ""


def known(knows: Frame, table: dict[int, str | None], piece: str) -> str | None:
    """What a label is, wherever it stands."""
    said = piece.translate(table)
    label = knows.labels.get(said) if len(said.encode("utf-8")) <= 48 else None
    label = label if label not in (None, "nothing") else key_of(piece)
    return label or ("body" if len(said) <= 8 and said.endswith(OF_MATTER) else None)


def is_answer(before: str, piece: str) -> bool:
    """Whether an answer is that of somebody who was asked for what he wants."""
    earlier = set(before[-48:])
    return piece == "答" and bool(earlier & set("？?")) and bool(earlier & set("您你"))


def is_before_long_cell(rest: str) -> bool:
    """Whether the cell behind a label is too long to hold something beside the matter."""
    return re.match("[ \u3000]*[\t|｜][^\n\r\t|｜]{25}", rest) is not None


def left_of(knows: Frame, table: dict[int, str | None], piece: str) -> tuple[int, int]:
    """What is left of a piece, in characters, when formulas at its beginning and its end are taken away."""
    folded = [table.get(ord(c), c) for c in piece]
    pairs = [0] * (len(folded) + 1)
    first = None
    for at, second in enumerate(folded):
        if second is None:
            continue
        if first and (is_chinese(first) and is_chinese(second) or is_latin(first) and is_latin(second)):
            pairs[at] = knows.pairs.get(first + second, knows.other)
        first = second
    total = sum(pairs)
    if knows.frame_bias + total > 0:
        return 0, 0
    beginnings = [knows.frame_bias + sum(pairs[:at]) for at in range(len(folded) + 1)]
    ends = [knows.frame_bias + sum(pairs[at + 1 :]) for at in range(len(folded) + 1)]
    stay = [at for at, c in enumerate(folded) if c is not None]
    left = max((at + 1 for at in stay), key=lambda at: (beginnings[at], -at))
    right = max((at for at in stay if at > 0), key=lambda at: (ends[at], at), default=0)
    left = left if beginnings[left] > knows.part else 0
    right = right if right and ends[right] > knows.part else len(folded)
    return min(left, right), right
