"""From one web page to media records: what its publisher declares about licensed media."""
