"""Where the articles stand in JSON files."""

import json

import pandas as pd
import pytest

from analysis.errors import CorpusError
from tests.readers.reading import all_of

ROWS = [
    {"title": "Mill reopens", "date": "2021-05-04", "text": "The mill reopened on Tuesday."},
    {"title": "Locks fail", "date": "2021-05-05", "text": "Two locks failed at once."},
]


def read(tmp_path, content, **options):
    path = tmp_path / "n.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return all_of(path, **options)


@pytest.mark.parametrize("orient", ["records", "columns", "index", "split", "table"])
def test_what_pandas_writes_is_read_in_every_orient_that_has_names(tmp_path, orient):
    found = read(tmp_path, pd.DataFrame(ROWS).to_json(orient=orient))
    assert [draft.headline for draft in found.drafts] == ["Mill reopens", "Locks fail"]
    assert found.n_found == 2


def test_what_pandas_writes_without_names_is_refused_with_the_cure(tmp_path):
    with pytest.raises(CorpusError, match="orient='records'"):
        read(tmp_path, pd.DataFrame(ROWS).to_json(orient="values"))


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ({"status": "ok", "articles": ROWS}, "the list under 'articles'"),
        ({"response": {"n": 2, "docs": ROWS}}, "the list under 'response.docs'"),
        ({"may": ROWS[:1], "june": ROWS[1:]}, "the lists under ['may', 'june']"),
        ([ROWS[:1], ROWS[1:]], "a list of lists"),
        ([{"n": 2, "items": ROWS}], "the list under 'items'"),
        ({"a1": ROWS[0], "a2": ROWS[1]}, "objects by name"),
        ({name: [row[name] for row in ROWS] for name in ROWS[0]}, "the columns of a table"),
    ],
)
def test_articles_are_found_where_programs_put_them_and_that_is_noted(tmp_path, value, place):
    found = read(tmp_path, value)
    assert [draft.date for draft in found.drafts] == ["2021-05-04", "2021-05-05"]
    assert f"the articles are {place}" in [fault.reason for fault in found.faults]


def test_an_object_is_named_by_its_key_but_not_by_a_number(tmp_path):
    assert [d.article_id for d in read(tmp_path, {"a1": ROWS[0]}).drafts] == ["a1"]
    assert [d.article_id for d in read(tmp_path, {"0": ROWS[0]}).drafts] == [""]


def test_one_object_with_a_text_is_one_article_whatever_it_lists(tmp_path):
    found = read(tmp_path, ROWS[0] | {"related": ROWS[1:]})
    assert [draft.headline for draft in found.drafts] == ["Mill reopens"]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(ROWS[:1]) + json.dumps(ROWS[1:]),
        json.dumps(ROWS[:1]) + ",\n" + json.dumps(ROWS[1:]),
        "\n".join(map(json.dumps, ROWS)),
        json.dumps({"articles": ROWS[:1]}) + "\n" + json.dumps(ROWS[1:]),
    ],
)
def test_crawls_that_were_joined_are_read_whole(tmp_path, content):
    found = read(tmp_path, content)
    assert [draft.headline for draft in found.drafts] == ["Mill reopens", "Locks fail"]
    assert any("one after the other" in fault.reason for fault in found.faults)


def test_lists_in_several_depths_are_refused_with_their_keys(tmp_path):
    value = {"a": {"docs": ROWS[:1]}, "b": {"c": {"hits": ROWS[1:]}}}
    with pytest.raises(CorpusError, match=r"several could be meant: .*a\.docs.*b\.c\.hits"):
        read(tmp_path, value)


def test_a_field_given_as_the_text_shows_where_the_articles_are(tmp_path):
    value = {"meta": {}, "hits": [{"said": "Two locks failed."}]}
    found = read(tmp_path, value, roles={"text": "said"})
    assert [draft.text for draft in found.drafts] == ["Two locks failed."]
