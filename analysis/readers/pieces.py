"""From a file of lines to pieces: what was read before is passed over, what is new is parsed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analysis.readers.clean.undone import ONLY_LEAD, as_text, undone
from analysis.readers.line_files import LineFile, Mark, gather
from analysis.readers.nested import flatten, may_nest
from analysis.readers.raw_articles import Issue, Limit, Piece, RawArticle, SourceRange
from analysis.readers.rows import draft
from analysis.readers.together import Lead

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


def pieces(
    file: LineFile,
    *,
    context: str,
    cells: Callable[[Any], Sequence[Any]],
    known: Iterable[SourceRange],
    limit: Limit,
) -> Iterator[Piece]:
    """Read a file of lines, but for what is known.

    Parameters
    ----------
    file
        The file.
    context
        What drafts depend on beside the bytes, such as the columns' roles.
    cells
        Gives the cells of a row by role.
    known
        Extents of the last time.
    limit
        How much a piece holds at most.

    Yields
    ------
    Piece
        Together they hold the whole file.
    """
    raw = file.raw
    context = f"{raw.name} {context}"
    before = {(extent.start, extent.row, extent.line): extent for extent in known if extent.end}
    at = file.begin
    while at.byte < raw.size:
        old = None if at.alone else before.get(at[:3])
        if old and raw.is_settled(old.end) and raw.digest(at.byte, old.end, context) == old.digest:
            yield Piece(old, None, [])
            at = Mark(old.end, at.row + old.n_rows, at.line + old.n_lines)
            continue
        found = gather(file, at, limit)
        end = found.end
        digest = raw.digest(at.byte, end.byte, context) + ("" if found.settled else "!")
        extent = SourceRange(
            at.byte, end.byte, end.row - at.row, end.line - at.line, digest, at.row, at.line
        )
        drafts, faults = drafted((number, place, cells(row)) for number, place, row in found.rows)
        yield Piece(extent, drafts, found.faults + faults)
        at = end


def drafted(
    rows: Iterable[tuple[int, str, Sequence[Any]]],
) -> tuple[list[RawArticle], list[Issue]]:
    """Make drafts of rows, each with number, place and cells; one without a text is a fault.

    Which key of an object is taken is noted once.
    """
    drafts: list[RawArticle] = []
    faults: list[Issue] = []
    notes: dict[str, Issue] = {}
    for number, place, cells in rows:
        if any(map(may_nest, cells)):
            cells, issues = flatten(cells, place)  # noqa: PLW2901 - the same cells, made plain
            refused = [issue for issue in issues if issue.dropped]
            notes = {each.reason: each for each in issues if not each.dropped} | notes
            faults += refused
            if refused:
                continue
        is_lead = type(cells[0]) is Lead
        made = draft(number, place, [str(cells[0]), *cells[1:]] if is_lead else cells)
        if isinstance(made, RawArticle):
            drafts.append(_marked(made) if is_lead else made)
        else:
            faults.append(made)
    return drafts, [*faults, *notes.values()]


def _marked(article: RawArticle) -> RawArticle:
    """Note that only the lead of an article is there."""
    lead = article.text[article.head :].strip()
    return article._replace(undone=as_text(tuple(undone(ONLY_LEAD, 1, lead))))
