"""Articles in which the names that a tagger would find are marked, as [p:Ana Ruiz]."""

import re
from functools import cache

import numpy as np

from analysis import lexicons
from analysis.annotate.mentions import annotate_mentions, build_gazetteer
from analysis.annotate.sentences import cut_sentences
from analysis.annotate.tagger import Tagged

MARKED = re.compile(r"\[([pol]):([^\]]+)\]")


@cache
def gazetteer():
    return build_gazetteer(
        lexicons.registry(), titles=lexicons.titles(), not_names=lexicons.stop_words()
    )


def named(marked):
    """Give what is named in an article, in reading order: the words, the actor and its type."""
    text, names, at = "", [], 0
    for match in MARKED.finditer(marked):
        text += marked[at : match.start()]
        names.append((len(text.encode()), len((text + match[2]).encode()), "pol".index(match[1])))
        text += match[2]
        at = match.end()
    text += marked[at:]
    data = np.frombuffer(text.encode(), np.uint8)
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    starts, ends = np.array(lines).T
    cut = cut_sentences(data, starts, ends, whole=np.zeros(len(starts), bool))
    first, last, kind = np.array(names, np.int64).reshape(-1, 3).T
    tagged = Tagged(
        np.searchsorted(cut.first_byte, first, side="right") - 1,
        first,
        last,
        kind.astype(np.int8),
        np.ones(len(first)),
    )
    one = np.zeros(len(cut.start), np.int64)
    found = annotate_mentions(
        data,
        cut.first_byte,
        cut.past_byte,
        cut.start,
        one,
        names=gazetteer(),
        tagged=tagged,
    )
    columns = (found.start.tolist(), found.end.tolist(), found.actor.tolist())
    return [(text[a:b], *found.actors[row]) for a, b, row in zip(*columns, strict=True)]


def actors(marked, *, kind=""):
    """Give the actors named in an article, those of one type if one is asked for."""
    return [actor for _, actor, its in named(marked) if not kind or its == kind]
