"""Logging in to Aurora by IAM: the password is a token, signed here, that lasts fifteen minutes.

No network is needed for it, so a function inside the VPC needs neither the password nor a way to
Secrets Manager. Aurora User Guide, "IAM database authentication".
"""

import os
from typing import Any

from psycopg.conninfo import conninfo_to_dict

IAM = "DATABASE_IAM"


def url() -> str | None:
    """Return the URL of the role that DATABASE_IAM names, or None where it is not set.

    The server's certificate is verified against DATABASE_CA, the file of RDS's authorities.
    """
    role = os.environ.get(IAM)
    if not role:
        return None
    parts = ("HOST", "PORT", "NAME", "CA")
    host, port, name, ca = (os.environ[f"DATABASE_{part}"] for part in parts)
    return f"postgresql://{role}@{host}:{port}/{name}?sslmode=verify-full&sslrootcert={ca}"


def password(target: str) -> dict[str, Any]:
    """Return `{"password": token}` for a connection by IAM, and nothing for any other."""
    if not os.environ.get(IAM) or target != url():
        return {}
    import boto3

    known = conninfo_to_dict(target)
    token = boto3.client("rds").generate_db_auth_token(
        DBHostname=str(known["host"]), Port=int(str(known["port"])), DBUsername=str(known["user"])
    )
    return {"password": token}
