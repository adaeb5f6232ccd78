"""Pages of terms: every number leads to its lines, and nothing of a corpus is obeyed."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import unquote

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import frequency
from analysis.display import term_pages
from analysis.display.tables import anchor
from analysis.frequency import Profile
from analysis.reports.render import clean
from analysis.schema import CONCORDANCE, DISPERSION, FREQUENCY, TREND

HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>"\'&'


class Reader(HTMLParser):
    """Collects anchors, links, tags and handlers of a page."""

    def __init__(self, page):
        super().__init__()
        self.ids, self.links, self.tags, self.attributes = [], [], set(), set()
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        found = dict(attrs)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [unquote(found["href"])[1:]] if "href" in found else []


@pytest.fixture(scope="module")
def made(estuary):
    """The profile of the leading terms of `estuary`, and one more."""
    selection = estuary
    terms = frequency.terms(selection)
    listed = frequency.profile(selection, terms, top_n=6, also=["Port Maurin"], lines=4)
    return selection, terms, listed


def _profile(term, text=HOSTILE):
    """A profile of one term whose line and outlet are hostile."""
    blank = dict.fromkeys(["per_1000", "low", "high", "dp", "dp_norm", "juilland_d"], 1.0)
    counts = dict.fromkeys(["n", "n_articles", "of_articles", "n_stories", "of_stories"], 2)
    facts = {"term": term, "note": text, **blank, **counts}
    line = {"term": term, "article_id": text, "start": 0, "end": 1, "outlet": text}
    line |= {"left": text, "node": text, "right": text}
    return Profile(
        DISPERSION.conform(pd.DataFrame([facts])),
        TREND.empty(),
        CONCORDANCE.conform(pd.DataFrame([line])),
    )


def test_every_number_of_the_table_leads_to_the_part_of_its_term(made):
    _, terms, listed = made
    table = Reader(term_pages.overview(listed, terms, top_n=6).to_html())
    parts = Reader(term_pages.lines(listed).to_html())

    assert len(table.links) == 6 * len(("term", *term_pages.COUNTS))
    assert set(table.links) <= set(parts.ids)
    assert len(parts.ids) == len(set(parts.ids)) == 7


def test_the_table_has_the_leading_terms_only_and_says_of_how_many(made):
    _, terms, listed = made
    view = term_pages.overview(listed, terms, top_n=6, note="Note.")

    assert view.table["term"].tolist() == terms["term"].head(6).tolist()
    assert f"(first 6 of {len(terms):,} rows)" in view.to_text()
    assert "Note." in view.to_text()
    assert all(len(signs) == 10 for signs in view.table["trend"])


def test_a_part_tells_counts_interval_spread_trend_and_lines(made):
    selection, _, listed = made
    page = term_pages.lines(listed).to_html()
    part = page[page.index("<b>silt</b>") : page.index("<b>said</b>")]
    whole = frequency.concordance(selection, term="silt")
    shown = frequency.of_term(listed.lines, "silt")

    assert "178 times in 58 of 64 articles; 11.6 per 1,000 words (95 % interval " in part
    assert "DPnorm 0.24" in part
    assert "22.7 in the week of 4 May 2026" in part
    assert "4 of 178, spread evenly over the corpus; 174 are not shown." in part
    for line in shown.itertuples():
        assert f"{line.article_id} {line.start}–{line.end}" in part
        assert len(whole[(whole["article_id"] == line.article_id) & (whole["start"] == line.start)])
    assert part.count('<td class="node">') == 4
    assert part.count("<tr>") == 2 + 4 + 10


def test_the_anchor_lies_inside_the_folded_part_so_that_a_link_unfolds_it(made):
    page = term_pages.lines(made[2]).to_html()

    assert re.fullmatch(
        r'<div class="terms">\n(<details class="term">\n<summary>.*</summary>\n'
        r'<div class="behind" id="term-[^"]*">\n(?:(?!</?details).|\n)*</div>\n</details>\n)*'
        r"</div>",
        page,
    )


def test_what_a_report_cleans_of_a_page_is_nothing(made):
    _, terms, listed = made
    for page in (term_pages.lines(listed).to_html(), term_pages.overview(listed, terms).to_html()):
        assert Reader(clean(page)).ids == Reader(page).ids
        assert Reader(clean(page)).links == Reader(page).links
        assert len(clean(page)) == len(clean(clean(page)))
        assert "<script" not in page


@pytest.mark.parametrize("term", [HOSTILE, "a b", "“", "Ünï–cödé", "#%&?/"])
def test_hostile_text_is_shown_and_never_obeyed(term):
    listed = _profile(term)
    table = term_pages.overview(
        listed,
        FREQUENCY.conform(
            pd.DataFrame(
                {
                    "term": [term],
                    "n_words": 1,
                    "n": 2,
                    "n_articles": 2,
                    "per_1000": 1.0,
                    "per_article": 1.0,
                }
            )
        ),
    )
    for page in (term_pages.lines(listed).to_html(), table.to_html()):
        read = Reader(page)
        assert not {"img", "script"} & read.tags
        assert not {name for name in read.attributes if name.startswith("on")}
    assert html.escape(HOSTILE) in term_pages.lines(listed).to_html()
    assert Reader(table.to_html()).links[0] == anchor(term)
    assert Reader(term_pages.lines(listed).to_html()).ids == [anchor(term)]


@given(st.lists(st.lists(st.text("abAB-'é٣", min_size=1, max_size=3), min_size=1, max_size=3)))
def test_different_terms_have_different_anchors_without_blanks(terms):
    names = {" ".join(words) for words in terms}
    anchors = {anchor(name) for name in names}

    assert len(anchors) == len(names)
    assert all(name.startswith("term-") and not re.search(r"\s", name) for name in anchors)


def test_one_article_and_nothing_at_all(seed):
    one = frequency.profile(seed, frequency.terms(seed), top_n=2)
    none = frequency.profile(seed, FREQUENCY.empty())

    assert "Over time" not in term_pages.lines(one).to_html()
    assert 'class="spark"' not in term_pages.lines(one).to_html()
    assert (
        term_pages.lines(none).to_html()
        == '<p class="standfirst">There is no term to look for.</p>'
    )
    assert term_pages.lines(none).to_text() == "There is no term to look for."


def test_columns_without_a_value_are_left_out(seed):
    terms = frequency.terms(seed)
    view = term_pages.overview(frequency.profile(seed, terms), terms)

    assert list(view.table.columns) == ["term", *term_pages.COUNTS]
    assert term_pages.overview(frequency.profile(seed, terms.head(0)), terms.head(0)).table.empty


def test_a_term_that_does_not_occur_has_a_part_without_lines(seed):
    listed = frequency.profile(seed, FREQUENCY.empty(), also=["rain"])
    text = term_pages.lines(listed).to_text()

    assert text.startswith("rain: “rain”: 0 times in 0 of 1 article; 0.0 per 1,000 words.")
    assert "(0 rows)" in text


def test_pages_repeat_byte_for_byte(made):
    _, terms, listed = made
    for page in (term_pages.lines(listed), term_pages.overview(listed, terms)):
        assert page._repr_mimebundle_() == page._repr_mimebundle_()
