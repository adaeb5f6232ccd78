"""The only door for articles: files in, raw articles and a ledger of what was dropped out.

`source.open_source` chooses the reader that fits a folder or file, and gives what it reads piece
by piece, so that a corpus may be larger than memory; `paths.find_corpus` says where it lies.
"""
