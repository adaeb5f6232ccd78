"""Write the list of actors that a user edits; a file that is not ours is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.corpus.actors.listing import actor_list
from analysis.display.export import to_csv
from analysis.display.wording import count
from analysis.errors import ParameterError
from analysis.files import write_file
from analysis.lexicons.actor_list import TOLD, read_list

if TYPE_CHECKING:
    from pathlib import Path

    from analysis.corpus import Corpus


def write_actor_list(
    corpus: Corpus, place: Path, *, before: Path | None = None, update: bool = False
) -> str:
    """Write the names of a corpus as a file to edit.

    Parameters
    ----------
    corpus
        The corpus.
    place
        The file.
    before
        The list that lies with the corpus; all it says is taken over.
    update
        Whether a list that was written here before may be replaced; what it says is taken over.

    Returns
    -------
    str
        What was written, in words.

    Raises
    ------
    ParameterError
        If the file is there already, or is none of ours.
    LexiconError
        If a list cannot be read.
    """
    if place.exists() or place.is_symlink():
        _check_ours(place, update=update)
        before = place
    made = actor_list(corpus, read_list(before) if before is not None else ())
    write_file(place, to_csv(made.table).encode())
    n_doubtful = int((made.table["doubt"] != "").sum())
    n_merged = int((made.table["same_as"] != "").sum())
    left_out = f"; {made.n_left_out:,} that are rarer are not listed" if made.n_left_out else ""
    return (
        f"{place}: {count(len(made.table), 'name')}, {n_merged:,} merged into others, "
        f"{n_doubtful:,} doubtful at the end{left_out}"
    )


def _check_ours(place: Path, *, update: bool) -> None:
    if not update:
        raise ParameterError(
            f"'{place}' is there already. --update writes it anew and keeps what you edited; "
            "--out writes elsewhere."
        )
    with place.open("rb") as file:
        header = file.readline(4096).decode("utf-8", "replace")
    if not set(TOLD) <= {name.strip(' "\r\n\ufeff') for name in header.split(",")}:
        raise ParameterError(
            f"'{place}' was not written by `standfirst actors`, so it is not replaced. Write "
            "elsewhere with --out, and put the new file in its place: it takes over what this says."
        )
