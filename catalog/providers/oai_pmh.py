"""OAI-PMH, the protocol of archives, whose answers are XML: read into the JSON that we parse.

https://www.openarchives.org/OAI/openarchivesprotocol.html

A list goes on by a `resumptionToken`, which is sent alone, without what was asked at first; its end
is an empty token, or none. Errors come with status 200 in an element `error`, and an empty list is
one of them, `noRecordsMatch`.
"""

from typing import Any
from xml.etree import ElementTree as ET

import orjson

from catalog.apis.error_rules import ErrorRule
from catalog.apis.paginators import Params, Token

_OAI = "{http://www.openarchives.org/OAI/2.0/}"
ERRORS = (
    ErrorRule("end", path=("error", "code"), values=("noRecordsMatch",)),
    ErrorRule("gone", path=("error", "code"), values=("idDoesNotExist",)),
    ErrorRule("restart", path=("error", "code"), values=("badResumptionToken",)),
    ErrorRule("fail", path=("error", "code")),
)
PAGES = Token("resumptionToken", ("resumptionToken",), alone=("metadataPrefix", "from", "until"))


# Records of real formats are some ten deep; JSON may be 254 deep, two for an element.
_DEEPEST = 50


class _Builder(ET.TreeBuilder):
    """Refuses a document type before its entities are read: the protocol's answers have none."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse it."""
        raise ET.ParseError(f"a document type {name}, {pubid}, {system}")


def list_of(prefix: str) -> Params:
    """Return the question for all records in a metadata format."""
    return {"verb": "ListRecords", "metadataPrefix": prefix}


def as_json(answer: bytes) -> bytes:
    """Make JSON of an answer; what is no XML of this protocol stays as it is.

    An element becomes an object: its attributes as `@name`, its text as `#`, and its children as
    lists by their names, all without namespaces. What is nested deeper than 50 elements in a
    record is left out.
    """
    # The protocol's answers are UTF-8 (section 3.2), whatever else one may say that it is.
    parser = ET.XMLParser(target=_Builder(), encoding="utf-8")  # noqa: S314 - see _Builder
    try:
        root = ET.fromstring(answer, parser)  # noqa: S314
    except ET.ParseError:
        return answer
    if root.tag != f"{_OAI}OAI-PMH":
        return answer
    error, token = root.find(f"{_OAI}error"), root.find(f"*/{_OAI}resumptionToken")
    return orjson.dumps(
        {
            "records": [_record(one) for one in root.iterfind(f"*/{_OAI}record")],
            "resumptionToken": (token.text or "").strip() or None if token is not None else None,
            **({"error": _error(error)} if error is not None else {}),
        }
    )


def _error(element: ET.Element) -> dict[str, Any]:
    return {"code": element.get("code"), "message": (element.text or "").strip()}


def _record(element: ET.Element) -> dict[str, Any]:
    header, metadata = element.find(f"{_OAI}header"), element.find(f"{_OAI}metadata")
    return {
        "identifier": element.findtext(f"{_OAI}header/{_OAI}identifier"),
        "datestamp": element.findtext(f"{_OAI}header/{_OAI}datestamp"),
        "deleted": header is not None and header.get("status") == "deleted",
        "metadata": _tree(metadata[0]) if metadata is not None and len(metadata) else None,
    }


def _tree(element: ET.Element, depth: int = 1) -> dict[str, Any]:
    tree: dict[str, Any] = {f"@{_local(name)}": value for name, value in element.items()}
    text = (element.text or "").strip()
    if text:
        tree["#"] = text
    for child in element if depth < _DEEPEST else ():
        tree.setdefault(_local(child.tag), []).append(_tree(child, depth + 1))
    return tree


def _local(name: str) -> str:
    return name.rpartition("}")[2]
