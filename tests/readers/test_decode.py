"""Bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.readers import decode
from analysis.readers.encodings import WINDOWS
from analysis.readers.raw_articles import Unreadable

TEXT = "Kurdistan – “é”\r\nend\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_without_its_mark_and_with_its_line_ends(data):
    assert decode.decode(data) == (TEXT, "")


def test_other_bytes_are_windows_1252_with_a_note():
    assert decode.decode(TEXT.encode("cp1252")) == (TEXT, WINDOWS)


def test_a_byte_without_meaning_is_named_with_its_line():
    with pytest.raises(Unreadable) as error:
        decode.decode(b"abc\nab\x81c")
    assert error.value.reason == "neither UTF-8 nor Windows-1252; save it as UTF-8"
    assert error.value.place == "line 2, byte 3 (0x81)"
    assert str(error.value).endswith("(line 2, byte 3 (0x81))")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7", "not text but a PDF"),
        (b"PK\x03\x04...", "not text but a ZIP, DOCX, XLSX or ODT file"),
        (b"\xd0\xcf\x11\xe0", "not text but an old Word or Excel file"),
        (b"{\\rtf1", "not text but RTF"),
        (b"PAR1", "not text but a Parquet file; name it .parquet"),
        (b"a\0b", "not text: it holds NUL"),
        (b"\xff\0\xe9", "not text: it holds NUL"),
        ("ab".encode("utf-16-le"), "not text: it holds NUL"),
        (codecs.BOM_UTF32_LE + "ab".encode("utf-32-le"), "not text: it holds NUL"),
        (b"\x01\x02\x03abc", "not text: it holds NUL or other control characters"),
        (codecs.BOM_UTF16_LE + b"a\0b", "marked as UTF-16 but broken"),
    ],
)
def test_what_is_no_text_is_refused(data, reason):
    with pytest.raises(Unreadable) as error:
        decode.decode(data)
    assert error.value.reason.startswith(reason)


def test_a_stray_control_character_does_no_harm():
    text = "a\x1f" + "b" * 200
    assert decode.decode(text.encode()).text == text


def test_lines_are_decoded_one_by_one():
    found = decode.decode_lines(b"a\n\xe9\r\n\x81\nb\0\nz")
    assert found.lines == ["a\n", "é\r\n", "\n", "\n", "z"]
    assert found.sizes == [2, 3, 2, 3, 1]
    assert found.notes == {2: WINDOWS}
    assert {n: fault.reason for n, fault in found.faults.items()} == {
        3: decode.UNDEFINED,
        4: decode.NO_TEXT,
    }


def test_utf_16_is_written_as_utf_8():
    data = codecs.BOM_UTF16_LE + "é\nb".encode("utf-16-le")
    assert decode.without_utf16(data) == "é\nb".encode()
    assert decode.without_utf16(b"a") is None


def test_lines_are_numbered_as_the_file_numbers_them():
    found = decode.decode_lines(b"\xe9\n\x81\n", first=7)
    assert found.notes == {7: WINDOWS}
    assert found.faults[8].place == "line 8, byte 1 (0x81)"


def test_a_line_that_is_no_text_in_any_way_is_named():
    assert decode.decode_lines(b"a\n\x81\0\n").faults[2].place == "line 2"


@given(st.text().filter(lambda text: not decode.is_binary(text) and text[:1] != "\ufeff"))
def test_every_text_comes_back_unchanged(text):
    try:
        decode.refuse_signature(text.encode())
    except Unreadable:
        return
    assert decode.decode(text.encode()).text == text
    assert "".join(decode.decode_lines(text.encode()).lines) == text
