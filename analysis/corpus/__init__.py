"""The annotated store: a corpus annotated once, larger than memory, and opened shard by shard.

`annotate` makes a store or brings it up to date; `load` opens one, or annotates for the moment.
Every analysis counts in each shard and adds the counts up, so that neither the number of shards
nor that of workers can be seen in a result.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis import lexicons
from analysis.corpus import sealed, shards, storage, worker_pool
from analysis.corpus.actors.identity import Identity, with_choices
from analysis.corpus.articles import ABOUT, undone_in
from analysis.corpus.build import ARTICLES_A_SHARD
from analysis.corpus.corpus import Corpus
from analysis.corpus.update import maker, quiet, update
from analysis.corpus.with_text import with_text
from analysis.errors import StoreError
from analysis.lexicons.actor_list import choices
from analysis.readers.languages import choose as choose_languages
from analysis.readers.languages import kept, with_languages
from analysis.readers.source import open_source
from analysis.schema import LEDGER, ROLES, STORY_ZONES
from analysis.settings import split_list
from analysis.temporary import Temporary

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from analysis.lexicons.actor_list import Choices
    from analysis.readers.source import Source

__all__ = ["Corpus", "annotate", "load", "split_list", "with_text"]


def annotate(
    corpus: str | Path,
    *,
    store: str | Path,
    roles: Mapping[str, str] | str = "",
    registry: pd.DataFrame | None = None,
    workers: str = "1",
    languages: str | Sequence[str] = "",
    articles_a_shard: int = ARTICLES_A_SHARD,
    thorough: bool = False,
    progress: Callable[[int, int], None] = quiet,
    tell: Callable[[str], None] = quiet,
) -> Corpus:
    """Annotate a corpus into a store; what the store holds already is not annotated again.

    Parameters
    ----------
    corpus
        A folder or file of articles, as `readers.source.open_source` takes it.
    store
        The store's folder. It is made if it is not there.
    roles
        Which column plays which role, as for `readers.source.open_source`.
    registry
        A `REGISTRY` table; without one, the shipped registry with the corpus's own `actors.csv`.
    workers
        A number of processes, or the address of a Dask scheduler whose workers see the same
        folder.
    languages
        As for `load`; the store holds the articles of all languages.
    articles_a_shard
        Texts of a shard.
    thorough
        Compare the contents of all shards with their seals, not only of those that were touched.
    progress
        Called with the articles read and the texts annotated so far.
    tell
        Called with what the user should know, such as a damaged shard.

    Returns
    -------
    Corpus
        The whole corpus. Neither `workers` nor `articles_a_shard` can be seen in a result.

    Raises
    ------
    CorpusError, ParameterError
        As `readers.source.open_source` says.
    StoreError
        If the folder is somebody else's or cannot be written, or workers die again and again.
    """
    choose_languages(languages)
    source = open_source(corpus, roles=roles)
    names = lexicons.registry(source.actors) if registry is None else registry
    update(
        Path(store),
        source,
        made_of=_made_of(source),
        today=datetime.now(UTC).date(),
        registry=names,
        workers=worker_pool.check(workers),
        articles_a_shard=articles_a_shard,
        thorough=thorough,
        progress=progress,
        tell=tell,
    )
    return _open(Path(store), workers, languages, choices=_choices(source, names))


def load(
    corpus: str | Path,
    *,
    store: str | Path = "",
    roles: Mapping[str, str] | str = "",
    registry: pd.DataFrame | None = None,
    workers: str = "1",
    languages: str | Sequence[str] = "",
) -> Corpus:
    """Open an annotated corpus.

    Parameters
    ----------
    corpus, roles, registry, workers
        As for `annotate`.
    languages
        Languages of the articles to keep, by name or code, such as ``"en, de"``, or ``all``. Empty
        keeps English, or all if no article is in English. The ledger tells what was set aside;
        articles whose language is not certain are kept.
    store
        The folder of a store, which is taken as it stands. Where there is nothing, the corpus is
        annotated now, and the annotations are gone with the process.

    Returns
    -------
    Corpus
        The whole corpus.

    Raises
    ------
    CorpusError, ParameterError
        As `readers.source.open_source` says.
    StoreError
        If the store is of another corpus, was read with other roles, annotated by another version
        or with another registry, or is damaged.
    """
    if not str(store) or storage.is_absent(Path(store)):
        place = Temporary()
        made = annotate(
            corpus,
            store=place.path / "store",
            roles=roles,
            registry=registry,
            workers=workers,
            languages=languages,
        )
        return replace(made, _kept_alive=place)
    choose_languages(languages)
    source = open_source(corpus, roles=roles)
    names = lexicons.registry(source.actors) if registry is None else registry
    facts = sealed.read_json(Path(store) / storage.CORPUS)
    wanted = _made_of(source)
    if facts.get("made_of") != wanted:
        raise StoreError(
            f"store '{store}' was made of {_told(facts.get('made_of'))}, not of {_told(wanted)}. "
            "Annotate the corpus with this store, or name its own."
        )
    if (facts.get("made_by"), facts.get("version")) != (maker(), shards.version(names)):
        raise StoreError(
            f"store '{store}' was made by another version of standfirst, or with another registry "
            "of actors. Annotate the corpus again with the same store."
        )
    return _open(Path(store), workers, languages, choices=_choices(source, names))


def _choices(source: Source, registry: pd.DataFrame) -> Choices:
    """Read what the list of actors that lies with the corpus says of names."""
    known = dict(zip(registry["actor"], registry["type"], strict=True))
    return choices(source.actors, known=known)


def _open(
    store: Path, workers: str, languages: str | Sequence[str] = "", *, choices: Choices
) -> Corpus:
    """Open a store if all it names is there; contents are compared when they are read."""
    facts = sealed.read_json(store / storage.CORPUS)
    folder = store.resolve() / facts["version"]
    for name in facts["shards"]:
        shards.check_sizes(folder / name)
    file, *seal = facts["articles"]
    sealed.check_whole(store / file, seal)
    table = sealed.read_table(store / file)
    about = table.select(ABOUT).to_pandas()
    for name in about.columns:
        if name != "published":
            about[name] = about[name].astype("str")
    spoken = table["spoken"].to_numpy()
    is_kept = kept(spoken, choose_languages(languages))
    ledger = LEDGER.conform(pd.DataFrame(facts["ledger"]))
    file, *seal = facts["merges"]
    sealed.check_whole(store / file, seal)
    identity = Identity(sealed.read_table(store / file), choices)
    made = Corpus(
        name=facts["name"],
        metadata=about,
        ledger=with_choices(
            with_languages(ledger, spoken, is_kept, about["origin"]), choices, is_kept
        ),
        cleaned=undone_in(table),
        roles=ROLES.conform(pd.DataFrame(facts["roles"])),
        fingerprint=facts["fingerprint"],
        _folder=folder,
        _shards=facts["shards"],
        _locations=(table["shard"].to_numpy(), table["row"].to_numpy()),
        _standing=np.array(facts["standing"], np.int64),
        workers=worker_pool.check(workers),
        zones=STORY_ZONES,
        identity=identity,
    )
    return made if is_kept.all() else made.take(np.flatnonzero(is_kept))


def _made_of(source: Source) -> dict[str, str]:
    """Name what a store is made of: the corpus's place and how it is to be read."""
    played = json.dumps(dict(source.given), sort_keys=True, ensure_ascii=False)
    return {"corpus": str(source.place), "roles": played}


def _told(made_of: object) -> str:
    if not isinstance(made_of, dict):
        return "nothing that can be read"
    roles = made_of.get("roles", "{}")
    return f"'{made_of.get('corpus')}'" + (f" with roles {roles}" if roles != "{}" else "")
