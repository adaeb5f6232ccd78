"""The kernels find what one regular expression a step finds, in awkward text as well."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analysis import lexicons
from analysis.annotate.mentions import annotate_mentions, build_gazetteer
from analysis.kernels.offsets import to_bytes
from analysis.schema import ARTICLES, HOW, MENTIONS, REGISTRY, SENTENCES, SOURCES
from tests.annotate import reference

FORMS = [
    ("Marovia", "state", "Marovia", "name"),
    ("Marovia", "state", "Marovian", "adjective"),
    ("Marovian government", "government", "Senn", "metonym"),
    ("Marovian government", "government", "Marovian government", "nominal"),
    ("United States", "state", "US", "acronym"),
    ("United States", "state", "U.S.", "acronym"),
    ("al-Haq", "armed group", "al-Haq", "name"),
    ("Ana van Dahl", "person", "Ana van Dahl", "name"),
    ("Ana van Dahl", "person", "Ana", "short name"),
    ("Jo Marr", "person", "Mr Marr", "name"),
    ("O’Neil", "person", "O’Neil", "name"),
    ("Port", "body", "Port", "name"),
]
REG = REGISTRY.conform(
    pd.DataFrame(FORMS, columns=["actor", "type", "alias", "how"]).assign(parent="")
)
TITLES = frozenset({"minister", "prime minister", "Mr", "Gen.", "M", "envoy", "president"})
NOT_NAMES = frozenset({"the", "a", "in", "us", "is", "may", "will", "don't", "i"})

WORDS = (
    "Jo Marr Ana Dahl Ruiz Lu van der bin al- Al- el d' O' al de la Carla Nadel Abdul May Will"
    " Monday June The the a an said who in at near to of for with port's their Port City"
    " minister Minister Prime prime Mr Gen. M M. J. i. A. envoy President president's Marovia"
    " Marovian government Senn SENN US U.S. al-Haq O’Neil O'Neil Élan élan ß İn ſaid Kelvin 中国 Ⅷ"
    " x9 9 _ McRoy deVito MARR JO Mr’s Marr's Dahl-Bok left and or letters flew streets"
    " residents based"
).split()
GLUE = (
    [" "] * 12 + [", "] * 4 + ["  ", "\xa0", "\n", "\t", "’", "'", "-", "‑", ".", ". ", ";", "\xad"]
)
GLUE += ["", "'s ", ", the ", " to Senn, ", "“", "” ", "\u202f", "\x1c", "\u3000", "·"]
SENTENCE = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(GLUE)).map("".join), max_size=14
).map("".join)
ARTICLE = st.lists(st.one_of(SENTENCE, SENTENCE.map(str.upper)), max_size=5)


def named_in(joined, starts, ends, article, *, names):
    """Name actors in sentences whose places count characters."""
    data = np.frombuffer(joined.encode(), np.uint8)
    spans = (to_bytes(data, places) for places in (starts, ends))
    return annotate_mentions(data, *spans, starts, article, names=names)


def find_mentions(articles, sentences, *, registry, titles, not_names):
    """The same as tables, to be compared with those of the reference."""
    names = build_gazetteer(registry, titles=titles, not_names=not_names)
    article, ids = pd.factorize(sentences["article_id"])
    texts = articles.set_index("article_id")["text"].reindex(ids).tolist()
    joined = "".join(texts)
    shift = np.cumsum([0, *map(len, texts)])[article]
    starts, ends = (sentences[column].to_numpy(np.int64) + shift for column in ("start", "end"))
    named = named_in(joined, starts, ends, article, names=names)
    if not len(named.sentence):
        return MENTIONS.empty()
    table = sentences[["article_id", "sentence", "paragraph", "zone"]].take(named.sentence)
    table = table.reset_index(drop=True)
    table["start"] = named.start - shift[named.sentence]
    table["end"] = named.end - shift[named.sentence]
    actor, kind = (pd.array(column, dtype="str") for column in zip(*named.actors, strict=True))
    table["actor"], table["type"] = actor[named.actor], kind[named.actor]
    table["how"] = pd.array(HOW, dtype="str")[named.how]
    table["source"] = pd.array(SOURCES, dtype="str")[named.source]
    spans = zip(named.start.tolist(), named.end.tolist(), strict=True)
    table["surface"] = [joined[start:end] for start, end in spans]
    return MENTIONS.in_order(table)


def tables(*bodies):
    """Give articles and their sentences, a line break after each."""
    articles, rows = [], []
    for number, pieces in enumerate(bodies):
        articles.append((f"{number:03d}", "\n".join(pieces)))
        at = 0
        for row, piece in enumerate(pieces):
            rows.append((f"{number:03d}", at, at + len(piece), row, 0, "body"))
            at += len(piece) + 1
    columns = ["article_id", "start", "end", "sentence", "paragraph", "zone"]
    made = pd.DataFrame(articles, columns=["article_id", "text"]).assign(origin="")
    empty = ARTICLES.empty().reindex(range(len(made)))
    return (
        ARTICLES.conform(empty.assign(**made)),
        SENTENCES.conform(pd.DataFrame(rows, columns=columns)),
    )


def assert_same(articles, sentences, registry=REG, titles=TITLES, not_names=NOT_NAMES):
    lists = {"registry": registry, "titles": titles, "not_names": not_names}
    expected = reference.find_mentions(articles, sentences, **lists)
    pd.testing.assert_frame_equal(find_mentions(articles, sentences, **lists), expected)


@settings(max_examples=100)
@given(st.lists(ARTICLE, min_size=1, max_size=3))
@example([["President Jo Marr's envoy, Ana van Dahl, left Senn.", "Dahl and Marr spoke.", ""]])
@example([["Minister- Jo Marr spoke. Marr left", "M. Jo Marr", "M. Jo Marr and (Marr)"]])
@example([["The minister Carla Ruiz-Bok met minister Jo al-Bok-, she", "Bok, Ruiz-Bok - Al-Bok-"]])
@example(
    [["Jo Marr, ſaid minister", "Jo Marr, her envoy", "in Jo Marr, minister", "İn Lu Ruiz, a M"]]
)
@example([["near\n\nLu Ruiz, president. in \nLu Ruiz, M", "President Nadel van Élan, élan"]])
@example([["MINISTER JO MARR MET US AND MARR", "SENN, US, IS O’NEIL", "O'Neil", "Mr Marr, Marr"]])
@example([["Senn. From Senn, envoys to Senn in Jo and Senn, Senn-based " + "x" * 99 + " to Senn"]])
@example([["Envoy to " + "x" * 60 + ", Jo Marr", "Envoy to " + "é" * 61 + ", Lu Ruiz"]])
@example([["Jo Marr, " + "é" * 40 + "'s envoy", "Lu Ruiz, " + "x" * 41 + "'s envoy"]])
@example([["Jo Marr, a b-c d'e f g envoy", "Lu Ruiz, a b c d e f envoy", "Lu Ruiz, the-x envoy"]])
def test_mentions_are_those_of_the_regular_expressions(bodies):
    assert_same(*tables(*bodies))


def test_where_no_actor_is_named_the_table_is_empty():
    assert_same(*tables(["Nothing.", ""], []))
    assert_same(*tables([]))


def test_without_forms_and_titles_nothing_is_found():
    assert_same(*tables(["Jo Marr, a minister"]), REGISTRY.empty(), frozenset(), frozenset())


@pytest.mark.parametrize("corpus", ["seed", "estuary"])
def test_seeds_have_the_same_mentions_by_the_regular_expressions(corpus, request):
    made = request.getfixturevalue(corpus)
    assert_same(
        made.articles,
        made.sentences,
        lexicons.registry(None),
        lexicons.titles(),
        lexicons.stop_words(),
    )


def test_a_shard_names_only_the_actors_that_it_uses_in_reading_order():
    texts = ["é Senn agreed.", "Envoy Lu Bok is in Senn. Bok"]
    starts, ends = np.array([0, 14, 39]), np.array([14, 38, 42])
    names = build_gazetteer(REG, titles=TITLES, not_names=NOT_NAMES)

    named = named_in("".join(texts), starts, ends, np.array([0, 1, 1]), names=names)

    assert named.sentence.tolist() == [0, 1, 1, 2]
    assert named.start.tolist() == [2, 20, 33, 39]
    assert named.end.tolist() == [6, 26, 37, 42]
    assert named.actors == [
        ("Lu Bok", "person"),
        ("Marovian government", "government"),
        ("Senn", "place"),
    ]
    assert named.actor.tolist() == [1, 0, 2, 0]
    assert named.how.tolist() == [4, 0, 0, 1]
    assert [
        column.dtype.name for column in named[:6]
    ] == "int32 int64 int64 int32 int8 int8".split()
