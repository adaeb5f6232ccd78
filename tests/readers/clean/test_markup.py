"""HTML becomes paragraphs; a text that only holds its signs stays as it is."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.clean import undone
from analysis.readers.clean.markup import is_html, undo_html, undo_markdown


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<p>The quay is shut.</p><p>No ship left.</p>", "The quay is shut.\n\nNo ship left."),
        ("<P CLASS='a'>The quay\nis shut.</P>", "The quay is shut."),
        ("One.<br>Two.<br/><br />Three.", "One.\nTwo.\n\nThree."),
        ("<div><script>var a = '<p>';</script><style>p {}</style>Rain.<!-- ad --></div>", "Rain."),
        (
            "<p>Rain.</p><aside><p><a href='/x'>War far away</a></p></aside><p>Wind.</p>",
            "Rain.\n\nWind.",
        ),
        ("<nav>Home</nav>Rain.<footer>Imprint</footer>", "Rain."),
        (
            "<p>Rain.</p><ul><li><a href='/1'>One</a></li><li><a href='/2'>Two</a></li></ul>",
            "Rain.",
        ),
        ("<ul><li>Rain <a href='/1'>fell</a></li><li>Wind</li></ul>", "Rain fell\n\nWind"),
        ("<p>Fish &amp; chips&nbsp;&#8211; “ok”</p>", "Fish & chips\xa0– “ok”"),
        ("Ham &nbsp and &amp eggs", "Ham \xa0 and & eggs"),
        ("Ham &amp;amp; eggs &lt;3", "Ham & eggs <3"),
        ("&lt;p&gt;Rain.&lt;/p&gt;&lt;p&gt;Wind.&lt;/p&gt;", "Rain.\n\nWind."),
        ("<p>Write &lt;b&gt;so&lt;/b&gt;.</p>", "Write <b>so</b>."),
        ("The <b>old</b> quay.\n\nIt is <i>shut</i>.", "The old quay.\n\nIt is shut."),
        ("<table><tr><td>Senn</td><td>3</td></tr></table>", "Senn 3"),
        ("<p>Rain.<p>Wind.", "Rain.\n\nWind."),
        ("Rain on <img src=x onerror=alert(1)> the hills.", "Rain on  the hills."),
        ("<p>Rain.</p><script>var a = 1;", "Rain."),
        ("<p>Rain.</p><aside>More of it", "Rain.\n\nMore of it"),
        ('<p title="a > b">Rain.</p>', "Rain."),
    ],
)
def test_html_becomes_paragraphs(written, text):
    made, notes = undo_html(written)
    assert made == text
    assert notes


@pytest.mark.parametrize(
    "text",
    [
        "Output fell by <5 percent and rose by >3 percent at R&D of AT&T.",
        "Exports < imports; costs > 3.",
        "In HTML the <b> tag makes text bold, and the <p> tag begins a paragraph.",
        "Write to <ann@example.org> or see <https://example.org/a>.",
        "x <y> z",
        "Profit & loss; R&D; Q&A;",
        "a -> b <- c <3",
    ],
)
def test_a_text_that_is_no_html_stays(text):
    assert undo_html(text)[0] == text


def test_what_was_undone_is_counted_with_an_example():
    written = "<p>A &amp; B</p><p>C</p><nav>Home</nav>"
    assert undo_html(written)[1] == [
        (undone.BESIDE, 1, "<nav>"),
        (undone.TAGS, 4, "<p>"),
        (undone.ENTITIES, 1, "&amp;"),
    ]


def test_a_tag_that_is_only_spoken_of_is_told():
    assert undo_html("the <b> tag")[1] == [(undone.LEFT_TAGS, 1, "<b>")]


@given(st.lists(st.text(alphabet="abc <>&;'\"=/-\n", max_size=20), max_size=5))
def test_what_is_escaped_comes_back(paragraphs):
    written = "".join(f"<p>{html.escape(each)}</p>" for each in paragraphs)
    once = "\n\n".join(filter(None, (" ".join(each.split()) for each in paragraphs)))
    assert undo_html(written)[0] == once


@given(st.text(alphabet="<>/pbaul i=\"'&;!-é", max_size=60))
def test_any_text_ends_without_an_error_and_html_is_gone(text):
    made, notes = undo_html(text)
    assert (made == text) or notes
    assert is_html(made) <= ("&" in text)


@pytest.mark.parametrize(
    "opened", ["<div>", "<a><div>", "<li>", "<!--", "<", "<p a='", "<script>x"]
)
def test_deep_nesting_takes_the_time_of_its_length(opened):
    made, _ = undo_html("<p>" + opened * 20_000)
    assert len(made) < len(opened) * 20_001


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (
            'The [port](https://example.org/a) of ![Senn](/x.jpg)[Senn](/s "map").',
            "The port of Senn.",
        ),
        ("He said [sic](page 3) and [a] (b).", "He said [sic](page 3) and [a] (b)."),
    ],
)
def test_links_of_markdown_keep_their_words(written, text):
    assert undo_markdown(written)[0] == text
