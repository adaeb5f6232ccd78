"""Choosing the reader, and whole corpora."""

import json

import pandas as pd
import pytest

from analysis import schema
from analysis.corpus import load
from analysis.errors import CorpusError, ParameterError
from analysis.readers.dates import AMBIGUOUS
from analysis.readers.ledger import SECOND
from analysis.readers.source import open_source


def write(path, content=""):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


ARTICLES = [
    {"id": "a", "title": "Talks fail", "text": "No deal.\n\nMore.", "date": "2024-03-05"},
    {"id": "b", "title": "Talks go on", "text": "A deal?", "date": "6 March 2024"},
]


def as_file(folder, ending):
    path = folder / f"news{ending}"
    table = pd.DataFrame(ARTICLES)
    if ending == ".parquet":
        table.to_parquet(path)
    elif ending == ".json":
        write(path, json.dumps(ARTICLES))
    elif ending in (".jsonl", ".ndjson"):
        write(path, "\n".join(map(json.dumps, ARTICLES)))
    else:
        table.to_csv(path, index=False, sep="\t" if ending == ".tsv" else ",")
    return path


ENDINGS = [".csv", ".tsv", ".jsonl", ".ndjson", ".json", ".parquet"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_format_gives_the_same_corpus(tmp_path, ending):
    found = load(as_file(tmp_path, ending))
    assert found.name == "news"
    assert list(found.articles["text"]) == [
        "Talks fail\n\nNo deal.\n\nMore.",
        "Talks go on\n\nA deal?",
    ]
    assert list(found.articles["published"].dt.strftime("%Y-%m-%d")) == ["2024-03-05", "2024-03-06"]
    assert list(found.paragraphs["zone"]) == ["headline", "body", "body", "headline", "body"]
    (tmp_path / "x").mkdir()
    assert found.fingerprint == load(as_file(tmp_path / "x", ".csv")).fingerprint


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_folder_with_one_such_file_is_read_as_the_file(tmp_path, ending):
    as_file(tmp_path, ending)
    write(tmp_path / "README.md")
    actors = write(tmp_path / "actors.csv", "actor\n")
    found = load(tmp_path)
    assert (found.name, len(found.articles)) == (tmp_path.name, 2)
    assert open_source(tmp_path).actors == actors


def test_a_registry_lies_beside_a_file_under_its_name(tmp_path):
    path = as_file(tmp_path, ".csv")
    write(tmp_path / "actors.csv")
    assert open_source(path).actors is None
    actors = write(tmp_path / "news.actors.csv")
    assert open_source(path).actors == actors
    assert open_source(tmp_path).actors == actors


def test_a_folder_with_several_files_is_refused(tmp_path):
    as_file(tmp_path, ".csv")
    as_file(tmp_path, ".jsonl")
    with pytest.raises(
        CorpusError, match=r"several files of articles \(news\.csv, news\.jsonl\) that differ"
    ):
        load(tmp_path)


def test_an_empty_folder_is_refused(tmp_path):
    with pytest.raises(
        CorpusError, match=r"hold a file ending in \.txt.* \.csv.*; found nothing\."
    ):
        load(tmp_path)


def test_a_file_without_reader_is_refused(tmp_path):
    with pytest.raises(CorpusError, match=r"no reader for '\.pdf' files\. Give a folder of do"):
        load(write(tmp_path / "a.pdf"))


def test_a_missing_path_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="was not found"):
        load(tmp_path / "nothing")


def test_if_nothing_is_left_the_first_reasons_are_told(tmp_path):
    for name in "abcdefg":
        write(tmp_path / f"{name}.txt", " ")
    with pytest.raises(CorpusError) as error:
        load(tmp_path)
    lines = str(error.value).split("\n")
    assert lines[0] == f"corpus '{tmp_path.name}': none of 7 files can be used."
    assert lines[1] == "  a.txt: the text is empty"
    assert lines[-1] == "  and 2 more"


def test_jsonl_without_any_object_tells_why(tmp_path):
    with pytest.raises(
        CorpusError, match=r"none of 1 rows can be used\.\n  n\.jsonl, line 1: not JSON"
    ):
        load(write(tmp_path / "n.jsonl", "{"))


def test_roles_are_checked_before_the_path():
    with pytest.raises(ParameterError, match="unknown role"):
        load("nowhere", roles={"txt": "body"})


def test_roles_can_be_given(tmp_path):
    path = write(tmp_path / "n.csv", "text,corps\nno,yes\n")
    found = load(path, roles={"text": "corps"})
    assert found.articles["text"].item() == "yes"
    assert found.roles.set_index("role").loc["text"].tolist() == ["corps", "given"]


def test_without_headline_column_all_is_body(tmp_path):
    path = write(tmp_path / "n.csv", 'text\n"One\n\nTwo.\n\nThree."\n')
    found = load(path)
    assert set(found.paragraphs["zone"]) == {"body"}
    assert found.articles["headline"].isna().all()


def test_rows_are_kept_in_the_ledger_or_in_the_corpus(tmp_path):
    path = write(
        tmp_path / "n.csv",
        "id,text,date\n1,a,2024-03-05\n1,a,\n2, ,\n3,c\n4,d,31.02.2024\n5,e,05/06/2024\n",
    )
    found = load(path)
    assert list(found.articles["article_id"]) == ["1", "4", "5"]
    assert found.ledger.drop(columns="what").to_numpy().tolist() == [
        [1, 6, 6, 0, "", ""],
        [2, 6, 5, 1, "too few fields: the header has 3", "n.csv, line 5 (found 2)"],
        [3, 5, 3, 1, SECOND, "n.csv, line 3"],
        [
            *(3, 5, 3, 0),
            "kept without a date, which cannot be read; write a date as YYYY-MM-DD",
            "n.csv, line 6: 'date' is '31.02.2024'",
        ],
        [
            *(3, 5, 3, 0),
            AMBIGUOUS,
            "n.csv, line 7: 'date' is '05/06/2024'",
        ],
        [3, 5, 3, 1, "the text is empty", "n.csv, line 4"],
    ]
    assert list(found.ledger["what"].unique()) == [
        "rows found",
        "decoded and parsed",
        "kept for analysis",
    ]


def test_half_characters_and_nul_are_dropped(tmp_path):
    lines = ['{"text": "a\\ud800"}', '{"text": "a", "title": "\\udfff"}', '{"text": "a\\u0000"}']
    path = write(tmp_path / "n.jsonl", "\n".join([*lines, '{"text": "good"}']))
    found = load(path)
    assert list(found.articles["text"]) == ["good"]
    assert set(found.ledger["reason"]) >= {
        "holds half a character (a lone surrogate), which cannot be written",
        "the text holds NUL characters",
    }


def test_the_tables_keep_their_promises():
    found = load("seeds/kurdistan24")
    schema.ARTICLES.check(found.articles)
    schema.PARAGRAPHS.check(found.paragraphs)
    schema.LEDGER.check(found.ledger)
    schema.ROLES.check(found.roles)
    assert list(found.ledger["n_kept"]) == [1, 1, 1]
    assert found.articles["outlet"].item() == "Kurdistan 24"


def test_the_seed_is_read_the_same_from_any_folder(tmp_path, monkeypatch):
    here = load("seeds/kurdistan24").fingerprint
    monkeypatch.chdir(tmp_path)
    assert load("seeds/kurdistan24").fingerprint == here


def test_the_order_of_rows_and_the_place_do_not_change_the_fingerprint(tmp_path):
    rows = [f"{number},text {number},2024-03-{number + 1:02d}" for number in range(20)]
    found = load(write(tmp_path / "n.csv", "\n".join(["id,text,date", *rows])))
    other = load(write(tmp_path / "m.csv", "\n".join(["id,text,date", *rows[::-1]])))
    assert found.fingerprint == other.fingerprint
    pd.testing.assert_frame_equal(found.paragraphs, other.paragraphs)


@pytest.mark.parametrize(
    "row", ["1,b,X,2024-03-05", "2,a,X,2024-03-05", "1,a,Y,2024-03-05", "1,a,X,"]
)
def test_any_change_of_content_changes_the_fingerprint(tmp_path, row):
    head = "id,text,outlet,date\n"
    found = load(write(tmp_path / "n.csv", head + "1,a,X,2024-03-05"))
    assert found.fingerprint != load(write(tmp_path / "m.csv", head + row)).fingerprint
    assert len(found.fingerprint) == 64
