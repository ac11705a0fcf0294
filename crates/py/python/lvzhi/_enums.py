"""The enums of the list. Members are strings, with the values of the export: ``Tier.BASIC == "basic"``."""

from __future__ import annotations

from enum import Enum

__all__ = ["FrameKind", "Kind", "Met", "Reason", "RepairKind", "Role", "Tier", "Verdict"]


class _Key(str, Enum):
    """A string of the export with a Chinese label."""

    label: str
    """The Chinese name, such as 基本履职. Set at import, from the core."""

    def __str__(self) -> str:
        return str(self.value)

    def __format__(self, spec: str) -> str:
        return format(str(self.value), spec)


class Tier(_Key):
    """The parts of a list (清单类别).

    >>> import lvzhi
    >>> lvzhi.Tier("reclaimed").label
    '上级部门收回'
    """

    BASIC = "basic"
    COOPERATIVE = "cooperative"
    RECLAIMED = "reclaimed"


class Verdict(_Key):
    """Whose duty a matter is (判断): a tier, outside the list, or not to be told."""

    BASIC = "basic"
    COOPERATIVE = "cooperative"
    RECLAIMED = "reclaimed"
    UNLISTED = "unlisted"
    UNCLEAR = "unclear"


class Reason(_Key):
    """Why an answer is unclear (待定原因)."""

    TOO_LITTLE = "too_little"
    TIERS_NEAR = "tiers_near"
    ONLY_FRAME = "only_frame"
    ASKS_LIST = "asks_list"


class FrameKind(_Key):
    """What a part of a text is that is wrapped around its matter (外壳类别)."""

    MARKUP = "markup"
    FIELD = "field"
    NUMBER = "number"
    ADDRESS = "address"
    FORMULA = "formula"
    BESIDE = "beside"
    HOTLINE = "hotline"


class Role(_Key):
    """What a department has to do with an item (角色)."""

    LEAD = "lead"
    JOINT = "joint"
    SUCCESSOR = "successor"


class Kind(_Key):
    """What kind of body a department is (单位性质)."""

    PARTY = "party"
    CONGRESS = "congress"
    CPPCC = "cppcc"
    GOVERNMENT = "government"
    MASS_ORGANISATION = "mass_organisation"
    VERTICAL_AGENCY = "vertical_agency"
    PUBLIC_INSTITUTION = "public_institution"
    BANK = "bank"


class Met(_Key):
    """What a part of a query met (依据)."""

    NAME = "name"
    DUTY = "duty"
    DEPARTMENT = "department"
    PHRASE = "phrase"


class RepairKind(_Key):
    """How a text that differs from the scan was come by (校勘)."""

    RESTORED = "restored"
    SUPPLIED = "supplied"
    UNREADABLE = "unreadable"

