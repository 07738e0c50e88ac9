"""Make the roles that log in by IAM, over Aurora's Data API, as the master user.

The master's password stays in Secrets Manager, and no network of ours is needed. Amazon Aurora User
Guide, "Using the Data API".
"""

import time
from typing import Any

from catalog.database.errors import UnreachableError
from catalog.database.sql import statement

MIGRATOR, LOADER, READER = "catalog_migrator", "catalog_loader", "catalog_reader"
_RESUMING = "DatabaseResumingException"


def create_logins(
    client: Any, *, cluster: str, secret: str, database: str, wait: float = 120
) -> None:
    """Make the roles that are missing; twice does no harm.

    The client is of the Data API; the ARNs are those of the Aurora cluster and of the secret that
    RDS keeps for its master user. It waits so many seconds for a cluster that has paused.

    Raises:
        UnreachableError: it had not resumed by then.
    """
    from botocore.exceptions import ClientError

    deadline = time.monotonic() + wait
    while True:
        try:
            client.execute_statement(
                resourceArn=cluster,
                secretArn=secret,
                database=database,
                sql=statement("create_logins"),
            )
        except ClientError as error:
            if error.response["Error"]["Code"] != _RESUMING:
                raise
        else:
            return
        if time.monotonic() >= deadline:
            raise UnreachableError("the database has not resumed in time; deploy again")
        time.sleep(2)
