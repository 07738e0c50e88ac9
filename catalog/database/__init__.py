"""The `openledger` database: migrations, loading, popularity, deletion."""
