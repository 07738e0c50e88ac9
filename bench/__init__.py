"""Speeds as ratios of paired, interleaved runs: `make bench`, `make bench ARGS=crawl`."""
