"""Parquet."""

import datetime as dt

import pandas as pd
import pytest

from analysis.errors import CorpusError
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
