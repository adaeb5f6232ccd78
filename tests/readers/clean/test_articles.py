"""An article is cleaned whole: text, headline, other cells; what was undone goes along."""

from analysis.readers.clean import clean
from analysis.readers.clean.undone import ENTITIES, TAGS, from_text
from analysis.readers.raw_articles import RawArticle


def row(headline="", body="", **cells):
    whole = f"{headline}\n\n{body}" if headline else body
    return RawArticle("a", whole, "n.csv, line 2", 1, len(headline), "", headline, **cells)


def test_a_clean_article_stays_as_it_is():
    raw = row("Quay shut", "No ship left the “old” quay.", outlet="Post", author="Ann Lee")
    assert clean(raw) is raw


def test_headline_text_and_cells_are_cleaned():
    made = clean(
        row("Fish &amp; chips", "<p>Rain.</p>", outlet="Post &amp; Herald", author="<b>A</b>")
    )
    assert (made.text, made.head) == ("Fish & chips\n\nRain.", len("Fish & chips"))
    assert (made.headline, made.outlet, made.author) == ("Fish & chips", "Post & Herald", "A")
    assert from_text(made.undone) == [(ENTITIES, 2, "&amp;"), (TAGS, 4, "<b>")]


def test_a_file_finds_its_headline_when_it_is_clean():
    raw = RawArticle("a", "<h1>Quay\nshut</h1>\n<p>Rain.</p>", "a.txt", 0, 8, "", "<h1>Quay")
    made = clean(raw)
    assert (made.text, made.head, made.headline) == ("Quay shut\n\nRain.", 9, "Quay shut")


def test_a_file_keeps_the_headline_of_its_metadata():
    raw = RawArticle("a", "<p>Rain.</p>\n<p>Wind.</p>", "a.txt", 0, 12, "", "Storm")
    assert clean(raw).headline == "Storm"


def test_a_text_of_which_nothing_is_left_is_empty():
    assert clean(row("Quay shut", "<script>x</script>")).text == ""
