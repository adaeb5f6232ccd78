"""Hot loops, compiled by numba: from bytes to words, sentences, scores, matches and pairs.

The only implementation of each. Its reference (nltk, a regular expression, itertools) lives in the
tests, and `NUMBA_DISABLE_JIT=1` runs the same code as plain Python.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path


def forget_stale(folder: Path) -> None:
    """Delete compiled code that was made from other sources than those in a folder.

    numba looks only at the file of a function when it decides whether its compiled code is fresh,
    not at the helpers in other files that were compiled into it.

    Parameters
    ----------
    folder
        A package of kernels; numba keeps its files in ``__pycache__`` there.
    """
    sources = b"".join(path.read_bytes() for path in sorted(folder.glob("*.py")))
    stamp = sha256(sources).hexdigest()
    cache = folder / "__pycache__"
    noted = cache / "kernels.sha256"
    if noted.is_file() and noted.read_text() == stamp:
        return
    for path in (*cache.glob("*.nbi"), *cache.glob("*.nbc")):
        path.unlink(missing_ok=True)
    cache.mkdir(exist_ok=True)
    noted.write_text(stamp)


with suppress(OSError):  # a folder that cannot be written holds nothing stale of ours
    forget_stale(Path(__file__).parent)
