"""Templates of the files that schedulers read, filled in; each value is quoted for its reader."""

from __future__ import annotations

import json
import re
import shlex
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2

from analysis.errors import ParameterError

if TYPE_CHECKING:
    from collections.abc import Sequence

TEMPLATES = Path(__file__).parent / "templates"


def filled(template: str, **values: object) -> str:
    """Fill a template in.

    Parameters
    ----------
    template
        Its file name without ``.j2``.
    **values
        What stands in it. Each is quoted by the filter that the template names.

    Raises
    ------
    ParameterError
        If a value that stands as it is would be more than a value.
    """
    return _environment().get_template(f"{template}.j2").render(values)


def plain(value: object) -> str:
    """Give a value that needs no quotes anywhere: a name, a clock, a number, the fields of cron.

    Examples
    --------
    >>> plain("30 3 * * *")
    '30 3 * * *'
    """
    text = str(value)
    if not re.fullmatch(r"[\w .:/*+-]*", text):
        raise ParameterError(f"{text!r} cannot stand in a scheduler's file as it is; rename it.")
    return text


def cron(words: Sequence[str]) -> str:
    r"""Quote a command for the shell that cron starts; cron reads ``%`` as the end of a line.

    Examples
    --------
    >>> print(cron(["run", "100% mine"]))
    run '100\% mine'
    """
    return shlex.join(words).replace("%", r"\%")


def systemd(words: Sequence[str]) -> str:
    """Quote a command for systemd, which reads ``%`` and ``$`` itself.

    Examples
    --------
    >>> print(systemd(["run", "100% $mine"]))
    run "100%% $$mine"
    """
    doubled = [word.replace("%", "%%").replace("$", "$$") for word in words]
    return " ".join(
        word if re.fullmatch(r"[\w@%+=:,./-]+", word) else json.dumps(word, ensure_ascii=False)
        for word in doubled
    )


def yaml(value: object) -> str:
    """Quote a value for YAML, whose double quotes are those of JSON.

    Letters stand as they are: JSON writes those beyond 16 bits as two, which YAML takes for two.

    Examples
    --------
    >>> print(yaml("yes"), yaml(90))
    "yes" 90
    """
    return json.dumps(value, ensure_ascii=False)


QUOTED = {"plain": plain, "cron": cron, "systemd": systemd, "yaml": yaml, "python": repr}
"""The filters; every value in a template goes through one of them."""


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=jinja2.select_autoescape(),  # for HTML; none of the files is
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= QUOTED
    return environment
