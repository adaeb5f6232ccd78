"""Reading in pieces: the same as reading at once, and only what is new."""

import csv
import datetime as dt
import io
import json
from collections import Counter

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers import blocks, delimited, text_folder
from analysis.readers.ledger import SECOND
from analysis.readers.raw_articles import SourceRange
from analysis.readers.source import open_source
from tests.readers.reading import all_of

ARTICLES = [
    {"title": f"Talks {n}", "text": f"No deal {n}.\n\nMore.", "date": f"2024-03-{n + 1:02d}"}
    for n in range(9)
]


def as_csv(articles=ARTICLES):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["title", "text", "date"])
    writer.writeheader()
    writer.writerows(articles)
    return out.getvalue().encode()


def as_lines(articles=ARTICLES):
    return "".join(json.dumps(article) + "\n" for article in articles).encode()


MADE = {".csv": as_csv, ".jsonl": as_lines}
ROWS = pytest.mark.parametrize("ending", list(MADE))


def pieces(path, known=(), **options):
    roles = options.pop("roles", None)
    return list(open_source(path, roles=roles).pieces(known, **options))


def extents(found):
    return [piece.extent for piece in found]


def as_kept(found):
    """Write extents down and read them again, as a store does."""
    return [SourceRange(*json.loads(json.dumps(list(extent)))) for extent in extents(found)]


def parsed(found):
    return [piece.extent.n_rows for piece in found if piece.drafts is not None]


def drafts(found):
    return [draft for piece in found for draft in piece.drafts or []]


@pytest.fixture(params=[*MADE, ".parquet", ".json", ""])
def path(request, tmp_path):
    made = tmp_path / f"news{request.param}"
    if request.param == ".parquet":
        pd.DataFrame(ARTICLES).to_parquet(made, row_group_size=4)
    elif request.param == ".json":
        made.write_text(json.dumps(ARTICLES))
    elif request.param:
        made.write_bytes(MADE[request.param]())
    else:
        made.mkdir()
        for number, article in enumerate(ARTICLES):
            (made / f"{number}.txt").write_text(article["text"])
    return made


@pytest.mark.parametrize("most", [{"most_rows": n} for n in (1, 2, 3)] + [{"most_bytes": 1}])
def test_pieces_of_any_size_hold_the_same(path, most):
    assert all_of(path, **most) == all_of(path)
    n_pieces = len([piece for piece in pieces(path, **most) if piece.drafts])
    assert n_pieces > 2 or path.suffix == ".json"


@pytest.mark.parametrize("most", [1, 4, 5_000])
def test_what_is_known_and_unchanged_is_not_parsed(path, most):
    before = pieces(path, most_rows=most)
    again = pieces(path, as_kept(before), most_rows=most)
    assert extents(again) == extents(before)
    assert all(piece.drafts is None and piece.faults == [] for piece in again)


def test_other_roles_parse_all(path):
    known = as_kept(pieces(path))
    if path.is_dir():
        (path / "metadata.csv").write_text("file,date\n" + "".join(f"{n},x\n" for n in range(9)))
        again = pieces(path, known)
    else:
        again = pieces(path, known, roles={"headline": ""})
    assert sum(parsed(again)) == 9


def test_the_source_tells_its_name_unit_and_roles(path):
    source = open_source(path)
    list(source.pieces())
    assert source.unit == ("files" if path.is_dir() else "rows")
    assert (source.name, source.stem, source.place) == ("news", "news", path.resolve())
    assert source.roles == open_source(path).roles
    assert source.actors is None


@ROWS
def test_appended_rows_are_parsed_and_nothing_else(tmp_path, ending):
    path = tmp_path / f"news{ending}"
    path.write_bytes(MADE[ending](ARTICLES[:6]))
    before = pieces(path, most_rows=4)
    path.write_bytes(MADE[ending](ARTICLES))
    again = pieces(path, as_kept(before), most_rows=4)
    assert extents(again)[:2] == extents(before)
    assert [draft.number for draft in drafts(again)] == [7, 8, 9]
    assert drafts(again) == all_of(path).drafts[6:]


@ROWS
def test_a_changed_byte_parses_what_it_can_have_changed(tmp_path, ending):
    path = tmp_path / f"news{ending}"
    path.write_bytes(MADE[ending]())
    known = as_kept(pieces(path, most_rows=2))
    path.write_bytes(MADE[ending]().replace(b"No deal 4", b"A big deal"))
    again = pieces(path, known, most_rows=2)
    assert [piece.drafts is None for piece in again] == [True, True, False, False, False]
    path.write_bytes(MADE[ending]().replace(b"No deal 4", b"No deal!!"))
    again = pieces(path, known, most_rows=2)
    assert [piece.drafts is None for piece in again] == [True, True, False, True, True]


@ROWS
def test_a_last_line_without_an_end_is_parsed_again_when_it_goes_on(tmp_path, ending):
    path = tmp_path / f"news{ending}"
    whole = MADE[ending]()
    path.write_bytes(whole[:-1].rstrip(b"\r"))
    before = pieces(path)
    assert all(piece.drafts is None for piece in pieces(path, as_kept(before)))
    path.write_bytes(whole[:-1].rstrip(b"\r") + b"0")
    assert sum(parsed(pieces(path, as_kept(before)))) == 9


def test_a_quotation_mark_that_may_be_closed_later_is_read_anew(tmp_path):
    path = tmp_path / "n.csv"
    head = b'id,text\n1,a\n2,b\n3,"c\n'
    path.write_bytes(head + b"4,d\n")
    before = pieces(path)
    assert [draft.article_id for draft in drafts(before)] == ["1", "2", "4"]
    again = pieces(path, as_kept(before))
    assert again[0].drafts is None
    assert [draft.article_id for draft in drafts(again)] == ["4"]
    path.write_bytes(head + b'4,d"\n5,e\n')
    again = pieces(path, as_kept(before))
    assert [(draft.article_id, draft.text) for draft in drafts(again)] == [
        ("3", "c\n4,d"),
        ("5", "e"),
    ]


def test_a_mark_without_another_one_does_not_take_the_whole_file_into_memory(tmp_path, monkeypatch):
    path = tmp_path / "n.csv"
    path.write_bytes(b'id,text\n1,"a\n' + b"2,b\n" * 500)
    whole = all_of(path)
    monkeypatch.setattr(delimited, "BLOCK", 64)
    monkeypatch.setattr(delimited, "LONG", 64)
    sizes = []
    block = blocks.Raw.block

    def noted(self, start, n_bytes, **options):
        sizes.append(n_bytes)
        return block(self, start, n_bytes, **options)

    monkeypatch.setattr(blocks.Raw, "block", noted)
    assert all_of(path, most_bytes=64) == whole
    assert max(sizes) <= 256


def test_a_file_in_utf_16_is_read_in_pieces(tmp_path):
    path = tmp_path / "n.csv"
    path.write_bytes(as_csv())
    whole = all_of(path)
    path.write_bytes(as_csv().decode().encode("utf-16"))
    assert all_of(path, most_rows=2) == whole
    assert all(piece.drafts is None for piece in pieces(path, as_kept(pieces(path))))


def test_the_first_thousand_objects_decide_the_columns_and_given_ones_may_come_later(tmp_path):
    path = tmp_path / "n.jsonl"
    late = json.dumps({"text": "b", "title": "Late", "day": "2024-03-05"})
    path.write_text('{"text": "a"}\n' * 1_000 + late + "\n")
    assert all_of(path).drafts[-1].headline == ""
    assert all_of(path, roles={"date": "day"}).drafts[-1].date == "2024-03-05"
    with pytest.raises(CorpusError, match="no column 'days'"):
        all_of(path, roles={"date": "days"})


def test_a_new_file_parses_its_own_group_only(tmp_path):
    for number in range(3_000):
        (tmp_path / f"{number:05d}.txt").write_text("Head\n\nBody.")
    before = pieces(tmp_path)
    (tmp_path / "00500x.txt").write_text("New\n\nBody.")
    again = pieces(tmp_path, as_kept(before))
    assert len(before) > 3
    assert len(parsed(again)) == 1
    assert "New" in {draft.headline for draft in drafts(again)}
    assert sum(piece.extent.n_rows for piece in again) == 3_001


def test_a_changed_file_and_changed_metadata_parse_their_group(tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text("Head\n\nBody.")
    known = as_kept(pieces(tmp_path, most_rows=1))
    (tmp_path / "b.txt").write_text("Head\n\nOther body.")
    assert parsed(pieces(tmp_path, known, most_rows=1)) == [1]
    (tmp_path / "metadata.csv").write_text("file,outlet\na,X\nb,\nc,\n")
    again = pieces(tmp_path, as_kept(pieces(tmp_path, most_rows=1)), most_rows=1)
    assert parsed(again) == []


def test_a_file_that_could_not_be_opened_is_tried_again(tmp_path, monkeypatch):
    (tmp_path / "a.txt").write_text("Head\n\nBody.")
    (tmp_path / "b.txt").write_text("Head\n\nBody.")
    real = text_folder.open_file

    def refuse(path):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return real(path)

    with monkeypatch.context() as patched:
        patched.setattr(text_folder, "open_file", refuse)
        before = pieces(tmp_path)
    assert len(drafts(before)) == 1
    assert len(drafts(pieces(tmp_path, as_kept(before)))) == 2


def test_of_parquet_a_changed_row_group_is_parsed(tmp_path):
    path = tmp_path / "n.parquet"
    pd.DataFrame(ARTICLES).to_parquet(path, row_group_size=3, compression=None)
    known = as_kept(pieces(path))
    changed = [*ARTICLES[:4], {**ARTICLES[4], "text": "no deal 4.\n\nMore."}, *ARTICLES[5:]]
    pd.DataFrame(changed).to_parquet(path, row_group_size=3, compression=None)
    again = pieces(path, known)
    assert [piece.drafts is None for piece in again] == [True, False, True]
    assert [draft.number for draft in drafts(again)] == [4, 5, 6]


def test_columns_of_parquet_that_play_no_role_do_not_matter(tmp_path):
    path = tmp_path / "n.parquet"
    day = pa.array([dt.date(2024, 3, 5)] * 2)
    table = pa.table({"authors": [["A", "B"], None], "date": day, "text": ["a", "b"]})
    pq.write_table(table.append_column("x", pa.array([1, 2])), path)
    before = pieces(path)
    assert [(d.author, d.date) for d in drafts(before)] == [
        ("A, B", "2024-03-05"),
        ("", "2024-03-05"),
    ]
    pq.write_table(table.append_column("x", pa.array([3, 4])), path)
    assert pieces(path, as_kept(before))[0].drafts is None


def test_an_id_may_be_doubled_in_another_piece(tmp_path):
    path = tmp_path / "n.csv"
    path.write_text("id,text\n1,a\n2,b\n1,a\n")
    assert len(all_of(path, most_rows=1).drafts) == 3
    assert SECOND in set(load(path).ledger["reason"])


def test_rows_without_an_id_have_one_in_the_corpus_and_the_fingerprint_is_of_what_was_read(
    tmp_path,
):
    (tmp_path / "n.csv").write_text("text\na\nb\n")
    (tmp_path / "m.csv").write_text("text\na\nb\n")
    found = load(tmp_path / "n.csv")
    assert list(found.articles["article_id"]) == ["n-0001", "n-0002"]
    assert found.fingerprint == load(tmp_path / "m.csv").fingerprint


def test_a_corpus_without_articles_is_refused_at_the_end(tmp_path):
    path = tmp_path / "n.csv"
    for content in ("id,text\n", 'id,text\n""\n', "a,b\n\n \n"):
        path.write_text(content)
        with pytest.raises(CorpusError, match=r"n\.csv: there are no articles; found columns"):
            pieces(path)


MESSY = st.lists(
    st.sampled_from(
        [
            *(b"1,a,2024-03-05", b'2,"a ""b"" c",', b'3,"two\nlines",x', b"4,only", b"5,a,b,c"),
            *(b'6,"torn,', b'"7,stray,', b'8,say "yes" now,', b'9,"said "yes" now",', b'"', b'""'),
            *(
                b"",
                b" ",
                b"caf\xe9,a,",
                b"10,\x81,",
                b"11,\0,",
                b"\xef\xbb\xbf12,a,",
                b",,",
                b'"a"x,b,c',
            ),
            *(
                b"13,a\rb,c",
                b'14,"a\r\n\r\nb",',
                "15,“é”\u2028,".encode(),
                b"16,\x01\x02,",
                b'17,"",""',
            ),
        ]
    ),
    max_size=12,
)
ENDS = st.sampled_from([b"\n", b"\r\n", b"\r"])
SIZES = st.sampled_from([{"most_rows": 1}, {"most_rows": 2}, {"most_bytes": 1}, {"most_bytes": 9}])


def _messy(lines, end, *, closed):
    return end.join([b"id,text,date", *lines]) + (end if closed else b"")


def _or_reason(path, **options):
    try:
        return all_of(path, **options)
    except CorpusError as error:
        return str(error)


def _as_ledger(found):
    """Leave out the order in which faults of different kinds are told."""
    return found if isinstance(found, str) else (found.drafts, Counter(found.faults), found.n_found)


@given(MESSY, ENDS, st.booleans(), SIZES)
def test_messy_rows_are_the_same_in_any_pieces(tmp_path_factory, lines, end, closed, size):
    path = tmp_path_factory.mktemp("messy") / "n.csv"
    path.write_bytes(_messy(lines, end, closed=closed))
    assert _as_ledger(_or_reason(path, **size)) == _as_ledger(_or_reason(path))


@given(MESSY, MESSY, st.tuples(ENDS, st.booleans()), SIZES)
def test_messy_rows_that_are_appended_change_nothing_that_is_known(
    tmp_path_factory, lines, more, ends, size
):
    path = tmp_path_factory.mktemp("messy") / "n.csv"
    end, closed = ends
    data = _messy([b"0,a,", *lines], end, closed=closed)
    path.write_bytes(data)
    before = pieces(path, **size)
    path.write_bytes(data + end.join(more))
    kept = {piece.extent: piece for piece in before}
    again = [
        piece if piece.drafts is not None else kept[piece.extent]
        for piece in pieces(path, as_kept(before), **size)
    ]
    whole = all_of(path)
    assert drafts(again) == whole.drafts
    assert Counter(f for piece in again for f in piece.faults) == Counter(whole.faults)
    assert sum(piece.extent.n_rows for piece in again) == whole.n_found


OBJECTS = st.lists(
    st.sampled_from(
        [
            *(b'{"text": "a"}', b'{"text": "\xe9", "title": "b"}', b'{"text": 3}', b"[1]", b"{"),
            *(
                b"",
                b" ",
                b"\x81",
                b'{"text": "\\ud800"}',
                b'{"id": 7, "text": "a\xc2\x85b"}',
                b"\0",
            ),
        ]
    ),
    min_size=1,
    max_size=9,
)


@given(OBJECTS, ENDS, SIZES)
def test_messy_objects_are_the_same_in_any_pieces(tmp_path_factory, lines, end, size):
    path = tmp_path_factory.mktemp("messy") / "n.jsonl"
    path.write_bytes(end.join(lines))
    assert _as_ledger(_or_reason(path, **size)) == _as_ledger(_or_reason(path))


def test_a_column_without_a_name_plays_no_role(tmp_path):
    path = tmp_path / "n.csv"
    path.write_text(",text\n7,a\n")
    assert (all_of(path).drafts[0].article_id, all_of(path).drafts[0].outlet) == ("", "")
    path = tmp_path / "n.jsonl"
    path.write_text('{"": 7, "text": "a"}')
    assert (all_of(path).drafts[0].article_id, all_of(path).drafts[0].outlet) == ("", "")
