"""The reports in the repository are what the notebooks make today, and are whole."""

import re
import subprocess
import sys
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import matplotlib.image
import nbformat
import numpy as np
import pytest

from analysis import reports
from analysis.corpus import annotate

ROOT = Path(__file__).parent.parent.parent
REPORTS = ROOT / "reports"
NAMES = ["kurdistan24", "estuary"]


@pytest.mark.parametrize("name", NAMES)
def test_nbval_finds_the_committed_report_unchanged(name):
    """Runs every notebook again, compares its outputs, and compares the tables byte for byte."""
    done = subprocess.run(
        [sys.executable, "-m", "analysis", "check", str(REPORTS / name)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_ran_and_every_figure_is_drawn_and_told(name):
    """nbval skips pictures and cells that never ran, so they are looked at here."""
    for path in sorted((REPORTS / name).glob("*.ipynb")):
        figures = 0
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type != "code":
                continue
            assert cell.execution_count, f"{path.name}: {cell.id} did not run"
            for output in cell.outputs:
                assert output.output_type != "error"
                assert output.get("name") != "stderr"
                if "image/png" in output.get("data", {}):
                    figures += 1
                    alt = output["metadata"]["image/png"]["alt"]
                    assert output["data"]["text/plain"] == f"Figure: {alt}"
                    pixels = matplotlib.image.imread(
                        BytesIO(b64decode(output["data"]["image/png"]))
                    )
                    colours = (pixels[..., :3] * 255).astype(int) @ (1, 1 << 8, 1 << 16)
                    assert len(np.unique(colours)) > 10
        assert figures == (2 if path.stem == "frequency" else 1)


@pytest.mark.parametrize("name", NAMES)
def test_pages_are_self_contained(name):
    pages = sorted((REPORTS / name).glob("*.html"))

    assert [page.name for page in pages] == [
        *("actors.html", "corpus.html", "frequency.html", "index.html", "sentiment.html"),
        "share.html",
    ]
    for page in pages:
        text = page.read_text(encoding="utf-8")
        text = re.sub(r'<a href="https://[^"]*">', "", text)  # headlines lead to their articles
        assert "<script" not in text
        assert "http://" not in text
        assert "https://" not in text
        assert "No description has been provided" not in text


def test_a_store_changes_nothing_in_a_report_and_leaves_nothing_behind(tmp_path, on_servers):
    """Made of a store that is there already, and byte for byte the committed one."""
    store = tmp_path / "store"
    annotate(ROOT / "seeds" / "kurdistan24", store=store)
    with on_servers():
        made = reports.report(
            "seeds/kurdistan24", out=tmp_path / "kurdistan24", store=store, check=False
        )
    committed = ROOT / "reports" / "kurdistan24"
    names = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}

    assert not (made / ".store").exists()
    assert not list(tmp_path.glob(".kurdistan24.*"))
    for name in names - {"run.json"}:
        assert (made / name).read_bytes() == (committed / name).read_bytes(), name
