"""Concordance lines sorted by what stands beside the term."""

import pytest

from analysis.errors import ParameterError
from analysis.frequency import concordance

TEXT = "Old pay rose. New pay fell. Their old pay fell here. “New” pay, again"


def test_lines_by_the_word_before_then_the_one_before_that(annotated):
    """Two lines follow “old”; the one with “Headline” before it comes before “Their”."""
    table = concordance(annotated(TEXT), term="pay", sort="left", width=20)

    assert [left.split()[-1].strip("“”").lower() for left in table["left"]] == [
        "new",
        "new",
        "old",
        "old",
    ]
    assert table["left"].iloc[2].startswith("Headline")


def test_lines_by_the_word_after(annotated):
    table = concordance(annotated(TEXT), term="pay", sort="right", width=20)

    assert [right.strip(" ,”").split(".")[0] for right in table["right"]] == [
        "again",
        "fell here",
        "fell",
        "rose",
    ]


def test_sorting_moves_lines_and_changes_none(estuary):
    plain = concordance(estuary, term="strike")
    for sort in ("left", "right"):
        table = concordance(estuary, term="strike", sort=sort)
        again = table.sort_values(["article_id", "start"], ignore_index=True)
        assert again.equals(plain)
        assert table.index.tolist() == list(range(len(table)))


def test_an_unknown_order_is_refused(seed):
    with pytest.raises(ParameterError, match="must be order, left or right; did you mean 'right'"):
        concordance(seed, term="bases", sort="rigth")
