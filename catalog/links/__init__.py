"""Pages of a crawl -> link rows: which pages link to a licence, and hot-linked images.

Reads WAT and WARC files; what becomes of the rows is not known here, but in `catalog.lake`.
"""
