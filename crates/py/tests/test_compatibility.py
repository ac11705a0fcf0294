"""What programs rely on: the public names, their arguments and types, as kept in public.txt. See docs/compatibility.md.

The list is read from the stubs and sources, which mypy and stubtest hold to what the package really does. To write it anew:
LVZHI_WRITE=1 pytest tests/test_compatibility.py
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

import lvzhi
import lvzhi.accessors
import lvzhi.plot

HERE = Path(__file__).resolve().parent
SOURCES = HERE.parent / "python" / "lvzhi"
KEPT = HERE / "public.txt"
MODULES = ["_native.pyi", "_enums.py", "_errors.py", "_columns.py", "_excel.py", "_frames.py", "_table.py"]
# Their arguments are named in the signatures by these.
ALIASES = {"Errors", "Language", "Rows"}
# Methods with two underscores that programs use through operators, len() and the Arrow interface.
SPOKEN = {"__len__", "__getitem__", "__iter__", "__lt__", "__eq__", "__hash__", "__new__", "__arrow_c_stream__", "__arrow_c_schema__"}


def head(function: ast.FunctionDef) -> str:
    if function.args.args and ast.unparse(function.args.args[0]) == "catalogue: _native.Catalogue":
        # A method of the list that stands in a module of its own.
        del function.args.args[0]
        return f"Catalogue: {head(function)}"
    marks = "".join(f"@{ast.unparse(mark)} " for mark in function.decorator_list)
    returns = f" -> {ast.unparse(function.returns)}" if function.returns else ""
    return f"{marks}def {function.name}({ast.unparse(function.args)}){returns}"


def lines(body: list[ast.stmt], names: set[str] | None, before: str) -> Iterator[str]:
    """The definitions of a body: those of these names, or all that are public."""
    for node in body:
        if isinstance(node, ast.FunctionDef):
            if node.name in names if names is not None else not node.name.startswith("_") or node.name in SPOKEN:
                yield before + head(node)
        elif isinstance(node, ast.ClassDef) and names is not None and node.name in names:
            bases = ", ".join(ast.unparse(base) for base in node.bases)
            yield f"{before}class {node.name}({bases})"
            yield from lines(node.body, None, f"{before}{node.name}: ")
        elif isinstance(node, ast.AnnAssign) or (isinstance(node, ast.Assign) and not isinstance(node.value, ast.Attribute)):
            # What only gives a function another place is told where it stands.
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            name = ast.unparse(target)
            if name in names if names is not None else not name.startswith("_"):
                yield before + ast.unparse(node)


def surface() -> list[str]:
    found: list[str] = []
    for module in MODULES:
        found += lines(ast.parse((SOURCES / module).read_text("utf-8")).body, {*lvzhi.__all__, *ALIASES}, "")
    # Accessors share the signature of their base class.
    for module, names in (("accessors", {*lvzhi.accessors.__all__, "_Accessor"}), ("plot", set(lvzhi.plot.__all__))):
        found += lines(ast.parse((SOURCES / f"{module}.py").read_text("utf-8")).body, names, f"{module}: ")
    return found


def test_what_is_public_is_as_kept() -> None:
    now = surface()
    if os.environ.get("LVZHI_WRITE"):
        KEPT.write_text("".join(line + "\n" for line in now), "utf-8")
    kept = KEPT.read_text("utf-8").splitlines()
    gone = [line for line in kept if line not in now]
    new = [line for line in now if line not in kept]
    assert not gone, f"programs rely on these: {gone}; in their place: {new}. Breaking them needs a new minor version"
    assert not new, f"new, to be kept from now on (LVZHI_WRITE=1 writes them): {new}"


def test_nothing_public_was_overlooked() -> None:
    text = "\n" + "\n".join(surface())
    for name in {*lvzhi.__all__, *ALIASES} - {"plot"}:
        method = (f"Catalogue: def {name}(", f"Catalogue: @property def {name}(")
        assert any(f"\n{start}" in text for start in (f"def {name}(", f"class {name}(", f"{name}: ", f"{name} = ", *method)), name
        assert any(f"\n{start}" in text for start in method) == hasattr(lvzhi.Catalogue, name)
    for name in lvzhi.plot.__all__:
        assert any(f"\nplot: {start}" in text for start in (f"def {name}(", f"class {name}(", f"Plots: def {name}(")), name
