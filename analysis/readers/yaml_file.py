"""YAML with the line of each setting, so that an error can say where it stands.

A file is bounded: YAML lets a few lines stand for billions by naming them again and again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGEST = 200_000
"""Bytes of a file."""
MOST = 10_000
"""Values of a file, each counted as often as it is named."""

HINT = ' Put a text with {{ … }} in quotes: "{{ day }}".'


@dataclass(frozen=True)
class Node:
    """A value of a YAML file, where it stands, and the settings of a mapping by name."""

    value: Any
    where: str
    children: dict[str, Node]

    def wrong(self, text: str) -> ParameterError:
        """Make the error that names this place."""
        return ParameterError(f"{self.where}: {text}")


def load(path: Path) -> Node:
    """Read a YAML file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Node
        What stands on top; nothing in the file is an empty mapping.

    Raises
    ------
    ParameterError
        If it cannot be read, is not YAML, or sets a name twice.
    """
    import yaml

    try:
        loader = yaml.SafeLoader(_read(path))
        try:
            top = loader.get_single_node()
            _count(top, path, {}, set())
            return _node(loader, top, path) if top else Node({}, str(path), {})
        finally:
            loader.dispose()
    except FileNotFoundError as error:
        raise ParameterError(f"there is no configuration '{path}'.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{path} cannot be read: {error}") from error
    except RecursionError as error:
        raise ParameterError(f"{path}: values are nested too deep; a few levels do.") from error
    except yaml.YAMLError as error:
        raise ParameterError(_told(error, path)) from error


def _read(path: Path) -> str:
    """Read a file that is no larger than a configuration can be."""
    if path.exists() and not path.is_file():
        raise ParameterError(f"{path} is no file; a configuration is a file of YAML.")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ParameterError(f"{path} is larger than {LARGEST:,} bytes; no configuration is.")
    return content.decode("utf-8")


def _count(node: Any, path: Path, counted: dict[int, int], open_: set[int]) -> int:
    """Count the values that a node stands for; refuse one that holds itself, or too many."""
    if node is None or isinstance(node.value, str):
        return 1
    where = f"{path}, line {node.start_mark.line + 1}"
    if id(node) in open_:
        raise ParameterError(f"{where}: this holds itself by an alias (*name); write it out.")
    if id(node) not in counted:
        open_.add(id(node))
        inner = [
            one for item in node.value for one in (item if isinstance(item, tuple) else [item])
        ]
        counted[id(node)] = 1 + sum(_count(one, path, counted, open_) for one in inner)
        open_.discard(id(node))
    if counted[id(node)] > MOST:
        raise ParameterError(f"{where}: this stands for more than {MOST:,} values; a few do.")
    return counted[id(node)]


def _told(error: Any, path: Path) -> str:
    mark = getattr(error, "problem_mark", None)
    where = f"{path}, line {mark.line + 1}" if mark else str(path)
    reason = getattr(error, "problem", None) or " ".join(str(error).split())
    line = (mark.get_snippet(max_length=200) or "") if mark else ""
    return f"{where}: this is not YAML: {reason}.{HINT if '{{' in line else ''}"


def _node(loader: Any, node: Any, path: Path) -> Node:
    import yaml

    where = f"{path}, line {node.start_mark.line + 1}"
    if not isinstance(node, yaml.MappingNode):
        _no_mapping_as_name(node, path)
        return Node(_value(loader, node, where), where, {})
    children: dict[str, Node] = {}
    for key, value in _pairs(node, path):
        line = f"{path}, line {key.start_mark.line + 1}"
        if key.value in children:
            raise ParameterError(
                f"{line}: '{key.value}' is set already, on {children[key.value].where}."
            )
        child = _node(loader, value, path)
        children[key.value] = Node(child.value, line, child.children)
    return Node({name: child.value for name, child in children.items()}, where, children)


def _value(loader: Any, node: Any, where: str) -> Any:
    try:
        value = loader.construct_object(node, deep=True)
        str(value).encode()
    except UnicodeEncodeError as error:
        raise ParameterError(
            f"{where}: half a character ({error.object[error.start]!a})."
        ) from error
    except (ValueError, OverflowError) as error:  # no such day, or a number of thousands of digits
        raise ParameterError(f"{where}: {str(error)[:200]}.") from error
    return value


def _no_mapping_as_name(node: Any, path: Path) -> None:
    """Refuse what YAML makes of braces in a list."""
    import yaml

    for item in node.value if isinstance(node, yaml.SequenceNode) else []:
        if isinstance(item, yaml.MappingNode):
            list(_pairs(item, path))


def _pairs(node: Any, path: Path) -> Iterator[tuple[Any, Any]]:
    import yaml

    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise ParameterError(
                f"{path}, line {key.start_mark.line + 1}: a name is expected.{HINT}"
            )
        yield key, value
