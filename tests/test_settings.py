"""Names as people write them."""

import pytest

from analysis.errors import ParameterError
from analysis.settings import choose_names


def test_words_that_several_outlets_have_name_none():
    known = ["CNN (Web News)", "CNN Politics", "CNNX"]

    with pytest.raises(
        ParameterError, match=r"several .* 'CNN' .*: CNN \(Web News\), CNN Politics"
    ):
        choose_names("CNN", known, name="outlets")

    assert choose_names("cnn politics", known, name="outlets") == ("CNN Politics",)
    assert choose_names("CNNX, Politics", known, name="outlets") == ("CNNX", "CNN Politics")


def test_of_many_outlets_an_error_lists_the_first():
    known = [f"Outlet {number}" for number in range(102)]

    with pytest.raises(ParameterError, match=r"Outlet 19 and 82 more\.$"):
        choose_names("Zebra", known, name="outlets")
