"""``python -m lvzhi``: the verbs of the `lvzhi` command, and spreadsheets.

    python -m lvzhi classify 老板欠我们工钱不给
    python -m lvzhi classify 工单.xlsx --column 诉求 -o 归类.xlsx
    python -m lvzhi show C051
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from typing import Any

from . import _native
from ._errors import LvzhiError, NotFoundError
from ._pages import Page

ANSWERED, NOTHING_FOUND, MISUSE = 0, 1, 2


def _parser() -> argparse.ArgumentParser:
    codes = "退出码 exit codes: 0 已答复 answered · 1 未找到 nothing found · 2 用法有误 misuse"
    about = "履职:一件事归谁管、谁牵头、各自做什么。Whose duty is a matter, by a township's duty list."
    parser = argparse.ArgumentParser("lvzhi", description=about, epilog=codes)
    parser.add_argument("-V", "--version", action="version", version=f"lvzhi {_native.__version__}")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    verb = verbs.add_parser("classify", help="这件事归谁管;也可给出 CSV 或 XLSX 文件 (whose duty is it? or of each row of a file)")
    verb.add_argument("text", nargs="*", help="要办的事;或一个 .csv/.xlsx/.xls 文件 (the matter; or a file)")
    form = verb.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="输出一行 JSON (print a line of JSON)")
    form.add_argument("--jsonl", action="store_true", help='逐行读 {"id":…,"q":…} (read objects with id and q)')
    verb.add_argument("--top", type=_top, metavar="N", help="候选事项数,默认 3,文件默认 1 (candidates; 3, or 1 for files)")
    verb.add_argument("--column", metavar="NAME", help="文件中诉求所在的列 (the column of the file)")
    verb.add_argument("-o", "--output", metavar="FILE", help="写入的 .csv 或 .xlsx (where to write)")

    verb = verbs.add_parser("show", help="按编号或名称查看事项 (an item by id or name)")
    verb.add_argument("item", nargs="+", metavar="ID|NAME")
    verb.add_argument("--json", action="store_true")

    verb = verbs.add_parser("list", help="列出事项 (items, filtered)")
    verb.add_argument("--tier", metavar="TIER", help="基本、配合、收回 (basic, cooperative, reclaimed)")
    verb.add_argument("--category", metavar="NAME", help="事项类别")
    verb.add_argument("--department", metavar="NAME", help="部门,任何叫法 (by any spelling)")
    verb.add_argument("--json", action="store_true")

    verb = verbs.add_parser("departments", help="列出部门,或查看一个部门的事项 (departments, or one of them)")
    verb.add_argument("name", nargs="*", metavar="NAME")
    verb.add_argument("--json", action="store_true")

    verbs.add_parser("export", help="以 JSON 行输出整个清单 (the whole list as JSON lines)")
    verb = verbs.add_parser("check", help="核对内置清单 (check the built-in list)")
    verb.add_argument("folder", nargs="?", help=argparse.SUPPRESS)
    return parser


def _top(text: str) -> int:
    top = int(text)
    if not 1 <= top <= _native.MOST_MATCHES:
        raise argparse.ArgumentTypeError(f"1..={_native.MOST_MATCHES}")
    return top


class _Misuse(Exception):
    """The words of the call are off."""


def _classify(given: argparse.Namespace) -> int:
    from . import _files

    if given.jsonl:
        return _classify_lines(given.text, given.top or 3)
    if len(given.text) == 1 and (given.column or given.output or _files.is_table(given.text[0])):
        return _files.classify(given.text[0], given.column, given.output, given.top or 1)
    if given.column or given.output:
        raise _Misuse("--column 与 -o 用于一个 .csv 或 .xlsx 文件 (these go with one file)")
    if not given.text:
        raise _Misuse("请写明要办的事,例如 lvzhi classify 老板欠我们工钱不给 (say what the matter is)")
    answer = _native.classify(" ".join(given.text), given.top or 3)
    if given.json:
        print(answer.to_json())
    else:
        Page().answer(answer)
    return ANSWERED if answer.matches else NOTHING_FOUND


def _classify_lines(files: list[str], top: int) -> int:
    if len(files) > 1:
        raise _Misuse("--jsonl 只接受一个文件 (one file at a time)")
    name = files[0] if files else "-"
    if name == "-":
        return _answer_lines(sys.stdin.buffer, top)
    try:
        with open(name, "rb") as lines:
            return _answer_lines(lines, top)
    except OSError as error:
        raise _Misuse(f"{name}：无法读取 (cannot be read): {error}") from None


def _answer_lines(lines: Iterable[bytes], top: int) -> int:
    answered = True
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            query = json.loads(line)
            key, text = query["id"], query["q"]
        except (ValueError, KeyError, TypeError) as error:
            message = f'第 {number} 行不是 {{"id":…,"q":…}} (line {number} is no object with id and q): {error}'
            raise _Misuse(message) from None
        shown = json.dumps(key, ensure_ascii=False, separators=(",", ":"))
        try:
            print(f'{{"id":{shown},{_native.classify(text, top).to_json()[1:]}')
        except LvzhiError as error:
            answered = False
            print(f'{{"id":{shown},"error":{json.dumps(str(error), ensure_ascii=False)}}}')
    return ANSWERED if answered else NOTHING_FOUND


def _show(given: argparse.Namespace) -> int:
    text = " ".join(given.item)
    try:
        item = _native.item(text)
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
    items = _native.items(given.tier, given.category, given.department)
    page = Page()
    for item in items:
        page.line(item.to_json()) if given.json else page.item_line(item)
    if not items:
        print("lvzhi: 没有符合条件的事项 (no item meets these conditions)", file=sys.stderr)
    return ANSWERED if items else NOTHING_FOUND


def _departments(given: argparse.Namespace) -> int:
    page = Page()
    if not given.name:
        if not given.json:
            page.departments()
            return ANSWERED
        for number in range(1, 1 + len(_native.departments())):
            print(_native.export_line(number))
        return ANSWERED
    department = _native.department(" ".join(given.name))
    if not given.json:
        page.department(department)
        return ANSWERED
    for item in department.items():
        print(item.to_json())
    return ANSWERED


def _export(_: argparse.Namespace) -> int:
    sys.stdout.write(_native.export())
    return ANSWERED


def _check(given: argparse.Namespace) -> int:
    if given.folder is not None:
        # The compiler of lists would be a fifth of the package, for those who write a list.
        raise _Misuse("核对清单文件夹请用 lvzhi 命令 (to check a list folder, use the lvzhi command): cargo install --path crates/cli")
    print("\n".join(_native.check()))
    return ANSWERED


def main(arguments: list[str] | None = None) -> int:
    """Carries out a call of the command; returns its exit code."""
    given = _parser().parse_args(arguments)
    verbs: dict[str, Any] = {
        "classify": _classify,
        "show": _show,
        "list": _list,
        "departments": _departments,
        "export": _export,
        "check": _check,
    }
    try:
        code: int = verbs[given.verb](given)
        sys.stdout.flush()
        return code
    except NotFoundError as error:
        print(f"lvzhi: {error}", file=sys.stderr)
        return NOTHING_FOUND
    except (LvzhiError, _Misuse, ImportError) as error:
        print(f"lvzhi: {error}", file=sys.stderr)
        return MISUSE
    except BrokenPipeError:
        # A reader that stops reading, as `head` does, is no failure. Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED


if __name__ == "__main__":
    # As the binary: UTF-8 whatever the locale, and line ends as they are.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    sys.exit(main())
