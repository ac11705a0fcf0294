"""Python with ctypes: for machines where the package lvzhi cannot be installed."""

import ctypes
import sys

UTF8, GB18030 = 1, 2
ITEM_ID, ITEM_RESPONSIBLE = 1, 5
UNLISTED, UNCLEAR = 4, 5


class Answer(ctypes.Structure):
    _fields_ = [("struct_size", ctypes.c_uint32), ("verdict", ctypes.c_int32), ("confidence_e4", ctypes.c_int32)]


class Match(ctypes.Structure):
    _fields_ = [("item", ctypes.c_int32), ("score_e4", ctypes.c_int32), ("confidence_e4", ctypes.c_int32)]


lib = ctypes.CDLL("liblvzhi.so")
size_t, size_t_p = ctypes.c_size_t, ctypes.POINTER(ctypes.c_size_t)
lib.lvzhi_classify.argtypes = [
    ctypes.c_char_p, size_t, ctypes.c_int32, ctypes.c_void_p,
    ctypes.POINTER(Answer), ctypes.POINTER(Match), size_t, size_t_p,
]  # fmt: skip
lib.lvzhi_item_text.argtypes = [ctypes.c_int32, ctypes.c_int32, ctypes.c_int32, ctypes.c_char_p, size_t, size_t_p]


def item_text(item, which):
    buffer, needed = ctypes.create_string_buffer(512), size_t()
    status = lib.lvzhi_item_text(item, which, UTF8, buffer, len(buffer), ctypes.byref(needed))
    return buffer.value.decode() if status == 0 else "-"


def ask(question, encoding):
    answer, matches, count = Answer(ctypes.sizeof(Answer)), (Match * 3)(), size_t()
    status = lib.lvzhi_classify(question, len(question), encoding, None, answer, matches, 3, ctypes.byref(count))
    if status != 0:
        sys.exit(f"status {status}")
    if answer.verdict in (UNLISTED, UNCLEAR):  # the matches are no more than candidates
        return f"{answer.verdict} - -"
    item = matches[0].item
    return f"{answer.verdict} {item_text(item, ITEM_ID)} {item_text(item, ITEM_RESPONSIBLE)}"


number = 0
for name, encoding in zip(sys.argv[1:], (UTF8, GB18030)):
    for line in open(name, "rb"):
        number += 1
        print(number, ask(line.rstrip(b"\n"), encoding))
