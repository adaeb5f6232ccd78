"""What notebooks can be told: each parameter's name, type, default and help, and a strict check.

papermill itself lets unknown names and wrong types pass.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import papermill

from analysis.errors import ParameterError, check_utf8, nearest
from analysis.readers import yaml_file

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping, Sequence

OURS = {
    "corpus": "the argument CORPUS",
    "output": "the option --out",
    "store": "the option --store",
}
"""Parameters that a report sets itself, and what to use instead."""

_TYPES = {"int": int, "float": float, "bool": bool, "str": str}
_YES = {"true": True, "yes": True, "false": False, "no": False}
_EXPECTED = {
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "str": "a text",
}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a notebook, as its `parameters` cell declares it."""

    name: str
    type: str
    default: Any
    help: str


def inspect(notebook: Path) -> dict[str, Parameter]:
    """Read the parameters that a notebook declares.

    Parameters
    ----------
    notebook
        A notebook with one cell tagged ``parameters`` of lines ``name: type = value  # help``.

    Returns
    -------
    dict
        Parameters by name, in the order in which they are declared.

    Raises
    ------
    ParameterError
        If a default is not a plain value.
    """
    found = {}
    for name, facts in papermill.inspect_notebook(str(notebook)).items():
        try:
            default = ast.literal_eval(facts["default"])
        except (ValueError, SyntaxError) as error:
            raise ParameterError(
                f"{notebook}: the default of parameter '{name}' must be a plain value, such as "
                f"20 or 'text'; found {facts['default']}."
            ) from error
        declared = facts["inferred_type_name"]
        kind = declared if declared in _TYPES else type(default).__name__
        found[name] = Parameter(name, kind, default, facts["help"])
    return found


def declared(notebooks: Sequence[Path]) -> dict[Path, dict[str, Parameter]]:
    """Read the parameters of several notebooks, by notebook and name."""
    return {notebook: inspect(notebook) for notebook in notebooks}


def validate(
    given: Mapping[str, Any], known: Mapping[Path, Mapping[str, Parameter]]
) -> dict[Path, dict[str, Any]]:
    """Check parameters and hand each to the notebooks that have it.

    Parameters
    ----------
    given
        Values by name. A text is converted to the declared type, as the command line needs it.
    known
        What the notebooks declare.

    Returns
    -------
    dict
        For each notebook the values it takes.

    Raises
    ------
    ParameterError
        If no notebook has the parameter, or its type is another.
    """
    names = {name: None for parameters in known.values() for name in parameters}
    choices = [name for name in names if name not in OURS]
    for name in given:
        if name in OURS:
            raise ParameterError(f"parameter '{name}' is set by the report; use {OURS[name]}.")
        if name not in names:
            raise ParameterError(
                f"no notebook has a parameter '{name}';{nearest(name, choices)} "
                f"Parameters: {', '.join(choices) or 'none'}."
            )
        check_utf8(given[name], f"the value of parameter '{name}'")
    return {
        notebook: {
            name: convert(value, parameters[name])
            for name, value in given.items()
            if name in parameters
        }
        for notebook, parameters in known.items()
    }


def convert(value: Any, parameter: Parameter) -> Any:
    """Give a value the declared type, or refuse it.

    Parameters
    ----------
    value
        A text from the command line, or a value of the declared type.
    parameter
        The declaration.

    Returns
    -------
    int, float, bool or str
        The value; a declared text stays as it is, so that ``007`` keeps its zeros.

    Raises
    ------
    ParameterError
        If the value is of another type.

    Examples
    --------
    >>> convert("12", Parameter("top_n", "int", 20, "terms to show"))
    12
    >>> convert("007", Parameter("id", "str", "", ""))
    '007'
    """
    target = _TYPES.get(parameter.type, object)
    if isinstance(value, str) and target is not str:
        try:
            return _YES[value.strip().lower()] if target is bool else _TYPES[parameter.type](value)
        except (KeyError, ValueError):
            pass
    elif isinstance(value, target) and not (isinstance(value, bool) and target is not bool):
        return value
    elif target is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    expected = _EXPECTED.get(parameter.type, parameter.type)
    explained = f" It means: {parameter.help}." if parameter.help else ""
    raise ParameterError(
        f"parameter '{parameter.name}' must be {expected} ({parameter.type}), "
        f"such as {parameter.default!r}; found {value!r}.{explained}"
    )


def read_config(path: str | os.PathLike[str]) -> dict[str, Any]:
    """Read parameters from a YAML file of ``name: value`` lines.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict
        Values by name. A day is given as text, as notebooks take it.

    Raises
    ------
    ParameterError
        If the file cannot be read as such.
    """
    top = yaml_file.load(Path(path))
    if not isinstance(top.value, dict):
        raise top.wrong(f"'name: value' is expected; found {type(top.value).__name__} on top.")
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in top.value.items()
    }
