"""From one web page to media records: what its publisher declares about licensed media.

Where pages come from and where records go is not known here.
"""
