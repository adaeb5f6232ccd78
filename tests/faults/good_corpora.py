"""Good corpora of every kind that is read, as their files' bytes, for `fuzzing` to damage."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from tests.readers.archives import (
    exports,
    test_europresse,
    test_factiva,
    test_front,
    test_nexis,
    test_pages,
    test_proquest,
)
from tests.readers.test_workbook import HEADER, write_ods, write_xlsx
from tests.readers.test_workbook import ROWS as CELLS

if TYPE_CHECKING:
    import random
    from collections.abc import Callable


class Corpus(NamedTuple):
    """The files of a folder by name, which of them is damaged, and which is opened ("" is all)."""

    files: dict[str, bytes]
    damaged: str
    opened: str = ""


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


def _separated(separator: str) -> bytes:
    cells = [[str(value).replace('"', '""') for value in row.values()] for row in ROWS]
    lines = [list(ROWS[0]), *cells]
    return "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines).encode()


CSV, TSV = _separated(","), _separated("\t")
JSONL = "\n".join(map(json.dumps, ROWS)).encode()
JSON = json.dumps(ROWS, ensure_ascii=False).encode()


def _parquet(chance: random.Random) -> bytes:
    """Give a table whose columns are of any type and hold any value."""
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
    made = io.BytesIO()
    pq.write_table(
        pa.table(columns),
        made,
        row_group_size=chance.randrange(1, n + 1),
        compression=chance.choice(["none", "snappy", "zstd", "gzip"]),
        use_dictionary=chance.random() < 0.5,
        store_schema=chance.random() < 0.7,
        data_page_version=chance.choice(["1.0", "2.0"]),
    )
    return made.getvalue()


def zipped(files: dict[str, bytes]) -> bytes:
    """Give a ZIP of some files, always the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _tape(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def _written(write: Callable, content: object, name: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return write(Path(folder) / name, content).read_bytes()


def _bytes(files: dict[str, str | bytes]) -> dict[str, bytes]:
    return {k: v if isinstance(v, bytes) else v.encode() for k, v in files.items()}


_NEW = test_nexis.COVER + test_nexis.new(2, tail=test_nexis.TAILS[1])
_OLD = test_nexis.old(2)
NEXIS = _bytes(
    {
        "new.txt": _NEW,
        "old.txt": _OLD,
        "new.docx": exports.docx(_NEW),
        "old.docx": exports.docx(_OLD),
        "new.rtf": exports.rtf(_NEW),
        "old.rtf": exports.rtf(_OLD),
        "all.zip": zipped({"a.docx": exports.docx(_NEW), "b/c.docx": exports.docx(_OLD)}),
    }
)
_PLAIN = "<html><body><p>No deal.</p>" + 9 * "<table><tr><td>" + "No deal was reached on Monday."
PAGES = _bytes({f"{k}.html": v for k, v in test_pages.GOOD.items()} | {"tables.html": _PLAIN})
_WARC = test_pages.web_archive(*(test_pages.GOOD[kind] for kind in ("metas", "html in data")))
_HEAD = b"Content-Type: text/html"
_SENT = [b"Content-Encoding: gzip", b"Content-Encoding: br", b"Transfer-Encoding: chunked"]
WARC = {
    f"{n}.warc": _WARC.replace(_HEAD, b"\r\n".join([how, _HEAD])) for n, how in enumerate(_SENT)
}
WARC |= {"a.warc": _WARC, "a.warc.gz": gzip.compress(_WARC, mtime=0)}
_MANY = {"a/b.docx": exports.docx(_NEW), "c.txt": TEXT.encode(), "d.html": PAGES["metas.html"]}
PACKED = {
    "many.zip": zipped(_MANY),
    "inner.zip": zipped({"a.zip": zipped(_MANY), "b.tar": _tape(_MANY), "c.txt": TEXT.encode()}),
    "many.tar": _tape(_MANY),
    "many.tar.gz": gzip.compress(_tape(_MANY), mtime=0),
    "many.tgz": gzip.compress(_tape(_MANY), mtime=0),
    "news.csv.gz": gzip.compress(CSV, mtime=0),
    "news.jsonl.bz2": bz2.compress(JSONL),
    "news.json.xz": lzma.compress(JSON),
}
_SHEETS = {"May": CELLS[:2], "June": [["Export"], [], HEADER, CELLS[2]], "Notes": [["by Ann"]]}
WORKBOOKS = {
    "news.xlsx": _written(write_xlsx, _SHEETS, "n.xlsx"),
    "news.ods": _written(write_ods, CELLS, "n.ods"),
}
_ONES = [top + test_front.BODY for top in (*test_front.FENCED, *test_front.LINES)]
FRONT = {f"{n}.md": one.encode() for n, one in enumerate(_ONES)}
FRONT |= {f"{n}.txt": 2 * (one + "\n====\n").encode() for n, one in enumerate(_ONES)}
_METADATA = "\n".join(
    [
        "file,date,source,author,title",
        *(f"a{n}.txt,2024-03-0{n + 1},The Times,Ann Lee,Talks" for n in range(4)),
    ]
).encode()
_ACTORS = b"""actor,type,parent,names,acronyms,adjectives,capital,government,metonyms
Senn,state,,City of Senn;Senn City,SN,Sennish,Port Senn,,Harbour House
Iran,ignore
"A, B",body"""
_TEXTS = {f"a{n}.txt": (TEXT * (n + 1)).encode() for n in range(3)}
_CRAWLED = {
    "title": "Talks fail",
    "maintext": "No deal.",
    "date_publish": "2024-03-05",
    "source_domain": {"name": "times.example"},
    "authors": ["Ann Lee"],
}
_ROLES = b"# standfirst: which column is what\ntext: text\ndate: date\nheadline: title\noutlet:\n"


def _single(files: dict[str, bytes]) -> Callable[[random.Random], Corpus]:
    """Take one file, which is opened itself, or among two others of its kind."""

    def made(chance: random.Random) -> Corpus:
        name = chance.choice(list(files))
        if chance.random() < 0.8:
            return Corpus({name: files[name]}, name, name)
        beside = chance.sample(list(files), min(3, len(files)))
        return Corpus({name: files[name], **{other: files[other] for other in beside}}, name)

    return made


def _beside(files: dict[str, bytes], damaged: str) -> Callable[[random.Random], Corpus]:
    """Take a folder of which always the same file is damaged."""
    return lambda _: Corpus(files, damaged)


def _table(ending: str, content: bytes) -> Callable[[random.Random], Corpus]:
    name = f"news.{ending}"
    return lambda chance: Corpus({name: content}, name, "" if chance.random() < 0.2 else name)


def _several(chance: random.Random) -> Corpus:
    """Take tables of one shape in folders, and now and then one of another."""
    ending, content = chance.choice(
        [
            *((".csv", CSV), (".tsv", TSV), (".jsonl", JSONL), (".json", JSON)),
            *((".csv.gz", gzip.compress(CSV, mtime=0)), (".xlsx", WORKBOOKS["news.xlsx"])),
            (".json", json.dumps(_CRAWLED).encode()),
        ]
    )
    names = [f"{folder}2024-0{n}{ending}" for n in range(3) for folder in ("", "The Times/")]
    files = dict.fromkeys(chance.sample(names, chance.randrange(2, 5)), content)
    if chance.random() < 0.2:
        files |= {"old/codes.csv": b"code,label\n1,x\n", "raw/a.txt": TEXT.encode()}
    return Corpus(files, chance.choice(list(files)))


def _tree(chance: random.Random) -> Corpus:
    """Take documents of all kinds in folders, perhaps with what is said of them."""
    every = {**_MANY, **NEXIS, **PAGES, **WARC, **FRONT, **WORKBOOKS, "x.json": JSON, "x.pdf": b"%"}
    places = ["", "The Times/", "2024/03/05/", "The Times/2024-03-05 ", "a_files/", ".hidden/"]
    names = chance.sample(list(every), 5)
    files = {chance.choice(places) + name: every[name] for name in names}
    if chance.random() < 0.5:
        rows = [f"{name},2024-03-05,The Times,Ann Lee,Talks" for name in files]
        files["metadata.csv"] = "\n".join(["file,date,source,author,title", *rows]).encode()
    return Corpus(files, chance.choice(list(files)))


KINDS: dict[str, Callable[[random.Random], Corpus]] = {
    "folder": _beside(_TEXTS, "a1.txt"),
    "metadata": _beside({**_TEXTS, "metadata.csv": _METADATA}, "metadata.csv"),
    "actors": _beside({**_TEXTS, "actors.csv": _ACTORS}, "actors.csv"),
    "csv": _table("csv", CSV),
    "tsv": _table("tsv", TSV),
    "jsonl": _table("jsonl", JSONL),
    "json": _table("json", JSON),
    "parquet": lambda chance: _table("parquet", _parquet(chance))(chance),
    "roles": lambda _: Corpus(
        {"news.csv": CSV, "news.roles.yaml": _ROLES}, "news.roles.yaml", "news.csv"
    ),
    "nexis": _single(NEXIS),
    "factiva": _single(_bytes(test_factiva.GOOD)),
    "proquest": _single(_bytes(test_proquest.GOOD)),
    "europresse": _single(_bytes(test_europresse.GOOD)),
    "pages": _single(PAGES),
    "feeds": _single(_bytes(test_pages.FEEDS)),
    "warc": _single(WARC),
    "packed": _single(PACKED),
    "workbooks": _single(WORKBOOKS),
    "front": _single(FRONT),
    "several": _several,
    "tree": _tree,
}
"""For each kind what makes a corpus of it by chance."""
