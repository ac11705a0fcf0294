"""What the package costs, beside the core and beside what analysts would use instead, in one run.

    cargo build --release -p lvzhi-py --example core_speed
    pip install jieba rapidfuzz pandas pyarrow
    python bench/bench.py target/release/examples/core_speed [--rows 1000000]

Prints import time and memory, time of a call against the core, and of a pandas Series of distinct texts of 25 characters
against the core, jieba + BM25, rapidfuzz and SQLite FTS5. Rivals answer fewer rows and are scaled up to the same number;
their time to build an index is left out.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from math import log
from typing import Any

WHAT = [
    "老板欠我们工钱不给", "村口那棵老树有人要砍", "孩子上学怎么报名", "低保申请没答复", "养老金没发", "路灯不亮", "垃圾没人清",
    "邻居盖房占地", "想打一口机井", "棉花补贴没到账", "卫生院看病贵", "野狗咬人", "半夜施工噪音", "水管漏水", "结婚登记",
    "消防通道堵了", "有人采砂", "残疾证换证", "校外培训乱收费", "大棚被风刮坏", "牛羊打防疫针", "宅基地审批", "退役军人安置",
]  # fmt: skip
LENGTH = 25
RIVAL_ROWS = 2_000
TURNS = 6


def texts(count: int) -> list[str]:
    """Distinct texts of 25 characters: two matters and a number."""
    chance = random.Random(1)
    made: dict[str, None] = {}
    while len(made) < count:
        tail = f"{len(made):07}"
        text = f"{chance.choice(WHAT)}，{chance.choice(WHAT)}，请问这件事情该找谁来管"
        made[text[: LENGTH - len(tail)] + tail] = None
    return list(made)


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """The quickest of some runs."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        call()
        best = min(best, time.perf_counter() - start)
    return best


def child(code: str) -> float:
    """The number that a fresh interpreter prints."""
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True).stdout)


def import_cost() -> tuple[float, float]:
    """Milliseconds and MB of resident memory that `import lvzhi` adds to bare Python, with one answer."""
    timed = "import time; t = time.perf_counter(); import lvzhi; print((time.perf_counter() - t) * 1000)"
    rss = "print(int(open('/proc/self/statm').read().split()[1]) * 4096 / 1e6)"
    milliseconds = statistics.median(child(timed) for _ in range(11))
    bare = statistics.median(child(rss) for _ in range(5))
    with_list = statistics.median(child(f"import lvzhi; lvzhi.classify('欠薪'); {rss}") for _ in range(5))
    return milliseconds, with_list - bare


def bm25_jieba(names: list[str]) -> Callable[[str], object]:
    import jieba

    documents = [list(jieba.cut(name)) for name in names]
    mean = sum(map(len, documents)) / len(documents)
    postings: dict[str, list[tuple[int, float]]] = {}
    for n, words in enumerate(documents):
        for word in set(words):
            count = words.count(word)
            weight = count * 2.2 / (count + 1.2 * (0.25 + 0.75 * len(words) / mean))
            postings.setdefault(word, []).append((n, weight))
    weights = {w: log(1 + (len(documents) - len(p) + 0.5) / (len(p) + 0.5)) for w, p in postings.items()}

    def best(text: str) -> object:
        scores: dict[int, float] = {}
        for word in jieba.cut(text):
            for n, weight in postings.get(word, ()):
                scores[n] = scores.get(n, 0.0) + weight * weights[word]
        return max(scores, key=scores.__getitem__, default=None)

    return best


def rapidfuzz_best(names: list[str]) -> Callable[[str], object]:
    from rapidfuzz import fuzz, process

    return lambda text: process.extractOne(text, names, scorer=fuzz.WRatio)


def fts5(names: list[str]) -> Callable[[str], object]:
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table items using fts5(name, tokenize='trigram')")
    base.executemany("insert into items values (?)", [(name,) for name in names])

    def best(text: str) -> object:
        terms = " OR ".join(f'"{text[n : n + 3]}"' for n in range(len(text) - 2))
        return base.execute("select rowid from items where items match ? order by rank limit 1", [terms]).fetchone()

    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("core_speed")
    parser.add_argument("--rows", type=int, default=1_000_000)
    given = parser.parse_args()

    milliseconds, megabytes = import_cost()
    print(f"import lvzhi: {milliseconds:.1f} ms, {megabytes:.1f} MB with one answer")

    import lvzhi
    import pandas as pd
    import pyarrow as pa

    column = texts(given.rows)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(column))
        file.flush()
        some = column[:20_000]
        classify = lvzhi.classify
        # What pandas 3 makes of texts is backed by Arrow; what older code makes is a column of Python objects.
        columns = {
            "a pandas Series": pd.Series(column),
            "a pandas Series of objects": pd.Series(column, dtype=object),
            "a pyarrow Array": pa.array(column),
        }
        core: dict[str, Any] = {}
        call = float("inf")
        took = dict.fromkeys(columns, float("inf"))
        # The core and the package take turns: what else the machine does meets both. The quickest turn of each counts.
        for _ in range(TURNS):
            told = json.loads(subprocess.check_output([given.core_speed, file.name]))
            core = {key: min(core.get(key, value), value) for key, value in told.items()}
            call = min(call, seconds(lambda: [classify(text) for text in some], 3) / len(some) * 1e6)
            for kind, given_column in columns.items():
                took[kind] = min(took[kind], seconds(lambda: lvzhi.classify_many(given_column, progress=False)))  # noqa: B023
    print(f"one text: {call:.2f} µs, the core {core['alone_ns'] / 1e3:.2f} µs, over it {call - core['alone_ns'] / 1e3:.2f} µs")
    together = core["together_s"]
    print(f"{len(column):,} rows on {core['cores']} cores: the core {together:.2f} s ({len(column) / together / core['cores']:,.0f} a second on each)")
    for kind, best_time in took.items():
        print(f"    {kind}: {best_time:.2f} s ({together / best_time:.0%} of the core's throughput)")
    ours = took["a pandas Series"]
    repeated = pd.Series(column[:10_000] * (len(column) // 10_000))
    print(f"{len(repeated):,} rows, 10,000 distinct: {seconds(lambda: lvzhi.classify_many(repeated, progress=False)):.2f} s")

    names = [f"{item.name} {item.category}" for item in lvzhi.items()]
    for rival, make in (("jieba + BM25", bm25_jieba), ("rapidfuzz WRatio", rapidfuzz_best), ("SQLite FTS5 trigram", fts5)):
        try:
            best = make(names)
        except ImportError:
            print(f"{rival}: not installed")
            continue
        best(column[0])
        took_rival = seconds(lambda: [best(text) for text in column[:RIVAL_ROWS]]) / RIVAL_ROWS * len(column)  # noqa: B023
        print(f"{rival}, one core: {took_rival:.0f} s for {len(column):,} rows (from {RIVAL_ROWS:,}): {took_rival / ours:.0f} times ours")


if __name__ == "__main__":
    main()
