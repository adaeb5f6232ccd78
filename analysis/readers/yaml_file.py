"""YAML with the line of each setting, so that an error can say where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from analysis.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
        loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
        try:
            top = loader.get_single_node()
            return _node(loader, top, path) if top else Node({}, str(path), {})
        finally:
            loader.dispose()
    except FileNotFoundError as error:
        raise ParameterError(f"there is no configuration '{path}'.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ParameterError(f"{path} cannot be read: {error}") from error
    except yaml.YAMLError as error:
        raise ParameterError(_told(error, path)) from error


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
        return Node(loader.construct_object(node, deep=True), where, {})
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
