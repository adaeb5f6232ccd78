"""HTML of our own: whatever is put into it comes out as the same text, and as nothing else."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from analysis.markup import Html, verbatim

SIGNS = st.text("<>&\"'$\\;#x27 aé", max_size=12)


class Reader(HTMLParser):
    """Collects the words and the tags of a piece of HTML."""

    def __init__(self, page):
        super().__init__()
        self.words, self.tags = "", []
        self.feed(page)
        self.close()

    def handle_data(self, data):
        self.words += data

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))


@given(SIGNS, SIGNS)
def test_text_comes_out_as_it_was_put_in(one, other):
    ways = (
        Html('<b title="{}">{}</b>').format(other, one),
        Html('<b title="%s">%s</b>') % (other, one),
        Html('<b title="') + other + Html('">') + one + Html("</b>"),
        Html("").join([Html('<b title="'), other, Html('">'), one, Html("</b>")]),
        Html('<b title="%">@</b>').replace("%", other, 1).replace("@", one, 1),
    )

    for page in ways[: 4 if "@" in other else 5]:
        assert isinstance(page, Html)
        assert Reader(page).tags == [("b", [("title", other)])]
        assert Reader(page).words == one


@given(SIGNS)
def test_text_is_escaped_once_whoever_escapes_it(text):
    once = Html.escape(text)

    assert Html.escape(once) == escape(once) == once
    assert Reader(once).words == Reader(escape(text)).words == text


@pytest.mark.parametrize("text", ["$5 to $7", r"\(x\)", r"\[x\]", r"\begin{x}"])
def test_mathjax_is_kept_off_what_looks_like_a_formula(text):
    assert "mathjax_ignore" in verbatim("standfirst", text).split()


def test_other_text_keeps_its_class():
    assert verbatim("standfirst nothing", "5 € to 7 €") == "standfirst nothing"
