"""Objects and lists where a text is meant."""

import csv
import json

import pytest

from tests.readers.reading import all_of


def read(tmp_path, **fields):
    path = tmp_path / "n.jsonl"
    path.write_text(json.dumps({"text": "Two locks failed.", **fields}) + "\n")
    return all_of(path)


@pytest.mark.parametrize(
    ("field", "value", "attribute", "meant"),
    [
        ("source", {"id": None, "name": "Tarn Echo"}, "outlet", "Tarn Echo"),
        ("source", {"uri": "tarn.example", "title": "Tarn Echo"}, "outlet", "Tarn Echo"),
        ("source", {"id": None, "name": None}, "outlet", ""),
        ("title", {"rendered": "Locks fail"}, "headline", "Locks fail"),
        ("headline", {"main": "Locks fail", "kicker": "Canals"}, "headline", "Locks fail"),
        ("date", {"$date": "2021-05-05T10:00:00Z"}, "date", "2021-05-05T10:00:00Z"),
        ("date", {"$date": {"$numberLong": "1620208800000"}}, "date", "1620208800000"),
        ("authors", [{"name": "Ana Ruiz"}, {"name": "Bo Ek"}], "author", "Ana Ruiz, Bo Ek"),
        ("byline", {"original": "By Ana Ruiz", "person": []}, "author", "By Ana Ruiz"),
        ("_id", {"$oid": "5e"}, "article_id", "5e"),
        ("id", {"$oid": "5e"}, "article_id", "5e"),
    ],
)
def test_the_text_inside_an_object_is_taken(tmp_path, field, value, attribute, meant):
    found = read(tmp_path, **{field: value})
    assert getattr(found.drafts[0], attribute) == meant


def test_which_key_was_taken_is_noted_once(tmp_path):
    path = tmp_path / "n.jsonl"
    path.write_text('{"text": "a", "source": {"name": "Tarn Echo"}}\n' * 3)
    assert [(f.reason, f.place, f.dropped) for f in all_of(path).faults] == [
        ("the outlet is an object, of which 'name' is taken", "n.jsonl, line 1", False)
    ]


def test_an_object_that_nobody_knows_is_left_out_with_its_keys_and_never_written_out(tmp_path):
    found = read(tmp_path, source={"slug": "te", "rank": 3})
    assert found.drafts[0].outlet == ""
    (fault,) = found.faults
    assert fault.reason == (
        "kept without it: the outlet is an object with the keys ['slug', 'rank'], "
        "none of which is known to hold it"
    )


def test_a_row_whose_text_nobody_knows_is_dropped_with_its_keys(tmp_path):
    found = read(tmp_path, text={"lead": "a", "tail": "b"})
    assert (found.drafts, found.n_found) == ([], 1)
    assert "the text is an object with the keys ['lead', 'tail']" in found.faults[0].reason
    assert found.faults[0].dropped


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["Two locks failed.", "No one was hurt."], "Two locks failed.\n\nNo one was hurt."),
        ([{"type": "p", "text": "Two locks failed."}], "Two locks failed."),
        ({"sections": [{"headline": [], "paragraphs": ["It failed.", "It held."]}]}, None),
        (["Two", "locks", "failed", "."], "Two locks failed ."),
        ({"rendered": "Two locks failed.", "protected": False}, "Two locks failed."),
    ],
)
def test_paragraphs_are_joined(tmp_path, value, text):
    assert read(tmp_path, text=value).drafts[0].text == (text or "It failed.\n\nIt held.")


@pytest.mark.parametrize("write", [repr, json.dumps])
def test_a_cell_of_csv_may_hold_an_object_or_a_list(tmp_path, write):
    source, text = {"id": None, "name": "Tarn Echo"}, ["Two locks failed.", "No one was hurt."]
    path = tmp_path / "n.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([("source", "text"), (write(source), write(text))])
    draft = all_of(path).drafts[0]
    assert (draft.outlet, draft.text) == ("Tarn Echo", "Two locks failed.\n\nNo one was hurt.")


@pytest.mark.parametrize("text", ["[Editor's note] It held.", "{sic}", "[1] It held.", "[]x", "["])
def test_a_text_that_only_begins_with_a_bracket_is_left_as_it_is(tmp_path, text):
    found = read(tmp_path, text=text)
    assert (found.drafts[0].text, found.faults) == (text, [])


@pytest.mark.parametrize(
    "cell",
    [
        "['a', " + "-" * 200_000 + "1]",
        "[" * 100_000 + "]" * 100_000,
        "{'name': " * 5_000 + "1" + "}" * 5_000,
        "['a'" + "+'a'" * 100_000 + "]",
        "{'a': " + "9" * 5_000 + "}",
    ],
)
def test_a_cell_that_python_cannot_take_apart_is_a_text(tmp_path, cell):
    found = read(tmp_path, source=cell)
    assert [draft.outlet for draft in found.drafts] == [cell]


def test_an_unknown_escape_in_a_cell_warns_nobody(tmp_path, recwarn):
    assert read(tmp_path, source=r"{'name': 'Po\st'}").drafts
    assert not list(recwarn)
