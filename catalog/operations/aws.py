"""Clients of AWS for the command of a person: in us-east-1 unless they say otherwise."""

from typing import Any

from catalog.errors import UsageError

SIGN_IN = (
    "set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or sign in with AWS's own "
    "command line (aws sso login)"
)
REGION = "us-east-1"


def client(service: str) -> Any:
    """Return a client of a service.

    Raises:
        UsageError: nobody is signed in.
    """
    import boto3

    # One for all services: each session reads AWS's descriptions anew, two seconds of a command.
    session = boto3.DEFAULT_SESSION
    if session is None:
        session = boto3.DEFAULT_SESSION = boto3.Session()
    if session.get_credentials() is None:
        raise UsageError(f"there are no AWS credentials: {SIGN_IN}")
    make: Any = session.client
    return make(service, region_name=session.region_name or REGION)
