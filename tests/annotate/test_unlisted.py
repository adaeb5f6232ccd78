"""Names beside the registry's, on articles made up for it: names of the tagger are marked."""

import re

import numpy as np
import pandas as pd
import pytest

from analysis.annotate import resolve
from analysis.annotate.around import stands, titled
from analysis.annotate.gazetteer import build_gazetteer
from analysis.annotate.mentions import annotate_mentions
from analysis.annotate.recognised import LIKELY
from analysis.annotate.resolve import Name
from analysis.annotate.tagger import Tagged
from analysis.annotate.unlisted import Article
from analysis.schema import HOW, SOURCES

REGISTRY = pd.DataFrame(
    [
        ("Iraq", "state", "Iraq", "name", ""),
        ("Naim Dahl", "person", "Naim Dahl", "name", ""),
    ],
    columns=["actor", "type", "alias", "how", "parent"],
)
TITLES = frozenset(["mr", "mrs", "mayor", "president", "secretary of state"])
NAMES = build_gazetteer(
    REGISTRY, titles=TITLES, not_names=frozenset(["the", "a", "when", "then", "winter"])
)
_MARK = re.compile(r"\{([pol])(\?)?:([^}]*)\}")


def annotate(*articles):
    """Annotate articles, each some sentences: text, actor, type, how and source of each mention."""
    data, begins, stops, article, tagged = b"", [], [], [], []
    for number, sentences in enumerate(articles):
        for sentence in sentences:
            begins.append(len(data))
            at = 0
            for mark in _MARK.finditer(sentence):
                data += sentence[at : mark.start()].encode()
                start, at = len(data), mark.end()
                data += mark[3].encode()
                score = LIKELY / 2 if mark[2] else 1.0
                tagged.append((len(begins) - 1, start, len(data), "pol".index(mark[1]), score))
            data += sentence[at:].encode()
            stops.append(len(data))
            article.append(number)
            data += b" "
    begins, stops = np.array(begins), np.array(stops)
    columns = np.array(tagged, float).reshape(-1, 5).T
    names = Tagged(
        *(c.astype(np.int64) for c in columns[:3]), columns[3].astype(np.int8), columns[4]
    )
    starts = np.array([len(data[:begin].decode()) for begin in begins])
    found = annotate_mentions(
        np.frombuffer(data, np.uint8),
        begins,
        stops,
        starts,
        np.array(article),
        names=NAMES,
        tagged=names,
    )
    text = data.decode()
    return [
        (text[start:end], *found.actors[actor], HOW[how], SOURCES[source])
        for start, end, actor, how, source in zip(*found[1:6], strict=True)
    ]


def named(*sentences):
    """Give the mentions of one article with their actors."""
    return [(form, actor) for form, actor, *_ in annotate(sentences)]


def test_a_name_of_the_tagger_has_its_type_and_source():
    assert annotate(["When {p:Ana Ruiz} met {o:Harbour Union} in {l:Porto}."]) == [
        ("Ana Ruiz", "Ana Ruiz", "person", "name", "tagger"),
        ("Harbour Union", "Harbour Union", "organisation", "name", "tagger"),
        ("Porto", "Porto", "place", "name", "tagger"),
    ]


def test_a_surname_is_found_where_nothing_recognised_it():
    assert annotate(["{p:Ana Ruiz} spoke.", "Then Ruiz left."])[1] == (
        *("Ruiz", "Ana Ruiz", "person", "short name", "tagger"),
    )


def test_what_one_article_names_is_unknown_to_the_next():
    assert [row[0] for row in annotate(["{p:Ana Ruiz} spoke."], ["Then Ruiz left."])] == [
        "Ana Ruiz"
    ]


def test_a_person_of_the_registry_lends_the_surname():
    assert annotate(["Naim Dahl spoke.", "Then Dahl left."]) == [
        ("Naim Dahl", "Naim Dahl", "person", "name", "registry"),
        ("Dahl", "Naim Dahl", "person", "short name", "registry"),
    ]


def test_a_title_is_no_part_of_a_name():
    assert named("{p:Mayor Ana Ruiz} spoke.", "Later {p:Mrs. Ruiz} left.") == [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Ruiz", "Ana Ruiz"),
    ]


def test_a_title_says_more_than_the_tagger():
    (row, *_) = annotate(["The union said president Ana Ruiz spoke, and {o:Ana Ruiz} left."])

    assert row == ("Ana Ruiz", "Ana Ruiz", "person", "name", "title")


def test_a_name_that_is_nowhere_likely_is_none():
    assert named("Then {l?:Porto} won.") == []
    assert len(named("Then {l?:Porto} won.", "In {l:Porto} it rained.")) == 2


def test_a_word_that_only_begins_sentences_is_no_name():
    assert named("{o:Barley} is dear.", "They sow barley-wheat.") == []
    assert len(named("{o:Barley} is dear.", "They sow barleys.")) == 1
    assert len(named("{o:Barley} is dear.", "They sow barley.", "Soon {o:Barley} said.")) == 2


def test_many_words_that_begin_sentences():
    """More than are looked for one by one."""
    words = [f"{a}{b}x" for a in "ABCDEFGH" for b in "abcdefghij"]
    sentences = [f"{{o:{word}}} is dear." for word in words]

    assert len(named(*sentences)) == 80
    assert len(named(*sentences, "They sow hjx, cdx and by-abx.")) == 77


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They saw the {p:Ansel}.", 0),
        ("They saw the {p:Ansel} regime.", 1),
        ("They saw {p:Ansel}.", 1),
        ("The {p:Winter barley} grew.", 0),
        ("They saw the {p:Ana Ansel}.", 1),
    ],
)
def test_what_no_name_of_a_person_is_like(sentence, expected):
    assert len(named(sentence)) == expected


def test_a_surname_of_two_is_unresolved_until_one_is_meant():
    sentences = [
        "{p:Ana Ruiz} met {p:Rosa Ruiz}.",
        "Then Ruiz left.",
        "Later {p:Mayor Ruiz} spoke.",
    ]

    assert [row[1:3] for row in annotate(sentences)][2:] == [("Ruiz", "unresolved")] * 2


def test_a_title_of_the_other_sex_is_nobody():
    assert named("{p:Mrs. Ana Ruiz} spoke.", "Then {p:Mr. Ruiz} left.")[1] == ("Ruiz", "Ruiz")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("said Ruiz left", True),
        ("said Ruiz Motors left", False),
        ("said Rosa Ruiz left", False),
        ("said mayor Ruiz left", True),
        ("said When Ruiz left", True),
        ("Ruiz left", True),
        ("said neo-Ruiz left", False),
        ("said Ruiz-Lopez left", False),
        ("said (Ruiz) left", True),
        ("said Bob, Ruiz left", True),
    ],
)
def test_where_a_surname_stands_alone(text, expected):
    raw, start = text.encode(), text.index("Ruiz")
    assert stands(raw, (0, start, start + 4), "Ruiz", NAMES, person=True) is expected


def test_names_of_things_and_words_that_are_no_names():
    assert stands(b"said Porto Motors left", (0, 5, 10), "Porto", NAMES, person=False)
    assert not stands(b"Winter left", (0, 0, 6), "Winter", NAMES, person=True)
    assert not stands(b"said Ana Ruiz Bank", (0, 5, 13), "Ana Ruiz", NAMES, person=True)
    assert stands(b"said Ana Ruiz Monday", (0, 5, 13), "Ana Ruiz", NAMES, person=True)


@pytest.mark.parametrize(
    ("text", "surface", "expected"),
    [
        ("said Ana Ruiz", "Ana Ruiz", ("Ana Ruiz", "")),
        ("said Mayor Ana Ruiz", "Ana Ruiz", ("Ana Ruiz", "mayor")),
        ("said Mayor Ana Ruiz", "Mayor Ana Ruiz", ("Ana Ruiz", "mayor")),
        ("Secretary of State Ruiz", "Ruiz", ("Ruiz", "secretary of state")),
        ("of State Ruiz", "Ruiz", ("Ruiz", "")),
        ("said Mr. Ruiz", "Ruiz", ("Ruiz", "mr")),
    ],
)
def test_titles_are_read_before_a_name_or_at_its_beginning(text, surface, expected):
    raw = text.encode()
    assert titled(raw, 0, len(raw) - len(surface), surface, NAMES) == expected


def test_places_of_a_name_add_up():
    article = Article()
    article.add(Name("Ruiz", "organisation", 3), SOURCES.index("tagger"))
    article.add(Name("Ruiz", "person", 9, frozenset({"mr"})), SOURCES.index("title"))
    article.add(Name("Ruiz", "place", 20), SOURCES.index("tagger"))

    assert article.names == {"Ruiz": Name("Ruiz", "person", 3, frozenset({"mr"}), 3)}
    assert article.source == {"Ruiz": SOURCES.index("title")}


ARTICLES = [
    ["{p:Ana Ruiz} met {p:Rosa Ruiz}.", "Then Ruiz left {l:Porto}.", "Mayor {p:Ruiz} stayed."],
    ["Naim Dahl spoke.", "{o:Barley} is dear.", "Then Dahl sowed barley."],
    ["{o:Harbour Union} is in Iraq.", "Nobody else is."],
    ["{p:Mr. Ruiz} is another.", "Ruiz left."],
]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 3), (2, 2)])
def test_an_article_has_the_same_mentions_alone_and_among_others(order):
    """So neither shards nor workers can be seen."""
    articles = [ARTICLES[number] for number in order]

    assert annotate(*articles) == [row for article in articles for row in annotate(article)]


def test_comparisons_grow_with_the_number_of_bearers_and_not_with_its_square(monkeypatch):
    calls = []
    same = resolve.same_person
    monkeypatch.setattr(resolve, "same_person", lambda *pair: calls.append(1) or same(*pair))
    compared = []
    for n in (400, 800):
        calls.clear()
        bearers = [
            f"{'ABCDEFGH'[k % 8]}{'abcdefghij'[k // 8 % 10]}{k // 80}x Ruiz" for k in range(n)
        ]
        assert len(named(*(f"{{p:{name}}} spoke." for name in bearers))) == n
        compared.append(len(calls))

    assert 0 < compared[1] < 2.5 * compared[0]
