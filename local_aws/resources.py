"""Teach moto's CloudFormation the missing types, and custom resources to finish."""

import copy
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from moto.cloudformation import parsing
from moto.cloudformation.custom_model import CustomModel
from moto.core.common_models import CloudFormationModel
from moto.ec2.models.route_tables import RouteTable
from moto.ec2.models.subnets import SubnetBackend
from moto.kms.models import Key
from moto.rds.models import DBInstance
from moto.s3.models import FakeBucket
from moto.servicequotas.models import ServiceQuotasBackend

from local_aws.custom_resources import finish
from local_aws.resource_types import KINDS, NOT_ENFORCED, ResourceType

if TYPE_CHECKING:
    from botocore.model import Shape

    from local_aws.environment import LocalAws

_GONE = {
    "EntityNotFoundException",
    "ResourceNotFoundException",
    "InvalidRequestException",
    "InvalidGroup.NotFound",
    "InvalidPermission.NotFound",
}
_original_association = SubnetBackend.create_subnet_association
_original_bucket = FakeBucket.create_from_cloudformation_json
_original_key = Key.create_from_cloudformation_json
# moto finds the types as subclasses, which Python keeps only as long as somebody refers to them.
_MODELS: dict[str, type[CloudFormationModel]] = {}
# Physical names cannot be looked up again once a stack is deleted by logical id.
_MADE: dict[tuple[str, str], dict[str, Any]] = {}


def install(aws: "LocalAws") -> None:
    """Register every kind with moto. Doing it twice in a process points them to the new server."""
    for kind in KINDS:
        _register(kind, aws)
    for name in NOT_ENFORCED:
        _register_as_nothing(name)
    ServiceQuotasBackend.get_service_quota = _quota
    SubnetBackend.create_subnet_association = associate
    # A deleted stack would leave its route tables, and then its VPC.
    RouteTable.delete = _forget_routes
    # Aurora's own engine name is missing where moto looks up the version of a new instance.
    DBInstance.default_engine_versions["aurora-postgresql"] = "16.8"
    Key.create_from_cloudformation_json = _key_maker()
    FakeBucket.create_from_cloudformation_json = _bucket_maker(aws)
    CustomModel.create_from_cloudformation_json = _custom_maker(aws)
    CustomModel.update_from_cloudformation_json = _custom_updater(aws)
    for cached in (parsing.get_model_list, parsing.get_model_map, parsing.get_name_type_map):
        cached.cache_clear()


def forget() -> None:
    """Forget what was made: the AWS that it was made in is gone."""
    _MADE.clear()


def _register(kind: ResourceType, aws: "LocalAws") -> None:
    class Model(CloudFormationModel):
        def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
            self.physical_resource_id = self.name = name
            self.attributes = attributes

        @staticmethod
        def cloudformation_name_type() -> str:
            return kind.name

        @staticmethod
        def cloudformation_type() -> str:
            return kind.type

        @classmethod
        def has_cfn_attr(cls, attr: str) -> bool:
            return True

        def get_cfn_attribute(self, attribute_name: str) -> Any:
            return self.attributes[attribute_name]

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, cloudformation_json, *_, **__):  # type: ignore[no-untyped-def]
            properties = copy.deepcopy(cloudformation_json["Properties"])
            return cls(*_create(kind, aws, resource_name, properties))

        @classmethod
        def update_from_cloudformation_json(  # type: ignore[no-untyped-def]
            cls, original_resource, new_resource_name, cloudformation_json, *_
        ):
            _delete(kind, aws, original_resource.name)
            properties = copy.deepcopy(cloudformation_json["Properties"])
            return cls(*_create(kind, aws, new_resource_name, properties))

        @classmethod
        def delete_from_cloudformation_json(cls, resource_name, *_):  # type: ignore[no-untyped-def]
            _delete(kind, aws, resource_name)

    Model.__module__ = "moto.cloudformation.models"
    Model.__name__ = kind.type.replace("::", "")
    _MODELS[kind.type] = Model


def _register_as_nothing(name: str) -> None:
    class Model(CloudFormationModel):
        def __init__(self, physical_resource_id: str) -> None:
            self.physical_resource_id = physical_resource_id

        @staticmethod
        def cloudformation_name_type() -> str:
            return ""

        @staticmethod
        def cloudformation_type() -> str:
            return name

        @classmethod
        def create_from_cloudformation_json(cls, resource_name, *_, **__):  # type: ignore[no-untyped-def]
            return cls(resource_name)

        @classmethod
        def update_from_cloudformation_json(cls, original_resource, *_, **__):  # type: ignore[no-untyped-def]
            return original_resource

        @classmethod
        def delete_from_cloudformation_json(cls, *_):  # type: ignore[no-untyped-def]
            return None

    Model.__module__ = "moto.cloudformation.models"
    _MODELS[name] = Model


def _create(
    kind: ResourceType, aws: "LocalAws", name: str, properties: dict[str, Any]
) -> tuple[str, Mapping[str, str]]:
    client = aws.client(kind.service)
    if kind.name:
        properties.setdefault(kind.name, name)
    operation = client.meta.method_to_api_mapping[kind.create]
    shape = client.meta.service_model.operation_model(operation).input_shape
    request = coerce(kind.adapt(properties), shape)
    answer = getattr(client, kind.create)(**request)
    ref = _look_up({**answer, "request": request}, kind.ref) if kind.ref else name
    _MADE[kind.type, ref] = properties
    return ref, kind.attributes(name, answer)


def _delete(kind: ResourceType, aws: "LocalAws", ref: str) -> None:
    properties = _MADE.get((kind.type, ref))
    if properties is None or not kind.delete:  # its parent took it along
        return
    parameters = kind.identify(ref, properties) if kind.identify else {kind.name: ref}
    try:
        getattr(aws.client(kind.service), kind.delete)(**parameters)
    except ClientError as error:
        if error.response["Error"]["Code"] not in _GONE:
            raise
    del _MADE[kind.type, ref]


def _look_up(value: Any, path: str) -> str:
    for key in path.split("."):
        value = value[key]
    return str(value)


def coerce(value: Any, shape: "Shape") -> Any:
    """Give template values the keys and types that an API's input has; drop what it does not know.

    Templates write `Type` where some APIs write `type`, and numbers as text.
    """
    if shape.type_name == "structure":
        members = {name.lower(): (name, member) for name, member in shape.members.items()}  # type: ignore[attr-defined]
        known = {key: members[key.lower()] for key in value if key.lower() in members}
        return {name: coerce(value[key], member) for key, (name, member) in known.items()}
    if shape.type_name == "list":
        return [coerce(item, shape.member) for item in value]  # type: ignore[attr-defined]
    if shape.type_name == "map":
        if isinstance(value, list):  # tags
            value = {item["Key"]: item["Value"] for item in value}
        return {key: coerce(item, shape.value) for key, item in value.items()}  # type: ignore[attr-defined]
    return _scalar(value, shape.type_name)


def _scalar(value: Any, type_name: str) -> Any:
    if type_name == "boolean":
        return str(value).lower() == "true"
    kinds: dict[str, type[Any]] = {"integer": int, "long": int, "double": float, "float": float}
    return kinds.get(type_name, str)(value)


def _quota(backend: ServiceQuotasBackend, service_code: str, quota_code: str) -> dict[str, Any]:
    """Answer for the quotas of EC2, which moto does not have, with a generous one."""
    return {"ServiceCode": service_code, "QuotaCode": quota_code, "Value": 4000.0}


def associate(backend: Any, route_table_id: str, subnet_id: str) -> Any:
    """Associate a template's subnet with its route table; moto only notes that it should be."""
    backend.associate_route_table(route_table_id, subnet_id=subnet_id)
    return _original_association(backend, route_table_id, subnet_id)


def _forget_routes(table: RouteTable, *_: str) -> None:
    table.ec2_backend.route_tables.pop(table.id, None)


def _key_maker() -> Any:
    """Give KMS its tags by its own names for them, and its policy as text, as its API does."""
    original = _original_key

    def create(resource_name, cloudformation_json, *place, **known):  # type: ignore[no-untyped-def]
        properties = dict(cloudformation_json["Properties"])
        tags = properties.get("Tags", [])
        properties["Tags"] = [{"TagKey": t["Key"], "TagValue": t["Value"]} for t in tags]
        properties["KeyPolicy"] = json.dumps(properties["KeyPolicy"])
        changed = {**cloudformation_json, "Properties": properties}
        return original(resource_name, changed, *place, **known)

    return staticmethod(create)


def _bucket_maker(aws: "LocalAws") -> Any:
    """Give a bucket the lifecycle rules and the public access block that moto leaves out."""

    def create(resource_name, cloudformation_json, *place, **known):  # type: ignore[no-untyped-def]
        bucket = _original_bucket(resource_name, cloudformation_json, *place, **known)
        properties = cloudformation_json["Properties"]
        s3 = aws.client("s3")
        if block := properties.get("PublicAccessBlockConfiguration"):
            s3.put_public_access_block(
                Bucket=bucket.name, PublicAccessBlockConfiguration=dict.fromkeys(block, True)
            )
        if versioning := properties.get("VersioningConfiguration"):
            s3.put_bucket_versioning(Bucket=bucket.name, VersioningConfiguration=versioning)
        if lifecycle := properties.get("LifecycleConfiguration"):
            rules = [_lifecycle_rule(rule) for rule in lifecycle["Rules"]]
            s3.put_bucket_lifecycle_configuration(
                Bucket=bucket.name, LifecycleConfiguration={"Rules": rules}
            )
        return bucket

    return staticmethod(create)


def _lifecycle_rule(rule: dict[str, Any]) -> dict[str, Any]:
    """Write a rule of a template as the API has it."""
    made: dict[str, Any] = {
        "ID": rule["Id"],
        "Status": rule["Status"],
        "Filter": {"Prefix": rule.get("Prefix", "")},
    }
    if "ExpirationInDays" in rule:
        made["Expiration"] = {"Days": int(rule["ExpirationInDays"])}
    if "Transitions" in rule:
        made["Transitions"] = [
            {"Days": int(item["TransitionInDays"]), "StorageClass": item["StorageClass"]}
            for item in rule["Transitions"]
        ]
    if "AbortIncompleteMultipartUpload" in rule:
        days = int(rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"])
        made["AbortIncompleteMultipartUpload"] = {"DaysAfterInitiation": days}
    if "NoncurrentVersionExpiration" in rule:
        days = int(rule["NoncurrentVersionExpiration"]["NoncurrentDays"])
        made["NoncurrentVersionExpiration"] = {"NoncurrentDays": days}
    return made


def _custom_maker(aws: "LocalAws") -> Any:
    def create(  # type: ignore[no-untyped-def]
        resource_name, cloudformation_json, account_id, region_name, **kwargs
    ):
        model = CustomModel(region_name, "local", kwargs["LogicalId"], resource_name)
        properties = cloudformation_json["Properties"]
        model.set_data(finish(aws, kwargs["ResourceType"], properties))
        return model

    return staticmethod(create)


def _custom_updater(aws: "LocalAws") -> Any:
    def update(resource, name, cloudformation_json, *place, **known):  # type: ignore[no-untyped-def]
        properties = cloudformation_json["Properties"]
        resource.set_data(finish(aws, cloudformation_json["Type"], properties))
        return resource

    return staticmethod(update)
