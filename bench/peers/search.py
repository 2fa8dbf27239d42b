"""The same queries on other search libraries, in the peers' Python: SQLite FTS5, tantivy, bm25s. Seconds, as JSON."""

import json
import re
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

HITS = 20
Ask = Callable[[str], object]


def main() -> None:
    given = json.loads(Path(sys.argv[1]).read_text())
    found = {}
    for name, make in (("tantivy", tantivy), ("bm25s", bm25s), ("SQLite FTS5", fts5)):
        ask = make(given["texts"])
        found[name] = {kind: [timed(ask, query) for query in some] for kind, some in given["queries"].items()}
    print(json.dumps(found))


def timed(ask: Ask, query: str) -> float:
    ask(query)
    began = time.perf_counter()
    ask(query)
    return time.perf_counter() - began


def fts5(texts: list[str]) -> Ask:
    """SQLite in memory, Porter stemmer, BM25; words OR-ed, phrases kept, the last word a beginning."""
    database = sqlite3.connect(":memory:")
    database.execute("create virtual table said using fts5(text, tokenize = 'porter unicode61')")
    database.executemany("insert into said values (?)", ((text,) for text in texts))

    def ask(query: str) -> object:
        parts = re.findall(r'"[^"]+"|\w+', query)
        wanted = " OR ".join(part if part[0] == '"' else f'"{part}"' for part in parts)
        wanted += "" if query[-1] in '?"' else "*"
        return database.execute(
            "select rowid, snippet(said, 0, '<mark>', '</mark>', '…', 28) from said where said match ?"
            " order by rank limit ?",
            (wanted, HITS),
        ).fetchall()

    return ask


def tantivy(texts: list[str]) -> Ask:
    """An index in memory with English stems. Beginnings and typos are not asked of it."""
    import tantivy as library

    schema = library.SchemaBuilder().add_text_field("text", stored=True, tokenizer_name="en_stem").build()
    index = library.Index(schema)
    writer = index.writer()
    for text in texts:
        writer.add_document(library.Document(text=[text]))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def ask(query: str) -> object:
        wanted = index.parse_query(query.replace("?", ""), ["text"])
        return [searcher.doc(address)["text"] for _, address in searcher.search(wanted, HITS).hits]

    return ask


def bm25s(texts: list[str]) -> Ask:
    """An index in memory with English stems. Words only: phrases, beginnings and typos are not asked of it."""
    import bm25s as library
    import Stemmer

    stemmer = Stemmer.Stemmer("english")
    index = library.BM25()
    index.index(library.tokenize(texts, stemmer=stemmer, show_progress=False), show_progress=False)

    def ask(query: str) -> object:
        wanted = library.tokenize([query], stemmer=stemmer, show_progress=False)
        return [texts[place] for place in index.retrieve(wanted, k=HITS, show_progress=False)[0][0]]

    return ask


if __name__ == "__main__":
    main()
