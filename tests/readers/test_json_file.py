"""A .json file is read by lines where each is an object, and whole, within bounds, where not."""

import json

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import json_file, json_list
from analysis.readers.archives import objects
from analysis.readers.json_lines import JsonLines
from analysis.readers.json_list import JsonList
from tests.readers.reading import all_of

ROWS = [{"title": f"Mill {n}", "text": f"The mill reopened on day {n}."} for n in range(4)]
LINES = "\n".join(map(json.dumps, ROWS))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (LINES, JsonLines),
        (f"\n\ufeff{LINES}\n", JsonList),
        (f"\ufeff{LINES}\n", JsonLines),
        (LINES.replace("\n", "\r\n\r\n"), JsonLines),
        (json.dumps(ROWS[0]), JsonList),
        (json.dumps(ROWS), JsonList),
        (json.dumps(ROWS, indent=1), JsonList),
        ("{}x\n{}", JsonList),
        ("", JsonList),
    ],
)
def test_lines_are_told_from_one_value(tmp_path, content, kind):
    path = tmp_path / "n.json"
    path.write_text(content, encoding="utf-8")
    assert isinstance(json_file.json_file(path, given={}), kind)


def test_lines_are_read_bit_by_bit_and_a_faulty_one_costs_one_article(tmp_path):
    path = tmp_path / "n.json"
    path.write_text(f"{LINES}\nnothing\n{json.dumps(ROWS[0])}\n")
    found = all_of(path)
    assert len(found.drafts) == len(ROWS) + 1
    told = {(fault.reason, fault.place, fault.dropped) for fault in found.faults}
    assert told == {
        (json_list.JOINED, "n.json", False),
        ("not JSON (Expecting value)", "n.json, line 5", True),
    }


def test_one_large_value_is_refused_with_a_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(json_list, "MOST_BYTES", 100)
    path = tmp_path / "n.json"
    path.write_text(json.dumps(ROWS))
    with pytest.raises(CorpusError, match=r"^n\.json: over 100 MB of JSON .* one object a line"):
        load(path)
    path.write_text(LINES)
    assert len(load(path)) == len(ROWS)


def test_one_large_value_among_others_is_left_out_and_told(tmp_path, monkeypatch):
    monkeypatch.setattr(objects, "MOST_BYTES", 200)
    (tmp_path / "a.json").write_text(json.dumps(ROWS))
    (tmp_path / "b.json").write_text(json.dumps(ROWS[0]))
    ledger = load(tmp_path).ledger
    assert ledger["reason"].str.startswith("over 100 MB of JSON in one piece").sum() == 1


def test_lines_of_objects_among_other_files_are_read(tmp_path):
    (tmp_path / "a.json").write_text(LINES)
    (tmp_path / "b.json").write_text(json.dumps({"title": "Locks", "text": "Two locks failed."}))
    assert len(load(tmp_path)) == len(ROWS) + 1
