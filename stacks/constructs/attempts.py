"""How often a crawl is tried: once, and once more for what the first cluster left."""

ATTEMPTS = 2
