"""Small corpora with outlets and days."""

import json

import pytest

from analysis.store import load


@pytest.fixture
def news(tmp_path):
    """Annotate articles given as (outlet, day, text); they are named 00, 01, and so on."""

    def make(*rows):
        path = tmp_path / "news.jsonl"
        lines = [
            {"id": f"{number:02d}", "outlet": outlet, "date": day, "text": text}
            for number, (outlet, day, text) in enumerate(rows)
        ]
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        return load(path).select()

    return make
