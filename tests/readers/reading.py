"""Helpers of the tests of pieces."""

from typing import NamedTuple

from analysis.readers.source import open_source


class Found(NamedTuple):
    """What all pieces of a source hold together."""

    drafts: list
    faults: list
    n_found: int
    roles: dict


def all_of(path, **options):
    source = open_source(path, roles=options.pop("roles", None))
    pieces = list(source.pieces(**options))
    return Found(
        [draft for piece in pieces for draft in piece.drafts],
        [fault for piece in pieces for fault in piece.faults],
        sum(piece.extent.n_rows for piece in pieces),
        source.roles,
    )
