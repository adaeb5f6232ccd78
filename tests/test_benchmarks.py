"""The benchmarks' own text: nothing is timed here."""

import importlib
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).parents[1]
SENTENCES = [
    "Envoys met in Erbil on Monday.",
    "The talks, said Salim, went well.",
    "prices rose again.",
    "Voters in Duhok waited for hours.",
]


@pytest.fixture(autouse=True)
def _root(monkeypatch):
    monkeypatch.syspath_prepend(ROOT)


def generated(first, last):
    from benchmarks.scale.generate import make_blocks

    return [row for block in make_blocks(SENTENCES, first, last) for row in block]


@pytest.mark.parametrize(
    "name",
    ["speed.__main__", "speed.start", "speed.table", "scale.__main__", "readers.loads"],
)
def test_benchmarks_can_be_imported_without_their_peers(name):
    assert importlib.import_module(f"benchmarks.{name}").main


def test_articles_are_the_same_each_time():
    from benchmarks.corpus import make_articles

    articles = make_articles(SENTENCES, 3)
    assert articles == make_articles(SENTENCES, 3)
    assert all(2400 < len(article) < 3000 for article in articles)


def test_a_large_corpus_begins_with_a_smaller_one():
    assert generated(0, 12) == generated(0, 9) + generated(9, 12)


def test_articles_across_a_block_are_those_of_one_stream():
    from benchmarks.scale.generate import BLOCK

    rows = generated(BLOCK - 2, BLOCK + 2)
    assert [row[0] for row in rows] == [f"a{n:08d}" for n in range(BLOCK - 2, BLOCK + 2)]
    assert rows[2:] == generated(BLOCK, BLOCK + 2)


def test_an_article_has_about_its_size_and_sometimes_a_made_up_name():
    texts = [row[4] for row in generated(0, 50)]
    assert 2300 < sum(map(len, texts)) / len(texts) < 2700
    kept = [text.count("on Monday.") / text.count("met in Erbil on") for text in texts]
    assert 0.8 < sum(kept) / len(kept) < 1


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_one_percent_more_is_appended(tmp_path, form):
    from benchmarks.scale.generate import make_blocks, write

    base, grown, whole = (tmp_path / f"{name}.{form}" for name in ("base", "grown", "whole"))
    write(base, make_blocks(SENTENCES, 0, 4))
    write(grown, make_blocks(SENTENCES, 4, 6), onto=base)
    write(whole, make_blocks(SENTENCES, 0, 6))
    assert grown.read_bytes() == whole.read_bytes()
    assert grown.read_bytes().startswith(base.read_bytes())


def test_a_parquet_corpus_grows_by_a_row_group_and_reads_as_the_corpus_it_is(tmp_path):
    from pyarrow import parquet

    from benchmarks.scale.generate import COLUMNS, make_blocks, write

    base, grown = tmp_path / "base.parquet", tmp_path / "grown.parquet"
    write(base, make_blocks(SENTENCES, 0, 4))
    write(grown, make_blocks(SENTENCES, 4, 6), onto=base)
    with parquet.ParquetFile(grown) as file:
        groups = [file.read_row_group(k).num_rows for k in range(file.num_row_groups)]
        rows = file.read().to_pylist()
    assert groups == [4, 2]
    assert [tuple(row[name] for name in COLUMNS) for row in rows] == generated(0, 6)


def test_exports_hold_the_articles_that_were_asked_for(tmp_path):
    from analysis.corpus import load
    from benchmarks.readers import exports

    sentences = ["Rain fell on Senn & Fen.", "No ship left the quay.", "The mill is shut."] * 9
    exports.write_pages(tmp_path / "pages", sentences, 4)
    exports.write_nexis(tmp_path / "nexis.docx", sentences, 5)
    exports.write_long(tmp_path / "long.csv", sentences, 3)
    for name, n_articles in (("pages", 4), ("nexis.docx", 5), ("long.csv", 3)):
        articles = load(tmp_path / name).articles
        assert len(articles) == n_articles
        assert articles[["headline", "outlet", "published"]].notna().all(axis=None)
        assert articles["text"].str.len().min() > 400


def test_shuffled_labels_and_a_planted_tie_keep_who_is_named_how_often():
    from benchmarks import ties

    made = ties.by_lot(np.random.default_rng(1), 100)
    tied = ties._tied(made, 0, 1, 30.0, np.random.default_rng(2))
    named = [ties.shuffled(made, 3), tied]

    for one in named:
        assert np.bincount(one.members).tolist() == np.bincount(made.members).tolist()
    assert named[0].offsets.tolist() == made.offsets.tolist()
    both = [len(np.intersect1d(one.articles_of("a000"), one.articles_of("a001"))) for one in named]
    assert both[1] > 1.5 * both[0]


def test_the_benchmark_of_ties_counts_its_corpora():
    from benchmarks import ties

    assert ties.chance(100, 2, 199)["of"] == 2
    found = ties.planted(100, 4, 2, 199)
    assert (found["of"], 0 <= found["predicted"] <= 1) == (2, True)
