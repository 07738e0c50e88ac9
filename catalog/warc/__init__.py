"""Web archives as bytes: gzip members, records, HTTP bodies, ranges, the paths of a crawl.

Nothing here knows licences, links or media.
"""
