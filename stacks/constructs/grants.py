"""What a role may do with a bucket or a key: exactly that, where the CDK's own grants are families.

`grant_read_write` of the CDK allows legal holds, tags and deletion too. A test holds every grant
against what is really called (tests/stacks/used_grants.txt).
"""

from aws_cdk import aws_iam as iam
from aws_cdk import aws_kms as kms
from aws_cdk import aws_s3 as s3


def let_read(role: iam.IRole, bucket: s3.IBucket, *prefixes: str) -> None:
    """Let a role list a bucket and read what is below these prefixes (`data/*`), or all of it.

    Without the list S3 answers "access denied" for an object that is not there.
    """
    _allow(role, ["s3:GetObject"], _objects(bucket, prefixes))
    _allow(role, ["s3:ListBucket"], [bucket.bucket_arn])
    if bucket.encryption_key:
        _allow(role, ["kms:Decrypt"], [bucket.encryption_key.key_arn])


def let_write(role: iam.IRole, bucket: s3.IBucket, *prefixes: str) -> None:
    """Let a role write below these prefixes; one that fails takes back the parts it uploaded."""
    _allow(role, ["s3:PutObject", "s3:AbortMultipartUpload"], _objects(bucket, prefixes))
    if bucket.encryption_key:
        let_use_key(role, bucket.encryption_key)


def let_delete(role: iam.IRole, bucket: s3.IBucket, *prefixes: str) -> None:
    """Let a role delete below these prefixes; a version stays for a while."""
    _allow(role, ["s3:DeleteObject"], _objects(bucket, prefixes))


def let_use_key(role: iam.IRole, key: kms.IKey) -> None:
    """Let a role read what is encrypted with a key, and write; an upload in parts needs both."""
    _allow(role, ["kms:Decrypt", "kms:GenerateDataKey"], [key.key_arn])


def _objects(bucket: s3.IBucket, prefixes: tuple[str, ...]) -> list[str]:
    return [bucket.arn_for_objects(prefix) for prefix in prefixes or ("*",)]


def _allow(role: iam.IRole, actions: list[str], resources: list[str]) -> None:
    role.add_to_principal_policy(iam.PolicyStatement(actions=actions, resources=resources))
