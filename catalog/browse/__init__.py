"""The local web page of `catalog browse`: what people look at, and the little they decide there.

It asks the database, the lake and the landing zone, and keeps nothing; no logic of theirs is here.
"""
