"""Working output of a crawl -> partition of the lake: merge, manifest, Glue table, queries, report.

Nothing here reads archives or pages.
"""
