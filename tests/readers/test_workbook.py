"""Tables of Excel and LibreOffice."""

import zipfile
from html import escape

import pytest

from analysis.errors import CorpusError
from analysis.readers import workbook
from tests.readers.reading import all_of

HEADER = ["Title", "Date", "Source", "Text"]
ROWS = [
    HEADER,
    ["Mill reopens", "2021-05-04", "Tarn Echo", "The mill reopened on Tuesday."],
    ["Locks fail", "2021-05-05", "Fen Times", "Two locks failed at once."],
]
_OPEN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'


def cell(value, place):
    if isinstance(value, int | float):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def sheet_of(rows):
    lines = (
        f'<row r="{number}">'
        + "".join(cell(value, f"{chr(65 + n)}{number}") for n, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    return f"<worksheet {_OPEN}><sheetData>{''.join(lines)}</sheetData></worksheet>"


def write_xlsx(path, sheets):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        listed = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"/>'
            for n, name in enumerate(sheets, 1)
        )
        types = "http://schemas.openxmlformats.org/package/2006/content-types"
        file.writestr("[Content_Types].xml", f'<Types xmlns="{types}"></Types>')
        main = f'<Relationship Id="r" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        file.writestr("_rels/.rels", f"<Relationships {_PACKAGE}>{main}</Relationships>")
        file.writestr(
            "xl/workbook.xml",
            f'<workbook {_OPEN} xmlns:r="{_LINKS}"><sheets>{listed}</sheets></workbook>',
        )
        links = "".join(
            f'<Relationship Id="r{n}" Type="{_LINKS}/worksheet" Target="worksheets/s{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        file.writestr(
            "xl/_rels/workbook.xml.rels", f"<Relationships {_PACKAGE}>{links}</Relationships>"
        )
        for n, rows in enumerate(sheets.values(), 1):
            content = rows if isinstance(rows, str) else sheet_of(rows)
            file.writestr(f"xl/worksheets/s{n}.xml", content)
    return path


def write_ods(path, rows):
    of = "urn:oasis:names:tc:opendocument:xmlns"
    table = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(value)}</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in rows
    )
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("META-INF/manifest.xml", f'<manifest xmlns="{of}:manifest:1.0"/>')
        file.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{of}:office:1.0" '
            f'xmlns:table="{of}:table:1.0" xmlns:text="{of}:text:1.0"><office:body>'
            f'<office:spreadsheet><table:table table:name="May">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def reasons(found):
    return [(fault.reason, fault.place, fault.dropped) for fault in found.faults]


def test_rows_of_a_workbook_are_articles(tmp_path):
    found = all_of(write_xlsx(tmp_path / "n.xlsx", {"May": ROWS}))
    assert [draft.headline for draft in found.drafts] == ["Mill reopens", "Locks fail"]
    assert [draft.outlet for draft in found.drafts] == ["Tarn Echo", "Fen Times"]
    assert found.drafts[1].origin == "n.xlsx, sheet 'May', row 3"
    assert found.n_found == 2
    assert not found.faults


def test_rows_of_an_open_document_are_articles(tmp_path):
    found = all_of(write_ods(tmp_path / "n.ods", ROWS))
    assert [draft.headline for draft in found.drafts] == ["Mill reopens", "Locks fail"]


def test_sheets_of_the_same_columns_are_one_corpus_and_others_are_noted(tmp_path):
    sheets = {"Notes": [["by Ann"]], "May": ROWS[:2], "June": [HEADER, ROWS[2]], "X": [["text"]]}
    found = all_of(write_xlsx(tmp_path / "n.xlsx", sheets))
    assert [draft.headline for draft in found.drafts] == ["Mill reopens", "Locks fail"]
    assert reasons(found) == [
        (workbook.NO_TEXT, "n.xlsx, sheet 'Notes'", False),
        (workbook.OTHER_COLUMNS, "n.xlsx, sheet 'X'", False),
    ]


def test_the_header_may_stand_below_and_again(tmp_path):
    rows = [["Export of 2021"], [], *ROWS[:2], HEADER, ROWS[2]]
    found = all_of(write_xlsx(tmp_path / "n.xlsx", {"May": rows}))
    assert [draft.origin for draft in found.drafts] == [
        "n.xlsx, sheet 'May', row 4",
        "n.xlsx, sheet 'May', row 6",
    ]
    again = ("the header again, and no article", "n.xlsx, sheet 'May', row 5", True)
    assert reasons(found) == [again]
    assert found.n_found == 3


def test_numbers_are_written_as_texts_and_a_text_that_is_one_is_a_fault(tmp_path):
    rows = [["id", "text"], [7, "Two locks failed."], [8, 9]]
    found = all_of(write_xlsx(tmp_path / "n.xlsx", {"May": rows}))
    assert [draft.article_id for draft in found.drafts] == ["7"]
    assert reasons(found) == [
        ("the text is no text but a number", "n.xlsx, sheet 'May', row 3", True)
    ]


def test_a_text_as_long_as_a_cell_can_be_was_cut(tmp_path):
    rows = [["title", "text"], ["Locks", "a" * workbook.LONGEST_CELL]]
    found = all_of(write_xlsx(tmp_path / "n.xlsx", {"May": rows}))
    assert reasons(found) == [(workbook.CUT, "n.xlsx, sheet 'May', row 2", False)]


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ({"May": []}, "the workbook is empty"),
        ({"May": [["a", "b"], ["1", "2"]]}, "no column holds the text"),
        ({"May": "<worksheet"}, "not a workbook that can be read|is empty"),
        (
            {"May": sheet_of([["text"]]).replace("</row>", cell("x", "XFD1048576") + "</row>")},
            "it has over 10,000,000 cells",
        ),
    ],
)
def test_a_workbook_without_articles_is_refused(tmp_path, sheets, message):
    with pytest.raises(CorpusError, match=message):
        all_of(write_xlsx(tmp_path / "n.xlsx", sheets))


@pytest.mark.parametrize("content", [b"", b"text,date\n", b"PK\x03\x04 damaged"])
def test_what_is_no_workbook_is_refused(tmp_path, content):
    (tmp_path / "n.xlsx").write_bytes(content)
    with pytest.raises(CorpusError, match=r"n\.xlsx: not a workbook that can be read"):
        all_of(tmp_path / "n.xlsx")


@pytest.mark.parametrize(
    ("tag", "repeated"),
    [
        ("<table:table-row>", '<table:table-row table:number-rows-repeated="1000000">'),
        ("<table:table-cell ", '<table:table-cell table:number-columns-repeated="2000000000" '),
    ],
)
def test_what_is_repeated_for_ever_is_refused(tmp_path, tag, repeated):
    path = write_ods(tmp_path / "n.ods", ROWS)
    with zipfile.ZipFile(path) as file:
        content = file.read("content.xml").decode()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("content.xml", content.replace(tag, repeated))
    with pytest.raises(CorpusError, match="it has over 10"):
        all_of(path)


def repacked(path, **changed):
    """Pack a workbook anew with some parts in place of the old ones, or beside them."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()} | changed
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


TEXT = "word " * 6_000


def test_a_text_that_many_cells_share_is_counted_for_each(tmp_path):
    shared = {"xl/sharedStrings.xml": f"<sst {_OPEN}><si><t>{TEXT}</t></si></sst>"}
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(2, 9_000))
    top = f'<row r="1">{cell("text", "A1")}</row>'
    sheet = f"<worksheet {_OPEN}><sheetData>{top}{rows}</sheetData></worksheet>"
    path = repacked(write_xlsx(tmp_path / "n.xlsx", {"May": sheet}), **shared)
    with pytest.raises(CorpusError, match="its cells hold over 200 MB of text; save it as CSV"):
        all_of(path)
    few = sheet.replace(rows, rows[: rows.index('<row r="9"')])
    found = all_of(repacked(write_xlsx(tmp_path / "m.xlsx", {"May": few}), **shared))
    assert len(found.drafts) == 7


@pytest.mark.parametrize(
    ("tag", "repeated"),
    [
        ("<table:table-row>", '<table:table-row table:number-rows-repeated="7000">'),
        ("<text:p>", '<text:p><text:s text:c="300000000"/>'),
    ],
)
def test_a_text_that_is_repeated_is_counted_as_often(tmp_path, tag, repeated):
    path = write_ods(tmp_path / "n.ods", [["text"], [TEXT]])
    with zipfile.ZipFile(path) as file:
        content = file.read("content.xml").decode()
    with pytest.raises(CorpusError, match="its cells hold over 200 MB of text"):
        all_of(repacked(path, **{"content.xml": content.replace(tag, repeated)}))


def test_cells_of_all_sheets_count(tmp_path):
    far = sheet_of([["text"]]).replace("</row>", cell("x", "F1000000") + "</row>")
    with pytest.raises(CorpusError, match="it has over 10,000,000 cells"):
        all_of(write_xlsx(tmp_path / "n.xlsx", {"May": far, "June": far}))


@pytest.mark.parametrize("place", ["A18446744073709551616", "A" * 9 + "1", "1A", "A0x1", ""])
def test_a_cell_at_a_place_that_no_sheet_has_is_refused(tmp_path, place):
    sheet = sheet_of([["text"], ["It was late."]]).replace('"A2"', f'"{place}"')
    with pytest.raises(CorpusError, match="not a workbook that can be read"):
        all_of(write_xlsx(tmp_path / "n.xlsx", {"May": sheet}))


@pytest.mark.parametrize("place", ["&#88;FD1048576", "xfd1048576"])
def test_a_far_place_is_noticed_however_it_is_written(tmp_path, place):
    sheet = sheet_of([["text"]]).replace("</row>", cell("x", place) + "</row>")
    with pytest.raises(CorpusError, match="it has over 10,000,000 cells"):
        all_of(write_xlsx(tmp_path / "n.xlsx", {"May": sheet}))


def test_a_sheet_is_bounded_whatever_it_is_called(tmp_path):
    path = write_xlsx(tmp_path / "n.xlsx", {"May": []})
    wide = sheet_of([["text"]]).replace("</row>", cell("x", "XFD1048576") + "</row>")
    links = (
        f'<Relationships {_PACKAGE}><Relationship Id="r1" Type="{_LINKS}/worksheet" Target="x"/>'
    )
    changed = {"xl/x": wide, "xl/_rels/workbook.xml.rels": f"{links}</Relationships>"}
    with pytest.raises(CorpusError, match="it has over 10,000,000 cells"):
        all_of(repacked(path, **changed))


def test_a_document_that_breaks_off_is_refused(tmp_path):
    path = write_ods(tmp_path / "n.ods", ROWS)
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content[:-200] if name == "content.xml" else content)
    with pytest.raises(CorpusError, match="not a workbook that can be read"):
        all_of(path)


def test_a_workbook_larger_than_memory_would_hold_is_refused_with_a_cure(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_BYTES", 1_000)
    path = tmp_path / "n.xlsx"
    write_xlsx(path, {"a": ROWS * 50})
    with pytest.raises(CorpusError, match=r"^n\.xlsx: over 0 MB when unpacked; save it as CSV\.$"):
        all_of(path)
