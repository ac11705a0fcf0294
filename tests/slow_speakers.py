"""Who speaks in the record of a call or a chat, in plain Python. Written from docs/weights.md."""

from __future__ import annotations

import itertools
import re

from slow_folding import bare, is_word, value_of

AGENT = re.compile(
    "(?:在线|人工|智能|热线|平台|12345)?(?:客服|坐席|座席|话务员|接线员|机器人|IVR|系统|系统消息|系统提示|自动回复)(?:人员|员|代表|专员)?"
)
CALLER = re.compile("市民|群众|网友|来电人|来电者|用户|业主|村民|居民|家属|客户|诉求人|反映人|投诉人|咨询人|访客|本人")
OPENINGS = ("您好", "你好", "喂", "欢迎", "请", "好的", "嗯", "是的", "这边", "已", "我们", "稍等")
LATIN_AGENTS = "agent assistant bot robot system service staff server operator".split()
SPEAKERS = "role sender from speaker spk senderType sender_type fromType userType".split()
TIME = re.compile("[0-9０-９ \\-/.:年月日]*")


def without_number(table: dict[int, str | None], piece: str) -> str:
    name = piece
    while name and re.fullmatch("[0-9a-z号]", table.get(ord(name[-1]), name[-1]) or "0"):
        name = name[:-1]
    return name or piece


def is_agent(table: dict[int, str | None], name: str) -> bool:
    name = without_number(table, name)
    named = name[:-2] if name[-2:-1] == "小" else name
    return bool(AGENT.fullmatch(named))


def speaker_of(table: dict[int, str | None], before: str, piece: str, rest: str, is_chat: bool) -> tuple[str, bool, int, int] | None:
    """Who speaks behind a piece in the record of a call or a chat, "agent" or "caller", whether the label tells that it is one, and the characters up
    to the end of that label and to what is said."""
    if not rest.startswith(tuple(":：(（[【]】 \u3000\t")) or before.endswith(("，", ",")):
        return None
    closed = 1 if rest.startswith(("]", "】")) else 0
    found = re.compile(r"[ \u3000\t]*(?:\(([^)]*)\)|（([^）]*)）|\[([^]]*)\]|【([^】]*)】)", re.DOTALL).match(rest, closed)
    note = next((note for note in found.groups() if note is not None), "") if found else ""
    is_plain = not any(ord(c) > 127 and is_word(table, c) for c in note) or note.startswith("工号") or is_agent(table, note)
    if len(note.encode("utf-8")) >= 32 or not is_plain:
        found, note = None, ""
    at = found.end() if found else closed
    of_record = note != "" or len(without_number(table, piece)) < len(piece)
    is_caller = bool(CALLER.fullmatch(without_number(table, piece)))
    if not is_caller and not is_agent(table, piece) and not is_agent(table, note):
        return None
    value = value_of(table, rest[at:])
    label = at
    if value is None:
        time = TIME.match(rest, at)
        if not time or ":" not in time[0] or not re.search("[0-9０-９]", time[0]) or len(time[0].encode("utf-8")) > 32 or time.end() == len(rest):
            return None
        value = rest[time.end() :]
        if not time[0].rstrip(" ").endswith(":"):
            if value[:1] not in ("：", "\n", "\r") or not value:
                return None
            value = bare(table, value[1:])
        label = len(rest) - len(value)
    words = list(itertools.takewhile(lambda c: is_word(table, c), value))
    if is_caller:
        speaks = is_chat or len(words) > 8 or bool(set(words) & set("的了被没不坏我怎吗么什给请要漏停"))
    else:
        speaks = is_chat or value.startswith(OPENINGS) or len(words) > 6
    return ("caller" if is_caller else "agent", of_record, label, len(rest) - len(value)) if speaks else None


def has_caller(table: dict[int, str | None], text: str) -> bool:
    """Whether anybody speaks to a hotline in a text."""
    at = 0
    while at < len(text):
        piece = "".join(itertools.takewhile(lambda c: is_word(table, c), text[at:]))
        told = speaker_of(table, text[:at], piece, text[at + len(piece) :], False) if piece else None
        if told and told[0] == "caller":
            return True
        at += len(piece) + 1
    return False


def name_and_time(table: dict[int, str | None], line: str) -> bool:
    """Whether a line is a name and a time, and nothing else."""
    found = re.fullmatch("(.*?)( [0-9 \\-/.:年月日]*[0-9])[ \\r]*", line)
    name = found[1].rstrip("0123456789 -/.:年月日") if found else ""
    time = line[len(name) :]
    named = all((is_word(table, c) or c in "-_·()（） ") and c not in "的了被没不坏我怎吗么什给请要漏停" for c in name)
    return bool(name) and named and len(name) <= 16 and time.startswith(" ") and ":" in time and len(line.encode("utf-8")) < 96


def lines_of_speakers(table: dict[int, str | None], text: str) -> dict[int, int]:
    """Where lines begin that name who speaks in a chat, and their length, if there is more than one; in characters."""
    lines = text.split("\n")
    found: dict[int, int] = {}
    at = 0
    for line, following in itertools.pairwise(lines):
        is_said = following != "" and table.get(ord(following[0]), "") is not None and not name_and_time(table, following)
        if name_and_time(table, line) and is_said:
            found[at] = len(line)
        at += len(line) + 1
    return found if len(found) > 1 else {}
