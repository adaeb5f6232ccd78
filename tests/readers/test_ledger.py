"""The ledger adds up, whatever comes in."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus import load
from analysis.errors import CorpusError
from analysis.readers.clean.articles import undo
from analysis.readers.ledger import LONGEST, RESTARTS, SECOND, flaw, ledger
from analysis.readers.raw_articles import PARSED, Issue, RawArticle
from analysis.schema import REGISTRY


def balanced(found):
    """Check the chain of the ledger and return what came in and what was kept."""
    n_in = found["n_in"].iloc[0]
    first = n_in
    for _, step in found.groupby("step"):
        assert step["n_in"].nunique() == step["n_kept"].nunique() == step["what"].nunique() == 1
        assert step["n_in"].iloc[0] == n_in
        n_in -= step["n_dropped"].sum()
        assert step["n_kept"].iloc[0] == n_in
    return first, n_in


def test_an_undisturbed_ledger_has_a_row_a_step():
    found = ledger("files", 3, [])
    assert found["what"].tolist() == ["files found", "decoded and parsed", "kept for analysis"]
    assert balanced(found) == (3, 3)


def test_each_reason_has_one_row_with_up_to_three_examples():
    faults = [Issue(PARSED, "torn", f"a.csv, line {n}") for n in range(5)]
    found = ledger("rows", 9, [*faults, Issue(PARSED, "odd", "\udcff", dropped=False)])
    assert found[found["step"] == PARSED][
        ["n_dropped", "reason", "examples"]
    ].to_numpy().tolist() == [
        [0, "odd", "\\udcff"],
        [5, "torn", "a.csv, line 0; a.csv, line 1; a.csv, line 2"],
    ]
    assert balanced(found) == (9, 4)


@pytest.mark.parametrize("letter", ["a", "é", "中", "\U00010000"])
def test_a_text_may_have_five_million_bytes(letter):
    most = LONGEST // len(letter.encode())

    assert flaw(RawArticle("a", letter * most, "a.txt")) == ""
    reason = flaw(RawArticle("a", letter * (most + 1), "a.txt"))
    size = f"{len(letter.encode()) * (most + 1):,}"
    assert reason == f"the text has {size} bytes; an article may have 5,000,000"


def test_an_article_that_is_too_long_stands_in_the_ledger(tmp_path):
    (tmp_path / "long.txt").write_bytes(b"a " * (LONGEST // 2) + b"a")
    (tmp_path / "short.txt").write_bytes(b"One.")
    made = load(tmp_path)

    last = made.ledger.iloc[-1]
    assert list(made.articles["text"]) == ["One."]
    assert last["reason"] == "the text has 5,000,001 bytes; an article may have 5,000,000"
    assert last["examples"] == "long.txt"


def read_or_reason(path):
    try:
        return load(path, registry=REGISTRY.empty())  # no actor is asked for, and none costs time
    except CorpusError as error:
        return str(error)


GOOD = st.sampled_from(["a", "Head\n\nPARIS (AP) — One.", "é"]).map(str.encode)
BAD = st.sampled_from([b"", b" \n", b"\0", b"%PDF", b"\x81\x81", b"\x01\x02\x03"])


@settings(max_examples=40, deadline=None)
@given(st.lists(GOOD | BAD | st.binary(max_size=20), min_size=1, max_size=12))
def test_every_file_is_kept_or_in_the_ledger(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("mixed")
    for number, data in enumerate(files):
        (folder / f"{number}.txt").write_bytes(data)
    found = read_or_reason(folder)
    if isinstance(found, str):
        assert found.startswith(f"corpus '{folder.stem}': none of {len(files)} files can be used.")
        return
    assert balanced(found.ledger) == (len(files), len(found.articles))
    texts = dict(zip(found.articles["article_id"], found.articles["text"], strict=True))
    marks = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
    for number, data in enumerate(files):
        if str(number) in texts and not data.startswith(marks):
            encodings = ("utf-8", "cp1252", "mac_roman", "cp1251")
            read = [undo(data.decode(encoding, "replace"), []) for encoding in encodings]
            assert texts[str(number)] in read


LINES = st.one_of(
    st.fixed_dictionaries(
        {"id": st.integers(0, 5), "text": st.text(max_size=9) | st.none() | st.integers()},
        optional={"date": st.sampled_from(["2024-03-05", "31.02.2024", "05/06/2024", "x", None])},
    ).map(json.dumps),
    st.sampled_from(["{", "[]", "3", "null", '{"text": "\\ud800"}']),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=12))
def test_every_line_is_kept_or_in_the_ledger(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("lines") / "n.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    found = read_or_reason(path)
    if isinstance(found, str):
        assert found.startswith(f"corpus '{path.stem}': none of {len(lines)} rows can be used.")
        return
    assert balanced(found.ledger) == (len(lines), len(found.articles))


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_in_which_files_were_written_does_not_matter(tmp_path_factory, order):
    folder = tmp_path_factory.mktemp("order")
    for number in order:
        (folder / f"{number}.txt").write_text(f"Head {number}\n\nBody.", encoding="utf-8")
    assert load(folder).fingerprint == FINGERPRINT


FINGERPRINT = "52768132a778be8e186448e86c76dc2a1791fcf078f1cb2aeed5b72060820964"
"""Pinned: if it changes, reports made before can no longer be compared."""


def test_ids_that_restart_are_told_apart_and_only_equal_texts_are_repetitions(tmp_path):
    path = tmp_path / "n.csv"
    path.write_text("id,text\n1,Mill.\n2,Lock.\n1,Weir.\n1,Mill.\n1-2,Sluice.\n1,Ford.\n")
    corpus = load(path)
    table = corpus.articles
    assert dict(zip(table["article_id"], table["text"], strict=True)) == {
        "1": "Mill.",
        "2": "Lock.",
        "1-2": "Sluice.",
        "1-3": "Weir.",
        "1-4": "Ford.",
    }
    last = corpus.ledger[corpus.ledger["step"] == 3].set_index("reason")
    assert last.loc[SECOND, "n_dropped"] == 1
    assert last.loc[RESTARTS, ["n_dropped", "examples"]].tolist() == [
        0,
        "n.csv, line 4; n.csv, line 7",
    ]
