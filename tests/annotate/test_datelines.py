"""The place that opens a report."""

import pytest

from analysis.annotate.datelines import match


@pytest.mark.parametrize(
    ("dateline", "outlet"),
    [
        ("ERBIL (Kurdistan 24) –", "Kurdistan 24"),
        ("BAGHDAD, Iraq (AP) -", "AP"),
        ("PARIS —", ""),
        ("PARIS –", ""),
        ("PARIS (AP) --", "AP"),
        ("PARIS, July 5 (Reuters) -", "Reuters"),
        ("PARIS, July 5 -", ""),
        ("WASHINGTON, D.C. (AP) —", "AP"),
        ("UNITED NATIONS (AFP) —", "AFP"),
        ("ST. PETERSBURG (AFP) —", "AFP"),
        ("GAZA/JERUSALEM (Reuters) -", "Reuters"),
        ("N'DJAMENA (AFP) –", "AFP"),
        ("PORT-AU-PRINCE, Haiti (AP) —", "AP"),
        ("ÉVRY (AFP) –", "AFP"),
        ("ISTANBUL/İZMİR (AA) –", "AA"),
        ("Erbil (Kurdistan 24) –", "Kurdistan 24"),
        ("Rio de Janeiro (AP) —", "AP"),
    ],
)
def test_a_dateline_runs_from_the_place_to_the_dash(dateline, outlet):
    assert match(f"{dateline} The talks failed.") == (len(dateline), outlet)


@pytest.mark.parametrize(
    "paragraph",
    [
        "",
        "The talks failed.",
        "US – Iran talks failed.",
        "NATO — the alliance — agreed.",
        "Paris — Talks failed.",
        "Hadi (Iraq's envoy) – he is 57 – agreed.",
        "Hadi (57) – Born in Basra – agreed.",
        "The envoy (of Iraq) – Mr Hadi – agreed.",
        "PARIS (AP) No dash follows.",
        "PARIS —",
        "PARIS ROME BERLIN MADRID LISBON (AP) — Five places.",
    ],
)
def test_other_openings_are_no_dateline(paragraph):
    assert match(paragraph) is None


def test_the_sentence_after_it_may_open_with_a_quotation_mark_or_an_article_of_a_name():
    assert match("PARIS — “No deal,” he said.")
    assert match("PARIS (AP) — al-Khazali agreed.")
    assert match("PARIS — 12 people died.")


def test_a_long_word_is_read_quickly():
    assert match("A" * 200_000) is None
