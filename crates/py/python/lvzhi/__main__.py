"""``lvzhi`` or ``python -m lvzhi``: the verbs of the `lvzhi` command, and tables.

    lvzhi classify 老板欠我们工钱不给
    lvzhi classify 工单.xlsx --column 诉求 -o 归类.xlsx
    lvzhi show C051
"""

from __future__ import annotations

import os
import signal
import sys

from . import _command
from ._command import ANSWERED, MISUSE, NOTHING_FOUND, Misuse
from ._errors import LvzhiError, NotFoundError

__all__ = ["main", "run"]

_KILLED = 128
"""The exit code of a shell for a command that a signal ended, less the signal's number."""


def main(arguments: list[str] | None = None) -> int:
    """Carries out a call of the command; returns its exit code."""
    given = _command.parser().parse_args(arguments)
    try:
        code = _command.VERBS[given.verb](given)
        sys.stdout.flush()
        return code
    except NotFoundError as error:
        print(f"lvzhi: {error}", file=sys.stderr)
        return NOTHING_FOUND
    except (LvzhiError, Misuse, ImportError) as error:
        print(f"lvzhi: {error}", file=sys.stderr)
        return MISUSE
    except BrokenPipeError:
        # A reader that stops reading, as `head` does, is no failure. Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ANSWERED
    except OSError as error:
        print(f"lvzhi: 无法输出 (cannot write): {error}", file=sys.stderr)
        return MISUSE


def run() -> int:
    """The command as a process of its own; returns its exit code."""
    # As the binary: UTF-8 whatever the locale, and line ends as they are.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", newline="\n")
    # Ended from outside, it still takes its unfinished file away.
    for number in (signal.SIGTERM, getattr(signal, "SIGHUP", signal.SIGTERM)):
        # What is ignored, as under nohup, stays so.
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, lambda number, _: sys.exit(_KILLED + number))
    try:
        return main()
    except KeyboardInterrupt:
        return _KILLED + signal.SIGINT


if __name__ == "__main__":
    sys.exit(run())
