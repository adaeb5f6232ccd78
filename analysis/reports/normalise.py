"""What makes a notebook the same from run to run, and what can be read off it."""

from __future__ import annotations

import re
from typing import Any

INJECTED = "injected-parameters"
MARKER = "papermill-error-cell-tag"
CLOCKS = ("papermill", "execution")

_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)


def normalise(notebook: Any) -> Any:
    """Drop from an executed notebook what differs without a difference in the news.

    Parameters
    ----------
    notebook
        An executed notebook. It is changed in place, and given back.

    Returns
    -------
    NotebookNode
        The notebook without times, random ids, papermill's banner, and the version of Python.
    """
    for clock in CLOCKS:
        notebook.metadata.pop(clock, None)
    notebook.metadata["language_info"] = {"name": "python"}
    notebook.cells = [cell for cell in notebook.cells if MARKER not in tags(cell)]
    for cell in notebook.cells:
        for clock in CLOCKS:
            cell.metadata.pop(clock, None)
        if INJECTED in tags(cell):
            cell.id = INJECTED
        elif not tags(cell):
            cell.metadata.pop("tags", None)
    return notebook


def tags(cell: Any) -> list[str]:
    """Give the tags of a cell."""
    return list(cell.metadata.get("tags", []))


def tagged(notebook: Any, tag: str) -> list[Any]:
    """Give the cells that carry a tag."""
    return [cell for cell in notebook.cells if tag in tags(cell)]


def headings(cell: Any) -> list[str]:
    """Give the headings in a cell of text, as plain words.

    Parameters
    ----------
    cell
        A cell; one of code has no headings.

    Returns
    -------
    list of str
        Headings in order, without their signs.
    """
    return _HEADING.findall(cell.source) if cell.cell_type == "markdown" else []


def title(notebook: Any, default: str) -> str:
    """Give the first heading of a notebook: its question."""
    found = [heading for cell in notebook.cells for heading in headings(cell)]
    return found[0] if found else default


def heading_above(notebook: Any, position: int) -> str:
    """Give the nearest heading at or above a cell.

    Parameters
    ----------
    notebook
        A notebook.
    position
        Number of the cell among all cells, from 0.

    Returns
    -------
    str
        The heading, or the cell's id if there is none above.
    """
    above = [heading for cell in notebook.cells[: position + 1] for heading in headings(cell)]
    return above[-1] if above else f"cell '{notebook.cells[position].get('id', position)}'"


def is_unfinished(notebook: Any) -> bool:
    """Say whether a code cell was not executed.

    A cell that ends the kernel makes a notebook silently short; this is how it is noticed.
    """
    return any(
        cell.execution_count is None
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.strip()
    )


def last_run(notebook: Any) -> int:
    """Give the position of the last cell that was executed; 0 if none was."""
    run = [
        position
        for position, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and cell.execution_count is not None
    ]
    return run[-1] if run else 0


def last_tried(notebook: Any) -> int:
    """Give the position of the cell with which a kernel died; papermill's marks must be there.

    papermill calls that cell completed. What was not reached it calls pending.
    """
    tried = [
        position
        for position, cell in enumerate(notebook.cells)
        if cell.metadata.get("papermill", {}).get("status", "pending") != "pending"
    ]
    return tried[-1] if tried else 0
