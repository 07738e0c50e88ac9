"""The Common Crawl jobs: a crawl's files, link rows out of WAT, pages out of WARC, the lake."""
