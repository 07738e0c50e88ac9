from catalog.apis.client import PoliteClient
from catalog.files.http import HttpLimits, new_session
from catalog.providers.ccmixter import without_leading_zeros
from tests.catalog.fakeapi import as_json, serving


def test_zeros_before_a_number_are_dropped_and_those_in_text_stay() -> None:
    answer = b'[{"bpm": 094, "x": [00, -07, 0.5, 100], "name": "take \\"007\\": 012"}]'
    assert (
        without_leading_zeros(answer)
        == b'[{"bpm": 94, "x": [0, -7, 0.5, 100], "name": "take \\"007\\": 012"}]'
    )


def test_an_answer_that_is_repeated_in_a_very_long_header_is_read() -> None:
    with serving(lambda _path, _query: as_json([1], **{"X-Json": "x" * 200_000})) as api:
        client = PoliteClient("ccmixter", HttpLimits(delay=0.01), session=new_session("test"))
        assert client.get(api.url).payload == [1]
