"""The `openledger` database: connection, migrations, loading, popularity, deletion, life cycle.

Every statement is SQL in `sql/`; nothing here fetches from a provider or reads a page.
"""
