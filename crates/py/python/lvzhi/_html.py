"""HTML for notebooks and pages.

Everything is escaped. Text has the colour of the page and every shade is half transparent, so that it reads in light and in dark,
follows a change of theme at once and needs no style sheet, which viewers of notebooks strip. Each style that JupyterLab, VS Code or
a page's own sheet would set for tables (layout, alignment, borders) is said here again.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from . import _native
from ._enums import RepairKind, Role, Tier, Verdict
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

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ._table import Table

__all__ = ["answer", "category", "department", "item", "match", "table", "township"]

_LINE = "1px solid rgba(128,128,128,.35)"
_QUIET = "opacity:.8"
"""Of labels and notes: above 4.5 to 1 in the themes that the tests name; more transparent text is not."""
_HUES = {"basic": 145, "cooperative": 205, "reclaimed": 35, "unlisted": 0, "unclear": 285}
_MET = {"name": 145, "duty": 205, "department": 35, "phrase": 285}
_ROWS = 10
"""Rows of a table that are shown."""
_OTHERS = 3
"""Candidates that a row of a table shows behind the first."""
_NAME = "14em"
"""The least width of names in a table."""
_OPEN = 3
"""Repairs up to which their list is shown unfolded."""


def shade(hue: int, alpha: float = 0.22) -> str:
    """A background of a hue that leaves the page's text readable."""
    return f"background:hsla({hue},70%,50%,{alpha:.2f})"


def _badge(key: str, label: str) -> str:
    return f'<span style="{shade(_HUES[key])};border-radius:.5em;padding:.1em .6em;white-space:nowrap">{escape(label)}</span>'


def _tier(tier: Tier) -> str:
    return _badge(tier.value, tier.label)


def _tag(text: str) -> str:
    return f'<small style="border:{_LINE};border-radius:.4em;padding:0 .3em;white-space:nowrap">{escape(text)}</small>'


def _note(text: str) -> str:
    return f'<div style="margin-top:.4em;{_QUIET}"><small>{escape(text)}</small></div>' if text else ""


def _folded(summary: str, body: str, unfolded: bool = False) -> str:
    state = " open" if unfolded else ""
    return f'<details{state}><summary style="cursor:pointer">{escape(summary)}</summary>{body}</details>'


def _card(title: str, body: str, widest: str = "60em") -> str:
    style = (
        f"border:{_LINE};border-radius:.5em;padding:.6em 1em;margin:.3em 0;max-width:{widest};box-sizing:border-box;"
        "line-height:1.5;overflow-wrap:anywhere;text-align:left"
    )
    return f'<div style="{style}"><div style="margin-bottom:.4em">{title}</div>{body}</div>'


def _grid(style: str, body: str) -> str:
    """A table of its own layout: JupyterLab would give all columns the same width, and centre it."""
    own = f"table-layout:auto;border-collapse:collapse;border:none;margin:0;{style}"
    return f'<table style="{own}">{body}</table>'


def _rows(rows: Iterable[tuple[str, str]]) -> str:
    """Labelled rows; values are HTML already. Empty ones are left out."""
    cell = "text-align:left;vertical-align:top;border:none;background:none;white-space:normal"
    body = "".join(
        f'<tr style="background:none"><th scope="row" style="{cell};padding:.1em .9em .1em 0;font-weight:normal;'
        f'white-space:nowrap;{_QUIET}">{escape(label)}</th><td style="{cell};padding:.1em 0;width:100%">{value}</td></tr>'
        for label, value in rows
        if value
    )
    return _grid("width:100%", body) if body else ""


def _named(of: _native.Item) -> str:
    return f"<b>{of.id}</b> {_tier(of.tier)} <b>{escape(of.name)}</b>"


def _supplied(of: _native.Item, field: str) -> bool:
    return any(repair.field == field and repair.kind == RepairKind.SUPPLIED for repair in of.repairs)


def _duties(of: _native.Item, cell: str, groups: tuple[_native.DutyGroup, ...]) -> str:
    missing = gap(of, cell)
    out = f'<div style="{_QUIET}">{missing}</div>' if missing else ""
    for group in groups:
        heading = escape(group.heading or "")
        if group.department:
            heading += escape(f"{group.department.name}：")
        if heading:
            out += f"<div><b>{heading}</b></div>"
        if len(group.duties) == 1:
            out += f"<div>{escape(group.duties[0])}</div>"
        elif group.duties:
            clauses = "".join(f"<li>{escape(duty)}</li>" for duty in group.duties)
            out += f'<ol style="margin:.2em 0;padding-left:2em">{clauses}</ol>'
    return out


def _bodies(of: _native.Item) -> list[tuple[str, str]]:
    """Who leads and joins, who succeeds and how, as labelled rows."""
    rows = []
    guess = f" {_tag('含编者推测，见校勘')}" if _supplied(of, "departments") else ""
    for role in (Role.LEAD, Role.JOINT):
        names = [department.name for department, is_ in of.departments if is_ == role]
        if names:
            rows.append((role.label, f"{escape('、'.join(names))}{guess}"))
    if of.tier == Tier.COOPERATIVE and of.lead is None:
        rows.append((Role.LEAD.label, escape(no_lead(of))))
    for takeover in of.takeover:
        rows.append((Role.SUCCESSOR.label, escape(takeover.department.name if takeover.department else NO_SUCCESSOR)))
        rows.append(("做法", escape(takeover.method or no_method(of))))
    return rows


def _sides(of: _native.Item) -> list[tuple[str, str]]:
    return [
        ("上级职责", _duties(of, "upper_duties", of.upper_duties)),
        ("乡镇职责", _duties(of, "township_duties", of.township_duties)),
    ]


def _repairs(of: _native.Item) -> str:
    if not of.repairs:
        return ""
    lines, source = "", "扫描件" if of.source_lines else "原文"
    for repair in of.repairs:
        scanned = f"{source}原样：{repair.scanned}" if repair.scanned else f"{source}无文字"
        lines += f'<li>{escape(repair_line(of, repair))}<div style="{_QUIET}"><small>{escape(scanned)}</small></div></li>'
    body = f'<ol style="margin:.2em 0;padding-left:2em">{lines}</ol>'
    return _folded(f"与{source}不同之处 {len(of.repairs)} 处", body, len(of.repairs) <= _OPEN)


def item(of: _native.Item) -> str:
    """An item, whole."""
    title = _named(of) + (f" {_tag('名称为编者所拟')}" if _supplied(of, "name") else "")
    rows = [("事项类别", escape(of.category)), ("归属", MEANING[of.tier]), *_bodies(of), *_sides(of)]
    rows.append(("事由", "<br>".join(escape(covered(cover)) for cover in of.covers)))
    related = (f"{escape(other.id)} {escape(other.name)}（{escape(other.tier.label)}）" for other in of.related)
    rows.append(("相关", "<br>".join(related)))
    rows.append(("出处", escape(source_lines(of)) if of.source_lines else ""))
    rows.append(("校勘", _repairs(of)))
    return _card(title, _rows(rows))


def _marked(text: str, parts: tuple[_native.Evidence, ...]) -> str:
    """The text with its evidence marked: the colour says what it met, the line below how much it counts."""
    out, done = "", 0
    for part in parts:
        hue = _MET[part.met.value]
        line = f"border-bottom:{1 + 3 * part.share:.1f}px solid hsl({hue},70%,50%)"
        hint = escape(f"{part.met.label}，占 {percent(part.share)}")
        out += escape(text[done : part.start])
        out += f'<mark title="{hint}" style="{shade(hue)};{line};color:inherit">{escape(text[part.start : part.end])}</mark>'
        done = part.end
    return out + escape(text[done:])


def _who(of: _native.Item) -> str:
    """Who answers for an item, in one line: no more than the list says."""
    if of.tier == Tier.BASIC:
        return of.catalogue.township.name
    names = [department.name for department, role in of.departments if role != Role.JOINT]
    return "、".join(names) or (no_lead(of) if of.tier == Tier.COOPERATIVE else "不再开展")


def _candidates(matches: Sequence[_native.Match], near: str = "") -> str:
    return "".join(
        f'<div style="padding:.1em 0">{escape(match.item.id)} {_tier(match.item.tier)} {escape(match.item.name)}'
        f" → {escape(_who(match.item))} <small>{near}{percent(match.confidence)}</small></div>"
        for match in matches
    )


def _about(of: _native.Answer) -> list[tuple[str, str]]:
    """The matter of an answer and, where the list does not hold it, who usually does it, as labelled rows."""
    if of.matter is None:
        return []
    rows = [("事由", f"{escape(of.matter.name)} {_tag(of.matter.field)}")]
    if of.usual_body:
        basis = f" <small>{escape(of.matter.basis)}</small>" if of.matter.basis else ""
        rows.append(("通常由", f"{escape(of.usual_body)}{basis}"))
    return rows


def answer(of: _native.Answer) -> str:
    """An answer: the query with its evidence, the verdict, the item found and the other candidates."""
    best, verdict = of.best, of.verdict
    text = _marked(of.text, best.evidence) if best else escape(of.text)
    sure = "" if verdict == Verdict.UNCLEAR else f"（把握 {percent(of.confidence)}）"
    title = f'<div style="max-height:12em;overflow-y:auto"><q style="white-space:pre-wrap">{text}</q></div><div style="margin-top:.3em">'
    title += f"{_badge(verdict.value, verdict.label)} {escape((meaning(of) if best else NOTHING_KNOWN) + sure)}</div>"
    if of.elsewhere:
        title += f"<div>{escape(ELSEWHERE)}</div>"
    if best is None:
        return _card(title, "")
    if verdict == Verdict.UNLISTED:
        return _card(title, _rows([*_about(of), ("最接近", _candidates(of.matches, "相近 "))]) + _note(unlisted_note(of)))
    if verdict == Verdict.UNCLEAR:
        return _card(title, _rows([*_about(of), ("候选", _candidates(of.matches))]) + _note(UNCLEAR_NOTE))
    found = best.item
    rows = [("事项", f"<b>{found.id} {escape(found.name)}</b>"), ("类别", escape(found.category)), *_bodies(found), *_about(of)]
    sides = _rows(_sides(found))
    if sides:
        rows.append(("职责", _folded("双方职责", sides)))
    others = of.matches[1:]
    rows.append(("其他可能", _candidates(others)))
    note = "百分比是该事项就是这件事的可能性，分别估算，加起来不一定是 100%" if others else ""
    return _card(title, _rows(rows) + _note(note))


def match(of: _native.Match) -> str:
    """A candidate and its item."""
    parts = "、".join(f"“{part.text}”（{part.met.label}）" for part in of.evidence)
    rows = [("可能性", percent(of.confidence)), ("依据", escape(parts)), ("事由", escape(of.matter.name if of.matter else ""))]
    rows += [("类别", escape(of.item.category)), *_bodies(of.item)]
    return _card(_named(of.item), _rows(rows))


def _items(items: Iterable[_native.Item]) -> str:
    return "".join(f"<div>{escape(item.id)} {escape(item.name)}</div>" for item in items)


def department(of: _native.Department) -> str:
    """A department and its items by role."""
    rows = [("性质", escape(of.kind.label)), ("又称", escape("、".join(of.aliases)))]
    for role in Role:
        items = of.items(role)
        if items:
            rows.append((f"{role.label} {len(items)} 项", _items(items)))
    return _card(f"<b>{escape(of.name)}</b>", _rows(rows))


def category(of: _native.Category) -> str:
    """A category and its items."""
    return _card(f"{_tier(of.tier)} <b>{escape(of.name)}</b> {len(of)} 项", _items(of.items()))


def township(of: _native.Township) -> str:
    """The township and an overview of its list."""
    heads = ("清单", "含义", "事项", "事项类别", "部门")
    body = ""
    for tier in Tier:
        departments = {department.name for item in of.catalogue.items(tier) for department, _ in item.departments}
        found = [
            (len(of.catalogue.items(tier)), of.declared_items(tier)),
            (len(of.catalogue.categories(tier)), of.declared_categories(tier)),
            (len(departments), of.declared_departments(tier)),
        ]
        counts = ("—" if declared is None else f"{count}/{declared}" for count, declared in found)
        body += _line([_tier(tier), escape(MEANING[tier]), *counts])
    profile = "；".join(str(figure) for figure in of.profile)
    made_up = f" {_tag('虚构示例')}" if of.made_up else ""
    title = f"<b>{escape(of.region + of.prefecture + of.county + of.name)}</b> 履行职责事项清单{made_up}"
    grid = _scrolled(_line(heads, "th"), body)
    about = _rows([("区划代码", escape(of.code or "")), ("概况", escape(profile)), ("施行日期", escape(of.edition or "")), ("数据版本", escape(of.catalogue.data_version))])
    return _card(title, grid + _note("斜线前为实有数，后为清单载明数") + about)


def _line(cells: Iterable[str], tag: str = "td") -> str:
    style = f"text-align:left;vertical-align:top;padding:.25em .9em .25em 0;border:none;border-bottom:{_LINE};white-space:normal;overflow-wrap:normal"
    joined = "".join(f'<{tag} style="{style}">{cell}</{tag}>' for cell in cells)
    return f"<tr>{joined}</tr>"


def _scrolled(head: str, body: str) -> str:
    """A table in a frame of its own that scrolls sideways where the page is too narrow."""
    grid = _grid("width:100%", f"<thead>{head}</thead><tbody>{body}</tbody>")
    return f'<div tabindex="0" style="overflow-x:auto;max-width:100%">{grid}</div>'


def _wide(html: str, least: str) -> str:
    """The content of a cell that is never squeezed below a width."""
    return f'<div style="min-width:{least}">{html}</div>'


def table(of: Table) -> str:
    """The counts of a table and its first rows, for people: the columns themselves are named below."""
    columns = of.columns
    of = of.headed()
    counts = of.counts()
    title = " ".join(_badge(key, f"{Verdict(key).label} {count:,}") for key, count in counts.items())
    empty = len(of) - sum(counts.values())
    title += f" {_tag(f'无结果 {empty:,}')}" if empty else ""
    head = of.head(_ROWS)
    errors = dict(of.errors)
    ranked = _ranked(head)
    others = len(ranked) > 1
    heads = ["行", "判断（把握）", "事项", "负责单位", *(["其他候选"] if others else [])]
    body = "".join(_line(_result(of, head, at, ranked, errors.get(at))) for at in range(min(len(of), _ROWS)))
    known = dict.fromkeys(value for value in head["verdict"] if value is not None)
    notes = []
    if len(of) > _ROWS:
        notes.append(f"共 {len(of):,} 行 ({len(of):,} rows)，以上为前 {_ROWS} 行")
    else:
        notes.append(f"共 {len(of):,} 行 ({len(of):,} rows)")
    if "unlisted" in known:
        notes.append("清单外的把握指清单里没有这件事；所列事项只是最接近的，不是结论")
    if "unclear" in known:
        notes.append("待定的请人工判断")
    if others:
        notes.append("候选的百分比分别估算，加起来不一定是 100%")
    named = _folded(f"列名 {len(columns)} 个 (columns)", f"<small>{escape(', '.join(columns))}</small>")
    return _card(title, _scrolled(_line(heads, "th"), body) + _note("；".join(notes)) + named, widest="100em")


def _ranked(head: dict[str, list[object]]) -> list[tuple[str, str]]:
    """The columns of ids and of probabilities of the candidates, the best first."""
    ids = [column for column in head if column.startswith("candidate_") and column.endswith("_id")]
    return [(column, f"{column.removesuffix('_id')}_confidence") for column in ids]


def _result(of: Table, head: dict[str, list[object]], at: int, ranked: list[tuple[str, str]], error: str | None) -> list[str]:
    """The cells of a row."""
    others = len(ranked) > 1
    label = escape(str(at if of._index is None else of._index[at]))
    if head["verdict"][at] is None:
        why = _wide(f'<span style="{_QUIET}">{escape(error or "无文本")}</span>', _NAME)
        return [label, _tag("错误" if error else "空"), why, "", *([""] if others else [])]
    verdict = Verdict(str(head["verdict"][at]))
    unlisted, found = verdict == Verdict.UNLISTED, verdict not in (Verdict.UNLISTED, Verdict.UNCLEAR)
    sure = "" if verdict == Verdict.UNCLEAR else percent(float(str(head["confidence"][at])))
    cells = [label, f"{_badge(verdict.value, verdict.label)} {sure}".rstrip()]
    known = [(head[key][at], head[share][at]) for key, share in ranked if head[key][at] is not None]
    items = [(of.catalogue.item(str(key)), percent(float(str(share)))) for key, share in known]
    if not items:
        cells += [_wide(escape(NOTHING_KNOWN), _NAME), ""]
    elif found:
        item = items[0][0]
        cells += [_wide(f"{item.id} {escape(item.name)}", _NAME), _wide(escape(_who(item)), "9em")]
    else:
        tag, item = _tag("最接近" if unlisted else "候选"), items[0][0]
        share = "" if unlisted else f" <small>{items[0][1]}</small>"
        usual = str(head["usual_body"][at] or "")
        who = f"{_tag('通常')} {escape(usual)}" if usual else "—"
        cells += [_wide(f'{tag} <span style="{_QUIET}">{item.id} {escape(item.name)}</span>{share}', _NAME), who]
    if others:
        near = "相近 " if unlisted else ""
        lines = "".join(
            f"<div>{other.id} {escape(other.name)} <small>{near}{share}</small></div>" for other, share in items[1 : _OTHERS + 1]
        )
        more = len(items) - 1 - _OTHERS
        cells.append(_wide(lines + (f"<div><small>另有 {more} 个候选</small></div>" if more > 0 else ""), _NAME))
    return cells
