"""Labelled text is read as it was marked, and scores are what can be counted by hand."""

import random

import pytest

from benchmarks.accuracy.names import data_folder
from benchmarks.accuracy.scores import counts, scores
from benchmarks.train_names.__main__ import labelled, with_states
from benchmarks.train_names.card import card
from benchmarks.train_names.labelled import (
    Document,
    parse_gum,
    read_crossner,
    read_re3d,
    read_uner,
)
from benchmarks.train_names.noise import as_title, recased


def _row(number, form, upos, head, relation, *, entity="_", glued=False):
    misc = f"Entity={entity}" if entity != "_" else "_"
    misc += "|SpaceAfter=No" if glued else ""
    return "\t".join([str(number), form, "_", upos, "_", "_", str(head), relation, "_", misc])


GUM = "\n".join(
    [
        "# newdoc id = made_up",
        "# newpar",
        _row(1, "Mayor", "PROPN", 2, "nmod", entity="(1-person-new-cf1-2-sgl"),
        _row(2, "Ana", "PROPN", 4, "nsubj"),
        _row(3, "Ruiz", "PROPN", 2, "flat", entity="1)"),
        _row(4, "left", "VERB", 0, "root"),
        _row(5, "the", "DET", 6, "det", entity="(2-organization-new-cf2-2-sgl"),
        _row(6, "University", "PROPN", 4, "obj"),
        _row(7, "of", "ADP", 8, "case"),
        _row(8, "Porto", "PROPN", 6, "nmod", entity="(3-place-new-cf3-1-sgl)2)"),
        _row(9, "in", "ADP", 11, "case"),
        _row(10, "the", "DET", 11, "det", entity="(4-place-new-cf4-2-sgl"),
        _row(11, "north", "NOUN", 4, "obl", entity="4)", glued=True),
        _row(12, ".", "PUNCT", 4, "punct"),
        "",
        "# newpar",
        _row(1, "Yes", "INTJ", 0, "root"),
    ]
)


def _names(document):
    return [(document.text[start:end], kind) for start, end, kind in document.names]


def test_gum_gives_the_named_core_of_the_outermost_mentions():
    document = parse_gum(GUM)

    assert document.text == "Mayor Ana Ruiz left the University of Porto in the north.\n\nYes"
    assert _names(document) == [("Ana Ruiz", "person"), ("University of Porto", "organisation")]


@pytest.fixture
def folder(tmp_path):
    train = tmp_path / "names_train"
    train.mkdir()
    iob = "# newdoc id = a\n# text = In Porto, Ana Ruiz.\n" + "".join(
        f"{k}\t{form}\t{tag}\t-\t-\n"
        for k, (form, tag) in enumerate(
            [("In", "O"), ("Porto", "B-LOC"), (",", "O"), ("Ana", "B-PER"), ("Ruiz", "I-PER")], 1
        )
    )
    (train / "uner_ewt_dev.iob2").write_text(iob)
    (train / "uner_ewt_test.iob2").write_text(iob)
    for name in ("train", "dev", "test"):
        rows = ["The\tO", "Harbour\tB-politicalparty", "Party\tI-politicalparty", "'s\tO", ".\tO"]
        (train / f"crossner_politics_{name}.txt").write_text("\n".join(rows) + "\n\n")
    for name in ("CENTCOM", "US State Department"):
        path = tmp_path / "re3d_dev" / name
        path.mkdir(parents=True)
        text = "The Coalition met Gen. Ana Ruiz; he left Porto, Portugal."
        spans = [(0, 13, "Organisation"), (18, 31, "Person"), (23, 31, "Person")]
        spans += [(33, 35, "Person"), (41, 56, "Location"), (41, 46, "Location")]
        (path / "documents.json").write_text(f'{{"_id": "x", "text": "{text}"}}\n')
        (path / "entities.json").write_text(
            "".join(
                f'{{"begin": {a}, "end": {b}, "type": "{kind}", "documentId": "x"}}\n'
                for a, b, kind in spans
            )
        )
    return tmp_path


def test_universal_ner_is_placed_in_its_text(folder):
    document = next(read_uner(folder))

    assert document.text == "In Porto, Ana Ruiz."
    assert _names(document) == [("Porto", "place"), ("Ana Ruiz", "person")]


def test_crossner_is_set_as_a_text(folder):
    document = next(read_crossner(folder))

    assert document.text == "The Harbour Party's."
    assert _names(document) == [("Harbour Party", "organisation")]


def test_re3d_gives_plain_names_without_title_and_article(folder):
    document = next(read_re3d(folder))

    assert _names(document) == [
        ("Coalition", "organisation"),
        ("Ana Ruiz", "person"),
        ("Porto", "place"),
    ]


def test_lines_in_other_case_keep_their_places():
    text = "Ana Ruiz meets the head of NATO in Köln\nShe said so."
    copy, changed = recased(Document("made", text, []), 1.0, random.Random(3))

    assert len(copy.text) == len(text) == len(changed)
    assert copy.text.lower() == text.lower()
    assert copy.text != text
    assert changed[0]
    assert changed[-1]


def test_a_title_has_small_words():
    assert as_title("Porto's mayor speaks of the port") == "Porto's Mayor Speaks of the Port"


def test_a_state_that_acts_is_a_place():
    document = Document("made", "Iraq said", [(0, 4, "organisation")])

    assert with_states(document).names == [(0, 4, "place")]


def test_the_teachers_labels_are_read_only_for_the_same_texts(tmp_path, monkeypatch):
    monkeypatch.setattr(
        "benchmarks.train_names.__main__.teach",
        lambda documents: [d._replace(names=[(0, 3, "person")]) for d in documents],
    )
    cache = tmp_path / "labels.json"
    first = labelled([Document("made", "Ana", [])], cache)
    monkeypatch.setattr("benchmarks.train_names.__main__.teach", lambda _: "taught again")

    assert labelled([Document("made", "Ana", [])], cache) == first
    assert labelled([Document("made", "Eva", [])], None) == "taught again"


def test_scores_are_counted_by_document():
    found = [[(0, 3, "person"), (9, 12, "place")], [(0, 5, "person")]]
    gold = [[(0, 3, "person"), (9, 10, "person")], []]
    rows = [counts(*pair) for pair in zip(found, gold, strict=True)]
    result = scores(rows)

    assert rows[0] == [1, 2, 2, 2, 2, 2, 1, 0, 0, 0, 0]
    assert result["exact F"][0] == pytest.approx(2 / 5)
    assert result["overlap P"][0] == pytest.approx(2 / 3)
    assert result["overlap R"][0] == 1
    assert result["recall person"][0] == 0.5


def test_the_folder_of_data_is_asked_for(monkeypatch, tmp_path):
    monkeypatch.delenv("STANDFIRST_DATA", raising=False)

    with pytest.raises(SystemExit, match="give the folder, or set STANDFIRST_DATA"):
        data_folder(None)
    with pytest.raises(SystemExit, match="none: not a folder"):
        data_folder(str(tmp_path / "none"))
    monkeypatch.setenv("STANDFIRST_DATA", str(tmp_path))
    assert data_folder(None) == tmp_path


def test_the_card_shows_checksums_sources_and_figures():
    text = card(
        [Document("wikinews", "Ana left", [(0, 3, "person")])],
        {"GUM news": {"standfirst": {"exact F": (0.5, 0.4, 0.6)}}},
        [(0.9, 1.0, 12, 0.97)],
        data="d" * 64,
        weights="w" * 64,
        size=1234,
    )

    assert f"`{'w' * 64}`" in text
    assert "| Wikinews 2019 and 2020 | 1 | 2 | 1 | teacher | CC BY 2.5 |" in text
    assert "| GUM news | standfirst | 0.500 [0.400, 0.600] |" in text
    assert "| 0.9–1.0 | 12 | 0.97 |" in text
