"""Chooses the reader that fits a folder or file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.corpus import folder, jsonlines, parquet, rows, separated
from analysis.corpus.paths import find
from analysis.corpus.roles import check
from analysis.corpus.tables import assemble
from analysis.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from analysis.corpus.model import Corpus, Harvest


def read(path: str | Path, *, roles: Mapping[str, str] | str | None = None) -> Corpus:
    """Read a corpus of news articles.

    Parameters
    ----------
    path
        A folder of ``.txt`` files, perhaps with a ``metadata.csv``; a ``.csv``, ``.tsv``,
        ``.jsonl``, ``.ndjson``, ``.json`` or ``.parquet`` file with one article a row; or a folder
        that holds one such file. A relative path is looked up as in `find`.
    roles
        Which column plays which role, as in ``{"text": "body"}`` or ``"text:body"``; roles are
        text, headline, date, outlet, url, author, language and id. Others are guessed from the
        columns' names. An empty name says that no column plays the role.

    Returns
    -------
    Corpus
        Its tables, its fingerprint, and the registry of actors that lies with it.

    Raises
    ------
    CorpusError
        If there is nothing to read. Faults of single articles never stop the run: they stand in
        the ledger.
    ParameterError
        If a role does not exist.

    Examples
    --------
    >>> read("seeds/kurdistan24").articles["headline"].item()
    'Baghdad will not agree to permanent US bases in Iraq: Envoy'
    """
    given = check(roles)
    place = find(path)
    source = _source(place)
    reader = folder.read if source.is_dir() else _READERS[source.suffix.lower()]
    harvest = reader(source, given=given)
    name = place.resolve().name if place.is_dir() else place.stem
    return assemble(harvest, name=name, actors=_actors(place, source))


def _separated(path: Path, *, given: Mapping[str, str]) -> Harvest:
    sheet = separated.parse(path)
    return rows.harvest(
        sheet.rows,
        sheet.faults,
        columns=sheet.columns,
        n_found=sheet.n_found,
        file=path.name,
        given=given,
    )


_READERS: dict[str, Callable[..., Harvest]] = {
    ".csv": _separated,
    ".tsv": _separated,
    ".jsonl": jsonlines.read_lines,
    ".ndjson": jsonlines.read_lines,
    ".json": jsonlines.read_list,
    ".parquet": parquet.read,
}


def _source(place: Path) -> Path:
    """Give the file or folder to read: a folder's only file of rows stands for the folder."""
    if not place.is_dir():
        if place.suffix.lower() not in _READERS:
            raise CorpusError(
                f"corpus '{place.name}': no reader for '{place.suffix}' files. Give a folder of "
                f".txt files, or a file ending in {', '.join(_READERS)}."
            )
        return place
    inside = sorted(place.iterdir())
    if any(folder.is_article(path) for path in inside):
        return place
    files = [p for p in inside if p.suffix.lower() in _READERS and not folder.is_aside(p)]
    if len(files) > 1:
        names = ", ".join(path.name for path in files)
        raise CorpusError(
            f"corpus '{place.name}': the folder holds several files of articles ({names}); "
            "name the one to read."
        )
    if not files:
        raise CorpusError(_nothing(place, inside))
    return files[0]


def _nothing(place: Path, inside: list[Path]) -> str:
    there = ", ".join(path.name for path in inside[:8]) or "nothing"
    deeper = [path.name for path in inside if path.is_dir() and any(path.glob("*.txt"))]
    hint = f" There are .txt files in its folder '{deeper[0]}'; name that one." if deeper else ""
    return (
        f"corpus '{place.name}': the folder holds neither .txt files nor a file ending in "
        f"{', '.join(_READERS)}; found {there}.{hint}"
    )


def _actors(place: Path, source: Path) -> Path | None:
    around = place if place.is_dir() else place.parent
    names = [f"{source.stem}.{folder.ACTORS}"] if source.is_file() else []
    names += [folder.ACTORS] if place.is_dir() else []
    return next((around / name for name in names if (around / name).is_file()), None)
