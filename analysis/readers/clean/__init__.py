"""What a text is made of: what is certain is undone, what is not is told.

One call an article, where readers hand over what they read. All offsets of the project count the
characters of the text as it is cleaned here; what was undone goes along with each article.
"""

from analysis.readers.clean.articles import clean

__all__ = ["clean"]
