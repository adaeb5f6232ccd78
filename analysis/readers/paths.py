"""Where a corpus lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.errors import CorpusError, check_utf8, nearest

if TYPE_CHECKING:
    import os


def find_corpus(path: str | os.PathLike[str]) -> Path:
    """Find the file or folder that a path names, from a notebook, a shell or a scheduler.

    Parameters
    ----------
    path
        An absolute path; or a relative one, which is looked up in the current folder and then in
        the project's folder.

    Returns
    -------
    Path
        An existing path, absolute.

    Raises
    ------
    CorpusError
        If there is nothing, with the places tried and the nearest name.
    """
    if not str(path).strip():
        raise CorpusError("corpus: the path is empty; name a file or a folder of articles.")
    root = _project_root()
    try:
        given = Path(path).expanduser()
        roots = [] if given.is_absolute() or root is None else [Path.cwd(), root]
        places = [root / given for root in roots] or [given]
        for place in dict.fromkeys(places):
            if place.exists():
                check_utf8(place.absolute(), "the corpus's name", error=CorpusError)
                return place.absolute()
    except (OSError, RuntimeError) as error:  # too long, or in a folder that is closed or gone
        reason = getattr(error, "strerror", None) or error
        raise CorpusError(f"corpus '{path}': the path cannot be used: {reason}.") from error
    tried = " and ".join(f"'{place}'" for place in dict.fromkeys(places))
    raise CorpusError(f"corpus '{path}' was not found; looked for {tried}{_hint(given, places)}")


def _project_root() -> Path | None:
    root = Path(__file__).resolve().parents[2]
    return root if (root / "pyproject.toml").is_file() else None


def _hint(given: Path, places: list[Path]) -> str:
    parents = [place.parent for place in places if place.parent.is_dir()]
    names = sorted({p.name for parent in parents for p in parent.iterdir() if p.name[0] != "."})
    hint = nearest(given.name, names)
    if hint:
        return f";{hint}"
    return f". There are: {', '.join(names[:8])}." if names else "."
