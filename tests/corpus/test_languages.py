"""Articles in other languages are set aside, or get neither tone nor actors; both is told."""

import pytest

from analysis import cooccurrence, sentiment
from analysis.corpus import annotate, load
from analysis.errors import ParameterError

ENGLISH = "The quay of Senn was shut on Monday. The terrible storm hit Germany and the crews."
GERMAN = (
    "Der Hafen wurde am Montag nach einem Sturm geschlossen. Die Lage in Iran ist ernst, sagte er. "
    "Die Not war gross, und das Gift im Fluss war weg."
)


@pytest.fixture
def mixed(tmp_path):
    file = tmp_path / "news.csv"
    file.write_text(f'id,text\na,"{ENGLISH}"\nb,"{GERMAN}"\nc,Rain.\n', encoding="utf-8")
    return file


@pytest.fixture
def german(tmp_path):
    file = tmp_path / "neues.csv"
    file.write_text(f'id,text\na,"{GERMAN}"\nb,"Also {GERMAN}"\n', encoding="utf-8")
    return file


def test_other_languages_are_set_aside_and_told(mixed):
    news = load(mixed)
    assert news.metadata["article_id"].tolist() == ["a", "c"]
    last = news.ledger.iloc[-1]
    assert (last["n_in"], last["n_kept"], last["n_dropped"]) == (3, 2, 1)
    assert (last["reason"], last["examples"]) == (
        "written in German, not in English",
        "news.csv, line 3",
    )


@pytest.mark.parametrize(
    ("languages", "ids"),
    [
        ("de", ["b", "c"]),
        ("German, English", ["a", "b", "c"]),
        ("all", ["a", "b", "c"]),
        ("en", ["a", "c"]),
    ],
)
def test_languages_can_be_chosen(mixed, languages, ids):
    assert load(mixed, languages=languages).metadata["article_id"].tolist() == ids


def test_the_choice_is_made_when_a_store_is_opened(mixed, tmp_path):
    annotate(mixed, store=tmp_path / "store")
    assert len(load(mixed, store=tmp_path / "store", languages="all")) == 3
    assert len(load(mixed, store=tmp_path / "store")) == 2


def test_an_unknown_language_is_refused_with_the_nearest(mixed):
    with pytest.raises(ParameterError, match=r"there is no 'Germann'.*'German'"):
        load(mixed, languages="Germann")


def test_an_unknown_language_is_refused_before_anything_is_read(mixed, tmp_path):
    store = tmp_path / "store"
    with pytest.raises(ParameterError, match="parameter 'languages'"):
        annotate(mixed, store=store, languages="Germann")
    assert not store.exists()

    annotate(mixed, store=store)
    with pytest.raises(ParameterError, match="parameter 'languages'"):
        load(mixed.with_name("gone.csv"), store=store, languages="Germann")


def test_a_store_holds_all_languages_whichever_are_asked_for(mixed, tmp_path):
    store = tmp_path / "store"
    assert len(annotate(mixed, store=store, languages="de")) == 2
    assert len(annotate(mixed, store=store, languages="all")) == len(load(mixed, store=store)) + 1


def test_without_english_all_is_kept_without_tone_and_actors(german):
    news = load(german)
    assert len(news) == 2
    assert sentiment.sentences(news).empty
    assert sentiment.articles(news).empty
    assert news.mentions.empty
    assert news.ledger.iloc[-1]["reason"] == (
        "2 written in German, not in English: no tone, no actors are looked for"
    )


def test_in_a_mixed_corpus_english_keeps_its_tone_and_actors(mixed):
    news = load(mixed, languages="all")
    assert set(sentiment.sentences(news)["article_id"]) == {"a", "c"}
    assert set(news.mentions["actor"]) == {"Germany", "Senn"}
    named = cooccurrence.mentions(news)
    actors = cooccurrence.actors(named, cooccurrence.ties(named))
    assert set(actors["actor"]) <= {"Germany", "Senn"}
