"""Many calls for a long time: what crates/core/examples/soak.rs does, from Python.

    python bench/soak.py ANSWERS.tsv THREADS SECONDS CALLS
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

import lvzhi


def memory() -> int:
    """What of this process is in memory, in KiB, counted exactly: the figure in /proc/self/status lags behind."""
    text = Path("/proc/self/smaps_rollup").read_text("ascii")
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Rss:"))


def main() -> None:
    path, threads, seconds, calls = sys.argv[1], *map(int, sys.argv[2:5])
    pairs = [line.split("\t") for line in Path(path).read_text("utf-8").splitlines()]
    asked, wrong = [0] * threads, [0] * threads
    over = threading.Event()

    def ask(thread: int) -> None:
        number = thread * len(pairs) // threads
        while not over.is_set():
            text, answer = pairs[number % len(pairs)]
            wrong[thread] += lvzhi.classify(text).to_json() != answer
            asked[thread] += 1
            number += 1

    workers = [threading.Thread(target=ask, args=(thread,)) for thread in range(threads)]
    for worker in workers:
        worker.start()
    time.sleep(seconds)
    over.set()
    for worker in workers:
        worker.join()

    first = bad = 0
    for number in range(calls):
        if number == calls // 10:
            first = memory()
        text, answer = pairs[number % len(pairs)]
        bad += lvzhi.classify(text).to_json() != answer
    if bad or any(wrong):
        sys.exit(f"{bad + sum(wrong)} answers are not those of the file")
    print(sum(asked), first, memory(), sep="\t")


if __name__ == "__main__":
    main()
