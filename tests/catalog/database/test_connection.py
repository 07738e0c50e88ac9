import traceback

import pytest

from catalog.database.connection import connect, describe, without_secrets
from catalog.database.errors import UnreachableError

SECRETS = [
    "postgresql://deploy:hunter%402@127.0.0.1:1/openledger",
    "postgresql://deploy@127.0.0.1:1/openledger?password=hunter%402",
    "host=127.0.0.1 port=1 user=deploy password=hunter@2",
    "postgresql://deploy:hunter%402@127.0.0.1:port/openledger",
    "postgresql://deploy:hunter%402@[127.0.0.1/openledger",
    "postgresql//deploy:hunter@2@127.0.0.1/openledger",
]


@pytest.mark.parametrize("url", SECRETS)
def test_no_password_is_in_an_error_or_its_traceback(url: str) -> None:
    with pytest.raises(UnreachableError) as caught:
        connect(url, timeout=1)
    shown = "".join(traceback.format_exception(caught.value))
    told = "".join(traceback.format_exception_only(caught.value))
    assert "hunter" not in told
    assert "hunter" not in shown.replace(url, "")
    assert caught.value.__context__ is None


def test_a_url_is_described_without_its_password() -> None:
    assert describe(SECRETS[0]) == "postgresql://deploy@127.0.0.1:1/openledger"


def test_a_password_is_removed_however_it_is_spelled() -> None:
    text = "FATAL: hunter@2 and hunter%402 in postgresql://deploy:hunter%402@127.0.0.1:1/openledger"
    assert without_secrets(text, SECRETS[0]) == "FATAL: *** and *** in ***"
