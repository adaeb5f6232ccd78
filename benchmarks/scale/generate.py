"""Corpora of any size, as a stream: a large one begins with the articles of a smaller one.

    python -m benchmarks.scale.generate SENTENCES CORPUS FIRST LAST [--onto BEFORE]

writes the articles FIRST to LAST, one past the last, to a ``.parquet``, ``.jsonl`` or ``.csv``
file, after the articles of another file if there is one.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.corpus import NAME, SYLLABLES, read_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BLOCK = 5_000
"""Articles that are drawn together, and rows of a row group."""
SIZE = 2_500
"""Bytes of an article, about."""
RENAMED = 0.1
"""Share of sentences in which a made-up name stands in place of a capitalised word."""
NEW_PARAGRAPH = 0.4
"""Share of sentences after which a paragraph ends."""
FIRST_DAY, N_DAYS = date(2024, 1, 1), 731
OUTLETS = (
    "Alder Post;Bay Courier;Cedar Times;Delta Wire;Elm Herald;Fjord News;Gorge Tribune;"
    "Harbour Mail;Isle Gazette;Juniper Daily;Kestrel Press;Lagoon Observer"
).split(";")
COLUMNS = ("id", "outlet", "date", "headline", "text")
DAYS = [(FIRST_DAY + timedelta(days=n)).isoformat() for n in range(N_DAYS)]

Article = tuple[str, str, str, str, str]


def make_blocks(
    sentences: Sequence[str], first: int, last: int, *, seed: int = 1
) -> Iterator[list[Article]]:
    """Yield the articles `first` to `last` as rows of `COLUMNS`, at most `BLOCK` at a time.

    An article depends on its number, on the sentences and on the seed alone.
    """
    around = [_around(sentence) for sentence in sentences]
    each = max(1, round(SIZE * len(sentences) / sum(len(s) + 1 for s in sentences)))
    for block in range(first // BLOCK, -(-last // BLOCK)):
        articles = _block(sentences, around, each, block, seed)
        begin = block * BLOCK
        yield articles[max(first - begin, 0) : max(last - begin, 0)]


def _block(sentences, around, each: int, block: int, seed: int) -> list[Article]:
    draw = np.random.default_rng([seed, block])
    n = BLOCK * each
    chosen = draw.integers(len(sentences), size=n)
    parts = [sentences[row] for row in chosen.tolist()]
    renamed = np.flatnonzero(draw.random(n) < RENAMED).tolist()
    names = _names(draw, len(renamed))
    for place, name in zip(renamed, names, strict=True):
        before, after = around[chosen[place]]
        if before or after:
            parts[place] = f"{before}{name}{after}"
    ends = np.where(draw.random(n) < NEW_PARAGRAPH, "\n\n", " ").tolist()
    heads = draw.integers(len(sentences), size=BLOCK).tolist()
    outlets = draw.integers(len(OUTLETS), size=BLOCK).tolist()
    days = draw.integers(N_DAYS, size=BLOCK).tolist()
    texts = [
        "".join(
            p + e for p, e in zip(parts[a : a + each], ends[a : a + each], strict=True)
        ).rstrip()
        for a in range(0, n, each)
    ]
    return [
        (f"a{block * BLOCK + k:08d}", OUTLETS[outlet], DAYS[day], _headline(sentences[head]), text)
        for k, (head, outlet, day, text) in enumerate(zip(heads, outlets, days, texts, strict=True))
    ]


def _around(sentence: str) -> tuple[str, str]:
    """Return what stands before and after the sentence's last name, or nothing."""
    found = None
    for found in NAME.finditer(sentence):  # noqa: B007 - the last one counts
        pass
    return (sentence[: found.start()], sentence[found.end() :]) if found else ("", "")


def _names(draw: np.random.Generator, n: int) -> list[str]:
    """Return made-up names of two to five syllables."""
    sizes = draw.integers(2, 6, size=n).tolist()
    rows = draw.integers(len(SYLLABLES), size=(n, 5)).tolist()
    return [
        "".join(SYLLABLES[row] for row in syllables[:size]).capitalize()
        for syllables, size in zip(rows, sizes, strict=True)
    ]


def _headline(sentence: str) -> str:
    """Return the first eight words of a sentence."""
    return re.sub(r"[.,;:]+$", "", " ".join(sentence.split()[:8]))


def write(path: Path, blocks: Iterator[list[Article]], *, onto: Path | None = None) -> None:
    """Write a corpus, after the articles of another one if there is one."""
    if path.suffix == ".parquet":
        _write_parquet(path, blocks, onto)
        return
    if onto:
        shutil.copyfile(onto, path)
    with path.open("a" if onto else "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        if path.suffix == ".csv" and not onto:
            rows.writerow(COLUMNS)
        for articles in blocks:
            if path.suffix == ".csv":
                rows.writerows(articles)
            else:
                file.writelines(
                    json.dumps(dict(zip(COLUMNS, a, strict=True)), ensure_ascii=False) + "\n"
                    for a in articles
                )


def _write_parquet(path: Path, blocks: Iterator[list[Article]], onto: Path | None) -> None:
    """Write a row group a block; those of the other file come first, as they are there."""
    import pyarrow as pa
    from pyarrow import parquet

    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:
        if onto:
            with parquet.ParquetFile(onto) as before:
                for group in range(before.num_row_groups):
                    file.write_table(before.read_row_group(group))
        for articles in blocks:
            columns = [pa.array(column, pa.string()) for column in zip(*articles, strict=True)]
            file.write_table(pa.table(columns, schema=schema))


def main() -> None:
    """Write one corpus."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences")
    parser.add_argument("corpus", type=Path)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--onto", type=Path)
    options = parser.parse_args()
    blocks = make_blocks(read_sentences(options.sentences), options.first, options.last)
    write(options.corpus, blocks, onto=options.onto)


if __name__ == "__main__":
    main()
