"""Writes what systems on Windows need that cannot include a C header, from include/lvzhi_ffi.h:

    python3 make.py HEADER FOLDER

- stdcall.c and lvzhi_stdcall.def: each function once more, under the same name, with the calling convention __stdcall. Of these the
  release makes lvzhi_stdcall.dll for 32-bit programs; in 64-bit programs there is one convention, and lvzhi.dll serves all.
- lvzhi_vb6.bas, lvzhi_vba.bas, lvzhi_pb32.txt, lvzhi_pb64.txt: the declarations for VB6, VBA (32 and 64 bit) and PowerBuilder.

Needs pycparser. Declarations are plain ASCII with CRLF: VB6 reads its files in the code page of the system.
"""

import pathlib
import sys

from pycparser import c_ast, c_parser

# The header names these types and includes nothing.
KNOWN = "typedef int int32_t; typedef unsigned uint32_t; typedef unsigned size_t; typedef unsigned long long uint64_t;\n"
# The words of VB and PowerBuilder that are no names, as far as the header has them.
RESERVED = {"as", "end", "date", "len", "line", "name", "next", "set", "string", "text", "type"}


def is_const(node):
    return "const" in getattr(node, "quals", [])


def is_list(node):
    return isinstance(node, c_ast.TypeDecl) and getattr(node.type, "names", None) == ["lvzhi_list"]


def base(node):
    """The name of a type that is no pointer: `int32_t`, `lvzhi_row`."""
    return node.type.name if isinstance(node.type, c_ast.Struct) else node.type.names[0]


class Header:
    """Functions as (name, [(name, type)]), structs as (name, [(name, type)]), constants as (name, value)."""

    def __init__(self, path):
        self.functions, self.structs, self.constants = [], [], []
        for node in c_parser.CParser().parse(KNOWN + path.read_text("utf-8").split("*/", 1)[1]).ext:
            kind = node.type
            if isinstance(kind, c_ast.FuncDecl):
                parts = [(part.name, part.type) for part in kind.args.params if part.name]
                self.functions.append((node.name, parts))
            elif isinstance(getattr(kind, "type", None), c_ast.Struct) and kind.type.decls:
                self.structs.append((node.name, [(part.name, part.type) for part in kind.type.decls]))
            elif isinstance(kind, c_ast.Enum):
                value = lambda one: int("".join(filter(None, [getattr(one, "op", ""), getattr(getattr(one, "expr", one), "value", "")])))
                self.constants += [(one.name, value(one.value)) for one in kind.values.enumerators]


def named(name):
    return name + "_" if name.lower() in RESERVED else name


def caseless(header):
    """The names of functions and structs where case does not tell names apart: LVZHI_ITEM_NAME and lvzhi_item_name are one."""
    return {name.lower() for name, _ in [*header.functions, *header.structs]}


def address(kind):
    """What a pointer is handed on as: `None` for a value, else `texts`, `text`, `buffer`, or the type of what it points to."""
    if not isinstance(kind, c_ast.PtrDecl):
        return None
    if isinstance(kind.type, c_ast.PtrDecl):
        return "texts"
    what = base(kind.type)
    if what in ("void", "char"):
        return "text" if is_const(kind.type) else "buffer"
    # An array that is read, or options, which may be NULL.
    return "texts" if is_const(kind.type) and what == "size_t" else what


def vb(kind, name, pointer):
    to = address(kind)
    if to is None:
        wide = is_list(kind) or base(kind) == "size_t"
        return f"ByVal {named(name)} As {pointer if wide else 'Long'}"
    if to in ("texts", "text", "buffer") or is_const(kind.type):
        return f"ByVal {named(name)} As {pointer}"
    # VB6 has no integer of 64 bits but Currency, which shows it divided by 10,000.
    plain = {"int32_t": "Long", "uint32_t": "Long", "uint64_t": "Currency", "size_t": pointer, "lvzhi_list": pointer}
    return f"ByRef {named(name)} As {plain.get(to, to)}"


def vb_module(header, head, pointer, declare):
    lines = ['Attribute VB_Name = "lvzhi"', *("' " + line for line in head), "Option Explicit", ""]
    taken = caseless(header)
    lines += [f"Public Const {name}{'_' * (name.lower() in taken)} As Long = {value}" for name, value in header.constants]
    for name, fields in header.structs:
        lines += ["", f"Public Type {name}"]
        for field, kind in fields:
            if isinstance(kind, c_ast.PtrDecl) or base(kind) == "size_t":
                of = pointer
            else:
                of = base(kind) if base(kind).startswith("lvzhi_") else "Long"
            lines.append(f"    {named(field)} As {of}")
        lines.append("End Type")
    return lines + [""] + declare(lambda prefix, library: [
        f'{prefix} {name} Lib "{library}" ({", ".join(vb(kind, part, pointer) for part, kind in parts)}) As Long'
        for name, parts in header.functions
    ])


def powerbuilder(header, pointer, library):
    def part(kind, name, behind):
        to = address(kind)
        # As many as there is room for.
        array = "[]" if behind == "capacity" else ""
        plain = {"int32_t": "long", "uint32_t": "ulong", "uint64_t": "longlong", "size_t": pointer, "lvzhi_list": pointer}
        if to is None:
            return f"{pointer if is_list(kind) else plain[base(kind)]} {name}"
        texts = {"text": f"{'blob' if name == 'file' else 'string'} {name}", "buffer": f"REF string {name}"}
        return texts.get(to, f"REF {plain.get(to, to)} {name}{array}")

    lines = [
        "// lvzhi for PowerBuilder: paste the functions into Global External Functions, and make a structure object of each structure.",
        "// Strings are UTF-16: the encoding is 3, a length is Len(text) * 2, a capacity counts bytes. Fill a buffer with Space(n) first, and give an array its size.",
        "// Left out: functions that give an lvzhi_text (an address) or take an array of addresses. Not tried in PowerBuilder itself.",
        "",
    ]
    taken = caseless(header)
    left_out = lambda parts: any(address(kind) in ("texts", "lvzhi_text") for _, kind in parts)
    for name, fields in header.structs:
        if name == "lvzhi_text":
            continue
        lines.append(f"global type {name} from structure")
        for field, kind in fields:
            lines.append(f"    {base(kind) if base(kind).startswith('lvzhi_') else 'long'} {named(field)}")
        lines += ["end type", ""]
    for name, parts in header.functions:
        if not left_out(parts):
            behind = [of for of, _ in parts[1:]] + [""]
            typed = ", ".join(part(kind, of, after) for (of, kind), after in zip(parts, behind))
            lines.append(f'FUNCTION long {name}({typed}) LIBRARY "{library}"')
    lines += ["", "// Constants"] + [f"CONSTANT long {name}{'_' * (name.lower() in taken)} = {value}" for name, value in header.constants]
    return lines


def c_source(header):
    from pycparser.c_generator import CGenerator

    lines = ["/* Made by make.py: the functions of lvzhi.h with the calling convention __stdcall. */", "#include <lvzhi.h>"]
    for name, parts in header.functions:
        typed = ", ".join(CGenerator().visit(c_ast.Decl(of, [], [], [], [], kind, None, None)) for of, kind in parts)
        lines.append(f"int32_t __stdcall std_{name}({typed or 'void'}) {{ return {name}({', '.join(of for of, _ in parts)}); }}")
    return lines


def main(header, folder):
    header, folder = Header(pathlib.Path(header)), pathlib.Path(folder)

    def write(name, lines, end="\r\n"):
        (folder / name).write_bytes((end.join(lines) + end).encode("ascii"))

    write("stdcall.c", c_source(header), "\n")
    # Every argument is a pointer or 32 bits wide: four bytes of the stack each.
    write("lvzhi_stdcall.def", ["LIBRARY lvzhi_stdcall.dll", "EXPORTS"]
          + [f"    {name} = std_{name}@{4 * len(parts)}" for name, parts in header.functions], "\n")
    write("lvzhi_vb6.bas", vb_module(
        header, ["lvzhi for VB6 and VBA before Office 2010 (32 bit). Texts: StrPtr(s), LenB(s), LVZHI_UTF16LE. NULL: 0. A constant with the name of a function ends in _."], "Long",
        lambda functions: functions("Public Declare Function", "lvzhi_stdcall.dll")))
    write("lvzhi_vba.bas", vb_module(
        header, ["lvzhi for VBA, Office 2010 and later, 32 and 64 bit. Texts: StrPtr(s), LenB(s), LVZHI_UTF16LE. NULL: 0. A constant with the name of a function ends in _."], "LongPtr",
        lambda functions: ["#If Win64 Then", *functions("Public Declare PtrSafe Function", "lvzhi.dll"),
                           "#Else", *functions("Public Declare PtrSafe Function", "lvzhi_stdcall.dll"), "#End If"]))
    write("lvzhi_pb32.txt", powerbuilder(header, "ulong", "lvzhi_stdcall.dll"))
    write("lvzhi_pb64.txt", powerbuilder(header, "longptr", "lvzhi.dll"))


if __name__ == "__main__":
    main(*sys.argv[1:])
