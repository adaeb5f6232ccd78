"""JSON Lines and JSON lists."""

import json

import pytest

from analysis.corpus import jsonlines
from analysis.errors import CorpusError


def write(folder, content, name="n.jsonl"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_each_line_is_an_article_and_fields_may_differ(tmp_path):
    lines = '{"text": "a"}\n\n{"title": "B", "text": "b"}\n'
    found = jsonlines.read_lines(write(tmp_path, lines), given={})
    assert [(d.origin, d.text) for d in found.drafts] == [
        ("n.jsonl, line 1", "a"),
        ("n.jsonl, line 3", "B\n\nb"),
    ]
    assert [draft.article_id for draft in found.drafts] == ["n-0001", "n-0002"]


def test_malformed_lines_are_dropped_with_the_reason(tmp_path):
    deep = "[" * 100_000
    lines = ['{"text": "a"}', '{"text": ', "[1]", deep, '{"text": ' + "1" * 5000 + "}"]
    found = jsonlines.read_lines(write(tmp_path, "\n".join(lines)), given={})
    assert [(fault.reason, fault.place) for fault in found.faults] == [
        ("not JSON (Expecting value)", "n.jsonl, line 2"),
        ("not an object: each article is written as {…}", "n.jsonl, line 3"),
        ("not JSON that can be read", "n.jsonl, line 4"),
        ("not JSON that can be read", "n.jsonl, line 5"),
    ]
    assert found.n_found == 5


def test_lines_that_are_no_text_or_windows_1252_are_told(tmp_path):
    lines = b'{"text": "caf\xe9"}\n{"text": "\x81"}\n'
    found = jsonlines.read_lines(write(tmp_path, lines), given={})
    assert found.drafts[0].text == "café"
    assert [(fault.place, fault.dropped) for fault in found.faults] == [
        ("n.jsonl, line 1", False),
        ("n.jsonl, line 2, byte 11 (0x81)", True),
    ]


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"n\.jsonl: not text but a PDF"):
        jsonlines.read_lines(write(tmp_path, b"%PDF"), given={})


def test_a_json_list_is_read_item_by_item(tmp_path):
    path = write(tmp_path, json.dumps([{"text": "a", "authors": ["A", "B"]}, 3]), "n.json")
    found = jsonlines.read_list(path, given={})
    assert [(d.origin, d.author) for d in found.drafts] == [("n.json, item 1", "A, B")]
    assert found.faults[0].place == "n.json, item 2"


def test_a_json_list_in_windows_1252_is_noted(tmp_path):
    found = jsonlines.read_list(write(tmp_path, b'[{"text": "\xe9"}]', "n.json"), given={})
    assert [(fault.place, fault.dropped) for fault in found.faults] == [("n.json", False)]


def test_a_json_file_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"x\.json: cannot be opened: "):
        jsonlines.read_list(tmp_path / "x.json", given={})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"text": ]', r"n.json, line 1, column 11: not JSON (Expecting value)."),
        ('{"a": 1}\n{"a": 2}', "n.json, line 2, column 1: not JSON (Extra data); name a file "),
        ('{"a": 1}', "n.json: a .json corpus is a list of articles, [{…}, {…}]; found dict."),
        (b"%PDF", "n.json: not text but a PDF"),
        ("[" * 100_000, "n.json: not JSON that can be read"),
        ("[]", "n.json: there are no articles; found columns []."),
    ],
)
def test_a_json_file_that_is_no_list_is_refused(tmp_path, content, message):
    with pytest.raises(CorpusError) as error:
        jsonlines.read_list(write(tmp_path, content, "n.json"), given={})
    assert str(error.value).startswith(message)
