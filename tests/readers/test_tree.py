"""Folders of folders, tables of one shape, and what is not read of them."""

import gzip
import json
import os

import pytest

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import tree
from analysis.readers.source import open_source
from tests.readers.reading import all_of

TEXT = "Ferry late\n\nThe ferry was late.\n"
TABLE = "title,date,source,text\nFerry {0},2024-03-0{0},Post,The ferry {0} was late.\n"


def fill(folder, **files):
    for name, content in files.items():
        path = folder / name.replace("___", "/").replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def told(found, *, dropped=False):
    rows = found.ledger[found.ledger["reason"] != ""]
    rows = rows[(rows["n_dropped"] > 0) == dropped]
    return dict(zip(rows["reason"], rows["examples"], strict=True))


def test_texts_are_read_however_deep_they_lie(tmp_path):
    fill(tmp_path, a__txt=TEXT, y2019___m03___b__TXT=TEXT, y2019___m04___c__md=TEXT)
    found = load(tmp_path)
    assert list(found.articles["article_id"]) == ["a", "y2019/m03/b", "y2019/m04/c"]
    assert list(found.articles["origin"]) == ["a.txt", "y2019/m03/b.TXT", "y2019/m04/c.md"]


def test_folders_named_after_outlets_say_the_outlet_and_roles_tell_so(tmp_path):
    fill(tmp_path, post___a__txt=TEXT, herald___b__txt=TEXT, herald___c__txt=TEXT)
    found = load(tmp_path)
    assert list(found.articles["outlet"]) == ["herald", "herald", "post"]
    how = found.roles.set_index("role")["how"]
    assert how["outlet"] == "read from the names of the folders"
    without = load(tmp_path, roles={"outlet": ""})
    assert without.articles["outlet"].isna().all()


def test_metadata_describe_files_below_by_path_or_by_a_name_that_is_the_only_one(tmp_path):
    metadata = "file,date\nx/a.txt,2024-03-05\nb,2024-03-06\nc,2024-03-07\n"
    fill(tmp_path, metadata__csv=metadata, x___a__txt=TEXT, y___b__txt=TEXT)
    fill(tmp_path, x___c__txt=TEXT, y___c__txt=TEXT)
    days = load(tmp_path).articles.set_index("article_id")["published"].dt.strftime("%m-%d")
    assert days.dropna().to_dict() == {"x/a": "03-05", "y/b": "03-06"}


def test_what_is_not_entered_or_read_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tree, "DEEPEST", 3)
    page = "<p>The ferry was late again, and nobody knew why.</p>"
    fill(tmp_path, a__html=page, a_files___x__html=page, b__pdf="")
    fill(tmp_path, p___q___r___c__txt=TEXT, p___q___r___s___d__txt=TEXT, h___b__txt=TEXT)
    fill(tmp_path, out___index__html="x", out___data___ledger__csv="x", h___scan__pdf="")
    fill(tmp_path, __hidden___e__txt=TEXT, pictures___x__png="")
    (tmp_path / "link").symlink_to(tmp_path / "h")
    (tmp_path / "h/again.txt").symlink_to(tmp_path / "h/b.txt")
    found = load(tmp_path)
    assert list(found.articles["article_id"]) == ["a", "h/b", "p/q/r/c"]
    assert told(found) == {
        tree.LINKED_FOLDER: "link",
        tree.TOO_DEEP: "p/q/r/s",
        tree.OF_A_PAGE: "a_files",
        tree.OURS: "out",
        tree.SECOND_WAY: "h/again.txt",
        "not read: PDF files; save them as plain text or DOCX": "b.pdf; h/scan.pdf",
    }


@pytest.mark.parametrize("ending", [".csv", ".csv.gz", ".jsonl", ".json", ".parquet"])
def test_tables_of_one_shape_are_one_corpus(tmp_path, ending):
    import io

    import pandas as pd

    for number in (1, 2):
        rows = pd.read_csv(io.StringIO(TABLE.format(number)))
        path = tmp_path / f"x/2024-0{number}{ending}"
        path.parent.mkdir(exist_ok=True)
        if ending == ".parquet":
            rows.to_parquet(path)
        elif "json" in ending:
            path.write_text(rows.to_json(orient="records", lines=ending == ".jsonl"))
        else:
            data = TABLE.format(number).encode()
            path.write_bytes(gzip.compress(data) if ending == ".csv.gz" else data)
    found = load(tmp_path)
    assert list(found.articles["headline"]) == ["Ferry 1", "Ferry 2"]
    assert list(found.articles["outlet"]) == ["Post", "Post"]
    assert list(found.articles["published"].dt.day) == [1, 2]
    assert found.ledger["n_in"].iloc[0] == 2
    assert found.articles["article_id"].iloc[0].startswith("x/2024-01")


def test_a_table_of_another_shape_is_refused_or_told(tmp_path):
    fill(tmp_path, a__csv=TABLE.format(1), b__csv=TABLE.format(2), codes__csv="code,label\n1,x\n")
    fill(tmp_path, old___c__csv="heading,body\nA,B\n")
    found = load(tmp_path)
    assert len(found) == 2
    assert told(found) == {
        "not read: tables without a column for the text": "codes.csv",
        "not read: tables whose columns are not those of the first": "old/c.csv",
    }
    fill(tmp_path, d__csv="heading,body\nA,B\n")
    with pytest.raises(CorpusError, match=r"several files of articles \(a\.csv, d\.csv\) that d"):
        load(tmp_path)


def test_a_table_that_grows_is_read_and_no_other(tmp_path):
    fill(tmp_path, a__csv=TABLE.format(1), b__csv=TABLE.format(2))
    before = [piece.extent for piece in open_source(tmp_path).pieces()]
    with (tmp_path / "a.csv").open("a") as file:
        file.write("Ferry 3,2024-03-03,Post,The ferry sank.\n")
    again = list(open_source(tmp_path).pieces(before))
    drafts = [draft for piece in again for draft in piece.drafts or ()]
    assert {draft.article_id for draft in drafts} == {"a-0002"}
    assert sum(piece.extent.n_rows for piece in again) == 3


def test_documents_or_tables_whichever_a_folder_is_made_of(tmp_path):
    fill(tmp_path, a__csv=TABLE.format(1), b__csv=TABLE.format(2), notes__txt="Notes to self.")
    assert list(load(tmp_path).articles["headline"]) == ["Ferry 1", "Ferry 2"]
    fill(tmp_path, c__txt=TEXT, d__txt=TEXT)
    found = load(tmp_path)
    assert list(found.articles["article_id"]) == ["c", "d", "notes"]
    assert told(found) == {"not read: other files than texts, pages and documents": "a.csv; b.csv"}


def test_a_table_above_folders_of_texts_is_the_corpus(tmp_path):
    fill(tmp_path, a__csv=TABLE.format(1), raw___x__txt=TEXT, raw___y__txt=TEXT)
    found = load(tmp_path)
    assert list(found.articles["headline"]) == ["Ferry 1"]
    assert told(found) == {
        "not read: other files than the file of articles": "raw/x.txt; raw/y.txt"
    }


def test_files_of_json_are_articles_or_lists_of_them(tmp_path):
    one = {"title": "Ferry late", "maintext": "It was late.", "date_publish": "2024-03-05"}
    fill(tmp_path, a__json=json.dumps(one), b__json=json.dumps([one, one]))
    fill(tmp_path, c__json="{", d__json=json.dumps({"title": "No text"}), e__json="[]")
    found = load(tmp_path)
    assert list(found.articles["article_id"]) == ["a", "b-0001", "b-0002"]
    assert found.articles["text"].iloc[0] == "Ferry late\n\nIt was late."
    ledger = found.ledger
    assert ledger["n_in"].iloc[0] == 6
    assert ledger[ledger["step"] == 2]["n_dropped"].sum() == 3


def test_roles_can_be_given_for_files_of_json(tmp_path):
    one = {"head": "Ferry late", "story": "It was late.", "day": "2024-03-05"}
    fill(tmp_path, a__json=json.dumps(one), b__json=json.dumps(one))
    found = load(tmp_path, roles={"text": "story", "headline": "head", "date": "day"})
    assert list(found.articles["headline"]) == ["Ferry late", "Ferry late"]


def test_a_single_text_is_a_corpus_whatever_lies_beside_it(tmp_path):
    fill(tmp_path, a__txt=TEXT, b__txt="Another.", metadata__csv="nothing,of,use\n")
    found = load(tmp_path / "a.txt")
    assert (found.name, list(found.articles["article_id"])) == ("a", ["a"])
    assert list(found.articles["headline"]) == ["Ferry late"]


def test_a_folder_below_that_is_closed_is_told(tmp_path, monkeypatch):
    fill(tmp_path, a__txt=TEXT, closed___b__txt=TEXT)
    real = os.scandir

    def refuse(path):
        if str(path).rstrip("/").endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(tree.os, "scandir", refuse)
    found = all_of(tmp_path)
    assert [draft.article_id for draft in found.drafts] == ["a"]
    assert [(fault.reason, fault.place) for fault in found.faults] == [
        ("not read: folders that cannot be opened: Permission denied", "closed")
    ]


def test_tables_without_an_outlet_are_named_after_it(tmp_path):
    plain = "title,text\nFerry late,The ferry was late.\n"
    fill(tmp_path, post__csv=plain, herald__csv=plain)
    found = load(tmp_path)
    assert list(found.articles["outlet"]) == ["herald", "post"]
    assert found.roles.set_index("role")["how"]["outlet"] == "read from the names of the files"
    fill(tmp_path, post__csv=TABLE.format(1), herald__csv=TABLE.format(2))
    assert set(load(tmp_path).articles["outlet"]) == {"Post"}


def test_tables_may_have_their_columns_in_any_order_and_lack_some(tmp_path):
    fill(tmp_path, a__csv=TABLE.format(1), b__csv="Text,Title\nThe ferry sank.,Ferry 2\n")
    found = load(tmp_path)
    assert list(found.articles["headline"]) == ["Ferry 1", "Ferry 2"]
    assert list(found.articles["outlet"].fillna("")) == ["Post", ""]


def test_files_of_one_name_and_several_kinds_keep_their_endings(tmp_path):
    fill(tmp_path, a__txt=TEXT, a__md="Another text.", b__txt=TEXT)
    assert list(load(tmp_path).articles["article_id"]) == ["a.md", "a.txt", "b"]
