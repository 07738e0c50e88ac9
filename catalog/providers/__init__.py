"""One module a provider: the request declared, the record written. `registry.py` is the list.

No module imports another one, nor AWS, Spark, a database or Parquet.
"""
