"""A provider's lists, walked page by page, become landing files; resumable after any page.

What one API wants is declared in `catalog.providers`; the database reads what is written here.
"""
