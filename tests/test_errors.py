"""What a user sees who made a mistake."""

import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell

import analysis as sf
from analysis.errors import ParameterError, nearest


def test_in_a_notebook_an_error_of_ours_is_shown_without_our_lines(capsys):
    shell = InteractiveShell.instance()
    shell.run_cell("import analysis as sf\nsf.load('no/such/corpus')")
    shown = capsys.readouterr().out

    assert shown.startswith("CorpusError: corpus 'no/such/corpus' was not found")
    assert "Traceback" not in shown
    assert "find_corpus" not in shown


CALLS = {
    "frequency.terms": sf.frequency.terms,
    "frequency.concordance": lambda given: sf.frequency.concordance(given, "strike"),
    "frequency.trend": lambda given: sf.frequency.trend(given, "strike"),
    "sentiment.sentences": sf.sentiment.sentences,
    "cooccurrence.mentions": sf.cooccurrence.mentions,
    "stories.stories": sf.stories.stories,
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize(
    ("given", "end"),
    [
        ("articles.csv", "you gave a str: `sf.NAME(sf.load('articles.csv'))`."),
        (pd.DataFrame(), "you gave a DataFrame: `sf.NAME(sf.load(…))`."),
        (None, "you gave a NoneType: `sf.NAME(sf.load(…))`."),
    ],
)
def test_what_is_no_corpus_is_answered_with_the_right_call(name, given, end):
    with pytest.raises(ParameterError) as error:
        CALLS[name](given)

    assert str(error.value) == f"`{name}` takes a Corpus; {end.replace('NAME', name)}"


def test_a_corpus_is_no_mentions_and_mentions_are_no_corpus(seed):
    with pytest.raises(ParameterError) as error:
        sf.cooccurrence.ties(seed)
    assert str(error.value) == (
        "`cooccurrence.ties` takes mentions; you gave a Corpus: "
        "`sf.cooccurrence.ties(sf.cooccurrence.mentions(news))`."
    )
    with pytest.raises(ParameterError, match=r"`sf\.frequency\.terms\(mentions\.corpus\)`"):
        sf.frequency.terms(sf.cooccurrence.mentions(seed))


def test_without_a_near_name_nothing_is_proposed():
    assert nearest("zebra", ["corpus"]) == ""
