"""Damages good corpora at random, and reads them: the work of `test_fuzz`, and its child process.

``python tests/faults/fuzzing.py KIND FIRST LAST FOLDER`` tries damages by number and prints a line
of JSON for each finding, and one at the end.
"""

from __future__ import annotations

import faulthandler
import gzip
import io
import json
import random
import resource
import sys
import time
import traceback
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import corpus, lexicons
from analysis.annotate.warm import warm
from analysis.errors import StandfirstError
from analysis.readers.ledger import ledger
from analysis.readers.source import open_source
from analysis.schema import REGISTRY

SECONDS = 10
BYTES = 1 << 30

TEXT = "Talks fail\n\nPARIS (AP) — “No deal,” Café Müller said.\n\nMore.\n\nEditing by Ann Lee\n"
ROWS = [
    {
        "id": f"a{number}",
        "title": f"Talks {number}",
        "text": TEXT * (number + 1),
        "date": ["2024-03-05", "6 March 2024", "05/06/2024", "31.02.2024"][number % 4],
        "source": "The Times",
        "author": ["Ann Lee", "Bo Ek"],
    }
    for number in range(6)
]
SPLICED = [
    *(
        b'"',
        b'""',
        b"\0",
        b",",
        b";",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n",
        b"{",
        b"}",
        b"[",
        b"]",
        b"null",
    ),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\\ud800", b"\xe9", b"\x81"),
    *(
        b"%PDF",
        b"PK\x03\x04",
        b"PAR1",
        b"\x1b[31m",
        "\u202e\ufffe\u2028".encode(),
        b"1e999",
        b"null",
    ),
    *(b"[" * 900, b"[" * 5000, b'{"a":' * 900, b"9" * 5000, b"x" * 200_000, b'"a"b\n' * 500),
    *(b'"\n' * 500, b"," * 5000, b"text,text,id,id\n", b"NaN", b"-Infinity", b"\xf4\x90\x80\x80"),
]


def _rows_of_text(separator: str) -> bytes:
    cells = [[str(value).replace('"', '""') for value in row.values()] for row in ROWS]
    lines = [list(ROWS[0]), *cells]
    return "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines).encode()


def _parquet(chance: random.Random, path: Path) -> None:
    """Write a table whose columns are of any type and hold any value."""
    n = chance.randrange(1, 40)

    def some(kind: pa.DataType, values: list) -> pa.Array:
        return pa.array([chance.choice([*values, None]) for _ in range(n)], kind)

    numbers = [0, 1, -1, 2**31 - 1, -(2**31), 19_000]
    long = [*numbers, 2**62, -(2**62)]
    bytes_ = [b"", b"good", b"\xff", "é".encode(), b"\0", b"x" * 10_000, "\ufffe".encode()]
    kinds = [
        lambda: some(pa.string(), [TEXT, "", "x", "2024-03-05"]),
        lambda: some(pa.binary(), bytes_).view(pa.string()),
        lambda: some(pa.binary(), bytes_),
        lambda: some(pa.large_string(), [TEXT, "x"]),
        lambda: some(pa.string(), [TEXT, "x"]).dictionary_encode(),
        lambda: some(pa.int32(), numbers).view(pa.date32()),
        lambda: some(pa.int64(), long).view(pa.timestamp(chance.choice(["ms", "us", "ns"]))),
        lambda: some(pa.int64(), long).view(pa.timestamp("us", chance.choice(["UTC", "Mars/X"]))),
        lambda: some(pa.int64(), long).view(pa.duration("us")),
        lambda: some(pa.float64(), [0.0, 1.5, float("nan"), float("inf"), 1e300]),
        lambda: some(pa.list_(pa.string()), [["a", "b"], [], [None]]),
        lambda: some(pa.struct({"a": pa.string()}), [{"a": "b"}, {"a": None}]),
        lambda: some(pa.map_(pa.string(), pa.int32()), [[("a", 1)], []]),
        lambda: some(pa.bool_(), [True, False]),
        lambda: some(pa.decimal128(38, 5), [0, 1]),
        lambda: pa.nulls(n),
    ]
    columns = {name: chance.choice(kinds)() for name in ROWS[0]}
    if chance.random() < 0.7:
        columns["text"] = chance.choice(kinds[:2])()
    pq.write_table(
        pa.table(columns),
        path,
        row_group_size=chance.randrange(1, n + 1),
        compression=chance.choice(["none", "snappy", "zstd", "gzip"]),
        use_dictionary=chance.random() < 0.5,
        store_schema=chance.random() < 0.7,
        data_page_version=chance.choice(["1.0", "2.0"]),
    )


def _write(kind: str, chance: random.Random, folder: Path) -> Path:
    """Write a good corpus of a kind, and give the file that is to be damaged."""
    if kind in ("folder", "metadata", "actors"):
        for number in range(3):
            (folder / f"a{number}.txt").write_text(TEXT * (number + 1), "utf-8")
        named = {"folder": "a1.txt", "metadata": "metadata.csv", "actors": "actors.csv"}
        path = folder / named[kind]
        if kind == "metadata":
            rows = [f"a{n}.txt,2024-03-0{n + 1},The Times,Ann Lee,Talks" for n in range(4)]
            path.write_text("\n".join(["file,date,source,author,title", *rows]), "utf-8")
        if kind == "actors":
            rows = ["Senn,state,,City of Senn;Senn City,SN,Sennish,Port Senn,,Harbour House"]
            header = "actor,type,parent,names,acronyms,adjectives,capital,government,metonyms"
            path.write_text("\n".join([header, *rows, "Iran,ignore", '"A, B",body']), "utf-8")
        return path
    if kind == "exports":
        path = folder / chance.choice(list(EXPORTS))
        content = EXPORTS[path.name]
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path
    path = folder / f"news.{kind}"
    if kind == "parquet":
        _parquet(chance, path)
    elif kind == "jsonl":
        path.write_text("\n".join(map(json.dumps, ROWS)), "utf-8")
    elif kind == "json":
        path.write_text(json.dumps(ROWS, ensure_ascii=False), "utf-8")
    else:
        path.write_bytes(_rows_of_text("\t" if kind == "tsv" else ","))
    return path


def _damage(chance: random.Random, data: bytes) -> bytes:
    """Flip, cut, repeat, splice or encode bytes otherwise."""
    for _ in range(chance.choice([0, 1, 1, 2, 3, 8])):
        at = chance.randrange(len(data) + 1)
        to = min(len(data), at + chance.choice([1, 2, 10, 100, 1000]))
        match chance.randrange(9):
            case 0 | 1:
                bit = bytes([data[at] ^ 1 << chance.randrange(8)]) if at < len(data) else b"\0"
                data = data[:at] + bit + data[at + 1 :]
            case 2:
                data = data[:at]
            case 3:
                data = data[:at] + data[to:]
            case 4:
                place = chance.randrange(len(data) + 1)
                data = data[:place] + data[at:to] * chance.choice([1, 2, 50]) + data[place:]
            case 5 | 6:
                data = data[:at] + chance.choice(SPLICED) * chance.choice([1, 1, 3]) + data[at:]
            case 7:
                lines = data.splitlines(keepends=True)
                chance.shuffle(lines)
                data = b"".join(lines)
            case _:
                coded = data.decode("utf-8", "replace")
                data = coded.encode(chance.choice(["utf-16", "cp1252", "utf-16-be"]), "replace")
    return data


def _word(lines: str) -> bytes:
    """Give a Word document of some lines."""
    name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines.splitlines())
    return _packed(**{"word/document.xml": f'<w:document xmlns:w="{name}">{body}</w:document>'})


def _packed(**files: str | bytes) -> bytes:
    """Give a ZIP of some files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


NEXIS = (
    3
    * """Talks fail
The Times
March 2, 2019 Saturday

Length: 9 words
Byline: Ann Lee
Body

No deal, Café Müller said.

Load-Date: March 3, 2019

End of Document
"""
)
OLD_NEXIS = """
1 of 2 DOCUMENTS

The Times

March 2, 2019 Saturday

Talks fail

LENGTH: 9 words

No deal.

LOAD-DATE: March 3, 2019
"""
FACTIVA = """Talks fail
Ann Lee
9 words
2 March 2019
The Times
TIMES
English
(c) 2019

No deal.

Document TIMES00020190302ef32000
"""
PROQUEST = """____________________________________________________________
Talks fail
Full text: No deal.
Publication title: The Times
Publication date: Mar 2, 2019
ProQuest document ID: 7
"""
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8">
<meta property="og:title" content="Talks">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "Talks",
"datePublished": "2019-03-02", "author": [{"name": "Ann Lee"}]}]}</script></head><body><article>
<p>No deal was reached on Monday, Café Müller said.<p>Nobody knew why, and <b>nobody</b> asked.
</article><table><tr><td><a href="x">More</a></table></body></html>"""
FACTIVA_PAGE = (
    f"<html><div class='article enArticle'><p>{FACTIVA.replace(chr(10), '</p><p>')}</div>"
)
EUROPRESSE = """<html><article><span class="DocPublicationName">The Times</span>
<span class="DocHeader">samedi 2 mars 2019</span><p class="titreArticleVisu">Talks</p>
<div class="docOcurrContainer"><p>No deal.</div>news·20190302·TT·1</article></html>"""
RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Times</title><item>
<title>Talks</title><pubDate>Sat, 02 Mar 2019 10:00:00 GMT</pubDate>
<description>&lt;p&gt;No deal.&lt;/p&gt;</description></item></channel></rss>"""
HTTP = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org\r\n"
    f"WARC-Date: 2019-03-02T00:00:00Z\r\nContent-Length: {len(HTTP)}\r\n\r\n"
).encode() + HTTP
FRONT = "---\ntitle: Talks\ndate: 2019-03-02\ntags: [a, b]\n---\n\n# Talks\n\nNo [deal](x).\n\n"
EXPORTS: dict[str, str | bytes] = {
    "nexis.txt": NEXIS,
    "old.txt": 2 * OLD_NEXIS,
    "nexis.docx": _word(NEXIS),
    "nexis.rtf": "{\\rtf1\\ansi " + NEXIS.replace("\n", "\\par\n") + "}",
    "factiva.txt": 3 * FACTIVA,
    "factiva.html": FACTIVA_PAGE,
    "proquest.txt": 2 * PROQUEST,
    "europresse.html": EUROPRESSE,
    "page.html": PAGE,
    "feed.xml": RSS,
    "pages.warc": 2 * (WARC + b"\r\n\r\n"),
    "front.md": 2 * FRONT,
    "news.zip": _packed(**{"a/b.docx": _word(NEXIS), "c.txt": TEXT, "d.md": FRONT}),
    "news.csv.gz": gzip.compress(_rows_of_text(",")),
}
"""Files of archives, crawlers and browsers."""

KINDS = (
    *("exports", "folder", "metadata", "actors", "csv", "tsv", "jsonl", "json", "parquet"),
    "roles",
)


def make(kind: str, number: int, folder: Path) -> tuple[Path, str]:
    """Write the damaged corpus of a number; give its place and how its roles are given."""
    chance = random.Random(f"{kind} {number}")
    if kind == "roles":
        path = _write(chance.choice(["csv", "metadata", "jsonl"]), chance, folder)
        roles = _damage(chance, b"text:text, date:date, id:author, outlet:")
        return (path if path.name != "metadata.csv" else folder), roles.decode("utf-8", "replace")
    path = _write(kind, chance, folder)
    path.write_bytes(_damage(chance, path.read_bytes()))
    whole = kind in ("folder", "metadata", "actors") or chance.random() < 0.2
    return (folder if whole else path), ""


def read(path: Path, roles: str, *, load: bool = False) -> str:
    """Read a corpus; check that all of it is accounted for, or that the refusal is ours.

    Returns
    -------
    str
        "read", or the kind of refusal.
    """
    try:
        source = open_source(path, roles=roles)
        n_found, drafts, faults = 0, [], []
        for piece in source.pieces(most_rows=3, most_bytes=4_000):
            dropped = sum(fault.dropped for fault in piece.faults)
            assert piece.extent.n_rows == len(piece.drafts) + dropped, piece.extent
            n_found += piece.extent.n_rows
            drafts += piece.drafts
            faults += piece.faults
        steps = ledger(source.unit, n_found, faults)
        assert (steps["n_in"].iloc[0], steps["n_kept"].iloc[-1]) == (n_found, len(drafts))
        names = lexicons.registry(source.actors)
        if load:
            names = names if source.actors else REGISTRY.empty()
            found = corpus.load(path, roles=roles, registry=names)
            n_dropped = found.ledger["n_dropped"].sum()
            assert found.ledger["n_in"].iloc[0] == n_found == len(found.articles) + n_dropped
            assert len(found.mentions) >= 0
    except StandfirstError as error:
        refusal = error
    else:
        return "read"
    first, *others = str(refusal).split("\n")
    assert all(line.startswith("  ") for line in others), str(refusal)[:300]
    assert len(first) < 3_000, first[:300]
    return type(refusal).__name__


def main(kind: str, first: int, last: int, folder: Path) -> None:
    """Try the damages of some numbers; the last line has how many were read, and the peak."""
    warm()  # what a fresh checkout compiles is no corpus's fault
    outcomes: dict[str, int] = {}
    for number in range(first, last):
        place = folder / f"{kind}-{number}"
        place.mkdir()
        path, roles = make(kind, number, place)
        faulthandler.dump_traceback_later(6 * SECONDS, exit=True)
        begin = time.process_time()
        finding = ""
        try:
            outcome = read(path, roles, load=number % 50 == 0)
            outcomes[outcome] = outcomes.get(outcome, 0) + 1
        except BaseException:  # noqa: BLE001 - whatever it is, it is a finding
            finding = traceback.format_exc()
        seconds = time.process_time() - begin
        if seconds > SECONDS:
            finding += f"took {seconds:.1f} s"
        if finding:
            tell(kind=kind, number=number, finding=finding[-3_000:])
        for file in place.iterdir():
            file.unlink()
        place.rmdir()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    tell(kind=kind, outcomes=outcomes, peak=peak)


def tell(**facts: object) -> None:
    """Write a line of JSON."""
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]))
