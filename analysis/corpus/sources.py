"""What a store depends on, computed: the sources that a module imports, their data, and packages.

Nobody keeps a list. A module depends on those that it imports, wherever it does so, and on what
these import. If it takes a module from a package, the package's own file counts, but not all else
that this file imports. What only type checkers import does not count.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analysis.versions import versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGE = __name__.partition(".")[0]
ROOT = Path(__file__).parents[__name__.count(".") - 1]
"""The folder of the whole package."""

_TYPING_ONLY = re.compile(r"^if TYPE_CHECKING:\n(?:(?:[ \t].*)?\n)+", re.MULTILINE)
_IMPORT = re.compile(
    r"^[ \t]*(?:from[ ]+([\w.]+)[ ]+import[ ]+(?:\(([^)]*)\)|(.*))|import[ ]+(.+))$", re.MULTILINE
)
_COMMENT = re.compile(r"#.*")


class Sources(NamedTuple):
    """What some modules depend on.

    Parameters
    ----------
    files
        Sources and data of ours, sorted.
    packages
        The packages of others, under the names by which they are imported, sorted.
    """

    files: tuple[Path, ...]
    packages: tuple[str, ...]


@cache
def fingerprint(module: str) -> str:
    """Name all that a module depends on: another source, word list or version gives another name.

    Parameters
    ----------
    module
        Its full name.

    Returns
    -------
    str
        64 hexadecimal digits.
    """
    needed = sources(module)
    digest = sha256(f"{sys.version_info[:2]} {unicodedata.unidata_version}\n".encode())
    for package, version in versions(sorted(needed.packages)).items():
        digest.update(f"{package} {version}\n".encode())
    for path in needed.files:
        content = path.read_bytes()
        name = path.relative_to(ROOT).as_posix()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def sources(module: str) -> Sources:
    """Find what a module depends on."""
    files: set[Path] = set()
    packages: set[str] = set()
    done: set[str] = set()
    waiting = [module]
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        path = file_of(name)
        if path is None:
            packages.add(name.partition(".")[0])
            continue
        files |= {path, *_around(path)}
        waiting += imports(path)
    return Sources(tuple(sorted(files)), tuple(sorted(packages - sys.stdlib_module_names)))


def imports(path: Path) -> set[str]:
    """Give the full names of what a source imports: modules of ours, packages of others."""
    return _imports(path.read_text(encoding="utf-8"))


@cache
def _imports(text: str) -> set[str]:
    found: set[str] = set()
    for start, several, one, plain in _IMPORT.findall(_TYPING_ONLY.sub("", text)):
        if plain:
            found |= {name.split()[0] for name in _listed(plain)}
            continue
        inside = {f"{start}.{name.split()[0]}" for name in _listed(several or one)}
        modules = {name for name in inside if file_of(name)}
        found |= modules if modules == inside else {*modules, start}
    return found


def _listed(names: str) -> Iterable[str]:
    return filter(None, (name.strip() for name in _COMMENT.sub("", names).split(",")))


def file_of(module: str) -> Path | None:
    """Give the file of one of our modules or packages; nothing for those of others."""
    package, *parts = module.split(".")
    if package != PACKAGE:
        return None
    path = ROOT.joinpath(*parts)
    tries = (path / "__init__.py", path.with_suffix(".py")) if parts else (path / "__init__.py",)
    return next((file for file in tries if file.is_file()), None)


def _around(path: Path) -> Iterator[Path]:
    """Give the files of the packages that a source lies in, and the data there."""
    for folder in path.parents:
        yield folder / "__init__.py"
        if folder == ROOT:
            return
        yield from _data(folder)


@cache
def _data(folder: Path) -> tuple[Path, ...]:
    return tuple(
        path
        for path in folder.rglob("*")
        if path.suffix != ".py" and path.is_file() and "__pycache__" not in path.parts
    )
