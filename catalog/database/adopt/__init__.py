"""Take over a catalog that Openverse's programs filled: its records, tombstones and scores.

New tables are built beside the old ones, in a schema that nobody reads, and change places with them
in one short lock; the old ones are never written to. Nothing here serves loads.
"""
