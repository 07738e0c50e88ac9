"""Capabilities that the stacks are put together from.

Each is given what it needs; none knows in which environment it is.
"""
