"""Parquet."""

import datetime as dt

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import CorpusError
from analysis.readers import parquet, raw_articles
from analysis.readers.source import open_source
from analysis.readers.unfold import cells, gathered, halved, size
from tests.readers.reading import all_of


def write(folder, **columns):
    path = folder / "n.parquet"
    pd.DataFrame(columns).to_parquet(path)
    return path


def test_each_row_is_an_article(tmp_path):
    zone = dt.timezone(dt.timedelta(hours=-5))
    path = write(
        tmp_path,
        id=[1.0, None],
        body=["a", "b"],
        published=pd.to_datetime([dt.datetime(2024, 3, 5, 23, tzinfo=zone), None]),
        outlet=pd.Categorical(["The Times", None]),
        vector=[[1, 2], [3]],
    )
    found = all_of(path)
    assert [(d.article_id, d.origin, d.text, d.outlet) for d in found.drafts] == [
        ("1", "n.parquet, row 1", "a", "The Times"),
        ("", "n.parquet, row 2", "b", ""),
    ]
    assert [draft.date[:10] for draft in found.drafts] == ["2024-03-05", ""]


def test_a_file_without_text_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"n\.parquet: no column holds the text"):
        all_of(write(tmp_path, a=[1]))


def test_a_file_that_is_no_parquet_is_refused(tmp_path):
    path = tmp_path / "n.parquet"
    path.write_bytes(b"text,date\n")
    with pytest.raises(CorpusError, match=r"n\.parquet: not a Parquet file that can be read \("):
        all_of(path)


def arrow(folder, groups=None, **columns):
    path = folder / "n.parquet"
    pq.write_table(pa.table(columns), path, compression="zstd", row_group_size=groups)
    return path


def invalid(*values):
    """Give texts as bytes that a file calls UTF-8, whether they are or not."""
    return pa.array(values, pa.binary()).view(pa.string())


@pytest.mark.parametrize(
    "dates",
    [
        pa.array([2**31 - 1, 0], pa.date32()),
        pa.array([2**62, 0], pa.timestamp("us")),
        pa.array([2**62, 0], pa.date64()),
        invalid(b"\xff", b"1970-01-01"),
        invalid(b"\xff", b"1970-01-01").dictionary_encode(),
    ],
    ids=lambda dates: str(dates.type),
)
def test_a_date_that_cannot_be_read_is_missed_and_noted(tmp_path, dates):
    found = all_of(arrow(tmp_path, text=["a", "b"], date=dates))
    assert [(draft.text, draft.date[:10]) for draft in found.drafts] == [
        ("a", ""),
        ("b", "1970-01-01"),
    ]
    assert [tuple(fault)[1:] for fault in found.faults] == [
        ("the date cannot be read, and is left out", "n.parquet, row 1", False)
    ]


def test_days_in_an_unknown_time_zone_are_missed_and_noted(tmp_path):
    found = all_of(arrow(tmp_path, text=["a"], date=pa.array([0], pa.timestamp("us", "Mars/Base"))))
    assert [draft.date for draft in found.drafts] == [""]
    assert len(found.faults) == 1


def test_a_text_that_is_not_utf8_is_dropped(tmp_path):
    texts = invalid(b"good", b"caf\xe9", None)
    found = all_of(arrow(tmp_path, text=texts, author=invalid(b"\xff", b"x", b"y")))
    assert [(draft.text, draft.author) for draft in found.drafts] == [("good", ""), ("", "y")]
    assert [fault.reason for fault in found.faults] == [
        "the text is no text but something that cannot be read",
        "the author cannot be read, and is left out",
    ]


def test_a_row_group_that_is_damaged_stands_in_the_ledger(tmp_path):
    texts = [f"{number} {'x' * 100}" for number in range(90)]
    path = arrow(tmp_path, groups=30, text=texts)
    about = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    start = about.dictionary_page_offset
    data[start : start + about.total_compressed_size] = bytes(about.total_compressed_size)
    path.write_bytes(data)
    found = all_of(path, most_rows=10)
    assert [draft.number for draft in found.drafts] == [*range(1, 31), *range(61, 91)]
    assert [fault.place for fault in found.faults] == [f"n.parquet, row {n}" for n in range(31, 61)]
    assert {fault.reason[:32] for fault in found.faults} == {"its row group cannot be read (Co"}
    assert found.n_found == 90


@pytest.mark.parametrize(
    ("column", "message"),
    [
        (pa.array(["x" * 300_000_000]), r"column 'text' would unfold from \d,\d{3} to 300,000,"),
        (pa.nulls(3_000_000, pa.string()), r"\d,\d{3} bytes cannot hold 3,000,000 values"),
        (pa.array([["x"] * 1_000_000]), r"\d+ bytes cannot hold 1,000,000 values"),
    ],
    ids=["text", "rows", "list"],
)
def test_a_small_file_that_would_fill_the_memory_is_refused(tmp_path, column, message):
    with pytest.raises(CorpusError, match=message):
        all_of(arrow(tmp_path, text=column))


def test_a_text_that_many_rows_share_is_written_out_a_few_rows_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "LONGEST", 5_000)
    path = arrow(tmp_path, text=["x" * 1_000] * 100, title=[str(number) for number in range(100)])
    found = list(open_source(path).pieces())
    assert max(len(piece.drafts) for piece in found) <= 5
    assert [d.headline for piece in found for d in piece.drafts] == list(map(str, range(100)))


@pytest.mark.parametrize("most_rows", [1, 2, 100])
def test_a_row_that_is_too_long_is_dropped_whatever_is_read_at_once(
    tmp_path, monkeypatch, most_rows
):
    monkeypatch.setattr(parquet, "LONGEST", 5_000)
    authors = pa.array([["a"], ["b" * 1_000] * 5, ["c"]])
    path = arrow(tmp_path, text=["a", "b", "c"], authors=authors)
    found = all_of(path, most_rows=most_rows)
    assert [draft.author for draft in found.drafts] == ["a", "c"]
    assert [(f.reason, f.place) for f in found.faults] == [
        (raw_articles.TOO_LONG, "n.parquet, row 2")
    ]


def test_size_is_what_the_values_take_when_they_are_written_out():
    texts = pa.array(["ab", "ab", None, "abc"])
    assert size(texts) == size(texts.dictionary_encode()) == size(texts.view(pa.binary())) == 7 + 32
    assert size(texts.dictionary_encode().slice(2)) == 3 + 16
    assert size(pa.array([["ab"], ["c", "d"], None])) == 4 + 24 + 24
    assert size(pa.array([{"a": "ab", "b": 1}])) == 2 + 16
    assert size(pa.array([1, 2])) == 16


def test_batches_are_joined_until_there_is_enough():
    texts = [["a"], ["b"], ["c", "a"], None, ["d" * 90], ["e"]]
    one = [pa.record_batch({"n": pa.array([text], pa.list_(pa.string()))}) for text in texts]
    coded = pa.list_(pa.dictionary(pa.int32(), pa.string()))
    for kind in (pa.list_(pa.string()), coded):
        batches = [pa.record_batch({"n": batch.column(0).cast(kind)}) for batch in one]
        joined = list(gathered(batches, 3, 90))
        assert [batch.num_rows for batch in joined] == [3, 2, 1]
        assert [cell for batch in joined for cell in cells(batch.column(0))] == texts


def test_a_long_text_in_a_dictionary_makes_batches_of_few_rows_and_pieces_of_many(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(parquet, "LONGEST", 5_000)
    path = arrow(tmp_path, text=["x" * 2_000, *map(str, range(99))], author=[["a"], ["b"]] * 50)
    read = parquet.Parquet(path, given={})
    assert read._longest(0, ["text"]) == 2_000
    assert [len(piece.drafts) for piece in open_source(path).pieces()] == [100]


@given(st.lists(st.text(max_size=5) | st.none(), max_size=30), st.integers(1, 40))
def test_halves_hold_the_same_rows_and_are_as_small_as_can_be(texts, most):
    batch = pa.record_batch({"text": pa.array(texts, pa.string()).dictionary_encode()})
    halves = list(halved(batch, most))
    assert [cell for half in halves for cell in cells(half.column(0))] == texts
    assert all(size(half) <= most or half.num_rows == 1 for half in halves)
