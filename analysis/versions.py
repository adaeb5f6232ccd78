"""Which packages can change a number, and which versions of them are installed."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

PACKAGES = (
    *("pandas", "numpy", "numba", "pyarrow"),
    *("matplotlib", "networkx", "graspologic-native", "papermill", "nbclient", "nbformat", "nbval"),
    *("ipykernel", "pygments"),
)
"""Packages whose version can change a report."""


def versions(packages: Iterable[str] = PACKAGES) -> dict[str, str]:
    """Give the version of each package.

    Examples
    --------
    >>> versions(["no-such-package"])
    {'no-such-package': 'not installed'}
    """
    return {package: _version(package) for package in packages}


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"
