"""Documents that hold one article or many: texts, pages, and the files that archives export.

`choice.blocks` looks at what stands in a document and hands it to the reader of its kind. Each
kind is a small file; all give `block.Block`, one an article, and lose none on the way.
"""
