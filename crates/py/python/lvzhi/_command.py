"""The verbs of the command and their options."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import Any

from . import _native
from ._enums import Tier
from ._errors import ListError, LvzhiError, NotFoundError
from ._pages import Page
from ._replacing import write

__all__ = ["ANSWERED", "MISUSE", "NOTHING_FOUND", "VERBS", "Misuse", "parser"]

ANSWERED, NOTHING_FOUND, MISUSE = 0, 1, 2


def parser() -> argparse.ArgumentParser:
    codes = "退出码 exit codes: 0 已答复 answered · 1 未找到 nothing found · 2 用法有误 misuse"
    about = "履职：一件事归谁管、谁牵头、各自做什么。Whose duty is a matter, by a township's duty list."
    words = argparse.ArgumentParser("lvzhi", description=about, epilog=codes)
    words.add_argument("-V", "--version", action="version", version=f"lvzhi {_native.__version__}")
    _add_list(words, None)
    verbs = words.add_subparsers(dest="verb", required=True, metavar="VERB")

    _classify_words(verbs.add_parser("classify", help="这件事归谁管；或表中每一行 (whose duty is it? or of each row of a table)"))

    verb = verbs.add_parser("show", help="按编号或名称查看事项 (an item by id or name)")
    verb.add_argument("item", nargs="+", metavar="ID|NAME")
    verb.add_argument("--json", action="store_true")

    verb = verbs.add_parser("list", help="列出事项 (items, filtered)")
    verb.add_argument("--tier", metavar="TIER", help="基本、配合、收回 (basic, cooperative, reclaimed)")
    verb.add_argument("--category", metavar="NAME", help="事项类别")
    verb.add_argument("--department", metavar="NAME", help="部门，任何叫法 (by any spelling)")
    verb.add_argument("--json", action="store_true")

    verb = verbs.add_parser("departments", help="列出部门，或查看一个部门的事项 (departments, or one of them)")
    verb.add_argument("name", nargs="*", metavar="NAME")
    verb.add_argument("--json", action="store_true")

    verb = verbs.add_parser("export", help="以 JSON 行输出整个清单 (the whole list as JSON lines)")
    verb.add_argument("--matters", action="store_true", help="输出全部事由，而不是清单 (the matters in place of the list)")
    verb = verbs.add_parser("import", help="把 Excel、Word、CSV 等清单文件导入为清单文件夹，并报告存疑之处 (make a list folder of the file that you have)")
    verb.add_argument("files", nargs="+", metavar="FILE")
    verb.add_argument("-o", "--output", metavar="DIR|LIST.lvz", help="写入的清单文件夹，或编译好的 .lvz；不填则只报告 (a list folder, or a compiled list)")
    verb.add_argument("--json", action="store_true", help="报告输出为 JSON (the report as JSON)")
    verb.add_argument("--report", metavar="FILE", help="报告写入文件 (write the report to a file)")
    verb.add_argument("--marked", metavar="COPY.xlsx", help="另存一份标出存疑之处的 Excel (a copy as a workbook with the doubts marked)")
    for name, told in _FACTS.items():
        verb.add_argument(f"--{name}", metavar="NAME", help=told)

    verb = verbs.add_parser("check", help="核对清单 (check a list; the built-in one if none)")
    verb.add_argument("path", nargs="?", metavar="DIR|FILE")
    for name, verb in verbs.choices.items():
        if name != "import":
            _add_list(verb, argparse.SUPPRESS)
    return words


_FACTS = {
    "township": "乡镇（街道）；文件中有几个乡镇时选一个 (the township)",
    "county": "县（市、区、旗）",
    "prefecture": "市（州、地区、盟）",
    "region": "省（自治区、直辖市）",
    "code": "九位区划代码 (the division code)",
    "edition": "施行日期 (date in force)",
    "tier": "表中没有写明时的清单类别 (the tier of tables that do not say theirs)",
}
"""What files may not say of their list."""


def _add_list(words: argparse.ArgumentParser, default: str | None) -> None:
    """The list that is asked may be named before the verb and behind it."""
    told = "另用一份清单：编译好的 .lvz、清单文件夹、导出的 .jsonl 或 Excel、Word 等原文件 (another list, in any form)"
    words.add_argument("--list", dest="of_list", metavar="FILE|DIR", default=default, help=told)
    told = "原文件中有几个乡镇时选一个 (the township to take, where such a file has several)"
    words.add_argument("--township", dest="of_township", metavar="NAME", default=default, help=told)


def _classify_words(verb: argparse.ArgumentParser) -> None:
    most = _native.MOST_MATCHES
    verb.add_argument("text", nargs="*", metavar="TEXT", help="要办的事；或一个表文件，- 为标准输入 (the matter; or a table, - for standard input)")
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出一行 JSON (print a line of JSON)")
    form.add_argument("--jsonl", action="store_true", help='逐行读 {"id":…,"q":…}，逐行答复 (read objects with id and q, a line each)')
    told = f"候选事项数，1 至 {most}，默认 3，表默认 1；整个清单请用 lvzhi list (candidates, 1 to {most}; 3, or 1 for tables)"
    verb.add_argument("--top", type=_top, metavar="N", help=told)

    told = "判断的松紧：balanced 均衡，careful 宁可转人工，eager 尽量归类 (where the lines between verdicts are drawn)"
    verb.add_argument("--setting", choices=["balanced", "careful", "eager"], default="balanced", help=told)
    told = "判为清单外的界线，0 至 1：清单有此事的概率低于它即为清单外；默认随 --setting (unlisted below this probability)"
    verb.add_argument("--listed", type=float, metavar="P", help=told)
    told = "判为待定的界线：归属不同的候选得分相差不到它即为待定；默认随 --setting (unclear where another tier is this near)"
    verb.add_argument("--lead", type=float, metavar="D", help=told)

    form = verb.add_mutually_exclusive_group()
    told = "全文照读，不略去套话、表单字段和标记 (read all of the text: leave out no formulas, fields or mark-up)"
    form.add_argument("--whole", action="store_true", help=told)
    told = "另列出略去的套话、表单字段、地址、标记，以〔〕标出 (tell what was left out as wrapped around the matter)"
    form.add_argument("--frame", action="store_true", help=told)
    told = "一段话说了几件事的，分开答复；表中每件事一行 (answer each request of a message that has several; in a table a row for each)"
    verb.add_argument("--parts", action="store_true", help=told)

    table = verb.add_argument_group("表 tables", "CSV、TSV（UTF-8、UTF-16、GB18030），XLSX、XLS、ODS，Parquet")
    table.add_argument("--column", metavar="NAME", help="诉求所在的列，默认自动查找 (the column of the texts; found by itself if none)")
    told = "写入的 .csv、.tsv、.xlsx 或 .parquet，可与读入的相同 (where to write; may be the input)"
    table.add_argument("-o", "--output", metavar="FILE", help=told)
    table.add_argument("--sheet", metavar="NAME|N", help="工作表，默认第一张 (the sheet, by name or number; the first if none)")
    told = "标题所在的行，默认自动查找 (the line of the headings; found by itself if none)"
    table.add_argument("--header-row", type=_line, metavar="N", help=told)
    table.add_argument("--encoding", metavar="NAME", help="CSV 的编码，默认自动识别 (of a CSV file; told by itself if none)")
    table.add_argument("--prefix", metavar="TEXT", help="加在结果列名之前 (stands before the headings of results)")
    told = "结果列用中文或英文，默认 zh (results in Chinese, or as the library names them)"
    table.add_argument("--headings", choices=["zh", "en"], default="zh", help=told)
    told = "显示进度，默认在终端中超过一秒时 (a progress bar; in a terminal after a second if not said)"
    table.add_argument("--progress", action=argparse.BooleanOptionalAction, default=None, help=told)


def _whole(text: str, most: int | None = None) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= (most or number):
        end = f"1 至 {most} 的整数 (expected a whole number from 1 to {most})" if most else "不小于 1 的整数 (expected a whole number from 1 on)"
        raise argparse.ArgumentTypeError(f"应为 {end}")
    return number


def _top(text: str) -> int:
    return _whole(text, _native.MOST_MATCHES)


def _line(text: str) -> int:
    return _whole(text)


class Misuse(Exception):
    """The words of the call are off."""


def _asked(given: argparse.Namespace) -> _native.Catalogue:
    """The list that is asked."""
    return _native.catalogue() if given.of_list is None else _opened(given.of_list, given.of_township)


def _opened(path: str, township: str | None) -> _native.Catalogue:
    """The list at a path, whatever form it has there."""
    catalogue = _of_any_form(path, township)
    name = catalogue.township.name
    if township is not None and not name.endswith(township) and not (name and township.endswith(name)):
        raise Misuse(f"{path}：这是{name}的清单，没有{township} (the list of {name}, not of {township}: correct --township)")
    return catalogue


def _of_any_form(path: str, township: str | None) -> _native.Catalogue:
    if os.path.isdir(path) or not os.path.exists(path) or path.lower().endswith((".lvz", ".jsonl")):
        return _native.open(path)
    with open(path, "rb") as file:
        if file.read(4) == b"\x8fLVZ":
            return _native.open(path)
    catalogue = _native.import_list(path, township=township)
    report = catalogue.report
    if report is not None and report.is_doubtful:
        doubts = sum(doubt.severity != "note" for doubt in report.doubts)
        told = f"{doubts} 处存疑，用 lvzhi import 查看 ({doubts} doubts: lvzhi import shows them)"
        print(f"lvzhi: {path}：{told}", file=sys.stderr)
    return catalogue


_SETTINGS = {name: _native.Thresholds.named(name) for name in ("balanced", "careful", "eager")}


def _thresholds(given: argparse.Namespace) -> _native.Thresholds:
    setting = _SETTINGS[given.setting]
    said = {name: value for name in ("listed", "lead") if (value := getattr(given, name)) is not None}
    return _native.Thresholds(**({"listed": setting.listed, "lead": setting.lead} | said))


def _classify(given: argparse.Namespace) -> int:
    from . import _paths

    about_tables = ("column", "output", "sheet", "header_row", "encoding", "prefix")
    of_table = any(getattr(given, name) is not None for name in about_tables)
    if given.jsonl:
        if of_table:
            raise Misuse("--jsonl 不与表的选项同用 (does not go with the options of tables)")
        return _classify_lines(given)
    text = " ".join(given.text)
    if of_table or text == "-" or _paths.is_table(text):
        return _classify_table(given)
    if not given.text:
        raise Misuse("请写明要办的事，例如 lvzhi classify 老板欠我们工钱不给 (say what the matter is)")
    if instead := _paths.instead_of_a_matter(text):
        raise Misuse(instead)
    answer, parts = _answers(_asked(given), text, given)
    if given.json:
        print(_json(answer, parts, given))
        return ANSWERED if answer.matches else NOTHING_FOUND
    page = Page()
    if given.frame:
        page.framed(text)
    if len(parts) < 2:
        page.answer(answer)
        if not given.parts:
            page.several(len(_asked(given).classify_parts(text, given.top or 3, thresholds=_thresholds(given), frames=not given.whole)))
        return ANSWERED if answer.matches else NOTHING_FOUND
    for number, part in enumerate(parts, 1):
        if number > 1:
            page.line()
        page.part(number, part.answer.text)
        page.answer(part.answer)
    return ANSWERED


def _answers(catalogue: _native.Catalogue, text: str, given: argparse.Namespace) -> tuple[_native.Answer, tuple[_native.Part, ...]]:
    """The answer to a text, and those to its requests if they are asked for."""
    top, thresholds = given.top or 3, _thresholds(given)
    answer = catalogue.classify(text, top, thresholds=thresholds, frames=not given.whole)
    parts = catalogue.classify_parts(text, top, thresholds=thresholds, frames=not given.whole) if given.parts else ()
    return answer, parts


def _json(answer: _native.Answer, parts: tuple[_native.Part, ...], given: argparse.Namespace) -> str:
    """The answer as a line of JSON, with what was asked for besides; places are bytes of UTF-8, as everywhere in JSON."""
    text, told = answer.text, answer.to_json()[:-1]

    def place(at: int) -> int:
        return len(text[:at].encode())

    if given.frame:
        frame = [f'{{"start":{place(part.start)},"end":{place(part.end)},"kind":"{part.kind}"}}' for part in _native.frame(text)]
        told += f',"frame":[{",".join(frame)}]'
    if given.parts:
        each = [f'{{"start":{place(part.start)},"end":{place(part.end)},"answer":{part.answer.to_json()}}}' for part in parts]
        told += f',"parts":[{",".join(each)}]'
    return told + "}"


def _classify_table(given: argparse.Namespace) -> int:
    from . import _files, _tables

    if len(given.text) > 1:
        raise Misuse("--column、-o 等选项用于一个表文件 (these options go with one table)")
    if given.frame:
        raise Misuse("--frame 用于一件事 (--frame is for one matter)")
    if given.json:
        raise Misuse("--json 用于一件事，表请用 -o (--json is for one matter: use -o with tables)")
    places = _tables.Places(given.column, given.sheet, given.header_row, given.encoding)
    wish = _files.Wish(_asked(given), given.top or 1, given.prefix, given.headings, _thresholds(given), not given.whole, given.parts)
    # Where nobody looks, no bar is shown unasked.
    progress = None if given.progress is None and sys.stderr.isatty() else bool(given.progress)
    return _files.classify(given.text[0] if given.text else _tables.STANDARD, given.output, places, wish, progress)


def _classify_lines(given: argparse.Namespace) -> int:
    catalogue, files = _asked(given), given.text
    if len(files) > 1:
        raise Misuse("--jsonl 只接受一个文件 (one file at a time)")
    name = files[0] if files else "-"
    if name == "-":
        return _answer_lines(catalogue, sys.stdin.buffer, given)
    try:
        with open(name, "rb") as lines:
            return _answer_lines(catalogue, lines, given)
    except OSError as error:
        raise Misuse(f"{name}：无法读取 (cannot be read): {error}") from None


def _answer_lines(catalogue: _native.Catalogue, lines: Iterable[bytes], given: argparse.Namespace) -> int:
    answered = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        query = None
        try:
            query = json.loads(line)
            key, text = query["id"], query["q"]
        except (ValueError, KeyError, TypeError) as error:
            # It has its answer in its place, and the others have theirs.
            message = f'第 {number} 行不是 {{"id":…,"q":…}} (line {number} is no object with id and q): {error}'
            if answered:
                print(f"lvzhi: {message}", file=sys.stderr)
            answered = False
            key = query.get("id") if isinstance(query, dict) else None
            shown = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
            print(f'{{"id":{shown},"error":{json.dumps(message, ensure_ascii=False)}}}')
            continue
        shown = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
        try:
            answer, parts = _answers(catalogue, text, given)
            print(f'{{"id":{shown},{_json(answer, parts, given)[1:]}')
        except LvzhiError as error:
            answered = False
            print(f'{{"id":{shown},"error":{json.dumps(str(error), ensure_ascii=False)}}}')
    return ANSWERED if answered else NOTHING_FOUND


def _show(given: argparse.Namespace) -> int:
    text = " ".join(given.item)
    catalogue = _asked(given)
    try:
        item = catalogue.item(text)
    except NotFoundError as error:
        print(f"lvzhi: {text}：{error.message}", file=sys.stderr)
        for near in error.nearest:
            print(f"    {near.replace(' ', '  ', 1)}", file=sys.stderr)
        return NOTHING_FOUND
    if given.json:
        print(item.to_json())
    else:
        Page().item(item)
    return ANSWERED


def _list(given: argparse.Namespace) -> int:
    items = _asked(given).items(given.tier, given.category, given.department)
    page = Page()
    for item in items:
        page.line(item.to_json()) if given.json else page.item_line(item)
    if not items:
        print("lvzhi: 没有符合条件的事项 (no item meets these conditions)", file=sys.stderr)
    return ANSWERED if items else NOTHING_FOUND


def _departments(given: argparse.Namespace) -> int:
    page, catalogue = Page(), _asked(given)
    if not given.name:
        if not given.json:
            page.departments(catalogue)
            return ANSWERED
        for number in range(1, 1 + len(catalogue.departments())):
            print(catalogue.export_line(number))
        return ANSWERED
    department = catalogue.department(" ".join(given.name))
    if not given.json:
        page.department(department)
        return ANSWERED
    for item in department.items():
        print(item.to_json())
    return ANSWERED


def _export(given: argparse.Namespace) -> int:
    if given.matters:
        sys.stdout.writelines(f"{matter.to_json()}\n" for matter in _native.matters())
        return ANSWERED
    sys.stdout.write(_asked(given).export())
    return ANSWERED


def _check(given: argparse.Namespace) -> int:
    path = given.path or given.of_list
    try:
        catalogue = _native.catalogue() if path is None else _opened(path, given.of_township)
    except ListError as error:
        if path is None or not os.path.isdir(path):
            raise
        # What is wrong with a list is the answer here.
        print(str(error).partition("\n")[2])
        return NOTHING_FOUND
    print("\n".join(_native.check(catalogue, path)))
    township = catalogue.township
    met = all(
        township.declared_items(tier) == len(catalogue.items(tier)) and township.declared_categories(tier) == len(catalogue.categories(tier))
        for tier in Tier
    )
    return ANSWERED if met else NOTHING_FOUND


def _import(given: argparse.Namespace) -> int:
    if given.of_list is not None or given.of_township is not None:
        raise Misuse("import 不用 --list，请在 import 后面直接写出文件 (asks no list: name the files behind import)")
    _kept_apart(given.files, [given.output, given.marked, given.report])
    facts = {name: getattr(given, name) for name in _FACTS}
    catalogue = _native.import_list(*given.files, **facts)
    report = catalogue.report
    if report is None:
        raise AssertionError("an imported list has a report")
    if given.marked is not None:
        report.save(given.marked)
    if given.output is not None and given.output.lower().endswith(".lvz"):
        catalogue.save(given.output)
    elif given.output is not None:
        report.to_folder(given.output)
    told = report.to_json() if given.json else str(report).rstrip("\n")
    if given.report is None:
        print(told)
    else:
        write(given.report, f"{told}\n".encode())
    return ANSWERED


def _kept_apart(inputs: Iterable[str], outputs: Iterable[str | None]) -> None:
    """No output replaces what is read, nor another output."""
    taken = {os.path.realpath(name): True for name in inputs}
    for name in outputs:
        if name is None:
            continue
        is_input = taken.get(place := os.path.realpath(name))
        if is_input is not None:
            told = "要写入的就是读入的文件 (is what is read here)" if is_input else "两项输出写到同一个文件 (two outputs at one place)"
            raise Misuse(f"{name}：{told}，没有写入，请换一个文件名 (nothing was written: give another name)")
        taken[place] = False


VERBS: dict[str, Callable[[argparse.Namespace], int]] = {
    "classify": _classify,
    "show": _show,
    "list": _list,
    "departments": _departments,
    "export": _export,
    "check": _check,
    "import": _import,
}
"""What carries out each verb: its result is the exit code."""
