"""Who is credited, and who is only mentioned."""

import json

import pytest

from analysis import lexicons
from analysis.corpus import load
from analysis.schema import ZONES
from analysis.stories.credits import credited

BODY = "Talks in Senn failed on Monday, the port said.\n\nThe port will close, a guard said."


@pytest.fixture
def credits_of(tmp_path, registry):
    def of(*texts, outlet="Post", outlets=(), author=""):
        path = tmp_path / "news.jsonl"
        rows = [
            {"id": f"{n}", "outlet": outlet, "author": author, "headline": "Talks", "text": text}
            for n, text in enumerate(texts)
        ]
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        corpus = load(path, registry=registry).filter(zones=ZONES)
        return next(corpus.map_shards(lambda shard: credited(shard, outlets=outlets)))

    return of


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (f"SENN (AP) — {BODY}", "Associated Press"),
        (f"SENN, March 3 (Reuters) - {BODY}", "Reuters"),
        (f"SENN (Harbour Wire) – {BODY}", "Harbour Wire"),
        (f"{BODY}\n\nReuters contributed to this report.", "Reuters"),
        (f"{BODY} AFP contributed to this report.", "Agence France-Presse"),
        (f"{BODY}\n\nAdditional reporting by the Harbour Wire", "Harbour Wire"),
        (f"{BODY}\n\nAP and TASS contributed to this report.", "Associated Press; TASS"),
        (f"{BODY}\n\nWith files from The Canadian Press.", "Canadian Press"),
        (f"{BODY}\n\n(AP)", "Associated Press"),
        (f"{BODY}\n\nSource: Xinhua News Agency", "Xinhua"),
        (f"{BODY}\n\nReporting by the Marovian News Agency", "Marovian News Agency"),
        (f"{BODY}\n\nEditing by Ann Lee", ""),
        (BODY, ""),
    ],
)  # fmt: skip
def test_credit_lines_datelines_and_phrases_name_agencies(credits_of, text, names):
    assert credits_of(text) == [names]


@pytest.mark.parametrize(
    "text",
    [
        f"Reuters first told of the talks. {BODY}",
        f"{BODY} The minister told AP that he would leave.",
        f"{BODY} The port contributed to the failure, Reuters wrote.",
        f"{BODY}\n\nReporting by Ap Tan; editing by Paul",
    ],
)
def test_an_agency_in_the_story_is_not_credited(credits_of, text):
    assert credits_of(text) == [""]


def test_a_byline_counts(credits_of):
    assert credits_of(BODY, author="Reuters and Ann Lee") == ["Reuters"]


def test_another_outlet_counts_and_the_own_one_does_not(credits_of):
    texts = [f"SENN (Gazette) – {BODY}", f"SENN (Post) – {BODY}"]

    assert credits_of(*texts, outlets=["Gazette", "Post"]) == ["Gazette", ""]
    assert credits_of(*texts) == ["", ""]


def test_each_article_has_its_own_credit(credits_of):
    assert credits_of("(AP)", BODY, f"{BODY}\n\n(AFP)") == [
        "Associated Press",
        "",
        "Agence France-Presse",
    ]


def test_an_agency_is_credited_in_its_own_articles(credits_of):
    assert credits_of(f"SENN (Reuters) – {BODY}", outlet="Reuters") == ["Reuters"]


def test_no_name_means_two_agencies():
    rows = (lexicons.files.DATA / "agencies.csv").read_text("utf-8").splitlines()[1:]
    names = [n for row in rows for n in row.replace(",", ";").split(";") if n]

    assert len(names) == len(set(names)) == len(lexicons.agencies())


def test_a_credit_without_an_end_gives_no_name_without_an_end(credits_of):
    (said,) = credits_of(f"{BODY}\n\nEditing by {'Ab' * 1000} Wire")

    assert len(said) < 100
