"""Web archives (WARC): each page that was saved is an article. Needs the extra "web"."""

from __future__ import annotations

import io
from contextlib import redirect_stderr
from typing import TYPE_CHECKING, Any

from analysis.readers.archives.block import Block
from analysis.readers.raw_articles import LONGEST, TOO_LONG, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

NO_WARCIO = "a web archive; reading it needs warcio: pip install 'standfirst[web]'"
SPOILT = "a web archive that is damaged; what follows is not read"
_SIGN = b"WARC/"
N_SIGN = len(_SIGN)
"""So many bytes at the beginning tell a web archive."""
NO_PAGE = "a web archive without any page"
TORN = (
    "a web archive that is cut off, or whose records are not as long as they say; pages may be "
    "missing or cut"
)
_PAGES = ("text/html", "application/xhtml+xml")


def is_archive(start: bytes) -> bool:
    """Say whether the first bytes of a file are those of a web archive."""
    return start[:N_SIGN] == _SIGN


def blocks(file: BinaryIO, page: Callable[[bytes, str], Block]) -> list[Block]:
    """Read a web archive, record by record.

    Parameters
    ----------
    file
        Its file, unpacked.
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
    except ImportError as error:
        raise Unreadable(NO_WARCIO) from error
    archive = ArchiveIterator(file)
    found: list[Block] = []
    reason = ""
    records = _saved(archive)
    while True:
        with redirect_stderr(io.StringIO()):  # warcio would print what is not in its place
            saved = next(records, "")
        if isinstance(saved, str):
            reason = saved
            break
        found.append(_of_page(*saved, page))
    if not found:
        raise Unreadable(SPOILT if reason else NO_PAGE)
    if reason == SPOILT:
        found.append(Block(flaw=SPOILT))
    elif reason:
        found[-1] = found[-1]._replace(notes=(*found[-1].notes, reason))
    return [one._replace(place=f"page {number}") for number, one in enumerate(found, 1)]


def _saved(archive: Any) -> Iterator[tuple[bytes, str] | str]:
    """Give the bytes and address of each page, and at the end why there may be more."""
    is_torn = False
    try:
        for record in archive:
            if _is_page(record):
                url = record.rec_headers.get_header("WARC-Target-URI") or ""
                yield record.content_stream().read(LONGEST + 1), url
            archive.read_to_end()
            is_torn |= _is_torn(record)
    except Exception:  # noqa: BLE001 - warcio raises what its own tools happen to raise
        yield SPOILT
        return
    if is_torn or archive.err_count or archive.next_line:  # a line with which nothing began
        yield TORN


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or not headers or headers.get_statuscode() != "200":
        return False
    return (headers.get_header("Content-Type") or "").casefold().startswith(_PAGES)


def _is_torn(record: Any) -> bool:
    """Say whether a record that was read to its end is not what its head says."""
    needs = record.rec_type == "response"
    is_headless = not record.rec_type or record.length is None or (needs and not record.length)
    return is_headless or record.raw_stream.limit > 0


def _of_page(data: bytes, url: str, page: Callable[[bytes, str], Block]) -> Block:
    if len(data) > LONGEST:
        return Block(flaw=TOO_LONG, url=url)
    try:
        return page(data, url)
    except Unreadable as error:
        return Block(flaw=error.reason, url=url)
