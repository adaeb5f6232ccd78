"""Scripts, styles and comments are cut; one that never ends takes little of the article along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers.clean import undone
from analysis.readers.clean.markup import undo_html


@pytest.mark.parametrize(
    "opened", ["<script>", "<style type='text/css'>", "<!--", "<SCRIPT src=a>"]
)
@pytest.mark.parametrize(
    ("after", "rest"),
    [
        (" var a = 1;<p>Wind came.</p><p>No ship left.</p>", "Wind came.\n\nNo ship left."),
        (" var a = 1;</p><p>Wind came.</p>", "Wind came."),
        (" var a = 1;\n\nWind came.<br>No ship left.", "Wind came.\nNo ship left."),
        (" var a = 1;<div>Wind came.</div>", "Wind came."),
        (" var a = 1;", ""),
    ],
)
def test_one_that_never_ends_takes_no_more_than_its_paragraph(opened, after, rest):
    made, notes = undo_html(f"<p>Rain fell.</p>{opened}{after}")
    assert made == "\n\n".join(filter(None, ["Rain fell.", rest]))
    told = {note.kind: note for note in notes}
    assert told[undone.UNCLOSED].n == 1
    assert told[undone.UNCLOSED].example == f"{opened}{after}"[: len(opened) + 11]
    assert undone.BESIDE not in told


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<p>Rain.</p><script>a()<p>Wind.</p><script>b()</script><p>Snow.</p>", "Wind.\n\nSnow."),
        ("<p>Rain.</p><!-- a <p>Wind.</p><!-- b --><p>Snow.</p>", "Wind.\n\nSnow."),
        ("<p>Rain.</p><style>a {}\n\nWind.<style>b {}</style><p>Snow.</p>", "Wind.\n\nSnow."),
    ],
)
def test_the_end_of_another_is_not_its_own(written, text):
    made, notes = undo_html(written)
    assert made == f"Rain.\n\n{text}"
    assert {undone.UNCLOSED, undone.BESIDE} <= {note.kind for note in notes}


@pytest.mark.parametrize(
    "written",
    [
        "<script>write('<script src=a>');</script>",
        "<script>a = '<p>b</p>';\n\nb();</script>",
        "<script><!-- a(); //--></script>",
        "<!-- <script>a()</script> <p>b</p> -->",
        "<!--[if mso]><!-->",
        "<!-->",
        "<script>a()</script ><STYLE>b</Style>",
    ],
)
def test_one_that_ends_is_cut_whole(written):
    made, notes = undo_html(f"<p>Rain.</p>{written}<p>Wind.</p>")
    assert made == "Rain.\n\nWind."
    assert [note.kind for note in notes] == [undone.BESIDE, undone.TAGS]


def test_a_comment_alone_is_told():
    made, notes = undo_html("Rain <!-- ad -->fell.")
    assert (made, notes) == ("Rain fell.", [(undone.BESIDE, 1, "<!-- ad -->")])


@given(
    st.lists(
        st.sampled_from(
            ["<script>", "</script>", "<style>", "</style>", "<!--", "-->", "a();", "<br>", "<b>"]
        ),
        max_size=8,
    ),
    st.lists(st.sampled_from(["Rain", "Wind", "Snow"]), min_size=1, max_size=4),
)
def test_paragraphs_behind_one_that_never_ends_are_kept(debris, words):
    opened = "".join(debris)
    behind = "".join(f"<p>{word}</p>" for word in words)
    made, _ = undo_html(f"<p>Top</p>{opened}{behind}")
    assert made.endswith("\n\n".join(words))
