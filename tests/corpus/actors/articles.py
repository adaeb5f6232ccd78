"""Four articles in which titles introduce persons, one of them under two names."""

import json

TEXTS = (
    ("2026-03-01", "President Iva Brandt met President Bashar al-Assad. Brandt spoke."),
    ("2026-03-05", "President Brandt left. Mayor Tom Holt saw President Bashar Assad."),
    ("2026-03-07", "President Iva Brandt said no. The mayor, Tom Holt, said yes."),
    ("2026-03-09", "Governor T. Holt spoke. “=2+3,” she said to President Bashar al-Assad."),
)


def write(folder):
    """Write them as a file, and give its path."""
    rows = [{"id": str(n), "date": day, "text": text} for n, (day, text) in enumerate(TEXTS)]
    place = folder / "news.jsonl"
    place.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return place
