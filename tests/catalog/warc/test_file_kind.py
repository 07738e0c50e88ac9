import gzip

import pytest

from catalog.warc.file_kind import WrongKindError, check_kind


def record(kind: str, content: str, body: str = "x") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nContent-Type: {content}\r\n\r\n"
    return gzip.compress(f"{head}{body}\r\n\r\n".encode(), mtime=0)


INFO = record("warcinfo", "application/warc-fields")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (INFO + record("response", "application/http; msgtype=response"), "a WARC of whole pages"),
        (record("request", "application/http; msgtype=request"), "a WARC of whole pages"),
        (INFO + record("conversion", "text/plain"), "a WET"),
        (gzip.compress(b"filedesc://x.arc.gz 0.0.0.0 2008", mtime=0), "an ARC"),
        (
            gzip.compress(b"Dear reader, this is a letter", mtime=0),
            "something that begins with b'Dear",
        ),
    ],
)
def test_another_kind_of_file_is_named(data: bytes, kind: str) -> None:
    with pytest.raises(WrongKindError, match=f"the file is no WAT but {kind}"):
        check_kind(data, "WAT")


@pytest.mark.parametrize(
    "data",
    [
        INFO + record("metadata", "application/json", "{}"),
        record("metadata", "application/json", "{}")[:-9],
        INFO,
        INFO[:20],
    ],
)
def test_a_wat_and_what_cannot_be_told_pass(data: bytes) -> None:
    check_kind(data, "WAT")
