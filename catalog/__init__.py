"""The Openverse Catalog: openly licensed media, found in Common Crawl and in provider APIs."""
