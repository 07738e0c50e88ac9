"""Asking a provider's API politely: client, rate limiter, secrets, paginators.

Nothing here knows a provider; each declares what it needs in `catalog.providers`.
"""
