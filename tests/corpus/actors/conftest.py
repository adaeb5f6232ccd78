"""Corpora whose actors are few, which takes no time to annotate."""

from functools import partial

import pytest

from analysis.corpus import load


@pytest.fixture
def opened(registry):
    """Load a corpus with the small registry."""
    return partial(load, registry=registry)
