"""Make the database roles that the other functions log in as. Called by each deployment.

It alone may read the master user's password, runs outside the VPC, and is idempotent.
"""

import os
from typing import TYPE_CHECKING, Any

import boto3
from aws_lambda_powertools import Logger, Tracer

from catalog.database.logins import LOADER, MIGRATOR, READER, create_logins

if TYPE_CHECKING:
    from aws_lambda_powertools.utilities.typing import LambdaContext

logger, tracer = Logger(), Tracer()


@logger.inject_lambda_context
@tracer.capture_lambda_handler
def handler(event: dict[str, Any], context: "LambdaContext") -> dict[str, list[str]]:
    """Return the names of the roles."""
    create_logins(
        boto3.client("rds-data"),
        cluster=os.environ["CLUSTER_ARN"],
        secret=os.environ["MASTER_SECRET_ARN"],
        database=os.environ["DATABASE_NAME"],
    )
    roles = [MIGRATOR, LOADER, READER]
    logger.info("the roles are there", roles=roles)
    return {"roles": roles}
