"""One door to bytes wherever they are: a directory, `s3://`, `https://`.

Reading at an offset, listing, atomic writing, copying. Nothing here knows what the bytes say.
"""
