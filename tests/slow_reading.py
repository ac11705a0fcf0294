"""What of a text is read and what is wrapped around its matter, in plain Python, for `slow_classifier.py`. Written from docs/weights.md."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator

from slow_folding import bare, is_chinese, is_latin, is_word, value_of
from slow_labels import Frame, is_answer, is_before_long_cell, key_of, known, left_of, note_of, of_form, shape_of
from slow_records import Columns, field_of, is_field, is_title, matter_of
from slow_speakers import LATIN_AGENTS, SPEAKERS, has_caller, is_agent, lines_of_speakers, speaker_of


KINDS = [
    ("自治区", "省"), ("自治州", "地区", "市", "州", "盟"), ("自治县", "自治旗", "县", "区", "旗"), ("街道", "苏木", "镇", "乡"),
    ("社区", "小区", "嘎查", "村", "屯", "庄", "路", "街", "巷"), ("单元", "组", "号", "栋", "幢", "楼"), ("室", "户"),
]
ENDS = {word[-1] for words in KINDS for word in words}
UNITS = "年月日号时分秒点个张元"
BEFORE = ["我们", "本人", "位于", "我", "家", "住", "在", "是"]
NO_NAME = "的在是有和与及或把被对从到向往至由各每没不挖缺问已搬全辖本该这那我你他她它们要请修建"


BEHIND = "旁边 对面 门口 门前 附近 路口 东侧 西侧 南侧 北侧 院内 院 内 旁 处".split()


def without(text: str, beginnings: list[str]) -> str:
    while any(text.startswith(word) for word in beginnings):
        text = text[len(next(word for word in beginnings if text.startswith(word))) :]
    return text


def address(table: dict[int, str | None], piece: str) -> int:
    """The characters of the address that a piece begins with: all of them where it is nothing else."""
    whole = piece.translate(table)
    text = whole[:48]
    rest = without(text, BEFORE)
    number = False
    level = kinds = name = numbers = 0
    at_kind, earlier = False, ""
    found: tuple[str, bool] | None = None
    while rest:
        # Of several kinds that stand here the widest, and of its words the longest.
        kind = next(
            (
                (n, word)
                for n, words in enumerate(KINDS)
                for word in [next((word for word in words if rest.startswith(word)), None)]
                if word and name <= (8 if word[0] == "自" else 4)
                # A village that gave a township its name: 韩各庄镇.
                and not (n == 4 and rest[len(word) :].startswith(KINDS[3]))
                and rest[0] + rest[len(word) : len(word) + 1] not in ("户口", "户籍", "组织", "楼道", "楼梯", "号码")
            ),
            None,
        )
        if kind and (number or name and kind[0] < 5):
            if kind[0] < level and kind[0] != 4 or kind[0] == level and kinds and kind[0] < 5:
                break
            level, kinds, name, number, rest = kind[0], kinds + 1, 0, False, rest[len(kind[1]) :]
            earlier = kind[1][-1]
            if kinds > 1 or numbers and level < 6:
                found = (rest, level >= 5 and kinds > 1)
            continue
        if rest[0] in "0123456789一二三四五六七八九十":
            at_kind = at_kind if number else earlier in ENDS
            name, number, numbers = 0, True, numbers + 1
        else:
            name, number = name + 1, False
        if name > 8 or rest[0] in NO_NAME and not rest.startswith("各庄"):
            break
        earlier, rest = rest[0], rest[1:]
    if len(whole) == len(text):
        if not rest and number and at_kind and (kinds > 1 or kinds and numbers):
            return len(piece)
        if found and not without(found[0], BEHIND):
            return len(piece)
    if not found or not found[1]:
        return 0
    folded = [at for at, c in enumerate(piece) if table.get(ord(c), c) is not None]
    return folded[len(text) - len(found[0])] if len(text) - len(found[0]) < len(folded) else 0


MARKUP = re.compile(
    rb"<!\[CDATA\[|<(?=[^<>]{1,511}>)[/!?]?[A-Za-z][A-Za-z0-9:._-]*(?:[\t\n\f\r /?][^<>]*)?>|&[A-Za-z0-9#]{1,9};"
    rb"|\\[nrt](?![A-Za-z0-9])|(?:https?://|www\.)[!#-;=?-~]*|(?P<mark>[\"'])(?P<key>[A-Za-z0-9_]{1,511})(?P=mark) *:"
)
LEVELS = tuple("-/>、－／＞—→\\") + ("&gt;",)
MAILBOX = re.compile(rb"[A-Za-z0-9._+-]{1,63}@[A-Za-z0-9._+-]{1,64}")
HIDDEN = {b"<script": b"</script>", b"<style": b"</style>", b"<!--": b"-->"}


def hidden(written: bytes, at: int) -> int:
    """The bytes of what nobody reads, if it begins here."""
    lower = written.lower()
    for begin, end in HIDDEN.items():
        if lower.startswith(begin, at):
            found = lower.find(end, at)
            return found + len(end) - at if found >= 0 else 0
    return 0


def names_place(text: str) -> bool:
    """Whether a folded piece is no more than the name of a place."""
    ends = [word for words in KINDS for word in words] + BEHIND
    return len(text) <= 16 and any(text.endswith(end) and not set(text[: -len(end)]) & set(NO_NAME) for end in ends)


def goes_on(table: dict[int, str | None], piece: str, behind: str) -> bool:
    """Whether what a field says goes on behind a piece."""

    def is_digit(c: str) -> bool:
        return (table.get(ord(c), c) or "x") in "0123456789"

    def bare(text: str) -> str:
        while text and text[0] not in "\n\r" and table.get(ord(text[0]), "") is None:
            text = text[1:]
        return text

    for level in LEVELS:
        if bare(behind).startswith(level):
            beyond = (bare(bare(behind)[len(level) :]) + " ")[0]
            folded = table.get(ord(beyond), beyond) or " "
            return is_chinese(folded) or is_latin(folded)
    return is_digit(piece[-1]) and behind[:1] in tuple(":.：．") and behind[1:2] != "" and is_digit(behind[1])


THANKS = re.compile("(?:首先|非常|十分|衷心)?感谢|多谢")
EARLIER = re.compile("(?:上次|上回|之前|此前|前期|前几天)(?=.*反).*(?:解决|办好|修好|弄好|处理|处理好|办结)了$")
OPEN = set("但可现想望能请快没未不坏又再还怎咋吗求就算才谁只信费")


def is_settled(table: dict[int, str | None], said: str, rest: str) -> bool:
    """Whether a piece thanks for something, or says of an earlier matter that it is settled."""
    sentence = re.split("[。！？；\n]", rest[:48])[0].translate(table)
    earlier = EARLIER.match(said) and not OPEN & set(sentence)
    return len(said) <= 16 and bool(THANKS.match(said) or earlier) and not OPEN & set(said)


def parts_of(knows: Frame, table: dict[int, str | None], text: str) -> Iterator[tuple[int, int, str]]:
    """What the parts of a text are, in bytes, from left to right."""
    written = text.encode("utf-8")

    # Characters and mark-up, one after another: (what is written, whether it is mark-up).
    marks: list[tuple[str, bool]] = []
    at = 0
    while at < len(written):
        found = MARKUP.match(written, at)
        if found and re.match(rb"<(?!!\[CDATA|(?:a|img|meta|link) )(?s:.*)[\x80-\xff]{24}", found[0], re.IGNORECASE):
            found = None  # a tag whose attributes say something
        size = hidden(written, at) or (found.end() - at if found else 0)
        is_markup = size > 0
        if not is_markup:
            size = next(n for n in (1, 2, 3, 4) if n == 4 or written[at + n : at + n + 1] == b"" or written[at + n] & 0xC0 != 0x80)
        marks.append((written[at : at + size].decode("utf-8"), is_markup))
        at += size
    field = "body"
    is_form = is_chat = names_speaker = of_agent = False
    says_from = 0
    lines = lines_of_speakers(table, text)
    matter = matter_of(knows, table, text)
    # Where the field ends in which we are, in bytes, if it does not by itself.
    field_to = 0.0
    begins_matter = False
    columns: Columns | None = None
    place = n = 0
    while n < len(marks):
        c, is_markup = marks[n]
        box = None if is_markup else MAILBOX.match(written, place)
        if box:
            yield place, box.end(), "markup"
            while place < box.end():
                place, n = place + len(marks[n][0].encode("utf-8")), n + 1
            continue
        if is_markup or not is_word(table, c):
            if is_markup:
                key = MARKUP.match(c.encode("utf-8"))
                if key and key["key"]:
                    name = key["key"].decode("ascii")
                    field = known(knows, table, name) or "body"
                    names_speaker = name in SPEAKERS
                    field = "reply" if of_agent and field == "body" else field
                    field_to = math.inf
                tag = re.match("<(/?)([A-Za-z0-9_]+)", c)
                if tag and tag[1] and field_to == math.inf:
                    field, field_to = "body", 0.0
                elif tag and not tag[1] and key_of(tag[2]):
                    field, field_to = "spare" if key_of(tag[2]) == "aside" else key_of(tag[2]) or "", math.inf
                yield place, place + len(c.encode("utf-8")), "markup"
            elif c == "}":
                of_agent = False
                if field_to == math.inf:
                    field, field_to = "body", 0.0
            elif c == "\n" and field == "aside" and field_to == math.inf:
                field, field_to = "body", 0.0
            place, n = place + len(c.encode("utf-8")), n + 1
            continue
        first, start = n, place
        n, run = piece_end(table, marks, n)
        place += sum(len(c.encode("utf-8")) for c, _ in marks[first:n])
        piece = "".join(c for c, _ in marks[first:n])
        said = piece.translate(table)
        behind = n
        while behind < len(marks) and not marks[behind][1] and table.get(ord(marks[behind][0]), "") is None:
            behind += 1
        blank = "".join(c for c, _ in marks[n:behind])
        after = marks[behind][0][0] if behind < len(marks) else ""
        rest = written[place:].decode("utf-8")
        noted = note_of(table, rest)
        if noted:
            blank, after = "", bare(table, rest[noted:])[0]
        shape = shape_of(table, said, rest[noted:], is_form)
        label = shape or knows.labels.get(said)
        ends = after != "" and (
            after in tuple("】〕〗』")
            or table.get(ord(after), after) in tuple(':"|=]<')
            or blank != "" and not marks[behind][1] and is_word(table, after)
            and (is_form or "\t" in blank or "\n" in blank or len(said) >= 3)
        )
        label = label or (key_of(piece) if ends else None)
        place_of = len(written[:start].decode("utf-8"))
        cell = columns.label(text, place_of) if columns else ""
        if cell is None:
            columns, cell, field = None, "", "body"
        field = cell or field
        if cell not in ("", "body", "spare"):
            yield start, place, "field" if cell == "aside" else "beside"
            continue
        if not cell and names_speaker:
            names_speaker = False
            of_agent = is_agent(table, piece) or piece.lower() in LATIN_AGENTS
            yield start, place, "field"
            continue
        earlier = written[:start].decode("utf-8")
        speaker = speaker_of(table, earlier, piece, rest, is_chat) if not cell else None
        line = lines.get(place_of) if not cell else None
        if speaker and speaker[0] == "agent" and not is_chat and not speaker[1] and line is None and not has_caller(table, text):
            speaker = None
        if speaker:
            who, _, characters, said_at = speaker
            field, is_form, is_chat = "reply" if who == "agent" else "body", True, is_chat or who == "agent"
            field_to, begins_matter = 0.0, field == "body"
            says_from = place + len(rest[:said_at].encode("utf-8"))
            behind = place + len(rest[:characters].encode("utf-8"))
            while place < behind:
                place, n = place + len(marks[n][0].encode("utf-8")), n + 1
            yield start, place, "field"
            continue
        if line is not None:
            behind = start + len(text[place_of : place_of + line].encode("utf-8"))
            while place < behind:
                place, n = place + len(marks[n][0].encode("utf-8")), n + 1
            field = "body"
            yield start, place, "field"
            continue
        ends_cell = re.match("[\" ]*[\t|｜\u3000,]", rest)
        head = Columns(knows, table, text, place_of) if ends_cell and not cell else None
        if head and head.end:
            columns, field, field_to = head, "body", 0.0
            behind = start + len(text[place_of : head.end].encode("utf-8"))
            while place < behind:
                place, n = place + len(marks[n][0].encode("utf-8")), n + 1
            yield start, place, "field"
            continue
        if not cell and label == "nothing" and (ends or len(said.encode("utf-8")) <= 12):
            yield start, place, "formula"
            continue
        bracketed = rest[noted : noted + 1] in tuple("】〕〗』]") and len(said) < 3 and not is_form
        skipped = bracketed and label in ("aside", "spare") or label == "aside" and is_before_long_cell(rest)
        named = label if label != "nothing" and ends and not skipped else None
        answers = named == "reply" and is_answer(earlier, piece)
        named = "body" if answers else named or (of_form(table, earlier, piece, rest[noted:]) if is_form and ends else None)
        to_line = False
        if not named and matter is not None and not (is_chat or begins_matter) and is_field(table, earlier, piece, rest):
            named, to_line = "reply", True
        if named and not cell:
            field, is_form, begins_matter, field_to = named, True, named == "body", 0.0
            noted = 0 if answers else noted
            length = field_of(table, rest[noted:]) if to_line else 0
            if to_line:
                field_to = place + len(rest[: noted + length].encode("utf-8"))
                field = field if length else "body"
            behind = place + len(rest[:noted].encode("utf-8"))
            while place < behind:
                place, n = place + len(marks[n][0].encode("utf-8")), n + 1
            yield start, place, "field"
            continue
        begins_matter = False
        if field_to and start >= field_to:
            field, field_to = "body", 0.0
        box_before = re.search("(?:^|(.))[□☐][ \u3000]*$", earlier, re.DOTALL)
        masked = box_before and box_before[1] and (box_before[1] in "□☐" or is_word(table, box_before[1]))
        beside = earlier[: box_before.start() + len(box_before[1] or "")][-64:] + rest[:64] if box_before else ""
        if box_before and not masked and set(beside) & set("☑☒■√✓") and len(said) <= 8:
            yield start, place, "field"
            continue
        objection = said.startswith(("但", "可是", "然而", "不过", "到现在", "到今天", "至今", "请问")) and len(said) == len(piece)
        if field == "reply" and earlier.rstrip(" \t\u3000").endswith("\n") and (objection or is_chat and start > says_from):
            field = "body"
        was = field
        if field in ("aside", "spare") and place >= field_to and not goes_on(table, piece, written[place:].decode("utf-8")):
            field = "body"
        if was == "aside":
            yield start, place, "field"
            continue
        if re.fullmatch(f"[{UNITS}]*[0-9][0-9{UNITS}]*|[第其][0-9一二三四五六七八九十]{{1,2}}", said):
            yield start, place, "number"
            continue
        if len(said) >= 5 and all(is_latin(c) for c in said):
            yield start, place, "markup"
            continue
        numbered = re.fullmatch("(.*?)[0-9]{5,}", said)
        if numbered and knows.labels.get(numbered[1]) == "aside":
            yield start, place, "field"
            continue
        passed = address(table, piece)
        if passed == len(piece):
            yield start, place, "address"
            continue
        left, right = (passed + at for at in left_of(knows, table, piece[passed:]))
        if left >= right:
            yield start, place, "formula"
            continue
        is_above = matter is not None and place_of < matter and is_title(table, earlier, piece, rest)
        if was == "reply" or was == "spare" and (len(said) <= 8 or names_place(said)) or is_settled(table, said, rest) or is_above:
            yield start, place, "beside"
            continue
        begin, end = (start + len(piece[:at].encode("utf-8")) for at in (left, right))
        if begin > start:
            yield start, begin, "formula"
        yield begin, end, "matter"
        if end < place:
            yield end, place, "formula"


def stretches_of(parts: Iterable[tuple[int, int, str]], kept: Callable[[int, int, str], bool]) -> list[tuple[int, int]]:
    """The parts that are kept, each with what stands between it and the next where nothing else does: numbers count for nothing."""
    stretches: list[tuple[int, int]] = []
    joined = False
    for start, end, kind in parts:
        if kept(start, end, kind):
            if joined:
                stretches[-1] = (stretches[-1][0], end)
            else:
                stretches.append((start, end))
            joined = True
        elif kind != "number":
            joined = False
    return stretches


def piece_end(table: dict[int, str | None], marks: list[tuple[str, bool]], at: int) -> tuple[int, int]:
    """Behind the last character of the piece that begins there. White space between single characters does not end it."""

    def kind(n: int) -> str:
        if n >= len(marks) or marks[n][1]:
            return "end"
        folded = table.get(ord(marks[n][0]), marks[n][0])
        if folded is None:
            return "space"
        return "word" if is_chinese(folded) or is_latin(folded) else "end"

    end = at
    run = 0
    while True:
        if kind(at) == "word":
            at, run = at + 1, run + 1
            end = at
            continue
        if kind(at) != "space":
            return end, run
        behind = at
        while kind(behind) == "space":
            behind += 1
        if run > 1 or not (kind(behind) == "word" and kind(behind + 1) != "word"):
            return end, run
        at, run = at + 1, 0
