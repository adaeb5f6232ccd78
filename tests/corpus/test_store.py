"""The store: whatever way it was made, it holds the same; what is in doubt is made anew."""

import json
import os

import pytest

from analysis.corpus import annotate, load, sealed, storage
from analysis.errors import StoreError
from tests.corpus.tables import assert_same, results


@pytest.mark.parametrize("articles_a_shard", [1, 7, 1000])
def test_the_same_tables_for_any_shards(corpus, registry, tmp_path, whole, articles_a_shard):
    store = tmp_path / "store"
    made = annotate(corpus.path, store=store, registry=registry, articles_a_shard=articles_a_shard)

    assert len(made._shards) == -(-20 // articles_a_shard)
    assert_same(results(made), whole)


def test_the_same_tables_for_two_and_four_workers(corpus, registry, tmp_path, whole):
    for workers in ("2", "4"):
        store = tmp_path / workers
        annotate(corpus.path, store=store, registry=registry, articles_a_shard=6, workers=workers)
        made = load(corpus.path, store=store, registry=registry, workers=workers)
        assert_same(results(made), whole)


def test_reading_in_parts_follows_the_ids_whatever_the_shards(
    corpus, registry, tmp_path, monkeypatch
):
    monkeypatch.setattr("analysis.corpus.corpus.ARTICLES_A_BATCH", 4)
    made = annotate(corpus.path, store=tmp_path / "s", registry=registry, articles_a_shard=3)
    parts = list(made.batches("sentences"))

    assert len(parts) == 5
    ids = [name for part in parts for name in part["article_id"].unique()]
    assert ids == sorted(ids) == list(made.metadata["article_id"])


def test_new_articles_annotate_only_themselves(corpus, registry, tmp_path, content):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)
    before = content(store)
    corpus.grow(3)
    told = []
    made = annotate(
        corpus.path,
        store=store,
        registry=registry,
        articles_a_shard=5,
        progress=lambda n_read, n_annotated: told.append((n_read, n_annotated)),
    )

    assert told[-1][1] == 3
    kept = {name for name, data in content(store).items() if before.get(name) == data}
    assert {name for name in before if name.endswith("words.parquet")} <= kept
    assert_same(results(made), results(load(corpus.path, registry=registry)))


def test_articles_that_are_gone_or_mended_are_gone_or_mended(corpus, registry, tmp_path):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)
    lines = corpus.path.read_text("utf-8").splitlines()
    mended = json.loads(lines[3]) | {"outlet": "Herald", "text": "The US left Senn."}
    corpus.path.write_text("\n".join([*lines[:2], json.dumps(mended), *lines[5:]]), "utf-8")
    made = annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)

    assert_same(results(made), results(load(corpus.path, registry=registry)))
    assert "Herald" in set(made.metadata["outlet"])


def test_the_same_text_in_two_articles_is_annotated_once_and_counted_twice(tmp_path, registry):
    path = tmp_path / "twice.csv"
    path.write_text("id,text\nb,Pay strike.\na,Pay strike.\n", encoding="utf-8")
    told = []
    made = annotate(
        path, store=tmp_path / "s", registry=registry, progress=lambda *n: told.append(n)
    )

    assert told[-1] == (2, 1)
    terms = results(made)["terms"]
    assert terms[["term", "n", "n_articles"]].to_numpy().tolist() == [
        ["pay", 2, 2],
        ["strike", 2, 2],
    ]


def test_nothing_new_costs_no_shard_and_changes_no_byte(corpus, registry, tmp_path, content):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    before = content(store)
    annotate(corpus.path, store=store, registry=registry)

    assert content(store) == before


@pytest.mark.parametrize("keep_time", [False, True])
def test_a_damaged_shard_is_named_and_made_anew(corpus, registry, tmp_path, content, keep_time):
    store = tmp_path / "store"
    made = annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)
    before = content(store)
    damaged = made._folder / made._shards[1] / "words.parquet"
    times = damaged.stat()
    data = bytearray(damaged.read_bytes())
    data[len(data) // 3] ^= 0xFF
    damaged.write_bytes(data)
    if keep_time:
        os.utime(damaged, ns=(times.st_atime_ns, times.st_mtime_ns))
        with pytest.raises(StoreError, match=r"words.parquet' cannot be read .* made anew"):
            results(load(corpus.path, store=store, registry=registry))
    told = []
    annotate(corpus.path, store=store, registry=registry, articles_a_shard=5, tell=told.append)

    assert [note for note in told if made._shards[1] in note and "made anew" in note]
    assert content(store) == before


@pytest.mark.parametrize("loss", ["words.parquet", "seal.json", "all"])
def test_a_shard_that_lacks_something_is_made_anew(corpus, registry, tmp_path, content, loss):
    store = tmp_path / "store"
    made = annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)
    before = content(store)
    shard = made._folder / made._shards[0]
    for path in shard.iterdir() if loss == "all" else [shard / loss]:
        path.unlink()
    annotate(corpus.path, store=store, registry=registry, articles_a_shard=5)

    assert content(store) == before


def test_a_store_of_another_registry_is_named_and_made_anew(corpus, registry, tmp_path):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    fewer = registry[registry["actor"] != "United States"].reset_index(drop=True)
    told = []
    made = annotate(corpus.path, store=store, registry=fewer, tell=told.append)

    assert "another version or with another registry" in told[0]
    assert "United States" not in set(made.mentions["actor"])
    assert len([path for path in store.iterdir() if path.is_dir()]) == 2, "version and pieces"
    with pytest.raises(StoreError, match="with another registry"):
        load(corpus.path, store=store, registry=registry)


@pytest.mark.parametrize("other", ["made_by", "version"])
def test_a_store_of_another_version_is_not_read(corpus, registry, tmp_path, other):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    facts = sealed.read_json(store / storage.CORPUS)
    sealed.write_json(store / storage.CORPUS, facts | {other: "another"})

    with pytest.raises(StoreError, match="made by another version of standfirst"):
        load(corpus.path, store=store, registry=registry)


def test_a_store_of_another_corpus_is_refused(corpus, registry, tmp_path):
    store = tmp_path / "store"
    annotate(corpus.path, store=store, registry=registry)
    other = tmp_path / "other.csv"
    other.write_text("id,text\na,Pay.\n", encoding="utf-8")

    with pytest.raises(StoreError, match=r"was made of '.*news.jsonl', not of '.*other.csv'"):
        load(other, store=store, registry=registry)
    with pytest.raises(StoreError, match="with roles"):
        load(corpus.path, store=store, roles="text:headline", registry=registry)


def test_a_folder_that_cannot_be_written_is_named(corpus, registry, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(StoreError, match="cannot be written"):
        annotate(corpus.path, store=tmp_path / "file" / "store", registry=registry)
