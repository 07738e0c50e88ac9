"""A provider's lists, walked page by page, become landing files; resumable after any page.

What one API wants is not known here, but in `catalog.providers`; the database reads the files.
"""
