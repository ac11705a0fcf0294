"""What the pages of terminals and of notebooks say alike."""

from __future__ import annotations

from . import _native
from ._enums import Reason, RepairKind, Tier, Verdict

MEANING = {
    Tier.BASIC: "乡镇自己负责",
    Tier.COOPERATIVE: "县级部门牵头，乡镇配合",
    Tier.RECLAIMED: "已由上级部门收回，乡镇不再承担",
}
UNCLEAR = {
    Reason.TOO_LITTLE: "说得太少，请人工判断",
    Reason.TIERS_NEAR: "几级相近，难分高下，请人工判断",
    Reason.ONLY_FRAME: "只有套话，没有说是什么事，请人工判断",
    Reason.ASKS_LIST: "问的是清单本身，请用 lvzhi list 查看",
}
ELSEWHERE = "提到了别的县或乡镇，请核对是否归本乡镇"
NOTHING_KNOWN = "没有认出任何词语，请换一种说法"
NO_SUCCESSOR = "清单未列承接部门"
UNCLEAR_NOTE = "各候选后面的百分比是它就是这件事的可能性，分别估算，加起来不一定是 100%"


def percent(share: float) -> str:
    """A share in per cent, ``93%``: halves go up, by the four decimals that answers have, as the command rounds them."""
    return f"{(round(share * 10_000) + 50) // 100}%"


def meaning(answer: _native.Answer) -> str:
    """What the verdict of an answer means, in a clause."""
    if answer.verdict == Verdict.UNLISTED:
        return "清单里没有这件事，下列事项只是最接近的，不是结论"
    if answer.verdict == Verdict.UNCLEAR:
        return UNCLEAR[answer.reason or Reason.TOO_LITTLE]
    return MEANING[Tier(answer.verdict.value)]


def unlisted_note(answer: _native.Answer) -> str:
    """What the percentages of a matter that is not on the list mean."""
    return (
        f"把握 {percent(answer.confidence)} 指清单里没有这件事；各候选后面的百分比另行估算，只表示它与所说的事有多相近，"
        "不能与前者相加或比较"
    )


def covered(cover: _native.Cover) -> str:
    """A matter that an item covers, and whether nobody but the program says so."""
    name = cover.matter.name if cover.matter else "（本版本未收录）"
    return name if cover.stated else f"{name}（由程序对应）"


def source_lines(item: _native.Item) -> str:
    """The lines of the source that an item was read from."""
    return f"原文第 {'、'.join(map(str, item.source_lines))} 行"


def no_lead(item: _native.Item) -> str:
    """What is said where no department leads: an item without lines was not read from a scan, so nothing of it was lost there."""
    return "扫描件缺失，原文未见部门名称" if item.source_lines else "原文没有写明部门"


def no_method(item: _native.Item) -> str:
    """What is said where nobody tells how the work is done now."""
    return "（扫描件缺失）" if item.source_lines else "（原文没有写明）"


def gap(item: _native.Item, cell: str) -> str:
    """What is said over duties of which something is missing; nothing where all are there."""
    if not any(repair.kind == RepairKind.UNREADABLE and repair.field.startswith(cell) for repair in item.repairs):
        return ""
    return "（扫描件有缺损，以下为可辨认部分）" if item.source_lines else "（原文此处为空或不全）"


def repair_line(item: _native.Item, repair: _native.Repair) -> str:
    """A difference from the source: where, how it was come by, why."""
    absent = repair.kind == RepairKind.UNREADABLE and not item.source_lines
    return f"{repair.place}（{'原文为空' if absent else repair.kind.label}）：{repair.basis_zh or repair.basis}"
