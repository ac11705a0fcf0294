"""Python with ctypes: for machines where the package lvzhi cannot be installed. The built-in list, then another township's."""

import ctypes
import sys
from contextlib import contextmanager

UTF8, GB18030 = 1, 2
ITEM_ID, ITEM_NAME, ITEM_RESPONSIBLE = 1, 2, 5
MATTER_NAME, TOWNSHIP_NAME = 2, 1
UNLISTED, UNCLEAR = 4, 5


class Answer(ctypes.Structure):
    _fields_ = [
        ("struct_size", ctypes.c_uint32),
        ("verdict", ctypes.c_int32),
        ("confidence_e4", ctypes.c_int32),
        ("matter", ctypes.c_int32),
        ("reason", ctypes.c_int32),
        ("elsewhere", ctypes.c_int32),
    ]


class Match(ctypes.Structure):
    _fields_ = [
        ("item", ctypes.c_int32),
        ("score_e4", ctypes.c_int32),
        ("confidence_e4", ctypes.c_int32),
        ("matter", ctypes.c_int32),
    ]


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_char_p), ("len", ctypes.c_size_t)]


lib = ctypes.CDLL("lvzhi.dll" if sys.platform == "win32" else "liblvzhi.so")
handle, i32 = ctypes.c_void_p, ctypes.c_int32
size_t, size_t_p = ctypes.c_size_t, ctypes.POINTER(ctypes.c_size_t)
lib.lvzhi_classify.argtypes = [
    handle, ctypes.c_char_p, size_t, i32, ctypes.c_void_p,
    ctypes.POINTER(Answer), ctypes.POINTER(Match), size_t, size_t_p,
]  # fmt: skip
lib.lvzhi_item_text.argtypes = [handle, i32, i32, i32, ctypes.c_char_p, size_t, size_t_p]
lib.lvzhi_item_by_id.argtypes = [handle, ctypes.c_char_p, size_t, i32, ctypes.POINTER(i32)]
lib.lvzhi_matter_text.argtypes = [i32, i32, i32, ctypes.c_char_p, size_t, size_t_p]
lib.lvzhi_township_text.argtypes = [handle, i32, ctypes.POINTER(Text)]
lib.lvzhi_list_open.argtypes = [ctypes.c_char_p, size_t, i32, ctypes.POINTER(handle)]
lib.lvzhi_list_problem.argtypes = [ctypes.c_char_p, size_t, i32, ctypes.c_char_p, size_t, size_t_p]
lib.lvzhi_list_close.argtypes = [handle]

BUILT_IN = None


def item_text(list_, item, which):
    buffer, needed = ctypes.create_string_buffer(1024), size_t()
    status = lib.lvzhi_item_text(list_, item, which, UTF8, buffer, len(buffer), ctypes.byref(needed))
    return buffer.value.decode() if status == 0 else "-"


def check(status):
    if status != 0:
        sys.exit(f"status {status}")


def ask(question, encoding):
    answer, matches, count = Answer(ctypes.sizeof(Answer)), (Match * 3)(), size_t()
    check(lib.lvzhi_classify(BUILT_IN, question, len(question), encoding, None, answer, matches, 3, ctypes.byref(count)))
    if answer.verdict in (UNLISTED, UNCLEAR):  # the matches are no more than candidates
        return f"{answer.verdict} - -"
    item = matches[0].item
    return f"{answer.verdict} {item_text(BUILT_IN, item, ITEM_ID)} {item_text(BUILT_IN, item, ITEM_RESPONSIBLE)}"


@contextmanager
def opened(path):
    """The list of another township, closed at the end of the block."""
    path, list_ = path.encode(), handle()
    status = lib.lvzhi_list_open(path, len(path), UTF8, list_)
    if status != 0:
        problem = ctypes.create_string_buffer(1024)
        lib.lvzhi_list_problem(path, len(path), UTF8, problem, len(problem), size_t())
        raise ValueError(f"{status} {problem.value.decode()}")
    try:
        yield list_
    finally:
        lib.lvzhi_list_close(list_)


def ask_other(path):
    """The township of a list, an item, and a question with the matter that it is about."""
    question, id_ = "老板欠我们工钱不给".encode(), b"C012"
    township, item, answer, matter = Text(), i32(), Answer(ctypes.sizeof(Answer)), ctypes.create_string_buffer(256)
    with opened(path) as list_:
        check(lib.lvzhi_township_text(list_, TOWNSHIP_NAME, township))
        check(lib.lvzhi_item_by_id(list_, id_, len(id_), UTF8, item))
        check(lib.lvzhi_classify(list_, question, len(question), UTF8, None, answer, None, 0, size_t()))
        check(lib.lvzhi_matter_text(answer.matter, MATTER_NAME, UTF8, matter, len(matter), size_t()))
        return "\n".join([
            township.data.decode(),  # copied here: it is the list's
            item_text(list_, item, ITEM_NAME),
            f"{answer.verdict} {matter.value.decode()}",
        ])


number = 0
for name, encoding in zip(sys.argv[1:3], (UTF8, GB18030)):
    for line in open(name, "rb"):
        number += 1
        print(number, ask(line.rstrip(b"\n"), encoding))
print(ask_other(sys.argv[3]))
try:
    print(ask_other(sys.argv[1]))
except ValueError as error:  # questions are no list
    print(error)
