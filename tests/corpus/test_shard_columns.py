"""A shard reads what it is asked for, and nothing else."""

import pytest

from analysis.corpus.shard import Shard
from analysis.frequency.term_ids import term_ids
from tests.kernels.shards import of_texts


@pytest.fixture
def shard_and_columns():
    """Give a shard of two articles, one zone of them, and what was read of it so far."""
    made, columns = of_texts("The US met Iraq. Pay rose", "Nothing new").shard, []

    def load(table, names):
        columns.extend((table, name) for name in names)
        return made._load(table, names)

    return Shard(made.metadata, made._rows, ("body",), load), columns


def test_counting_words_reads_no_mention_and_no_paragraph(shard_and_columns):
    shard, columns = shard_and_columns
    term_ids(shard)
    shard.column("sentences", "article")

    assert {table for table, _ in columns} == {"texts", "sentences", "types", "words"}
    assert ("texts", "text") not in columns
    assert ("texts", "n_mentions") not in columns
    assert ("words", "start") not in columns


def test_lengths_are_read_without_words(shard_and_columns):
    shard, columns = shard_and_columns

    assert shard.n_words == 8
    assert {table for table, _ in columns} == {"texts", "sentences"}


def test_a_column_is_read_once(shard_and_columns):
    shard, columns = shard_and_columns
    for _ in range(2):
        shard.column("words", "type")
        shard.column("mentions", "actor")

    assert len(columns) == len(set(columns))
