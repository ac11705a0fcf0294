"""Outputs that take the place of what was there when all is written, and not before."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from os import PathLike
from typing import IO

from ._errors import FileError, OptionError

__all__ = ["must_end", "replacing", "write"]


@contextmanager
def replacing(name: str | PathLike[str]) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of ``name`` when all is written. Until then, and on any error or interruption,
    ``name`` stays as it was. Raises :class:`FileError` where ``name`` cannot be written."""
    try:
        os.stat(name)
    except ValueError as error:
        # A NUL or half of a pair of surrogates.
        raise FileError(f"{os.fspath(name)!r}：没有文件能叫这个名字 (no file can have this name): {error}") from None
    except OSError:
        pass
    try:
        with _replaced(os.path.realpath(name)) as file:
            yield file
    except FileError:
        raise
    except BrokenPipeError:
        # Of standard output or a named pipe: a reader that has enough.
        raise
    except OSError as error:
        raise FileError(f"{os.fspath(name)}：无法写入 (cannot be written): {error.strerror or error}") from error


def must_end(name: str | PathLike[str], ending: str) -> None:
    """Refuses a name that promises another form than is written."""
    if os.path.splitext(os.fspath(name))[1].lower() != ending:
        raise OptionError(f"{os.fspath(name)}：文件名应以 {ending} 结尾 (end the name with {ending})")


def write(name: str | PathLike[str], data: bytes) -> None:
    """Writes a whole file as :func:`replacing` does."""
    with replacing(name) as file:
        file.write(data)


@contextmanager
def _replaced(target: str) -> Iterator[IO[bytes]]:
    try:
        mode = os.stat(target).st_mode
    except FileNotFoundError:
        mode = None
    if mode is not None and not stat.S_ISREG(mode):
        # A device or a pipe is written to: to replace it would take it away. A folder refuses here.
        with open(target, "wb") as file:
            yield file
        return
    if mode is not None and not (mode & 0o222 and os.access(target, os.W_OK)):
        # The folder alone would decide otherwise.
        raise PermissionError(errno.EACCES, "文件只读 (the file is read-only)")
    # In the same folder, since only there a file can be renamed in one step; the name is short, whatever the target's.
    part = os.path.join(os.path.dirname(target), f".lvzhi-{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb") as file:
            yield file
        if mode is not None:
            os.chmod(part, stat.S_IMODE(mode))
        os.replace(part, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(part)
        raise
