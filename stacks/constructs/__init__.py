"""Capabilities that the stacks are put together from."""
