"""A provider's lists, walked page by page, become landing files; resumable after any page."""
