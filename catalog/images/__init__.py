"""Pages of reviewed sites -> media records: page plan, task, output, reviews, candidates.

How one page is read is `catalog.pages`'s.
"""
