import boto3
import pytest
from click.testing import CliRunner

from catalog.cli import cli
from catalog.errors import UsageError


def test_a_providers_key_is_read_from_stdin_kept_and_not_shown(aws: str) -> None:
    for key in ("k3y", "n3w"):
        done = CliRunner().invoke(cli, ["aws", "secret", "FLICKR_API_KEY"], input=f"{key}\n")
        assert (done.exit_code, done.output) == (0, "openverse/providers/FLICKR_API_KEY is kept\n")
        kept = boto3.client("secretsmanager").get_secret_value(
            SecretId="openverse/providers/FLICKR_API_KEY"
        )
        assert kept["SecretString"] == key


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [("FLICKER_KEY", "k\n", "They need: .*FLICKR_API_KEY"), ("FLICKR_API_KEY", "\n", "is empty")],
)
def test_a_key_that_no_provider_needs_or_none_is_refused(
    aws: str, name: str, given: str, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        CliRunner().invoke(cli, ["aws", "secret", name], input=given, catch_exceptions=False)
