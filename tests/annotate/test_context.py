"""Forms of the registry that stand for somebody else there: each rule on a sentence made up for it.

In the texts a form of the registry is marked as [form], a name of the tagger as {p:name}; forms may
stand inside names.
"""

import re

import numpy as np
import pytest

from analysis.annotate.context import in_context, is_part, spelled_out
from analysis.annotate.gazetteer import Mentions, Text
from analysis.annotate.tagger import Tagged
from analysis.schema import HOW

HOWS = {"IRA": "acronym", "US": "acronym", "FSA": "acronym", "Beijing": "metonym"}
ACTORS = {"IRA": 1, "Irish Republican Army": 1, "FSA": 2}
_MARK = re.compile(r"\[|\]|\{[pol]:|\}")


def read(articles):
    """Cut articles of marked sentences: text, registry's forms, names, articles of sentences."""
    data, begins, stops, article, named, tagged, open_ = b"", [], [], [], [], [], []
    for number, sentences in enumerate(articles):
        for sentence in sentences:
            begins.append(len(data))
            at = 0
            for mark in _MARK.finditer(sentence):
                data += sentence[at : mark.start()].encode()
                at = mark.end()
                if mark[0] in "]}":
                    kind, start = open_.pop()
                    rows = named if kind == "[" else tagged
                    rows.append((len(begins) - 1, start, len(data), kind))
                else:
                    open_.append((mark[0], len(data)))
            data += sentence[at:].encode()
            stops.append(len(data))
            article.append(number)
            data += b" "
    text = Text(np.frombuffer(data, np.uint8), np.array(begins), np.array(stops), None)
    return text, _mentions(data, named), _tagged(tagged), np.array(article)


def _mentions(data, named):
    rows = [
        (span, start, end, ACTORS.get(form, 9), HOW.index(HOWS.get(form, "name")), 0)
        for span, start, end, _ in sorted(named)
        for form in [data[start:end].decode()]
    ]
    return Mentions(*np.array(rows, np.int64).reshape(-1, 6).T)


def _tagged(tagged):
    rows = [(*row[:3], "pol".index(row[3][1])) for row in sorted(tagged)]
    span, start, end, kind = np.array(rows, np.int64).reshape(-1, 4).T
    return Tagged(span, start, end, kind.astype(np.int8), np.ones(len(rows)))


def kept(*sentences):
    """Give the forms and the names of one article that stand."""
    text, named, tagged, article = read([sentences])
    context = in_context(text, named, tagged, article)
    return tuple(
        [text.part(start, end) for start, end in zip(rows.start, rows.end, strict=True)]
        for rows in (context.named, context.tagged)
    )


@pytest.mark.parametrize(
    ("sentence", "forms", "names"),
    [
        ("[Iraq] met {p:Ana Ruiz}.", ["Iraq"], ["Ana Ruiz"]),
        ("{p:Jim [Jordan]} spoke.", [], ["Jim Jordan"]),
        ("{o:Bank of [America]} lent money.", [], ["Bank of America"]),
        ("{o:[Iraq]} voted.", ["Iraq"], []),
        ("It cost [US]$ 5.", [], []),
        ("It cost [US] $5.", [], []),
        ("The [US] $ fell.", [], []),
        ("The [US] paid.", ["US"], []),
        ("A pro-[Beijing] party won.", [], []),
        ("In [Beijing] it rained.", ["Beijing"], []),
        ("The pro-[Iraq] party won.", ["Iraq"], []),
        ("{o:[Iraq] of [Chad]} won.", ["Iraq", "Chad"], []),
        ("{p:[Iraqi] Ana Ruiz} won.", ["Iraqi"], ["Ana Ruiz"]),
        ("{o:[Iraqi] Ana Ruiz} won.", [], ["Iraqi Ana Ruiz"]),
        ("{p:[Chad] Lowe} won.", [], ["Chad Lowe"]),
    ],
)
def test_a_form_inside_a_longer_name_is_none_of_its_own(sentence, forms, names):
    assert kept(sentence) == (forms, names)


def test_a_form_that_is_somebodys_surname_is_the_place_only_after_where():
    sentences = ("{p:Jim [Jordan]} spoke.", "[Jordan] left.", "He flew to [Jordan].")
    text, named, tagged, article = read([sentences])
    context = in_context(text, named, tagged, article)

    assert kept(*sentences)[0] == ["Jordan"]
    assert context.named.start.tolist() == [named.start[2]]
    assert context.freed == {0: {"Jordan"}}


def test_what_one_article_says_of_a_form_does_not_hold_for_the_next():
    text, named, tagged, article = read([["{p:Jim [Jordan]} spoke."], ["[Jordan] voted."]])
    context = in_context(text, named, tagged, article)

    assert context.named.span.tolist() == [1]
    assert context.freed == {0: {"Jordan"}}


def test_an_acronym_is_what_the_article_spells_out():
    sentences = ("The Inflation Reduction Act ([IRA]) passed.", "The [IRA] is law.")
    text, named, tagged, article = read([sentences])
    context = in_context(text, named, tagged, article)

    assert context.named.span.tolist() == []
    assert context.defined == {0: {"IRA": "Inflation Reduction Act"}}
    assert context.freed == {0: {"IRA"}}


def test_an_acronym_stands_where_the_article_spells_out_the_registrys_actor():
    forms, _ = kept("The [Irish Republican Army] ([IRA]) met.", "The [IRA] spoke.")

    assert forms == ["Irish Republican Army", "IRA", "IRA"]


def test_an_acronym_spelled_out_twice_is_not_its_own_proof():
    assert kept("Food Standards Agency ([FSA]) and [FSA].") == ([], [])


def test_without_names_all_forms_stand():
    assert kept("[Iraq] and [Chad] met.") == (["Iraq", "Chad"], [])
    assert kept("Nobody met.") == ([], [])


@pytest.mark.parametrize(
    ("raw", "start", "end", "how", "expected"),
    [
        (b"US$5", 0, 2, "acronym", True),
        (b"US 5", 0, 2, "acronym", False),
        (b"Iraq $5", 0, 4, "name", False),
        (b"pro-Paris", 4, 9, "metonym", True),
        (b"pro-Paris", 4, 9, "name", False),
    ],
)
def test_money_and_parts_of_words(raw, start, end, how, expected):
    assert is_part(raw, start, end, HOW.index(how)) is expected


@pytest.mark.parametrize(
    ("before", "acronym", "long"),
    [
        (b"the Food Standards Agency ", b"FSA", b"Food Standards Agency"),
        (b"the Bank of England ", b"BoE", b"Bank of England"),
        (b"the Bank of England ", b"BE", b"Bank of England"),
        (b"the free Standards Agency ", b"FSA", b""),
        (b"Agency ", b"FSA", b""),
        (b"", b"FSA", b""),
        (b"the Anglo-French Pact ", b"AFP", b"Anglo-French Pact"),
    ],
)
def test_what_an_acronym_is_short_for(before, acronym, long):
    assert spelled_out(before, acronym) == long
