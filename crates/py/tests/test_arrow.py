"""Structures of the Arrow C data interface as a careless producer leaves them: refused with an error, never followed.

What may crash runs in a process of its own, with the memory of Python checked (PYTHONMALLOC=debug). Run as a script, this file is
that process.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import lvzhi
import pyarrow as pa
import pytest

TEXTS = ["老板欠我们工钱不给", None, "国土调查谁来做"]


class Capsules:
    """A producer that hands out what it was given."""

    def __init__(self, **methods: Any) -> None:
        for name, given in methods.items():
            setattr(self, name, lambda requested_schema=None, given=given: given)


# What follows is the layout of https://arrow.apache.org/docs/format/CDataInterface.html and CStreamInterface.html.
class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


RELEASE = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
NEXT = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)
LAST_ERROR = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p)
Schema._fields_ = [
    ("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p), ("flags", ctypes.c_int64),
    ("n_children", ctypes.c_int64), ("children", ctypes.POINTER(ctypes.POINTER(Schema))), ("dictionary", ctypes.POINTER(Schema)),
    ("release", RELEASE), ("private_data", ctypes.c_void_p),
]  # fmt: skip
Array._fields_ = [
    ("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64), ("n_buffers", ctypes.c_int64),
    ("n_children", ctypes.c_int64), ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    ("children", ctypes.POINTER(ctypes.POINTER(Array))), ("dictionary", ctypes.POINTER(Array)), ("release", RELEASE),
    ("private_data", ctypes.c_void_p),
]  # fmt: skip
Stream._fields_ = [
    ("get_schema", NEXT), ("get_next", NEXT), ("get_last_error", LAST_ERROR), ("release", RELEASE), ("private_data", ctypes.c_void_p),
]  # fmt: skip

KEPT: list[Any] = []
"""What the structures point to: alive until the process ends."""


@RELEASE
def release_schema(pointer: int) -> None:
    ctypes.cast(pointer, ctypes.POINTER(Schema)).contents.release = RELEASE(0)


@RELEASE
def release_array(pointer: int) -> None:
    ctypes.cast(pointer, ctypes.POINTER(Array)).contents.release = RELEASE(0)


def pointers(of: list[Any], kind: Any) -> Any:
    made = (ctypes.POINTER(kind) * len(of))(*(ctypes.pointer(one) for one in of))
    KEPT.append((made, of))
    return ctypes.cast(made, ctypes.POINTER(ctypes.POINTER(kind)))


def schema(format: bytes | None, *children: Schema, dictionary: Schema | None = None, name: bytes = b"a") -> Schema:
    made = Schema(format=format, name=name, n_children=len(children), flags=2, release=release_schema)
    if children:
        made.children = pointers(list(children), Schema)
    if dictionary is not None:
        made.dictionary = ctypes.pointer(dictionary)
    KEPT.append(made)
    return made


def array(rows: int, /, *buffers: bytes | None, children: tuple[Array, ...] = (), **fields: Any) -> Array:
    made = Array(length=rows, n_buffers=len(buffers), n_children=len(children), release=release_array)
    places = [None if data is None else ctypes.cast(ctypes.create_string_buffer(data, len(data) + 1), ctypes.c_void_p) for data in buffers]
    held = (ctypes.c_void_p * max(1, len(places)))(*(place.value if place else None for place in places))
    KEPT.append((made, places, held))
    made.buffers = ctypes.cast(held, ctypes.POINTER(ctypes.c_void_p))
    if children:
        made.children = pointers(list(children), Array)
    for key, value in fields.items():
        setattr(made, key, ctypes.pointer(value) if key == "dictionary" else value)
    return made


def numbers(width: int, *values: int) -> bytes:
    return b"".join(value.to_bytes(width, sys.byteorder, signed=True) for value in values)


def capsule(of: Any, name: bytes) -> Any:
    make = ctypes.pythonapi.PyCapsule_New
    make.restype, make.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p)
    KEPT.append((of, name))
    return make(ctypes.addressof(of), name, None)


def alone(schema_: Any, array_: Any) -> Capsules:
    """A producer of one array."""
    return Capsules(__arrow_c_array__=(capsule(schema_, b"arrow_schema"), capsule(array_, b"arrow_array")))


def streamed(schema_: Schema, *arrays: Array, code: int = 0, **without: Any) -> Capsules:
    """A producer of a stream; ``without``: functions that it lacks."""
    rest = list(arrays)

    def get_schema(_: int, out: int) -> int:
        ctypes.memmove(out, ctypes.addressof(schema_), ctypes.sizeof(Schema))
        return 0

    def get_next(_: int, out: int) -> int:
        nothing = Array()
        ctypes.memmove(out, ctypes.addressof(rest.pop(0) if rest else nothing), ctypes.sizeof(Array))
        return code

    @RELEASE
    def release(pointer: int) -> None:
        ctypes.cast(pointer, ctypes.POINTER(Stream)).contents.release = RELEASE(0)

    made = Stream(get_schema=NEXT(get_schema), get_next=NEXT(get_next), release=release, **without)
    KEPT.append((made, release, rest))
    return Capsules(__arrow_c_stream__=capsule(made, b"arrow_array_stream"))


def text() -> Schema:
    return schema(b"u")


def texts(**fields: Any) -> Array:
    return array(2, None, numbers(4, 0, 6, 12), "低保欠薪".encode(), **fields)


def table(*columns: Array, **fields: Any) -> Array:
    return array(2, None, children=columns, **fields)


def keys(*values: int, **fields: Any) -> Array:
    return array(len(values), None, numbers(1, *values), dictionary=texts(), **fields)


def read_once(source: Any) -> Capsules:
    """A producer of capsules that pyarrow has read already."""
    if hasattr(source, "__arrow_c_stream__"):
        given = Capsules(__arrow_c_stream__=source.__arrow_c_stream__())
        pa.RecordBatchReader.from_stream(given).read_all()
    else:
        given = Capsules(__arrow_c_array__=source.__arrow_c_array__())
        pa.array(given)
    return given


def view(length: int, index: int, offset: int, first: bytes = b"xxxx") -> bytes:
    return numbers(4, length) + first + numbers(4, index, offset)


SOUND: dict[str, Callable[[], Any]] = {
    "array": lambda: alone(text(), texts()),
    "stream": lambda: streamed(text(), texts(), texts()),
    "nulls are not counted": lambda: alone(text(), texts(null_count=-1)),
    "table": lambda: streamed(schema(b"+s", text(), name=b""), table(texts())),
    "offset": lambda: alone(text(), array(1, b"\x02", numbers(4, 0, 6, 12), "欠薪低保".encode(), offset=1, null_count=-1)),
    "odd address": lambda: alone(text(), odd(texts())),
    "dictionary": lambda: alone(schema(b"c", dictionary=text()), keys(0, 1)),
    "large": lambda: alone(schema(b"U"), array(2, None, numbers(8, 0, 6, 12), "低保欠薪".encode())),
    "views": lambda: alone(schema(b"vu"), array(1, None, view(18, 0, 0, "低保".encode()[:4]), "低保低保低保".encode(), numbers(8, 18))),
    "empty without buffers": lambda: streamed(text(), array(0, None, None, None), texts()),
}
UNSOUND: dict[str, Callable[[], Any]] = {
    "stream that was read": lambda: read_once(pa.table({"诉求": TEXTS})),
    "array that was read": lambda: read_once(pa.array(TEXTS)),
    "schema released": lambda: alone(Schema(format=b"u"), texts()),
    "array released": lambda: alone(text(), array(2, None, numbers(4, 0, 6, 12), b"x" * 12, release=RELEASE(0))),
    "no format": lambda: alone(schema(None), texts()),
    "format of no text": lambda: alone(schema(b"\xff\xff"), texts()),
    "stream without get_schema": lambda: headless("get_schema"),
    "stream without get_next": lambda: headless("get_next"),
    "length below zero": lambda: alone(text(), texts(length=-1)),
    "offset below zero": lambda: alone(text(), texts(offset=-1)),
    "offset and length beyond numbers": lambda: alone(text(), texts(offset=2**63 - 1, length=2**63 - 1)),
    "no buffers": lambda: alone(text(), array(2)),
    "buffers below zero": lambda: alone(text(), texts(n_buffers=-1)),
    "buffers nowhere": lambda: alone(text(), texts(buffers=ctypes.POINTER(ctypes.c_void_p)())),
    "no offsets": lambda: alone(text(), array(2, None, None, b"x" * 12)),
    "no text": lambda: alone(text(), array(2, None, numbers(4, 0, 6, 12), None)),
    "nulls without a mask": lambda: alone(text(), texts(null_count=1)),
    "offsets go back": lambda: alone(text(), array(3, None, numbers(4, 0, 12, 3, 12), b"x" * 12)),
    "offsets below zero": lambda: alone(text(), array(2, None, numbers(4, 0, 6, -6), b"x" * 12)),
    "offsets start below zero": lambda: alone(text(), array(2, None, numbers(4, -6, 6, 12), b"x" * 12)),
    "large offsets go back": lambda: alone(schema(b"U"), array(3, None, numbers(8, 0, 12, 3, 12), b"x" * 12)),
    "views of no buffer": lambda: alone(schema(b"vu"), array(1, None, view(18, 1, 0), b"x" * 18, numbers(8, 18))),
    "views beyond a buffer": lambda: alone(schema(b"vu"), array(1, None, view(18, 0, 9), b"x" * 18, numbers(8, 18))),
    "views of a missing buffer": lambda: alone(schema(b"vu"), array(1, None, view(18, 0, 0), None, numbers(8, 18))),
    "views without lengths": lambda: alone(schema(b"vu"), array(1, None, view(18, 0, 0), b"x" * 18, None)),
    "views with too few buffers": lambda: alone(schema(b"vu"), array(1, None, view(3, 0, 0))),
    "a buffer of views below zero": lambda: alone(schema(b"vu"), array(1, None, view(18, 0, 0), b"x" * 18, numbers(8, -18))),
    "dictionary without values": lambda: alone(schema(b"c", dictionary=text()), array(1, None, b"\0")),
    "dictionary with released values": lambda: alone(
        schema(b"c", dictionary=text()), array(1, None, b"\0", dictionary=texts(release=RELEASE(0)))
    ),
    "keys beyond the values": lambda: alone(schema(b"c", dictionary=text()), keys(0, 5)),
    "keys below zero": lambda: alone(schema(b"c", dictionary=text()), keys(0, -5)),
    "dictionary's schema released": lambda: alone(schema(b"c", dictionary=Schema(format=b"u")), keys(0)),
    "children below zero": lambda: streamed(schema_with(n_children=-1), table(texts())),
    "children nowhere": lambda: streamed(schema_with(n_children=1), table(texts())),
    "a child that is missing": lambda: streamed(schema(b"+s", text()), missing_child()),
    "a child that was moved away": lambda: streamed(schema(b"+s", text()), table(texts(release=RELEASE(0)))),
    "fewer children than fields": lambda: streamed(schema(b"+s", text()), table()),
    "more children than fields": lambda: streamed(schema(b"+s", text()), table(texts(), texts())),
    "a column shorter than its table": lambda: streamed(schema(b"+s", text()), table(texts(), length=3)),
    "a table's offset below zero": lambda: streamed(schema(b"+s", text()), table(texts(), offset=-1)),
    "a capsule of another name": lambda: Capsules(__arrow_c_stream__=capsule(Stream(), b"stream")),
    "no capsule": lambda: Capsules(__arrow_c_stream__="stream"),
    "one capsule": lambda: Capsules(__arrow_c_array__=capsule(text(), b"arrow_schema")),
}


def odd(made: Array) -> Array:
    """The same array with its offsets at an odd address."""
    data = ctypes.create_string_buffer(b"." + numbers(4, 0, 6, 12))
    KEPT.append(data)
    made.buffers[1] = ctypes.addressof(data) + 1
    return made


def headless(lacks: str) -> Capsules:
    made = Stream(get_schema=NEXT(lambda _, out: bool(ctypes.memmove(out, ctypes.addressof(text()), ctypes.sizeof(Schema))) * 0))
    made.release = release_array_of_stream
    setattr(made, lacks, NEXT(0))
    KEPT.append(made)
    return Capsules(__arrow_c_stream__=capsule(made, b"arrow_array_stream"))


@RELEASE
def release_array_of_stream(pointer: int) -> None:
    ctypes.cast(pointer, ctypes.POINTER(Stream)).contents.release = RELEASE(0)


def schema_with(**fields: Any) -> Schema:
    made = schema(b"+s")
    for key, value in fields.items():
        setattr(made, key, value)
    return made


def missing_child() -> Array:
    made = table(texts())
    made.children[0] = ctypes.POINTER(Array)()
    return made


def in_a_process_of_their_own(which: str) -> dict[str, str]:
    """What was said to each structure; where a process crashed, to those before."""
    env = os.environ | {"PYTHONMALLOC": "debug", "PYTHONFAULTHANDLER": "1", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, __file__, which], env=env, capture_output=True, text=True, check=False)
    said = dict(line.split("\t", 1) for line in run.stdout.splitlines())
    assert run.returncode == 0, f"behind {[*said][-1:]}: {run.stderr[-2000:]}"
    return said


def test_unsound_structures_are_refused() -> None:
    said = in_a_process_of_their_own("UNSOUND")
    assert said.keys() == UNSOUND.keys()
    assert not {name: told for name, told in said.items() if not told.startswith("OptionError")}


def test_sound_structures_are_read() -> None:
    said = in_a_process_of_their_own("SOUND")
    assert said.keys() == SOUND.keys()
    assert not {name: told for name, told in said.items() if not told.startswith("['B048'")}


def test_a_producer_that_fails_is_told_from_an_unsound_one() -> None:
    with pytest.raises(RuntimeError, match="error 5"):
        lvzhi.classify_many(streamed(text(), code=5))


def test_other_columns_are_not_looked_into() -> None:
    fields = schema(b"+s", schema(b"+l", name=b"list"), schema(b"no type", name=b"odd"), text(), name=b"")
    made = streamed(fields, table(array(2), Array(length=-1), texts()))
    assert lvzhi.classify_many(made, name="a").to_dict()["id"] == ["B048", "R009"]


def test_a_row_that_a_table_leaves_out_is_missing() -> None:
    struct = pa.StructArray.from_arrays([pa.array(TEXTS)], ["诉求"], mask=pa.array([True, False, False]))
    assert lvzhi.classify_many(struct).to_dict()["id"] == [None, None, "C051"]
    assert lvzhi.classify_many(struct[1:]).to_dict()["id"] == [None, "C051"]


def test_a_column_at_its_end_stays_there() -> None:
    stream = lvzhi._native.TextStream(pa.array(TEXTS))
    assert [len(chunk) for chunk in stream] == [3] and list(stream) == []


if __name__ == "__main__":
    for name, make in globals()[sys.argv[1]].items():
        try:
            told: object = lvzhi.classify_many(make(), errors="null").to_dict()["id"]
        except (lvzhi.LvzhiError, RuntimeError) as error:
            told = f"{type(error).__name__} {error}"
        print(name, told, sep="\t", flush=True)
