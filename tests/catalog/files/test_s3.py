import pytest

from catalog.files import s3


def test_addresses_are_signed_by_version_4_which_encryption_by_kms_requires(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "local")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    s3.s3_client.cache_clear()
    address = s3.s3_client().generate_presigned_url(
        "get_object", Params={"Bucket": "b", "Key": "k"}
    )
    s3.s3_client.cache_clear()
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in address
