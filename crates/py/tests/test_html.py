"""HTML for notebooks: sound, escaped, readable in light and dark, in its frame when the page is narrow. And the reprs."""

from __future__ import annotations

import colorsys
import re
from html.parser import HTMLParser

import lvzhi
import pandas as pd
import pytest

COLUMN = ["老板欠我们工钱不给", "村口那棵几百年的老榆树有人要砍", None, "今天天气怎么样", "低保怎么申请", "树", " "]
VOID = {"br"}


class Node:
    """An element: its tag, attributes, style, children (elements and texts)."""

    def __init__(self, tag: str, attrs: dict[str, str | None], up: Node | None) -> None:
        self.tag, self.attrs, self.up = tag, attrs, up
        self.children: list[Node | str] = []
        pairs = (part.split(":", 1) for part in (attrs.get("style") or "").split(";") if part)
        self.style = {key.strip(): value.strip() for key, value in pairs}

    def all(self, tag: str) -> list[Node]:
        """Elements of a tag below, in their order."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                found += ([child] if child.tag == tag else []) + child.all(tag)
        return found

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def above(self) -> list[Node]:
        return [] if self.up is None else [self.up, *self.up.above()]


class Tree(HTMLParser):
    """Reads HTML to a tree; fails where tags do not close in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.top = self.at = Node("", {}, None)
        self.feed(html)
        self.close()
        assert self.at is self.top, f"<{self.at.tag}> is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, dict(attrs), self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_endtag(self, tag: str) -> None:
        assert self.at.tag == tag and self.at.up
        self.at = self.at.up

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)


def tree(of: object) -> Node:
    return Tree(of._repr_html_()).top  # type: ignore[attr-defined]


def pages(queries: list[str]) -> list[object]:
    """One of each page, and all of those that differ."""
    shown: list[object] = [*lvzhi.items(), *lvzhi.departments(), *lvzhi.categories(), lvzhi.township]
    answers = [lvzhi.classify(text) for text in [*queries, "☃☃☃"]]
    shown += [*answers, *(answer.best for answer in answers if answer.best)]
    return shown + [lvzhi.classify_many(column, top=top, errors="null") for column in (queries, COLUMN, [None], []) for top in (1, 2, 16)]


def test_pages_are_sound(queries: list[str]) -> None:
    for item in lvzhi.items():
        text = tree(item).text
        assert item.id in text and item.name in text and all(duty in text for group in item.township_duties for duty in group.duties)
    for department in lvzhi.departments():
        assert department.name in tree(department).text
    for page in pages(queries):
        top = tree(page)
        assert not top.all("script") and not top.all("style") and top.all("div")


def test_everything_is_escaped() -> None:
    wrong = "<script>alert(1)</script>老板欠我们工钱不给&amp;\"'"
    html = lvzhi.classify(wrong)._repr_html_()
    assert "<script" not in html and "&lt;script&gt;" in html and "&amp;amp;" in html and "<mark" in html
    assert Tree(html).top.all("q")[0].text == wrong
    frame = pd.Series(["欠薪", 7], index=["<b>一</b>", "<i>二</i>"])
    table = lvzhi.classify_many(frame, errors="null")
    assert "<i>" not in table._repr_html_() and "<b>一</b>" in tree(table).text


def test_tables_stay_in_their_frame() -> None:
    for top in (1, 2, 16):
        table = tree(lvzhi.classify_many(COLUMN, top=top, errors="null"))
        [grid] = table.all("table")
        # What is wider than the page scrolls within the card, and JupyterLab's layout of equal columns is put off.
        assert grid.up and grid.up.style["overflow-x"] == "auto" and grid.up.style["max-width"] == "100%"
        assert grid.style["table-layout"] == "auto" and "white-space" not in grid.style
        heads = [head.text for head in grid.all("th")]
        assert heads == ["行", "判断（把握）", "事项", "负责单位", *(["其他候选"] if top > 1 else [])]
        for row in grid.all("tr")[1:]:
            cells = [cell for cell in row.children if isinstance(cell, Node)]
            assert len(cells) == len(heads)
            # A name has room for fourteen characters, however many columns there are.
            assert any(float(div.style.get("min-width", "0em")[:-2]) >= 14 for div in cells[2].all("div"))
        # Sixteen candidates do not make sixteen columns, nor rows of sixteen lines.
        assert len(heads) <= 6 and all(len(row.all("div")) <= 8 for row in grid.all("tr"))


def test_no_page_is_wider_than_its_place(queries: list[str]) -> None:
    for page in pages(queries):
        [card] = [child for child in tree(page).children if isinstance(child, Node)]
        assert card.style["box-sizing"] == "border-box" and card.style["overflow-wrap"] == "anywhere"
        for node in [card, *card.all("div"), *card.all("table"), *card.all("td")]:
            assert "width" not in node.style or node.style["width"] == "100%"
            if "min-width" in node.style:
                assert any(up.style.get("overflow-x") == "auto" for up in node.above())
        for grid in card.all("table"):
            assert grid.style["table-layout"] == "auto" and grid.style["margin"] == "0"
            assert all(cell.style["text-align"] == "left" for cell in [*grid.all("td"), *grid.all("th")])


def luminance(colour: tuple[float, ...]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def over(front: tuple[float, ...], alpha: float, back: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(alpha * one + (1 - alpha) * other for one, other in zip(front, back, strict=True))


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


# Background and text, each a grey: of pages and notebooks, light and dark.
THEMES = {
    "page, light": (1.0, 0.0),
    "page, dark": (0.07, 0.91),
    "JupyterLab, light": (1.0, 0.13),
    "JupyterLab, dark": (0.067, 0.878),
    "VS Code, light": (1.0, 0.231),
    "VS Code, dark": (0.122, 0.8),
}


@pytest.mark.parametrize("theme", THEMES)
def test_contrast_is_that_of_wcag_aa(theme: str, queries: list[str]) -> None:
    back, text = ((grey,) * 3 for grey in THEMES[theme])
    shades, opacities = set(), set()
    for page in pages(queries):
        html = page._repr_html_()  # type: ignore[attr-defined]
        assert not re.search(r"[;\"]color:(?!inherit)", html), "text has the colour of the page"
        shades |= set(re.findall(r"background:hsla\((\d+),(\d+)%,(\d+)%,([\d.]+)\)", html))
        opacities |= {float(opacity) for opacity in re.findall(r"opacity:([\d.]+)", html)}
        assert "hsla" not in re.sub(r"background:hsla\(\d+,\d+%,\d+%,[\d.]+\)", "", html)
    assert len(shades) >= 5 and opacities
    for hue, full, light, alpha in shades:
        colour = colorsys.hls_to_rgb(int(hue) / 360, int(light) / 100, int(full) / 100)
        behind = over(colour, float(alpha), back)
        assert contrast(text, behind) >= 4.5, (theme, hue, alpha)
    for opacity in opacities:
        assert contrast(over(text, opacity, back), back) >= 4.5, (theme, opacity)


def test_what_is_not_on_the_list_is_told_from_findings() -> None:
    answer = lvzhi.classify("今天天气怎么样")
    assert answer.verdict == "unlisted"
    page = tree(answer).text
    assert "清单里没有这件事" in page and "不是结论" in page and "不能与前者相加或比较" in page
    assert page.count("相近 ") == len(answer.matches)
    assert "相近 " in str(answer) and "最接近的事项" in str(answer) and ", nearest " in repr(answer)
    found = lvzhi.classify("老板欠我们工钱不给")
    assert "相近 " not in tree(found).text + str(found) and "nearest" not in repr(found)
    unclear = lvzhi.classify("树")
    assert unclear.verdict == "unclear" and "请人工判断" in tree(unclear).text and "把握" not in str(unclear)
    table = tree(lvzhi.classify_many(COLUMN, top=2, errors="null"))
    rows = [[cell.text for cell in row.children if isinstance(cell, Node)] for row in table.all("tr")[1:]]
    assert rows[0][2].startswith("R009") and rows[0][3] == "巴楚县人力资源和社会保障局"
    assert rows[0][1].startswith("上级部门收回 ") and rows[1][3] == lvzhi.township.name
    assert rows[3][2].startswith("最接近") and rows[3][3] == f"通常 {lvzhi.classify(str(COLUMN[3])).usual_body}"
    assert rows[5][2].startswith("候选") and rows[5][1] == "待定" and rows[5][3] == "—"
    assert "只是最接近的，不是结论" in table.text


def test_empty_and_wrong_rows_say_so() -> None:
    table = lvzhi.classify_many(COLUMN, top=2, errors="null")
    rows = [row.text for row in tree(table).all("tr")[1:]]
    assert rows[2] == "2空无文本" and rows[6].startswith("6错误查询为空")
    assert "无结果 2" in tree(table).text and repr(table).endswith("; 2 without an answer>")
    assert "共 0 行" in tree(lvzhi.classify_many([])).text
    assert repr(lvzhi.classify_many([])) == "<Table 0 rows>"
    long = tree(lvzhi.classify_many(COLUMN * 1000, errors="null"))
    assert "共 7,000 行" in long.text and len(long.all("tr")) == 11


def test_departments_are_told_as_the_list_has_them() -> None:
    # R001 has no successor: the list says 不再开展此项工作. Of C044 and C064 the scan lost the department.
    item = lvzhi.item("R001")
    assert repr(item) == f"<Item R001 {item.name} (上级部门收回, 民生服务, 不再开展)>"
    assert repr(item.takeover[0]) == "<Takeover of R001: 不再开展此项工作。>"
    page = tree(item).text
    assert "清单未列承接部门" in page and "不再开展此项工作。" in page
    for key in ("C044", "C064"):
        assert "部门名称扫描件缺失" in repr(lvzhi.item(key)) and "扫描件缺失，原文未见部门名称" in tree(lvzhi.item(key)).text
    for item in lvzhi.items():
        assert "nobody" not in repr(item) and "任何部门都不再" not in tree(item).text


def test_reprs_fit_a_line() -> None:
    assert repr(lvzhi.item("R041")).endswith("巴楚县应急管理局等7个部门)>")
    for item in lvzhi.items():
        assert len(repr(item)) < 100 and item.id in repr(item) and item.name[:20] in repr(item)
        assert len(repr(lvzhi.classify(item.name))) < 80 and len(repr(lvzhi.classify(item.name).best)) < 90
    assert str(lvzhi.classify("☃☃☃")) == "待定（说得太少），没有认出任何词语，请换一种说法"


def test_repairs_are_told_in_chinese() -> None:
    page = tree(lvzhi.item("C051")).text
    assert "对应上级部门（编者拟补）：扫描件只剩“巴”字残笔" in page and "guess" not in page
    assert "含编者推测，见校勘" in page  # what the editor supplied is marked where it is shown
    for item in lvzhi.items():
        text = tree(item).text
        for repair in item.repairs:
            assert repair.basis_zh and repair.basis_zh in text and repair.place in text and repair.basis not in text
            assert not re.search("[a-z]{3}", repair.basis_zh + repair.place)
        supplied = {repair.field for repair in item.repairs if repair.kind == "supplied"}
        assert ("名称为编者所拟" in text) == ("name" in supplied) and ("含编者推测，见校勘" in text) == ("departments" in supplied)


