"""One module a provider. The frame is in `base.py`, the single list in `registry.py`."""
