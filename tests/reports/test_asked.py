"""What cannot be right is refused before a notebook runs, once, in one line."""

import pytest

from analysis.errors import ParameterError, StandfirstError
from analysis.reports import asked
from analysis.reports.asked import select

WRONG = [
    ({"by": "fortnight"}, "parameter 'by' must be day, week, month or year"),
    ({"by": "weak"}, "did you mean 'week'"),
    ({"count": "stories"}, "parameter 'count' must be article or story; did you mean 'story'"),
    ({"how": "name, acronim"}, "parameter 'how': there is no 'acronim'; did you mean 'acronym'"),
    ({"languages": "en, Germann"}, "there is no 'Germann'; did you mean 'German'"),
    ({"window": "page"}, "parameter 'window': there is no 'page'"),
    ({"zones": "bodi"}, "parameter 'zones': there is no 'bodi'; did you mean 'body'"),
    ({"n_words": 6}, "parameter 'n_words' must be 1, 2, 3, 4 or 5; found 6"),
    ({"n_words": 0}, "parameter 'n_words' must be 1, 2, 3, 4 or 5; found 0"),
    ({"draw": 4}, "must be from 5 to 80; found 4"),
    ({"top_n": 0}, "parameter 'top_n' must be 1 or more; found 0"),
    ({"lines": -1}, "parameter 'lines' must be 1 or more; found -1"),
    ({"stop_words": "dorp"}, "parameter 'stop_words' must be 'drop', 'keep', or a text file"),
    ({"stop_words": "/nowhere/own.txt"}, "stop words '/nowhere/own.txt' cannot be read"),
    ({"reference": "/nowhere/words.csv"}, "/nowhere/words.csv"),
    ({"period": "2026-13"}, "parameter 'period': '2026-13' is no day of the calendar"),
    ({"period": "March 2026"}, "parameter 'period' must be a day, a month, a year or a range"),
    ({"period": "2026-03/2026-01"}, "'2026-03/2026-01' ends before it begins"),
]
WRONG_HERE = [
    ({"outlets": "Gazett"}, "no outlet 'Gazett'; did you mean 'Lanmere Gazette'"),
    ({"outlets": "e"}, "there is no outlet 'e'"),
    ({"period": "1999"}, "no article of 'estuary' is left"),
    ({"study": "Nobody"}, "parameter 'study': there is no outlet 'Nobody'"),
    ({"reference": "2031"}, "parameter 'reference': no article is of '2031'"),
]


@pytest.mark.parametrize(("values", "told"), WRONG, ids=str)
def test_a_wrong_value_is_refused_without_a_corpus(values, told):
    with pytest.raises(StandfirstError) as refused:
        asked.check(values)

    assert told in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(("values", "told"), WRONG_HERE, ids=str)
def test_what_a_corpus_does_not_have_is_refused(estuary, values, told):
    with pytest.raises(ParameterError) as refused:
        select(estuary, values)

    assert told in str(refused.value)


def test_what_is_right_passes_and_selects(estuary):
    values = {"by": "year", "outlets": "lanmere gazette", "period": "2026-03", "study": ""}

    asked.check(values)
    news = select(estuary, values)

    assert set(news.metadata["outlet"]) == {"Lanmere Gazette"}
    assert 0 < len(news) < len(estuary)
