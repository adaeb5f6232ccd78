"""Web archives (WARC): each page that was saved is an article. Needs the extra "web"."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, Any

from analysis.readers.archives.block import Block
from analysis.readers.raw_articles import LONGEST, TOO_LONG, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NO_WARCIO = "a web archive; reading it needs warcio: pip install 'standfirst[web]'"
SPOILT = "a web archive that is damaged; what follows is not read"
NO_PAGE = "a web archive without any page"
TORN = (
    "a web archive that is cut off, or whose records are not as long as they say; pages may be "
    "missing or cut"
)
_BROKEN = (ValueError, TypeError, AttributeError, LookupError, OSError, EOFError)
"""What warcio raises for a record that is not what its head promises."""
_PAGES = ("text/html", "application/xhtml+xml")


def is_archive(data: bytes) -> bool:
    """Say whether bytes are those of a web archive."""
    return data[:5] == b"WARC/"


def blocks(data: bytes, page: Callable[[bytes, str], Block]) -> list[Block]:
    """Read a web archive.

    Parameters
    ----------
    data
        Its bytes, unpacked.
    page
        Reads the bytes of a page with its address.

    Returns
    -------
    list of Block
        One a page that was saved; what is no page, such as pictures and scripts, is none.

    Raises
    ------
    Unreadable
        If warcio is not installed, or there is no page.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise Unreadable(NO_WARCIO) from error
    found: list[Block] = []
    archive = ArchiveIterator(io.BytesIO(data))
    is_torn = False
    try:
        with redirect_stderr(io.StringIO()):  # warcio would print what is not in its place
            for record in archive:
                found += _of_record(record, page)
                archive.read_to_end()
                is_torn = is_torn or _is_torn(record)
    except (ArchiveLoadFailed, *_BROKEN) as error:
        if not found:
            raise Unreadable(SPOILT) from error
        found.append(Block(flaw=SPOILT))
    is_torn |= bool(archive.err_count or archive.next_line)  # a line with which nothing began
    if not found:
        raise Unreadable(SPOILT if is_torn else NO_PAGE)
    if is_torn and found[-1].flaw != SPOILT:
        found[-1] = found[-1]._replace(notes=(*found[-1].notes, TORN))
    return [one._replace(place=f"page {number}") for number, one in enumerate(found, 1)]


def _is_torn(record: Any) -> bool:
    """Say whether a record that was read to its end is not what its head says."""
    needs = record.rec_type == "response"
    is_headless = not record.rec_type or record.length is None or (needs and not record.length)
    return is_headless or record.raw_stream.limit > 0


def _of_record(record: Any, page: Callable[[bytes, str], Block]) -> Iterator[Block]:
    headers = record.http_headers
    kind = (headers.get_header("Content-Type") or "") if headers else ""
    is_page = record.rec_type == "response" and kind.casefold().startswith(_PAGES)
    if not is_page or not headers or headers.get_statuscode() != "200":
        return
    data = record.content_stream().read(LONGEST + 1)
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if len(data) > LONGEST:
        yield Block(flaw=TOO_LONG, url=url)
        return
    try:
        yield page(data, url)
    except Unreadable as error:
        yield Block(flaw=error.reason, url=url)
