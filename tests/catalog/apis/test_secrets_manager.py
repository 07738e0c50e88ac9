import boto3
import pytest
from botocore.stub import Stubber

from catalog.apis import secrets_manager
from catalog.apis.secrets_manager import secret
from catalog.errors import NotFoundError, UsageError
from catalog.ingestion.oauth import SecretStore


@pytest.fixture
def stored(monkeypatch):
    """Secrets Manager, as its answers to a role whose policy names `NAME-??????` are."""
    login = {"aws_access_key_id": "x", "aws_secret_access_key": "x"}
    client = boto3.client("secretsmanager", region_name="us-east-1", **login)
    monkeypatch.setattr(boto3, "client", lambda _: client)
    monkeypatch.setattr(secrets_manager, "_read", {})
    monkeypatch.setenv("CATALOG_SECRETS_PREFIX", "openverse/providers/")
    with Stubber(client) as stub:
        yield stub


# getmoto answers ResourceNotFound whatever the policy; AWS was seen to answer AccessDenied:
# ministackorg/ministack#1737, jenkinsci/aws-secrets-manager-credentials-provider-plugin#65.
@pytest.mark.parametrize("code", ["AccessDeniedException", "ResourceNotFoundException"])
def test_a_key_that_is_not_there_is_named_with_the_command_that_sets_it(stored, code):
    stored.add_client_error("get_secret_value", code)
    with pytest.raises(UsageError) as error:
        secret("FLICKR_API_KEY")
    assert str(error.value) == (
        "the key FLICKR_API_KEY is missing. Keep it in Secrets Manager, as "
        "openverse/providers/FLICKR_API_KEY: catalog aws secret FLICKR_API_KEY"
    )


def test_a_key_that_is_set_later_is_found_by_the_same_process(stored):
    stored.add_client_error("get_secret_value", "AccessDeniedException")
    stored.add_response("get_secret_value", {"SecretString": "k3y"})
    with pytest.raises(UsageError):
        secret("FLICKR_API_KEY")
    assert [secret("FLICKR_API_KEY"), secret("FLICKR_API_KEY")] == ["k3y", "k3y"]


@pytest.mark.parametrize("code", ["AccessDeniedException", "ResourceNotFoundException"])
def test_tokens_that_nobody_has_got_yet_are_no_error_of_aws(stored, code):
    stored.add_client_error("get_secret_value", code)
    with pytest.raises(NotFoundError, match="no secret openverse/providers/FREESOUND_TOKENS"):
        SecretStore(boto3.client("secretsmanager"), "openverse/providers/FREESOUND_TOKENS").read()


def test_a_fault_of_aws_is_not_taken_for_a_missing_key(stored):
    stored.add_client_error("get_secret_value", "InternalServiceError")
    with pytest.raises(Exception, match="InternalServiceError"):
        secret("FLICKR_API_KEY")
