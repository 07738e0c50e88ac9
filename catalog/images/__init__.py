"""Pages of reviewed sites -> media records: page plan, task, output, reviews, candidates.

How one page is read is not known here; it is `catalog.pages`'s.
"""
