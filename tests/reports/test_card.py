"""The card of a corpus counts the articles that the notebooks will count."""

import json

import pytest

from analysis.reports.card import main

ENGLISH = "The quay of Senn was shut on Monday. The storm hit the port and the crews."
GERMAN = "Der Hafen wurde am Montag nach einem Sturm geschlossen. Die Lage ist ernst, sagte er."


@pytest.mark.parametrize(("languages", "n"), [("", 1), ("German", 1), ("en, de", 2), ("all", 2)])
def test_the_card_of_a_corpus_knows_the_languages_that_are_kept(tmp_path, languages, n):
    file, answer = tmp_path / "n.csv", tmp_path / "card.json"
    file.write_text(f'id,text\na,"{ENGLISH}"\nb,"{GERMAN}"\n', encoding="utf-8")
    order = {"corpus": str(file), "store": str(tmp_path / "store"), "languages": languages}

    main(str(answer), json.dumps(order))

    assert json.loads(answer.read_text("utf-8"))["n_articles"] == n


def test_a_language_that_is_unknown_is_told_before_anything_is_annotated(tmp_path):
    answer = tmp_path / "card.json"
    order = {"corpus": "gone", "store": str(tmp_path / "store"), "languages": "Germann"}

    main(str(answer), json.dumps(order))

    assert json.loads(answer.read_text("utf-8"))["error"].startswith(
        "parameter 'languages': there is no 'Germann'; did you mean 'German'?"
    )
    assert not (tmp_path / "store").exists()
