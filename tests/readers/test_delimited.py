"""CSV and TSV."""

import csv
import io
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.errors import CorpusError
from analysis.readers import decode
from analysis.readers.csv_records import UNPAIRED
from analysis.readers.delimited import NO_HEADER, UNQUOTED, Sheet
from analysis.readers.encodings import WINDOWS
from analysis.readers.line_files import TORN, whole
from tests.readers.reading import all_of


class Parsed(NamedTuple):
    columns: list
    rows: list
    faults: list
    n_found: int


class Row(NamedTuple):
    number: int
    place: str
    cells: dict


def sheet_of(path):
    sheet = Sheet(path)
    found = list(whole(sheet))
    rows = [
        Row(line.number, line.place, dict(zip(sheet.columns, line.content, strict=True)))
        for stretch in found
        for line in stretch.rows
    ]
    faults = [fault for stretch in found for fault in stretch.faults]
    return Parsed(sheet.columns, rows, faults, found[-1].end.row if found else 0)


def parse(folder, content, name="news.csv"):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return sheet_of(path)


def faults(sheet):
    return [(fault.reason, fault.place) for fault in sheet.faults]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_sniffed(tmp_path, delimiter):
    sheet = parse(tmp_path, delimiter.join(["id", "text"]) + "\n" + delimiter.join("1x"))
    assert [row.cells for row in sheet.rows] == [{"id": "1", "text": "x"}]


def test_column_names_with_a_role_decide_the_delimiter(tmp_path):
    assert parse(tmp_path, "text;a,b,c,d\nx;y\n").columns == ["text", "a,b,c,d"]


def test_a_row_is_named_by_the_line_on_which_it_begins(tmp_path):
    sheet = parse(tmp_path, '\nid,text\r\n1,"a\n\nb"\n\n2,c\n')
    assert [(row.number, row.place, row.cells["text"]) for row in sheet.rows] == [
        (1, "news.csv, line 3", "a\n\nb"),
        (2, "news.csv, line 7", "c"),
    ]


def test_rows_with_too_few_or_too_many_fields_are_dropped(tmp_path):
    sheet = parse(tmp_path, "id,text\n1\n2,a,b\n3,c\n")
    assert [row.number for row in sheet.rows] == [3]
    assert sheet.n_found == 3
    assert faults(sheet) == [
        ("too few fields: the header has 2", "news.csv, line 2 (found 1)"),
        ("too many fields: the header has 2", "news.csv, line 3 (found 3)"),
    ]


def test_unpaired_quotation_marks_drop_their_row_only(tmp_path):
    sheet = parse(tmp_path, 'id,text\n1,"say "yes" now"\n2,b\n')
    assert [row.cells["id"] for row in sheet.rows] == ["2"]
    assert faults(sheet) == [(UNPAIRED.reason, "news.csv, line 2")]


def test_a_quotation_mark_never_closed_does_not_swallow_the_rest(tmp_path):
    sheet = parse(tmp_path, 'id,text\n1,a\n2,"b\n3,c\n4,"d ""e\n\n5,f\n')
    assert [row.cells["id"] for row in sheet.rows] == ["1", "3", "5"]
    assert faults(sheet) == [
        (UNPAIRED.reason, "news.csv, line 3"),
        (TORN.reason, "news.csv, line 5"),
    ]
    assert sheet.n_found == 5


def test_a_quotation_mark_never_closed_in_a_torn_article_drops_it_as_a_whole(tmp_path):
    sheet = parse(tmp_path, 'id,text\n1,a\n2,"b\nand so\nit goes')
    assert [row.cells["id"] for row in sheet.rows] == ["1"]
    assert faults(sheet) == [(TORN.reason, "news.csv, line 3")]
    assert sheet.n_found == 2


def test_after_a_mark_never_closed_each_line_is_read_by_itself(tmp_path):
    sheet = parse(tmp_path, 'id,text\n2,"b\n3,c\n4,""x\n5,d\n')
    assert [row.cells["id"] for row in sheet.rows] == ["3", "5"]
    assert faults(sheet) == [
        (TORN.reason, "news.csv, line 2"),
        (UNPAIRED.reason, "news.csv, line 4"),
    ]


def test_a_stray_quotation_mark_does_not_take_the_next_row_with_it(tmp_path):
    sheet = parse(tmp_path, 'id,text\n"1,a\n"2","b"\n3,c\n')
    assert [row.cells["id"] for row in sheet.rows] == ["2", "3"]
    assert faults(sheet) == [(UNPAIRED.reason, "news.csv, line 2")]


def test_an_unpaired_mark_in_an_article_of_several_lines_drops_it_as_a_whole(tmp_path):
    sheet = parse(tmp_path, 'id,text\n1,"one\nsaid "yes"\n2,b\n')
    assert [row.cells["id"] for row in sheet.rows] == ["2"]
    assert faults(sheet) == [(UNPAIRED.reason, "news.csv, line 2")]


def test_a_line_that_is_no_text_drops_its_row_only(tmp_path):
    sheet = parse(tmp_path, b"id,text\n1,a\n2,\x81\n3,\0\n4,caf\xe9\n")
    assert [row.cells["text"] for row in sheet.rows] == ["a", "café"]
    assert faults(sheet) == [
        (decode.UNDEFINED, "news.csv, line 3, byte 3 (0x81)"),
        (decode.NO_TEXT, "news.csv, line 4"),
        (WINDOWS, "news.csv, line 5"),
    ]


def test_a_header_in_windows_1252_is_noted(tmp_path):
    sheet = parse(tmp_path, b"\xe9,text\n1,a\n")
    assert faults(sheet) == [(WINDOWS, "news.csv, line 1")]


def test_a_field_may_be_longer_than_csv_allows_and_the_limit_is_put_back(tmp_path):
    before = csv.field_size_limit()
    sheet = parse(tmp_path, "id,text\n1," + "x" * 200_000)
    assert len(sheet.rows[0].cells["text"]) == 200_000
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "news.csv: the file is empty."),
        (b" \n\n", "news.csv: the file is empty."),
        (b"PK\x03\x04", "news.csv: not text but a ZIP, DOCX, XLSX or ODT file; save it as"),
        (b"i\0d\n1", "news.csv, line 1: not text: it holds NUL"),
        (b'""\n', "news.csv, line 1: no header."),
        (b'"id"x,text\n1,a', "news.csv, line 1: quotation marks do not pair up"),
    ],
)
def test_a_file_without_a_header_is_refused(tmp_path, content, message):
    with pytest.raises(CorpusError) as error:
        parse(tmp_path, content)
    assert str(error.value).startswith(message)


def test_a_file_that_cannot_be_opened_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"x\.csv: cannot be opened: "):
        Sheet(tmp_path / "x.csv")


CELLS = st.text(st.sampled_from('ab ,;|\t"\n\r’é'), max_size=8)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1), delimiter=st.sampled_from(",;\t|"))
def test_what_csv_writes_comes_back_with_its_line(tmp_path_factory, rows, delimiter):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerow(["id", "text"])
    lines = []
    for row in rows:
        written = out.getvalue().encode().splitlines()
        lines.append(f"news.csv, line {len(written) + 1}")
        writer.writerow(row)
    sheet = parse(tmp_path_factory.mktemp("csv"), out.getvalue())
    assert [tuple(row.cells.values()) for row in sheet.rows] == rows
    assert [row.place for row in sheet.rows] == lines


@pytest.mark.parametrize("n", [1, 100_000])
def test_a_header_may_be_longer_than_csv_allows(tmp_path, n):
    path = tmp_path / "n.csv"
    path.write_text(f"text,{','.join(['x' * (200_000 // n)] * n)}\na{',' * n}\n")
    sheet = Sheet(path)
    assert len(sheet.columns) == n + 1
    assert [line.content[0] for stretch in whole(sheet) for line in stretch.rows] == ["a"]


def plain(tmp_path, content):
    return all_of(_written(tmp_path, content))


def test_a_header_in_the_middle_is_no_article(tmp_path):
    found = plain(tmp_path, "title,text\nMill,It reopened.\ntitle,text\nLock,It failed.\n")
    assert [draft.headline for draft in found.drafts] == ["Mill", "Lock"]
    assert [(f.reason, f.place) for f in found.faults] == [
        ("the header again, and no article", "n.csv, line 3")
    ]
    assert found.n_found == 3


@pytest.mark.parametrize(
    "above", ["sep=;\n", "Report:;Mentions\nFrom:;1 May\n\n", "\n\nExported by a tool\n"]
)
def test_lines_above_the_header_are_passed_over_and_noted(tmp_path, above):
    found = plain(tmp_path, f"{above}title;text\nMill;It reopened.\n")
    assert [draft.headline for draft in found.drafts] == ["Mill"]
    assert "lines above the header are passed over" in found.faults[0].reason


def test_a_row_that_holds_the_name_of_a_role_is_not_taken_for_the_header(tmp_path):
    found = all_of(
        _written(tmp_path, "kind,words\narticle,It reopened.\nstory,It failed.\n"),
        roles={"text": "words"},
    )
    assert [draft.text for draft in found.drafts] == ["It reopened.", "It failed."]


def test_a_quotation_mark_behind_a_backslash_is_a_character(tmp_path):
    rows = '"Mill","\\"It reopened,\\" she said."\n"Lock","He said \\"no\\""\n"Weir","C:\\"\n'
    found = plain(tmp_path, f"title,text\n{rows}")
    assert [draft.text.partition("\n\n")[2] for draft in found.drafts] == [
        '"It reopened," she said.',
        'He said "no"',
        "C:\\",
    ]
    assert found.faults == []


def test_a_tsv_that_does_not_quote_is_read_as_it_stands(tmp_path):
    path = tmp_path / "n.tsv"
    path.write_text('title\ttext\nMill\t"No," she said.\nLock\t"It failed\nWeir\t"All of it."\n')
    found = all_of(path)
    assert [draft.text.partition("\n\n")[2] for draft in found.drafts] == [
        '"No," she said.',
        '"It failed',
        '"All of it."',
    ]
    assert [f.reason for f in found.faults] == [UNQUOTED]


def test_a_tsv_that_quotes_is_read_as_one(tmp_path):
    path = tmp_path / "n.tsv"
    path.write_text('title\ttext\nMill\t"It ""reopened""."\nLock\t"It\nfailed."\n')
    found = all_of(path)
    assert [draft.text.partition("\n\n")[2] for draft in found.drafts] == [
        'It "reopened".',
        "It\nfailed.",
    ]
    assert found.faults == []


LONG = "The mill by the river reopened on Tuesday after two long years of repairs."


def test_a_file_without_a_header_has_numbered_columns_and_says_so(tmp_path):
    rows = f'"1","Mill","{LONG}"\n"2","Lock","{LONG} Again."\n'
    found = plain(tmp_path, rows)
    assert [draft.text for draft in found.drafts] == [LONG, f"{LONG} Again."]
    assert [(f.reason, f.place) for f in found.faults] == [(NO_HEADER, "n.csv, line 1")]
    assert found.n_found == 2
    path = _written(tmp_path, rows)
    found = all_of(path, roles={"text": "column 3", "headline": "column 2"})
    assert [draft.headline for draft in found.drafts] == ["Mill", "Lock"]


def test_a_long_name_that_the_user_gave_is_a_header(tmp_path):
    path = _written(tmp_path, f"n,{LONG}\n1,It reopened.\n")
    found = all_of(path, roles={"text": LONG})
    assert [draft.text for draft in found.drafts] == ["It reopened."]


def test_a_header_of_unknown_names_is_a_header(tmp_path):
    with pytest.raises(CorpusError, match="no column holds the text"):
        plain(tmp_path, f"Titel,Inhalt\nMill,{LONG}\n")


@pytest.mark.parametrize(
    ("header", "row", "date"),
    [
        ("text,year,month,day", "Lock,2019,3,02", "2019-3-02"),
        ("Day,Month,Year,text", "2,March,2019,Lock", "2 March 2019"),
        ("text,year,month,day", "Lock,,,", ""),
        ("text,year,month,day,date", "Lock,2019,3,2,2020-01-01", "2020-01-01"),
    ],
)
def test_year_month_and_day_are_a_date_together(tmp_path, header, row, date):
    assert [draft.date for draft in plain(tmp_path, f"{header}\n{row}\n").drafts] == [date]


def test_a_column_without_a_name_plays_no_role(tmp_path):
    found = plain(tmp_path, ",text\n0,It reopened.\n")
    assert (found.drafts[0].outlet, found.drafts[0].date) == ("", "")


def _written(tmp_path, content):
    path = tmp_path / "n.csv"
    path.write_text(content)
    return path
