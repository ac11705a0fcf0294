"""HTML for notebooks. Escaped; colours are those of the page, so that it reads in light and dark."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from . import _native
from ._enums import Role, Tier, Verdict

if TYPE_CHECKING:
    from ._table import Table

__all__ = ["answer", "department", "item", "table"]

# Borders and marks are half transparent: they show on white and on black. Text keeps the colour of the page.
_LINE = "1px solid rgba(128,128,128,.35)"
_HUES = {"basic": 145, "cooperative": 205, "reclaimed": 35, "unlisted": 0, "unclear": 285}
_MET = {"name": 145, "duty": 205, "department": 35, "phrase": 285}
_ROWS = 10


def _badge(key: str, label: str) -> str:
    style = f"background:hsla({_HUES[key]},70%,50%,.25);border-radius:.5em;padding:.1em .6em;white-space:nowrap"
    return f'<span style="{style}">{escape(label)}</span>'


def _card(title: str, body: str) -> str:
    style = f"border:{_LINE};border-radius:.5em;padding:.6em 1em;margin:.3em 0;max-width:60em;line-height:1.5"
    return f'<div style="{style}"><div style="margin-bottom:.4em">{title}</div>{body}</div>'


def _rows(rows: list[tuple[str, str]]) -> str:
    """Labelled rows; values are HTML already."""
    cell = "text-align:left;vertical-align:top;padding:.1em .8em .1em 0;border:none"
    body = "".join(
        f'<tr style="background:none"><th style="{cell};opacity:.65;font-weight:normal;white-space:nowrap">'
        f'{escape(label)}</th><td style="{cell}">{value}</td></tr>'
        for label, value in rows
        if value
    )
    return f'<table style="border-collapse:collapse;border:none">{body}</table>'


def _duties(groups: tuple[_native.DutyGroup, ...]) -> str:
    out = ""
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
            out += f'<ol style="margin:.2em 0;padding-left:1.8em">{clauses}</ol>'
    return out


def _who(item: _native.Item) -> list[tuple[str, str]]:
    rows = []
    for role in (Role.LEAD, Role.JOINT):
        names = [department.name for department, is_ in item.departments if is_ == role]
        rows.append((role.label, escape("、".join(names))))
    for takeover in item.takeover:
        who = takeover.department.name if takeover.department else "无：任何部门都不再开展"
        rows.append((Role.SUCCESSOR.label, f"<b>{escape(who)}</b>"))
        rows.append(("做法", escape(takeover.method or "（扫描件缺失）")))
    return rows


def item(of: _native.Item) -> str:
    """An item, whole."""
    title = f"<b>{of.id}</b> {_badge(of.tier.value, of.tier.label)} <b>{escape(of.name)}</b>"
    rows = [("事项类别", escape(of.category)), *_who(of)]
    rows.append(("上级职责", _duties(of.upper_duties)))
    rows.append(("乡镇职责", _duties(of.township_duties)))
    rows.append(("相关", "<br>".join(escape(f"{other} ({other.tier.label})") for other in of.related)))
    rows.append(("出处", escape(f"原文第 {'、'.join(map(str, of.source_lines))} 行")))
    rows += [("校勘", escape(f"{repair.field} {repair.kind.label}：{repair.basis}")) for repair in of.repairs]
    return _card(title, _rows(rows))


def _marked(text: str, parts: tuple[_native.Evidence, ...]) -> str:
    """The text with its evidence marked, the stronger the deeper."""
    out, done = "", 0
    for part in parts:
        style = f"background:hsla({_MET[part.met.value]},80%,50%,{0.2 + 0.5 * part.share:.2f});color:inherit;border-radius:.2em"
        hint = escape(f"{part.met.label} {part.share:.0%}")
        out += escape(text[done : part.start])
        out += f'<mark title="{hint}" style="{style}">{escape(text[part.start : part.end])}</mark>'
        done = part.end
    return out + escape(text[done:])


def answer(of: _native.Answer) -> str:
    """An answer: the query with its evidence, the verdict, the candidates."""
    best = of.best
    text = _marked(of.text, best.evidence) if best else escape(of.text)
    sure = "" if of.verdict == Verdict.UNCLEAR else f" 把握 {of.confidence:.0%}"
    title = f"{_badge(of.verdict.value, of.verdict.label)}{sure} <q>{text}</q>"
    rows = []
    for match in of.matches:
        lead = match.item.lead
        who = f" → {lead.name}" if lead else ""
        tier = _badge(match.item.tier.value, match.item.tier.label)
        rows.append((match.item.id, f"{tier} {escape(match.item.name + who)} <small>{match.confidence:.0%}</small>"))
    return _card(title, _rows(rows) or "没有认出任何词语，请换一种说法")


def department(of: _native.Department) -> str:
    """A department and its items by role."""
    rows = [("性质", escape(of.kind.label)), ("又称", escape("、".join(of.aliases)))]
    for role in Role:
        items = of.items(role)
        shown = "<br>".join(escape(str(item)) for item in items)
        rows.append((f"{role.label} {len(items)} 项" if items else role.label, shown))
    return _card(f"<b>{escape(of.name)}</b>", _rows(rows))


def table(of: Table) -> str:
    """The counts of a table and its first rows."""
    of = of.headed()
    counts = " ".join(_badge(key, f"{Verdict(key).label} {count}") for key, count in of.counts().items())
    head = of.head(_ROWS)
    cell = f"text-align:left;padding:.15em .6em;border-bottom:{_LINE}"
    names = "".join(f'<th style="{cell}">{escape(name)}</th>' for name in head)
    body = "".join(
        "<tr>" + "".join(f'<td style="{cell}">{_shown(name, value)}</td>' for name, value in zip(head, row, strict=True))
        + "</tr>"
        for row in zip(*head.values(), strict=True)
    )
    rest = f"<div><small>共 {len(of):,} 行 ({len(of):,} rows)</small></div>"
    grid = f'<table style="border-collapse:collapse"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'
    return _card(counts, grid + rest)


def _shown(name: str, value: object) -> str:
    if value is None:
        return '<span style="opacity:.5">—</span>'
    if name == "verdict":
        return _badge(str(value), Verdict(str(value)).label)
    if name.endswith("_tier"):
        return escape(Tier(str(value)).label)
    return escape(str(value))
