"""Articles' texts into one shard of annotations: compact arrays in a few Arrow tables.

A shard is what one process holds at a time, about 5,000 articles. It is cut from one array of
bytes that all steps share. What it says depends on the texts alone, so that an article need not be
annotated again when its metadata change.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analysis.annotate import tone
from analysis.annotate.lines import hashes
from analysis.annotate.mentions import annotate_mentions
from analysis.annotate.sentences import cut_sentences
from analysis.annotate.tagger import prepare_tagger, tag_names
from analysis.annotate.tokens import SHOUTED, number_types
from analysis.kernels import words as kernel
from analysis.kernels.capitals import are_upper
from analysis.kernels.offsets import within
from analysis.schema import ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from analysis.annotate.mentions import Gazetteer, Named
    from analysis.annotate.sentences import Sentences
    from analysis.annotate.zones import Span
    from analysis.kernels.vader import Scores

Tables = dict[str, pa.Table]
"""The tables of one shard by name, as `annotate_texts` gives them."""


def annotate_texts(
    texts: Sequence[str],
    spans: Iterable[Sequence[Span]],
    *,
    names: Gazetteer,
    stop_words: frozenset[str],
    unread: Sequence[bool] = (),
) -> Tables:
    """Cut texts into sentences and words, find their actors and score their tone.

    Parameters
    ----------
    texts
        The articles' texts.
    spans
        The paragraphs of each, as `annotate.zones.paragraphs` cuts them. They are asked for one
        text after the other, so that those of one text need be there at a time.
    names
        Whom to find, from `annotate.mentions.build_gazetteer`.
    stop_words
        Terms that carry grammar rather than content.
    unread
        For each text whether it is in a language whose tone and actors are unknown.

    Returns
    -------
    dict of str to pyarrow.Table
        All rows in the order of the texts. `start` and `end` count characters of the text.

        ``texts``
            `text` itself, and how many `n_paragraphs`, `n_sentences`, `n_words` and `n_mentions`
            belong to it; `longest` is the hash of its longest paragraph.
        ``paragraphs``
            `start`, `end`, `paragraph` (number in the text), `zone` (row of `schema.ZONES`), `line`
            (a hash of the words of a short one of deck or body, else 0).
        ``sentences``
            `start`, `end`, `paragraph`, `zone`, `n_words`, `line` of the paragraph, and VADER's
            `neg`, `neu`, `pos` and `compound`, which are NaN in texts that are `unread`.
        ``words``
            `start` and `type` (row of ``types``).
        ``types``
            `form`, `term`, `n_characters` of the form, and whether it is a `stop` word.
        ``mentions``
            `start`, `end`, `sentence` (number in the text), `actor` (row of ``actors``), `how`
            (row of `schema.HOW`), `source` (row of `schema.SOURCES`).
        ``actors``
            `actor` and `type`.
    """
    raw = [text.encode() for text in texts]
    data = np.frombuffer(b"".join(raw), np.uint8)
    begins = np.cumsum([0, *map(len, texts)])
    paragraphs, lines, n_paragraphs, longest = _paragraphs(texts, spans)
    text_of = np.repeat(np.arange(len(texts)), n_paragraphs)
    sentences = cut_sentences(
        data,
        paragraphs["start"] + begins[text_of],
        paragraphs["end"] + begins[text_of],
        whole=paragraphs["zone"] == ZONES.index("dateline"),
    )
    of_text = text_of[sentences.paragraph]
    cut = kernel.cut_words(data, np.append(sentences.first_byte, len(data)))
    words, types = _words(data, cut, sentences, stop_words)
    spans_of_bytes = sentences.first_byte, sentences.past_byte
    tagged = tag_names(data, cut, *spans_of_bytes, of_text, tagger=prepare_tagger())
    named = annotate_mentions(
        data, *spans_of_bytes, sentences.start, of_text, names=names, tagged=tagged
    )
    scores = tone.score(data, *spans_of_bytes, words=cut)
    if any(unread):
        named, scores = _without(named, scores, np.asarray(unread)[of_text])
    n_words = np.diff(words.offsets)
    of_mention = of_text[named.sentence]
    counts = {
        "n_paragraphs": np.bincount(text_of, minlength=len(texts)),
        "n_sentences": np.bincount(of_text, minlength=len(texts)),
        "n_words": np.bincount(of_text, n_words, len(texts)),
        "n_mentions": np.bincount(of_mention, minlength=len(texts)),
    }
    in_text = {
        "start": sentences.start - begins[of_text],
        "end": sentences.end - begins[of_text],
        "paragraph": paragraphs["paragraph"][sentences.paragraph],
        "zone": paragraphs["zone"][sentences.paragraph],
        "n_words": n_words,
    }
    mentions = {
        "start": named.start - begins[of_mention],
        "end": named.end - begins[of_mention],
        "sentence": named.sentence - np.searchsorted(of_text, np.arange(len(texts)))[of_mention],
        "actor": named.actor,
        "how": named.how,
        "source": named.source,
    }
    return {
        "texts": pa.table({"text": _column(raw, data), **_small(counts), "longest": longest}),
        "paragraphs": pa.table({**_small(paragraphs), "line": lines}),
        "sentences": pa.table(
            {**_small(in_text), "line": lines[sentences.paragraph], **scores._asdict()}
        ),
        "words": pa.table(
            _small(
                {"start": words.starts - np.repeat(begins[of_text], n_words), "type": words.types}
            )
        ),
        "types": types,
        "mentions": pa.table(_small(mentions)),
        "actors": pa.table(
            {
                name: pa.array([actor[place] for actor in named.actors], pa.string())
                for place, name in enumerate(("actor", "type"))
            }
        ),
    }


def _column(raw: Sequence[bytes], data: NDArray[np.uint8]) -> pa.Array:
    """Give texts as a column over the bytes that hold them, without copying them."""
    bounds = np.cumsum([0, *map(len, raw)], dtype=np.int64)
    return pa.LargeStringArray.from_buffers(len(raw), pa.py_buffer(bounds), pa.py_buffer(data))


def _without(named: Named, scores: Scores, unread: NDArray[np.bool_]) -> tuple[Named, Scores]:
    """Leave out the mentions and the tone of sentences that nobody reads."""
    kept = ~unread[named.sentence]
    used, actor = np.unique(named.actor[kept], return_inverse=True)
    rest = named._replace(
        sentence=named.sentence[kept],
        start=named.start[kept],
        end=named.end[kept],
        actor=actor.astype(np.int32),
        how=named.how[kept],
        source=named.source[kept],
        actors=[named.actors[row] for row in used.tolist()],
    )
    return rest, type(scores)(*(np.where(unread, np.nan, column) for column in scores))


class _Words(NamedTuple):
    """The words of all sentences: their types, where they start, and where sentences begin."""

    types: NDArray[np.int32]
    starts: NDArray[np.int64]
    offsets: NDArray[np.int64]


def _words(
    data: NDArray[np.uint8], cut: kernel.Words, sentences: Sentences, stop_words: frozenset[str]
) -> tuple[_Words, pa.Table]:
    """Give numbers to the types of words, and their places in characters."""
    n_words = np.diff(cut.offsets)
    shouted = are_upper(data, sentences.first_byte, sentences.past_byte) & (n_words >= SHOUTED)
    numbers, types = number_types(data, cut, np.repeat(shouted, n_words))
    bounds = np.append(sentences.first_byte, len(data))
    characters = np.append(sentences.start, sentences.n_characters)
    starts = within(data, cut.starts, cut.offsets, bounds, characters)
    stop = pc.is_in(types["term"], pa.array(sorted(stop_words), pa.string()))
    return _Words(numbers, starts, cut.offsets), types.append_column("stop", stop)


class _Paragraphs(NamedTuple):
    """The paragraphs of all texts as columns, how many each text has, and its longest as a hash."""

    columns: dict[str, NDArray[np.int32]]
    lines: NDArray[np.int64]
    """Hashes of those that may be standing lines; of others 0."""
    n: list[int]
    longest: NDArray[np.int64]


def _paragraphs(texts: Sequence[str], spans: Iterable[Sequence[Span]]) -> _Paragraphs:
    zone_of = {zone: number for number, zone in enumerate(ZONES)}
    columns = {name: array("i") for name in ("start", "end", "paragraph", "zone")}
    lines, longest, n_paragraphs = array("q"), array("q"), []
    for text, each in zip(texts, spans, strict=True):
        columns["start"].extend(span.start for span in each)
        columns["end"].extend(span.end for span in each)
        columns["paragraph"].extend(span.paragraph for span in each)
        columns["zone"].extend(zone_of[span.zone] for span in each)
        n_paragraphs.append(len(each))
        last, mine = hashes(text, each)
        longest.append(last)
        lines.extend(mine)
    as_columns = {name: np.array(column, np.int32) for name, column in columns.items()}
    return _Paragraphs(
        as_columns, np.array(lines, np.int64), n_paragraphs, np.array(longest, np.int64)
    )


def _small(columns: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.int32]]:
    """Give numbers in 32 bits: no text has more characters."""
    return {name: column.astype(np.int32, copy=False) for name, column in columns.items()}
