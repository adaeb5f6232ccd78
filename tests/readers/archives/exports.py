"""Helpers of the tests of archives: files as their services write them, all invented."""

import io
import zipfile

from analysis.corpus import load

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_BLANK = f'<?xml version="1.0"?><w:document xmlns:w="{_W}"><w:body>%s</w:body></w:document>'


def docx(text):
    """Give a Word document that has a paragraph for each line."""
    lines = (line.replace("&", "&amp;").replace("<", "&lt;") for line in text.splitlines())
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    return packed_word(_BLANK % body)


def packed_word(xml):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


def rtf(text):
    """Give rich text that has a paragraph for each line."""
    plain = text.replace("\\", "\\\\").replace("{", "\\{").replace("}", "\\}")
    coded = "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in plain)
    return (r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}" + coded.replace("\n", "\\par\n") + "}").encode()


def read(folder, name, content):
    """Write a file and load it as a corpus; check that the ledger balances."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    found = load(path)
    ledger = found.ledger
    assert ledger["n_in"].iloc[0] == len(found) + ledger["n_dropped"].sum()
    return found


def reasons(found):
    rows = found.ledger[found.ledger["reason"] != ""]
    return dict(zip(rows["reason"], rows["n_dropped"], strict=True))


def rows(found):
    """Give headline, outlet and day of each article, in the order of the file."""
    table = found.articles
    days = table["published"].dt.strftime("%Y-%m-%d").fillna("")
    return list(zip(table["headline"], table["outlet"].fillna(""), days, strict=True))


def texts(found):
    return list(found.articles["text"])
