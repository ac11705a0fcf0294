"""Whether a text names a county or township elsewhere, in plain Python, for `slow_classifier.py`. Written from docs/weights.md."""

from __future__ import annotations

from collections.abc import Iterator

from slow_folding import is_chinese
from slow_reading import KINDS, NO_NAME

FROM = "我是 我们是 本人是 来自 家住 家在 我住 住在 位于".split()
BEFORE = "在 反映 关于".split()
VERBS = (
    "配合 协助 支持 联系 服务 督促 指导 组织 落实 推进 推动 做好 加强 开展 完善 实施 促进 发展 参加 报送 根据 按照 会同 协调 结合 申请 举报 投诉 咨询 支援 统筹 负责 提供 通知 打造 创建 整治 清扫 改造 "
    "经过 走访 联合 汇总 上报"
).split()
GENERIC = {
    "省": "外本全邻",
    "市": "城省级县超夜门菜早集股上大本全外邻",
    "县": "困范点进强边大小外邻贫境业粮近壁他级",
    "区": "市小社城景辖山牧灾园校库林片地郊厂学老新矿病营护发业务民宅治济域能居住商边贫禁特险中游",
    "旗": "国红锦彩党军降升",
    "镇": "乡城集小古村市重色心点范县",
    "乡": "家老返回故城同异他离还外下归思之大",
    "道": "一条个河街渠通管轨铁车航人大主商老",
}
WORDS = {"县": "城里级域委内外直长际官乡镇", "乡": "村镇亲里下间土愁音贤情风规约俗邻", "市": "场民政容区面里内外委"}


def place(text: str, widest: int) -> tuple[str, str, int, str] | None:
    """The place that a text begins with: its name, its kind, how narrow it is, and what stands behind."""
    for at in range(min(8, len(text)) + 1):
        rest = text[at:]
        here = [(level, kind) for level in range(widest, 5) for kind in KINDS[level] if rest.startswith(kind)]
        if here and at > 1 and (widest > 0 or here[0][0] < 4):
            level, kind = here[0]
            name, behind = text[:at], rest[len(kind) :]
            if (
                at > (8 if kind[0] == "自" else 4)
                or any(verb in name for verb in VERBS)
                or name[-1] in GENERIC.get(kind[-1], "")
                or behind[:1] and behind[0] in WORDS.get(kind[-1], "")
            ):
                return None
            return name, kind, level, behind
        if rest[:1] and rest[0] in NO_NAME + "某几":
            return None
    return None


def is_other(text: str, is_from: bool, home: list[str]) -> bool:
    """Whether a text begins with the name of another place."""
    first = place(text, 0)
    if first is None:
        return False

    def other(name: str, level: int) -> bool:
        return level < 4 and name not in home

    name, kind, level, behind = first
    chain = [first]
    while narrower := place(chain[-1][3], chain[-1][2] + 1):
        chain.append(narrower)
    if len(chain) > 1:
        stands = chain[1][2] < 4 or level >= 2 and kind[-1] != "区"
        return stands and (is_from or kind[-1] != "道") and any(other(name, level) for name, _, level, _ in chain)
    closes = behind.startswith("的")
    if level == 1:
        named = is_from and kind[-1] == "市"
    else:
        named = level > 1 and (is_from or closes and kind[-1] not in "区道")
    return named and other(name, level)


def stem_of(name: str) -> str:
    """A place's name without its kind."""
    stems = [name[: -len(kind)] for level in range(4) for kind in KINDS[level] if name.endswith(kind)]
    return min(stems, key=len, default=name)


def runs_of(folded: str) -> Iterator[str]:
    """The runs of Chinese characters of a folded text."""
    run = ""
    for c in folded + " ":
        if is_chinese(c):
            run += c
        elif run:
            yield run
            run = ""


def is_elsewhere(folded: str, township: str, county: str, prefecture: str, region: str) -> bool:
    """Whether a folded text names a county or township other than these, and neither of these."""
    home = [stem_of(name) for name in (township, county, prefecture, region)]

    def at_all(run: str) -> bool:
        for at in range(len(run)):
            rest = run[at : at + 40]
            cue = next((word for word in FROM + BEFORE if rest.startswith(word)), None)
            if cue:
                if is_other(rest[len(cue) :], cue in FROM, home):
                    return True
            elif at == 0 and is_other(rest, False, home):
                return True
        return False

    own = [stem if len(stem) > 1 else name for stem, name in zip(home, (township, county))]
    return any(map(at_all, runs_of(folded))) and not any(name and name in folded for name in own)
