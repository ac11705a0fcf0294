#!/usr/bin/env python3
"""Writes the seeds of the fuzz targets from the built-in list, the words of matters and a few strange texts: python3 fuzz/make_seeds.py

Nothing is taken from data/eval. seeds/compiler is written by hand: a list of six items in one file. The files that open_list and
open_matters break are compiled as they start; their seeds are changes. Needs Python 3.11 or newer.
"""

import pathlib
import shutil
import struct
import tomllib

ROOT = pathlib.Path(__file__).resolve().parent
LIST = ROOT.parent / "data" / "xiamale"
SEEDS = ROOT / "seeds"

STRANGE = {
    "empty": "",
    "spaces": " \u3000\t\u200b\ufeff",
    "wide": "ＫＴＶ　太吵 ①② Ｗｉ-ｆｉ",
    "traditional": "農村公路壞了，自來水停了三天",
    "beyond": "😀\u200b\ufeff低保\U00020000\U0010ffff",
    "repeated": "水" * 300,
    "private": "\ue5e5\ue7c7\ufe10村\u20ac",
}


def items(name):
    return tomllib.loads((LIST / name).read_text(encoding="utf-8"))["item"]


def phrases(step):
    files = sorted((ROOT.parent / "data" / "matters" / "words").glob("*.tsv"))
    lines = [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    return [line.split("\t")[1] for line in lines[::step]]


def write(target, name, data):
    (SEEDS / target).mkdir(parents=True, exist_ok=True)
    (SEEDS / target / name).write_bytes(data)


def capi(function, text=b"", text_how=0, outputs=0, encoding=1, to=2, capacity=64, size=12, numbers=(0, 0, 0, 0)):
    """The head that fuzz_targets/capi.rs reads, and the text."""
    return struct.pack("<6BH4h", function, text_how, outputs, encoding, to, capacity, size, *numbers) + text


def main():
    for target in ["classify", "lookup", "encodings", "capi", "linear", "open_list", "open_matters"]:
        shutil.rmtree(SEEDS / target, ignore_errors=True)
    names = [items(f"{tier}.toml")[n]["name"] for tier in ["basic", "cooperative", "reclaimed"] for n in (0, 20)]
    own = phrases(3000)
    # A long text, which meets more terms than the small table of the index holds.
    long = "。".join(phrases(300))[:900]

    texts = {f"phrase{n}": text for n, text in enumerate(own)}
    for n, (name, text) in enumerate((texts | {"long": long} | STRANGE).items()):
        write("classify", name, bytes([n * 41 % 256]) + text.encode())
    departments = tomllib.loads((LIST / "departments.toml").read_text(encoding="utf-8"))["department"]
    keys = names + [departments[0]["name"], departments[5]["short"], departments[9]["aliases"][0], "县 人社局"]
    keys += ["Ｃ 051", "b140", "R9999", "C①②", "收回", "cooperative"]
    for n, key in enumerate(keys):
        write("lookup", f"key{n}", key.encode())
    for n, code in enumerate(["utf-8", "gb18030", "utf-16-le"]):
        strange = {name: STRANGE[name] for name in ["spaces", "beyond", "private"]}
        for name, text in {"phrase": own[0], "id": "C051", "name": names[1], "department": keys[7], **strange}.items():
            # Encoding, conversion into the next one, room for 40 bytes.
            how = n + (n + 1) % 3 * 3
            write("encodings", f"{code}_{name}", bytes([how, 40]) + text.encode(code, "replace"))
        write("encodings", f"{code}_cut", bytes([n, 9]) + names[0].encode(code)[:-1])
    cooperative, reclaimed, all_of_tier = (160, 1, 0, 0), (260, 0, 0, 0), (3, 1, -1000, -1000)
    for function in range(45):
        text = {27: "C051", 28: names[0], 14: keys[6], 33: "收回"}.get(function, own[1])
        numbers = dict.fromkeys((20, 21, 24, 39, 40), cooperative) | dict.fromkeys((25, 41), reclaimed) | {30: all_of_tier}
        numbers = numbers.get(function, (1, 1, 1, 0))
        write("capi", f"f{function:02}", capi(function, text.encode(), numbers=numbers))
    for name, text in {"phrase": own[2], "wide": STRANGE["wide"], "name": names[3]}.items():
        write("linear", name, text.encode())
    for target in ["open_list", "open_matters"]:
        # A changed byte in the table, in the first rows, in the middle, near the end; a cut; a file of nothing but a header.
        for n, place in enumerate([24, 30, 33, 300, 302, 2_000, 5_000, 9_999]):
            write(target, f"change{n}", struct.pack("<BHB", 0, place, 255) + struct.pack("<HB", place + 1, 0))
        write(target, "cut", struct.pack("<BHB", 8, 4_000, 1))
        write(target, "header", bytes([1]) + bytes(24))
    print(sum(1 for seed in SEEDS.rglob("*") if seed.is_file()), "seeds")


if __name__ == "__main__":
    main()
