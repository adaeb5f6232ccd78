"""JSON Lines and JSON lists."""

import json

import pytest

from analysis.errors import CorpusError
from analysis.readers.source import open_source
from tests.readers.reading import all_of


def write(folder, content, name="n.jsonl"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_each_line_is_an_article_and_fields_may_differ(tmp_path):
    lines = '{"text": "a"}\n\n{"title": "B", "text": "b"}\n'
    found = all_of(write(tmp_path, lines))
    assert [(d.origin, d.text) for d in found.drafts] == [
        ("n.jsonl, line 1", "a"),
        ("n.jsonl, line 3", "B\n\nb"),
    ]
    assert [(draft.article_id, draft.number) for draft in found.drafts] == [("", 1), ("", 2)]


def test_malformed_lines_are_dropped_with_the_reason(tmp_path):
    deep = "[" * 100_000
    lines = ['{"text": "a"}', '{"text": ', "[1]", deep, '{"text": ' + "1" * 5000 + "}"]
    found = all_of(write(tmp_path, "\n".join(lines)))
    assert [(fault.reason, fault.place) for fault in found.faults] == [
        ("not JSON (Expecting value)", "n.jsonl, line 2"),
        ("not an object: each article is written as {…}", "n.jsonl, line 3"),
        ("not JSON that can be read", "n.jsonl, line 4"),
        ("not JSON that can be read", "n.jsonl, line 5"),
    ]
    assert found.n_found == 5


def test_lines_that_are_no_text_or_windows_1252_are_told(tmp_path):
    lines = b'{"text": "caf\xe9"}\n{"text": "\x81"}\n'
    found = all_of(write(tmp_path, lines))
    assert found.drafts[0].text == "café"
    assert [(fault.place, fault.dropped) for fault in found.faults] == [
        ("n.jsonl, line 2, byte 11 (0x81)", True),
        ("n.jsonl, line 1", False),
    ]


def test_a_file_of_another_kind_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"n\.jsonl: not text but a PDF"):
        all_of(write(tmp_path, b"%PDF"))


def test_a_json_list_is_read_item_by_item(tmp_path):
    path = write(tmp_path, json.dumps([{"text": "a", "authors": ["A", "B"]}, 3]), "n.json")
    found = all_of(path)
    assert [(d.origin, d.author) for d in found.drafts] == [("n.json, item 1", "A, B")]
    assert found.faults[0].place == "n.json, item 2"


def test_a_json_list_in_windows_1252_is_noted(tmp_path):
    found = all_of(write(tmp_path, b'[{"text": "\xe9"}]', "n.json"))
    assert [(fault.place, fault.dropped) for fault in found.faults] == [("n.json", False)]


@pytest.mark.parametrize("name", ["x.json", "x.jsonl"])
def test_a_file_that_cannot_be_opened_is_refused(tmp_path, name):
    source = open_source(write(tmp_path, "{}", name))
    (tmp_path / name).unlink()
    with pytest.raises(CorpusError, match=rf"{name}: cannot be opened: "):
        list(source.pieces())


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('[{"text": ]', r"n.json, line 1, column 11: not JSON (Expecting value)."),
        ('{"text": "a"}\nb', "n.json, line 2, column 1: not JSON (Expecting value)."),
        ('{"a": 1}', "n.json: a .json corpus is a list of articles, [{…}, {…}]; found an object "),
        ("7", "n.json: a .json corpus is a list of articles, [{…}, {…}]; found int."),
        (b"%PDF", "n.json: not text but a PDF"),
        ("[" * 100_000, "n.json: not JSON that can be read"),
        ("[]", "n.json: there are no articles; found columns []."),
    ],
)
def test_a_json_file_that_is_no_list_is_refused(tmp_path, content, message):
    with pytest.raises(CorpusError) as error:
        all_of(write(tmp_path, content, "n.json"))
    assert str(error.value).startswith(message)


@pytest.mark.parametrize("depth", [900, 5_000])
@pytest.mark.parametrize("field", ["author", "title", "id", "text", "other"])
def test_a_value_that_is_nested_deep_costs_its_row_at_most(tmp_path, depth, field):
    deep = "[" * depth + "]" * depth
    lines = [f'{{"text": "a", "{field}": {deep}}}', '{"text": "b", "title": "B"}']
    for content, name in (("\n".join(lines), "n.jsonl"), (f"[{','.join(lines)}]", "n.json")):
        path = write(tmp_path, content, name)
        if depth > 1_000 and name == "n.json":
            continue  # the list is one value, and is refused as a whole
        found = all_of(path)
        assert found.drafts[-1].text == "B\n\nb"
        assert len(found.drafts) + sum(fault.dropped for fault in found.faults) == 2


def test_year_month_and_day_are_a_date_together(tmp_path):
    path = tmp_path / "n.jsonl"
    path.write_text('{"text": "Lock.", "year": 2019, "month": 3, "day": 2}\n{"text": "Weir."}\n')
    assert [draft.date for draft in all_of(path).drafts] == ["2019-3-2", ""]
