"""What tests share: queries written for them, and the `lvzhi` binary to compare with."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

MATTERS = [
    "老板欠我们工钱不给", "村口那棵几百年的老榆树有人要砍", "孩子上学怎么报名", "低保怎么申请", "路灯坏了好几天", "垃圾堆了没人清",
    "邻居盖房占了我家地", "想打一口井", "棉花补贴没到账", "野狗咬人", "半夜施工太吵", "自来水停了", "办结婚登记", "消防通道堵了",
    "养老金这个月没发", "残疾证过期了", "超市卖过期奶粉", "有人非法采砂", "大棚被风吹坏", "牛羊打防疫针", "农药瓶乱扔", "工厂冒黑烟",
    "校外培训班乱收费", "想入党", "村务不公开", "宅基地审批", "退役军人安置", "妇女被家暴", "吸毒人员回来了", "地震了怎么办",
    "Ａｐｐ上怎么缴医保", "C051", "国土调查", "人社局电话", "hello world", "今天天气怎么样", "比特币涨了吗", "繁體字的請求", "1234567",
]  # fmt: skip
FRAMES = ["{}", "你好，{}", "{}，找谁？", "我们村{}，已经三个月了", "关于{}的问题", "  {}\n"]


@pytest.fixture(scope="session")
def queries() -> list[str]:
    """Some hundreds of queries, all distinct."""
    texts = [frame.format(matter) for frame, matter in itertools.product(FRAMES, MATTERS)]
    texts += ["空\0字节", "🐑🐑", "a" * 500, "请" * 2000]
    assert len(texts) == len(set(texts)) > 200
    return texts


@pytest.fixture(scope="session")
def binary() -> str:
    """The `lvzhi` command of the same sources: $LVZHI_BIN, or what was built last."""
    targets = [os.environ.get("CARGO_TARGET_DIR"), str(ROOT / "target")]
    built = [f"{target}/{profile}/lvzhi" for target in targets if target for profile in ("release", "debug")]
    found = os.environ.get("LVZHI_BIN") or next((path for path in built if os.path.exists(path)), shutil.which("lvzhi"))
    if not found:
        pytest.skip("no lvzhi binary: cargo build --release -p lvzhi-cli, or set LVZHI_BIN")
    return found


@pytest.fixture(scope="session")
def told(binary: str, queries: list[str]) -> list[str]:
    """What the binary answers to the queries, three candidates each: lines of JSON."""
    lines = "".join(json.dumps({"id": n, "q": text}) + "\n" for n, text in enumerate(queries))
    run = subprocess.run(
        [binary, "classify", "--jsonl", "--top", "3"], input=lines.encode(), capture_output=True, check=True
    )
    return run.stdout.decode().splitlines()
