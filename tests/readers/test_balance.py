"""For every reader, good files and damaged ones: whatever is in them is kept or has its reason."""

import gzip
import json
import re
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import packed
from analysis.readers.archives import block, feeds, nexis, pages, warc
from analysis.readers.csv_records import UNPAIRED
from analysis.readers.entries import BROKEN
from analysis.readers.line_files import TORN
from analysis.readers.source import _READERS
from analysis.readers.tree import DOCUMENTS, PACKED
from analysis.schema import REGISTRY
from tests.faults import good_corpora as good
from tests.readers.archives import (
    exports,
    test_europresse,
    test_factiva,
    test_front,
    test_nexis,
    test_pages,
    test_proquest,
)
from tests.readers.test_workbook import HEADER, sheet_of, write_xlsx
from tests.readers.test_workbook import ROWS as CELLS

TEXT = "Ferry late\n\nThe ferry was late.\n"
CSV = "id,text\n1,The ferry was late.\n"
TSV = CSV.replace(",", "\t")
ROWS = [{"text": f"The ferry {n} was late.", "date": "2024-03-05"} for n in range(3)]
LINES = "\n".join(map(json.dumps, ROWS))


def bytes_of(write, content, name="n.xlsx"):
    return good._written(write, content, name)


def parquet(rows):
    return pd.DataFrame(rows).to_parquet()


def changed(data, at, to):
    return data[:at] + b"\xff" * (to - at) + data[to:]


def exported(module):
    return {name: (content, next(iter(told))) for name, (content, told) in module.DAMAGED.items()}


METADATA = "file,date\na,2024-03-05\n"
PAGE = test_pages.page(test_pages.ARTICLE, test_pages.METAS)
ITEM, RSS = test_pages.ITEM.replace("{n}", "1"), test_pages.RSS
FEED = RSS.format(ITEM)
ARCHIVE = test_pages.web_archive(PAGE, PAGE.replace("Ferry", "Bridge"))
WORD = exports.docx(test_nexis.new(2))
PARQUET = parquet(ROWS)

GOOD = {
    "csv": {
        "a.csv": CSV,
        "semicolon.csv": "title;text\nFerry;It was late, again.\n",
        "windows.csv": "id,text\n1,Café late.\n".encode("cp1252"),
    },
    "tsv": {
        "a.tsv": TSV,
        "quoted.tsv": 'id\ttext\n1\t"It was\tlate."\n',
        "bare.tsv": 'id\ttext\n1\t5" of water.\n',
    },
    "json lines": {"a.jsonl": LINES, "a.ndjson": LINES, "blank.jsonl": LINES.replace("\n", "\n\n")},
    "json": {
        "a.json": json.dumps(ROWS),
        "inside.json": json.dumps({"articles": ROWS}),
        "columns.json": pd.DataFrame(ROWS).to_json(),
    },
    "parquet": {f"{n}.parquet": parquet(ROWS[:n]) for n in (1, 2, 3)},
    "workbooks": {
        **good.WORKBOOKS,
        "below.xlsx": bytes_of(write_xlsx, {"May": [["Export"], [], *CELLS]}),
    },
    "texts": {
        "a.txt": TEXT,
        "a.md": TEXT,
        "a.markdown": TEXT,
        "a.text": TEXT.encode("utf-16"),
    },
    "front": dict(list(good.FRONT.items())[::3]),
    "rich texts": {
        "a.rtf": exports.rtf(TEXT),
        "a.docx": exports.docx(TEXT),
        "b.rtf": exports.rtf("Café"),
    },
    "nexis": good.NEXIS,
    "factiva": test_factiva.GOOD,
    "proquest": test_proquest.GOOD,
    "europresse": test_europresse.GOOD,
    "pages": {**good.PAGES, "a.xhtml": PAGE},
    "feeds": test_pages.FEEDS,
    "web archives": good.WARC,
    "packed": good.PACKED,
    "trees": {
        "deep": {"x/y/a.txt": TEXT, "x/b.html": PAGE},
        "said": {"a.txt": TEXT, "metadata.csv": METADATA},
        "packed": {"a.txt": TEXT, "x/b.zip": good.zipped({"c.txt": TEXT.encode()})},
    },
    "several": {
        "csv": {"a.csv": CSV, "b.csv": CSV.replace("ferry", "bridge")},
        "packed": {
            "a.csv.gz": gzip.compress(CSV.encode()),
            "x/b.csv": CSV.replace("ferry", "bridge"),
        },
        "json": {"a.json": json.dumps(ROWS[:1]), "b.json": json.dumps(ROWS[1:])},
    },
}
DAMAGED = {
    "csv": {
        "fields.csv": (CSV + "2\n3,a,b\n", "too few fields"),
        "open.csv": (CSV + '2,"The bridge\n', TORN.reason),
        "marks.csv": (CSV + '2,"It "was" late"\n', UNPAIRED.reason),
        "cut.csv": ("id,te", "there are no articles"),
    },
    "tsv": {
        "fields.tsv": (TSV + "2\n", "too few fields"),
        "spoilt.tsv": (
            CSV.replace(",", "\t").encode() + b"2\t\0\x01\x81\n",
            "NUL or other control",
        ),
        "text.tsv": (TSV + "2\t\n", "the text is empty"),
    },
    "json lines": {
        "cut.jsonl": (LINES[:-9], "not JSON"),
        "list.jsonl": (LINES + "\n[1]", "not an object"),
        "text.jsonl": (LINES + '\n{"text": 5}', "the text is no text but a number"),
    },
    "json": {
        "cut.json": (json.dumps(ROWS)[:-9], "not JSON"),
        "item.json": (json.dumps([*ROWS, 5]), "not an object"),
        "text.json": (json.dumps([*ROWS, {"text": None}]), "the text is empty"),
    },
    "parquet": {
        "cut.parquet": (PARQUET[:-9], "not a Parquet file"),
        "pages.parquet": (changed(PARQUET, 4, 40), "its row group cannot be read"),
        "text.parquet": (parquet([*ROWS, {"text": None}]), "the text is empty"),
    },
    "workbooks": {
        "cut.xlsx": (good.WORKBOOKS["news.xlsx"][:-30], "not a workbook"),
        "cut.ods": (good.WORKBOOKS["news.ods"][:300], "not a workbook"),
        "number.xlsx": (bytes_of(write_xlsx, {"May": [*CELLS, ["a", "", "", 9]]}), "a number"),
        "wide.xlsx": (
            bytes_of(write_xlsx, {"May": sheet_of([HEADER]).replace('"A1"', '"XFD1048576"')}),
            "it has over 10",
        ),
    },
    "texts": {
        "pdf": ({"a.txt": TEXT, "b.txt": "%PDF-1.4"}, "PDF"),
        "empty": ({"a.txt": TEXT, "b.txt": ""}, "empty"),
        "spoilt": ({"a.txt": TEXT, "b.txt": b"It was \x81 late\0\x01."}, "NUL or other control"),
    },
    "front": {
        "alone": ({"a.md": TEXT, "b.md": "---\ntitle: Ferry\n---\n"}, "the text is empty"),
        "open": ({"a.md": TEXT, "b.md": test_front.YAML + "\0\0\0\0"}, "NUL or other control"),
        "keys": ({"a.txt": TEXT, "b.txt": test_front.KEYS}, "the text is empty"),
    },
    "rich texts": {
        "cut": ({"a.txt": TEXT, "b.docx": exports.docx(TEXT)[:90]}, "not a Word document"),
        "bare": ({"a.txt": TEXT, "b.rtf": "{\\rtf1"}, "the text is empty"),
        "xml": ({"a.txt": TEXT, "b.docx": exports.packed_word("<w:document")}, "XML"),
    },
    "nexis": {
        "cut.docx": (WORD[: len(WORD) // 2], "not a Word document"),
        "torn.txt": (
            test_nexis.new(2).replace("knew why.", "knew. " * 90).rpartition("Load")[0],
            nexis.TORN,
        ),
        "count.txt": (test_nexis.old(2, of=5), "the export counts 5 documents"),
        "no text.txt": (
            test_nexis.new(1) + test_nexis.new(1).partition("The ferry was")[0] + "End of Document",
            block.NO_BODY,
        ),
    },
    "factiva": exported(test_factiva),
    "proquest": exported(test_proquest),
    "europresse": exported(test_europresse),
    "pages": {
        "empty.html": ({"a.html": PAGE, "b.html": "<html></html>"}, pages.NO_TEXT),
        "lists.html": ({"a.html": PAGE, "b.html": test_pages.page("")}, pages.NO_TEXT),
        "begins.html": ({"a.html": PAGE, "b.html": "<!doctype html>"}, "not HTML that can be"),
    },
    "feeds": {
        "empty.rss": (RSS.format(""), "a feed without entries"),
        "cut.rss": (FEED[:-40], "not XML"),
        "text.rss": (RSS.format(ITEM + "<item><title>Ferry 3</title></item>"), feeds.NO_TEXT),
    },
    "web archives": {
        "cut.warc": (ARCHIVE[: ARCHIVE.rindex(b"WARC/1.")] + b"WARC/1.0\r\nx", warc.TORN),
        "none.warc": (test_pages.web_archive(PAGE, status="404 Not Found"), "without any page"),
        "head.warc": (b"WARC/1.0\r\n\r\n", warc.SPOILT),
        "text.warc": (test_pages.web_archive(PAGE, "<html></html>"), pages.NO_TEXT),
    },
    "packed": {
        "cut.zip": (good.PACKED["many.zip"][:-9], "cannot be unpacked"),
        "cut.csv.gz": (good.PACKED["news.csv.gz"][:-9], "cannot be unpacked"),
        "out.zip": (good.zipped({"a.txt": TEXT.encode(), "../b.txt": b"x"}), packed.ESCAPES),
        "spoilt.zip": (
            changed(good.zipped({"b.txt": 9 * TEXT.encode(), "a.txt": TEXT.encode()}), 36, 46),
            packed.SPOILT,
        ),
    },
    "trees": {
        "link": ({"x/a.txt": TEXT, "x/b.txt": None}, BROKEN),
        "line": ({"x/a.txt": TEXT, "metadata.csv": METADATA + "b\n"}, "too few fields"),
        "zip": ({"x/a.txt": TEXT, "x/b.zip": "PK"}, "cannot be unpacked"),
    },
    "several": {
        "other": ({"a.csv": CSV, "b.csv": CSV, "x/c.csv": "code\nx\n"}, "without a column for"),
        "fields": ({"a.csv": CSV, "b.csv": CSV + "2\n"}, "too few fields"),
        "packed": ({"a.csv": CSV, "b.csv.gz": "no"}, "cannot be unpacked"),
    },
}


def balanced(folder, name, files):
    """Write a corpus and read it; give the reasons, of the ledger or of the refusal."""
    files = files if isinstance(files, dict) else {name: files}
    for file, content in files.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.symlink_to("nowhere")
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
    try:
        found = load(folder / name if name in files else folder, registry=REGISTRY.empty())
    except CorpusError as refusal:
        others = str(refusal).splitlines()[1:]
        assert all(line.startswith("  ") for line in others)
        return str(refusal), None
    left = int(found.ledger["n_in"].iloc[0])
    for _, step in found.ledger.groupby("step", sort=False):
        assert set(step["n_in"]) == {left}
        left -= int(step["n_dropped"].sum())
        assert set(step["n_kept"]) == {left}
    assert left == len(found.articles)
    dropped = found.ledger[found.ledger["n_dropped"] > 0]
    assert (dropped["reason"] != "").all()
    assert (dropped["examples"] != "").all()
    return "\n".join(found.ledger["reason"]), found


@pytest.mark.parametrize(("reader", "name"), [(r, name) for r in GOOD for name in GOOD[r]])
def test_a_good_file_is_kept_whole(tmp_path, reader, name):
    _, found = balanced(tmp_path, name, GOOD[reader][name])
    assert found is not None
    assert len(found.articles) == found.ledger["n_in"].iloc[0]


@pytest.mark.parametrize(("reader", "name"), [(r, name) for r in DAMAGED for name in DAMAGED[r]])
def test_what_a_damaged_file_loses_has_its_reason(tmp_path, reader, name):
    files, reason = DAMAGED[reader][name]
    told, _ = balanced(tmp_path, name, files)
    assert re.search(reason, told), told


def test_every_reader_has_good_and_damaged_files():
    assert list(GOOD) == list(DAMAGED)
    assert all(len(files) >= 3 for table in (GOOD, DAMAGED) for files in table.values())
    tables = [each for files in GOOD.values() for each in files.values() if isinstance(each, dict)]
    named = {Path(name).suffix.lower() for files in (*GOOD.values(), *tables) for name in files}
    assert named >= {*_READERS, *DOCUMENTS, *PACKED}
