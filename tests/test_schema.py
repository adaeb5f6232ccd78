"""Tables keep their promises, or say which one they break."""

import pandas as pd
import pytest

from analysis.errors import SchemaError
from analysis.schema import FREQUENCY, TABLES

ROW = {"term": "pay", "n_words": 1, "n": 2, "n_articles": 1, "per_1000": 5.0, "per_article": 2.0}


def test_a_missing_column_is_named_with_what_a_row_must_be():
    with pytest.raises(SchemaError, match=r"'frequency' table: column 'n' is missing.*one term"):
        FREQUENCY.check(pd.DataFrame([ROW]).drop(columns="n"))


def test_a_wrong_type_is_named_with_what_was_found():
    with pytest.raises(SchemaError, match=r"column 'n' must hold count values.*found float64"):
        FREQUENCY.check(pd.DataFrame([{**ROW, "n": 2.5}]))


def test_conform_sorts_by_the_total_order_and_drops_further_columns():
    table = pd.DataFrame(
        [{**ROW, "term": t, "n": n, "x": 0} for t, n in (("b", 2), ("a", 2), ("c", 9))]
    )

    assert list(FREQUENCY.conform(table)["term"]) == ["c", "a", "b"]
    assert "x" not in FREQUENCY.conform(table)


def test_conform_refuses_two_rows_with_one_key():
    with pytest.raises(SchemaError, match=r"two rows share the key \{'term': 'pay'\}"):
        FREQUENCY.conform(pd.DataFrame([ROW, ROW]))


def test_conform_refuses_values_that_cannot_take_their_type():
    with pytest.raises(SchemaError, match="'frequency' table:"):
        FREQUENCY.conform(pd.DataFrame([{**ROW, "n": "many"}]))


def test_conform_leaves_its_argument_alone():
    table = pd.DataFrame([{**ROW, "term": "b"}, ROW])
    before = table.copy()

    FREQUENCY.conform(table)

    pd.testing.assert_frame_equal(table, before)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_an_empty_table_conforms_and_checks(table):
    empty = table.empty()

    table.check(empty)
    pd.testing.assert_frame_equal(table.conform(empty), empty)


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.name)
def test_keys_and_orders_name_columns_that_exist(table):
    names = {column.name for column in table.columns}

    assert set(table.key) <= names
    assert {name.lstrip("-") for name in table.order} <= names
    assert set(table.key) <= {name.lstrip("-") for name in table.order}, "the order must be total"
