"""Paragraphs and zones of one text."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.zones import dateline_outlet, headline_end, paragraphs
from tests.annotate import reference_zones

SEEDS = Path(__file__).parents[2] / "seeds"
SEED = SEEDS / "kurdistan24/000_a1c94ac418f8241d.txt"


def zones(text, head=None):
    spans = paragraphs(text, head=headline_end(text) if head is None else head)
    return [(span.zone, text[span.start : span.end]) for span in spans]


def _outlet(text):
    return dateline_outlet(text, paragraphs(text, head=headline_end(text)))


def test_the_seed_has_the_zones_a_reader_gave_it():
    text = SEED.read_text(encoding="utf-8")
    spans = paragraphs(text, head=headline_end(text))
    assert [tuple(span) for span in spans] == [
        (0, 59, 0, "headline"),
        (61, 153, 1, "deck"),
        (155, 177, 2, "dateline"),
        (178, 372, 2, "body"),
        (374, 534, 3, "body"),
        (536, 676, 4, "body"),
        (678, 832, 5, "body"),
        (834, 1054, 6, "body"),
        (1056, 1249, 7, "body"),
        (1251, 1486, 8, "body"),
        (1488, 1643, 9, "body"),
        (1645, 1891, 10, "body"),
        (1893, 2046, 11, "body"),
        (2048, 2168, 12, "body"),
        (2170, 2197, 13, "credit"),
    ]
    assert _outlet(text) == "Kurdistan 24"


def test_an_empty_text_has_no_paragraphs():
    assert paragraphs("") == []
    assert paragraphs(" \n\xa0\n\t", head=0) == []


def test_blank_lines_may_hold_white_space():
    assert zones("One.\n \xa0\t\nTwo.", head=0) == [("body", "One."), ("body", "Two.")]


def test_lines_of_a_paragraph_stay_together_where_there_are_blank_lines():
    assert zones("One\ntwo.\n\nThree.", head=0) == [("body", "One\ntwo."), ("body", "Three.")]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2029"])
def test_without_blank_lines_each_line_is_a_paragraph(end):
    assert zones(f"One.{end}Two.", head=0) == [("body", "One."), ("body", "Two.")]


def test_a_wrapped_text_without_blank_lines_is_one_paragraph():
    text = "The minister said\nthat he would\nnot resign."
    assert zones(text) == [("body", text)]


def test_the_first_line_is_the_headline_if_something_follows():
    assert zones("Talks fail\nNo deal.") == [("headline", "Talks fail"), ("body", "No deal.")]
    assert zones("Talks fail\n\n") == [("body", "Talks fail")]


def test_a_first_line_with_a_dateline_is_no_headline():
    assert zones("PARIS (AP) — No deal.\n\nMore.") == [
        ("dateline", "PARIS (AP) —"),
        ("body", "No deal."),
        ("body", "More."),
    ]


def test_a_first_line_of_more_than_60_words_is_no_headline():
    assert headline_end("word " * 61 + "\n\nMore.") == 0
    assert headline_end("word " * 60 + "\n\nMore.") == 60 * 5 - 1


def test_only_the_first_dateline_counts():
    text = "Head\n\nPARIS (AP) — One.\n\nROME (AP) — Two."
    assert [zone for zone, _ in zones(text)] == ["headline", "dateline", "body", "body"]


def test_a_dateline_shares_the_number_of_the_paragraph_it_opens():
    spans = paragraphs("Head\n\nPARIS (AP) — One.\n\nTwo.", head=4)
    assert [span.paragraph for span in spans] == [0, 1, 1, 2]


def test_a_dateline_can_stand_alone():
    assert zones("Head\n\nPARIS (AP) —\n\nOne.") == [
        ("headline", "Head"),
        ("dateline", "PARIS (AP) —"),
        ("body", "One."),
    ]


def test_up_to_two_short_paragraphs_before_the_dateline_are_the_deck():
    deck = [zone for zone, _ in zones("Head\n\nA.\n\nB.\n\nPARIS (AP) — One.")]
    assert deck == ["headline", "deck", "deck", "dateline", "body"]
    none = [zone for zone, _ in zones("Head\n\nA.\n\nB.\n\nC.\n\nPARIS (AP) — One.")]
    assert none == ["headline", "body", "body", "body", "dateline", "body"]
    long = [zone for zone, _ in zones("Head\n\n" + "word " * 61 + "\n\nPARIS (AP) — One.")]
    assert long == ["headline", "body", "dateline", "body"]


def test_without_dateline_a_deck_has_no_full_stop_or_returns_in_the_body():
    rest = "\n\nOne said so, and talks broke down.\n\nTwo."
    assert zones("Head\n\nA day of anger" + rest)[1] == ("deck", "A day of anger")
    assert zones("Head\n\nTalks broke down." + rest)[1] == ("body", "Talks broke down.")
    assert zones("Head\n\ntalks broke down." + rest)[1] == ("deck", "talks broke down.")
    two = "It rained. It stopped"
    assert zones(f"Head\n\n{two}" + rest)[1] == ("body", two)


def test_without_headline_there_is_no_deck():
    assert [zone for zone, _ in zones("A.\n\nPARIS (AP) — One.", head=0)] == [
        "body",
        "dateline",
        "body",
    ]


def test_closing_credits_are_credits_and_others_are_not():
    text = "Head\n\nEditing by Ann Lee\n\nOne.\n\nReporting by Bo Ek\n\n(Editing by Ann Lee)"
    assert [zone for zone, _ in zones(text)] == ["headline", "body", "body", "credit", "credit"]


def test_a_credit_on_the_last_line_of_a_paragraph_is_cut_off():
    assert zones("Head\n\nOne.\n\nTwo.\nEditing by Ann Lee")[-2:] == [
        ("body", "Two."),
        ("credit", "Editing by Ann Lee"),
    ]


def test_a_byline_under_the_headline_is_a_credit_and_no_deck():
    assert zones("Head\n\nBy Ann Lee\n\nPARIS (AP) — One.")[1] == ("credit", "By Ann Lee")
    assert zones("Head\n\nBy Ann Lee\n\nOne.\n\nTwo.\n\nThree.")[:3] == [
        ("headline", "Head"),
        ("credit", "By Ann Lee"),
        ("body", "One."),
    ]


def test_a_text_without_blank_lines_after_its_headline_is_cut_at_lines():
    assert zones("Head\n\nOne.\nTwo.", head=4)[1:] == [("body", "One."), ("body", "Two.")]


def test_a_dateline_without_outlet_names_nobody():
    assert _outlet("Head\n\nPARIS — No deal.") is None
    assert _outlet("Head\n\nNo deal.") is None


PIECES = st.sampled_from(
    [
        *("\n", "\r\n", "\n\n", "\r", " ", "\xa0", "\t", "\u2028", "\x85", "\x0c", "\x1c"),
        *("PARIS (AP) — ", "PARIS (AP) —", "Editing by Ann Lee", "By Ann Lee", "By Ann Lee\n"),
        *("One said so. ", "said ", "“Two”", "é", "—"),
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=20).map("".join)


@given(TEXTS, st.none() | st.integers(0, 30))
def test_spans_are_trimmed_ordered_and_cover_all_but_white_space(text, head):
    spans = paragraphs(text, head=headline_end(text) if head is None else head)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(text)
        words = text[span.start : span.end]
        assert words == words.strip()
        assert text[end : span.start].strip() == ""
        end = span.end
    assert text[end:].strip() == ""


@given(TEXTS)
def test_numbers_count_up_and_only_a_dateline_shares_one(text):
    spans = paragraphs(text, head=headline_end(text))
    numbers = [span.paragraph for span in spans]
    assert numbers == sorted(numbers)
    assert sorted(set(numbers)) == list(range(len(set(numbers))))
    shared = len(numbers) - len(set(numbers))
    assert shared <= sum(span.zone == "dateline" for span in spans) <= 1


def _is_as_before(text, head):
    before = reference_zones.paragraphs(text, head=head)
    assert [tuple(span) for span in paragraphs(text, head=head)] == [tuple(s) for s in before]
    assert headline_end(text) == reference_zones.headline_end(text)


@given(TEXTS, st.integers(0, 30))
def test_zones_are_those_of_the_first_implementation(text, head):
    _is_as_before(text, head)
    _is_as_before(text, headline_end(text))


LINES = st.sampled_from(
    [
        *("", "", " ", "Talks fail", "A day of anger", "Talks broke down.", "said so", "By Bo Ek"),
        *("PARIS (AP) — No deal.", "Rome (AFP) -- It rained.", "US – Iran talks failed.", "- a"),
        *(
            "Editing by Ann Lee",
            "AP contributed to this report.",
            "Reporting by Reuters showed it.",
        ),
        *("One said so, and talks broke down.", "It rained. It stopped", "word " * 45, "BONN --"),
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n", "\r"]))
def test_zones_of_articles_are_those_of_the_first_implementation(lines, end):
    text = end.join(lines)
    _is_as_before(text, 0)
    _is_as_before(text, headline_end(text))


def test_zones_of_the_seeds_are_those_of_the_first_implementation():
    files = sorted(SEEDS.rglob("*.txt"))
    assert files
    for path in files:
        text = path.read_text(encoding="utf-8")
        _is_as_before(text, headline_end(text))


@pytest.mark.parametrize(
    "paragraph",
    [
        "WASHINGTON - The president left.",
        "SENN, March 2 - “No,” he said.",
        "TEL AVIV - Talks failed.",
    ],
)
def test_a_hyphen_between_spaces_ends_a_dateline(paragraph):
    assert zones(paragraph, head=0)[0][0] == "dateline"


@pytest.mark.parametrize(
    "paragraph",
    [
        "NATO - the alliance - agreed.",
        "BREAKING - Police shut the quay.",
        "US - Iran talks",
        "Senn - The port",
    ],
)
def test_a_hyphen_after_other_words_does_not(paragraph):
    assert zones(paragraph, head=0)[0][0] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "--additional reporting from Ann Lee in Paris",
        "— Reporting by Bo Ek",
        "Ann Lee reported from Senn.",
        "Ann Lee reported from Senn and Bo Ek from Lanmere.",
    ],
)
def test_closing_credits(line):
    assert zones(f"Talks fail\n\nOne.\n\nTwo.\n\n{line}")[-1] == ("credit", line)


@pytest.mark.parametrize(
    "line",
    ["The ships reported from the sea.", "Ann Lee reported from Senn that the quay was shut."],
)
def test_closing_sentences_are_no_credits(line):
    assert zones(f"Talks fail\n\nOne.\n\nTwo.\n\n{line}")[-1] == ("body", line)
