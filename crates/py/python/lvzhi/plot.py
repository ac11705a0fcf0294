"""Charts of a list and of results, with matplotlib (``pip install 'lvzhi[plot]'``). Each returns its ``Axes``.

``catalogue.plot`` draws those of a list; the functions here are those of the built-in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _native
from ._enums import Role, Tier, Verdict
from ._errors import LvzhiError, OptionError, missing
from ._table import Table

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["FontError", "Plots", "calibration", "categories", "confidence", "departments", "font", "matrix"]

_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "Microsoft YaHei", "PingFang SC",
    "Hiragino Sans GB", "Heiti SC", "SimHei", "SimSun", "WenQuanYi Zen Hei", "WenQuanYi Micro Hei", "Noto Sans CJK JP",
    "Droid Sans Fallback", "AR PL UMing CN", "Arial Unicode MS", "FangSong", "KaiTi",
)  # fmt: skip
_COLOURS = {"basic": "#3a9b5c", "cooperative": "#2f7fb8", "reclaimed": "#d08a2c", "unlisted": "#c0504d", "unclear": "#8e63a8"}


class FontError(LvzhiError, RuntimeError):
    """No font that shows Chinese is installed."""


def _first(manager: Any) -> str | None:
    installed = {entry.name for entry in manager.ttflist}
    return next((name for name in _FONTS if name in installed), None)


def font() -> str:
    """The name of an installed font that shows Chinese.

    Raises :class:`FontError` with what to install: boxes instead of names would be worse.
    """
    module = missing("matplotlib.font_manager", "plot")
    manager = module.fontManager
    name = _first(manager)
    if name is None:
        # matplotlib remembers the fonts that it found once: what was installed since is added here.
        known = {entry.fname for entry in manager.ttflist}
        for path in set(module.findSystemFonts()) - known:
            try:
                manager.addfont(path)
            except (OSError, RuntimeError):  # no font that matplotlib reads
                continue
        name = _first(manager)
    if name is not None:
        return name
    raise FontError(
        "没有能显示中文的字体，请安装后重试：Debian/Ubuntu 用 apt install fonts-noto-cjk 或 fonts-wqy-zenhei；或用 "
        "matplotlib.font_manager.fontManager.addfont(路径) 添加 (no font shows Chinese: install fonts-noto-cjk or "
        "fonts-wqy-zenhei, or add one by its path)"
    )


def _axes(axes: Axes | None, height: float) -> tuple[Any, str]:
    if axes is not None and not hasattr(axes, "barh"):
        raise OptionError(f"axes 应为 matplotlib 的 Axes，而不是 {type(axes).__name__} (expected Axes of matplotlib)")
    name = font()
    if axes is None:
        axes = missing("matplotlib.pyplot", "plot").subplots(figsize=(9, height), layout="constrained")[1]
    return axes, name


def _of_kind(value: Any, name: str, kind: type, whence: str) -> None:
    if not isinstance(value, kind):
        known, found = kind.__name__, type(value).__name__
        raise OptionError(f"{name} 应为 {whence} 给出的 {known}，而不是 {found} (expected the {known} of {whence}, not {found})")


def _rows(review: _native.Review, key: str, whence: str) -> list[dict[str, Any]]:
    """The rows of a table that only one kind of review has."""
    _of_kind(review, "review", _native.Review, whence)
    if key not in review.tables:
        raise OptionError(f"review 应由 {whence} 给出，而不是 {review.kind} (expected what {whence} gives, not {review.kind})")
    return review.tables[key]


def _bars(axes: Any, name: str, labels: list[str], series: dict[str, tuple[str, list[int]]], title: str) -> Axes:
    """Horizontal stacked bars with a legend; the first label on top."""
    places = range(len(labels))
    left = [0] * len(labels)
    for label, (colour, counts) in series.items():
        axes.barh(places, counts, left=left, color=colour, label=label)
        left = [a + b for a, b in zip(left, counts, strict=True)]
    axes.set_yticks(places, labels, fontfamily=name)
    axes.invert_yaxis()
    axes.set_xlim(0, max([*left, 1]) * 1.1)
    for place, total in zip(places, left, strict=True):
        axes.text(total, place, f" {total}", va="center", fontsize="small")
    axes.set_title(title, fontfamily=name)
    axes.legend(prop={"family": name})
    axes.spines[["top", "right"]].set_visible(False)
    made: Axes = axes
    return made


class Plots:
    """The charts of a list: ``catalogue.plot``."""

    def __init__(self, catalogue: _native.Catalogue) -> None:
        self._catalogue = catalogue

    def categories(self, axes: Axes | None = None) -> Axes:
        """Items by category (事项类别) and tier (清单类别), stacked."""
        names = list(dict.fromkeys(category.name for category in self._catalogue.categories()))
        series = {}
        for tier in Tier:
            counts = {category.name: len(category) for category in self._catalogue.categories(tier)}
            series[tier.label] = (_COLOURS[tier.value], [counts.get(name, 0) for name in names])
        axes, name = _axes(axes, 0.3 * len(names) + 1.5)
        return _bars(axes, name, names, series, f"{self._catalogue.township.name}各事项类别的事项数")

    def departments(self, table: Table | None = None, axes: Axes | None = None, most: int = 20) -> Axes:
        """Departments by load: items of the list by role or, with the ``table`` of a column, rows by verdict. The ``most``
        burdened departments are shown."""
        load: dict[str, dict[str, int]] = {}
        if table is None:
            kinds = {role.value: (role.label, _COLOURS[tier]) for role, tier in zip(Role, ("cooperative", "basic", "reclaimed"), strict=True)}
            for department in self._catalogue.departments():
                load[department.name] = {role.value: len(department.items(role)) for role in Role}
            title = "各部门牵头、协同、承接的事项数"
        else:
            _of_kind(table, "table", Table, "classify_many")
            kinds = {key: (Verdict(key).label, _COLOURS[key]) for key in ("cooperative", "reclaimed")}
            table = table.headed()
            for verdict, department in zip(table["verdict"], table["responsible"], strict=True):
                if department and verdict in kinds:
                    load.setdefault(department, dict.fromkeys(kinds, 0))[verdict] += 1
            title = "各部门负责的诉求数"
        names = sorted(load, key=lambda name: -sum(load[name].values()))[:most]
        axes, family = _axes(axes, 0.3 * len(names) + 1.5)
        series = {label: (colour, [load[name][key] for name in names]) for key, (label, colour) in kinds.items()}
        return _bars(axes, family, names, series, title)

    def confidence(self, table: Table, axes: Axes | None = None) -> Axes:
        """How sure the answers to a column are: a histogram of confidence (把握) by verdict."""
        _of_kind(table, "table", Table, "classify_many")
        table = table.headed()
        shown: dict[str, list[float]] = {verdict.value: [] for verdict in Verdict}
        for verdict, sure in zip(table["verdict"], table["confidence"], strict=True):
            if verdict is not None:
                shown[verdict].append(sure)
        axes, name = _axes(axes, 4)
        keys = [key for key, values in shown.items() if values]
        axes.hist(
            [shown[key] for key in keys], bins=20, range=(0, 1), stacked=True,
            color=[_COLOURS[key] for key in keys], label=[Verdict(key).label for key in keys],
        )  # fmt: skip
        axes.set_xlabel("把握", fontfamily=name)
        axes.set_ylabel("行数", fontfamily=name)
        axes.set_title("各类判断的把握分布", fontfamily=name)
        if keys:
            axes.legend(prop={"family": name})
        axes.spines[["top", "right"]].set_visible(False)
        made: Axes = axes
        return made


plot = property(Plots)
"""The property of :class:`lvzhi.Catalogue`."""

_built_in = Plots(_native.catalogue())
categories = _built_in.categories
confidence = _built_in.confidence
departments = _built_in.departments


def calibration(review: _native.Review, axes: Axes | None = None) -> Axes:
    """Whether the confidence can be believed: the share that is right over the mean confidence, with intervals, of what ``evaluate`` gave."""
    rows = _rows(review, "calibration", "evaluate")
    axes, name = _axes(axes, 5.5)
    sure, right = [row["confidence"] for row in rows], [row["right"] for row in rows]
    below = [max(0.0, row["right"] - row["low"]) for row in rows]
    above = [max(0.0, row["high"] - row["right"]) for row in rows]
    axes.plot([0, 1], [0, 1], color="#888888", linewidth=1, linestyle="--")
    axes.errorbar(sure, right, yerr=[below, above], fmt="o-", color=_COLOURS["cooperative"], capsize=3)
    axes.set_xlabel("平均把握", fontfamily=name)
    axes.set_ylabel("实际正确", fontfamily=name)
    axes.set_title("把握是否可信", fontfamily=name)
    return axes


def matrix(review: _native.Review, axes: Axes | None = None) -> Axes:
    """Matters (one a row) by townships, coloured by the tier in which each has them, of what ``compare`` gave."""
    rows = _rows(review, "matrix", "compare")
    names = list(review.columns("matrix").values())[3:]
    labels = [tier.label for tier in Tier]
    colours = ["#00000000", *(_COLOURS[tier.value] for tier in Tier), "#555555"]
    # What is split over tiers is the last colour.
    place: dict[str | None, int] = {label: at for at, label in enumerate([None, *labels])}
    # What a list has beside other matters is left blank.
    beside = [[(row[key] or "").startswith("兼") for key in list(row)[3:]] for row in rows]
    values = [
        [0 if aside else place.get(row[key], len(labels) + 1) for key, aside in zip(list(row)[3:], asides, strict=True)]
        for row, asides in zip(rows, beside, strict=True)
    ]
    axes, name = _axes(axes, 8)
    colour_map = missing("matplotlib.colors", "plot").ListedColormap(colours)
    axes.imshow(values, aspect="auto", cmap=colour_map, vmin=0, vmax=len(colours) - 1, interpolation="nearest")
    axes.set_xticks(range(len(names)), names, fontfamily=name, rotation=0 if len(names) < 6 else 90)
    axes.set_yticks([])
    axes.set_ylabel(f"{len(rows)} 个事由", fontfamily=name)
    patch = missing("matplotlib.patches", "plot").Patch
    shown = zip(colours[1:], [*labels, "分在几类"], strict=True)
    handles = [patch(color=colour, label=label) for colour, label in shown]
    axes.legend(handles=handles, prop={"family": name}, loc="upper left", bbox_to_anchor=(1, 1))
    axes.set_title("事由×乡镇", fontfamily=name)
    return axes
