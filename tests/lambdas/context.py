"""What Lambda hands to a handler beside its event."""

from types import SimpleNamespace
from typing import Any


def context(seconds: float = 900) -> Any:
    """Return the context of a call that has so many seconds left."""
    return SimpleNamespace(
        get_remaining_time_in_millis=lambda: int(seconds * 1000),
        function_name="test",
        memory_limit_in_mb=256,
        invoked_function_arn="arn:aws:lambda:us-east-1:123456789012:function:test",
        aws_request_id="1",
    )
