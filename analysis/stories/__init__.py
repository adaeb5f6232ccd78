"""Stories: articles that print one text, edited or whole, are copies of one story."""

from __future__ import annotations

from analysis.stories.stories import copies, deduplicate, stories, unique_stories

__all__ = ["copies", "deduplicate", "stories", "unique_stories"]
