"""An image and a recording with no more than they must have."""

from dataclasses import replace

from catalog.licenses import from_url
from catalog.records import MediaRecord

BY = from_url("http://creativecommons.org/licenses/by/4.0")
assert BY is not None
IMAGE = MediaRecord(
    media_type="image",
    license_info=BY,
    foreign_identifier="1",
    foreign_landing_url="https://example.org/photos/1",
    url="https://example.org/1.JPEG",
    provider="example",
)
AUDIO = replace(IMAGE, media_type="audio", url="https://example.org/1.mp3")
