"""Result tables into sentences: what a reader is told, computed so that it cannot go stale.

One file a notebook. Texts here are plain: `wording.Text` escapes them when they are shown, since
names, headlines and terms come from the corpus and are not to be trusted.
"""
