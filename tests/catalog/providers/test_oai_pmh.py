"""Answers of OAI-PMH as its specification has them, and what is none of them."""

import orjson
import pytest

from catalog.apis.error_rules import ListChanged, ListEnded, error_in
from catalog.apis.paginators import dig
from catalog.errors import NotFoundError
from catalog.providers.oai_pmh import ERRORS, PAGES, as_json

ENVELOPE = (
    b'<?xml version="1.0"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">%s</OAI-PMH>'
)
WITH_ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY b "bb">]><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    b"<ListRecords>&b;</ListRecords></OAI-PMH>"
)
RECORD = b"<record><header><identifier>oai:1</identifier></header>%s</record>"


def read(inner: bytes) -> dict[str, object]:
    found: dict[str, object] = orjson.loads(as_json(ENVELOPE % inner))
    return found


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        (b"", None),
        (b"<resumptionToken/>", None),
        (b"<resumptionToken completeListSize='2'> </resumptionToken>", None),
        (b"<resumptionToken cursor='0'>abc=</resumptionToken>", "abc="),
    ],
    ids=["none", "empty", "blank", "one"],
)
def test_a_list_ends_where_its_token_is_empty_or_missing(
    token: bytes, expected: str | None
) -> None:
    found = read(b"<ListRecords>" + RECORD % b"" + token + b"</ListRecords>")
    assert found["resumptionToken"] == expected
    assert found["records"] == [
        {"identifier": "oai:1", "datestamp": None, "deleted": False, "metadata": None}
    ]


def test_an_element_is_its_attributes_its_text_and_lists_of_its_children() -> None:
    element = b'<a:b xmlns:a="urn:a" a:about="x"><c>1</c><c xml:lang="en">2</c></a:b>'
    record = RECORD % (b"<metadata>" + element + b"</metadata>")
    found = dig(read(b"<GetRecord>" + record + b"</GetRecord>"), ("records", 0, "metadata"))
    assert found == {"@about": "x", "c": [{"#": "1"}, {"@lang": "en", "#": "2"}]}


def test_a_token_is_sent_without_what_was_asked_at_first() -> None:
    url = "https://example.org/oai"
    assert PAGES.ask(PAGES.start(), url) == (url, {})
    asked = {"resumptionToken": "t", "metadataPrefix": None, "from": None, "until": None}
    assert PAGES.ask({"token": "t"}, url) == (url, asked)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("noRecordsMatch", ListEnded),
        ("badResumptionToken", ListChanged),
        ("idDoesNotExist", NotFoundError),
    ],
)
def test_errors_come_with_status_200(code: str, kind: type[Exception]) -> None:
    said = read(b'<error code="%s">So it is</error>' % code.encode())
    error = error_in(ERRORS, 200, said)
    assert type(error) is kind
    assert f"So it is ({code})" in str(error)


@pytest.mark.parametrize(
    "answer",
    [
        b"<html><p>Busy</html>",
        b"<feed/>",
        b"",
        b"<OAI-PMH",
        WITH_ENTITIES,
        b"<!--" + b"x" * 2_000 + b"-->" + WITH_ENTITIES,
        WITH_ENTITIES.decode().encode("utf-16"),
    ],
    ids=["HTML", "other XML", "nothing", "cut", "entities", "far behind", "in UTF-16"],
)
def test_what_is_none_of_its_answers_stays_what_it_is(answer: bytes) -> None:
    assert as_json(answer) == answer


@pytest.mark.parametrize("encoding", ["utf-8", "utf-32", "big5", "punycode", "rot13", "none"])
def test_an_answer_is_utf_8_whatever_it_says(encoding: str) -> None:
    """OAI-PMH 2.0, section 3.2."""
    record = "<ListRecords>" + (RECORD % b"").decode().replace("oai:1", "Æ") + "</ListRecords>"
    answer = (ENVELOPE % record.encode()).replace(b"?>", f' encoding="{encoding}"?>'.encode(), 1)
    assert dig(orjson.loads(as_json(answer)), ("records", 0, "identifier")) == "Æ"


@pytest.mark.parametrize("depth", [400, 3_000])
def test_a_record_is_read_however_deep_it_is_nested(depth: int) -> None:
    nested = b"<metadata>" + b"<a>" * depth + b"</a>" * depth + b"</metadata>"
    found = read(b"<ListRecords>" + RECORD % nested + RECORD % b"" + b"</ListRecords>")
    levels = 0
    while inner := dig(found, ("records", 0, "metadata", *(["a", 0] * levels))):
        assert set(inner) == {"a"}
        levels += 1
    assert (levels, dig(found, ("records", 1, "identifier"))) == (49, "oai:1")
