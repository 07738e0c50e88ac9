"""A site of the tests: a small catalog with hostile records, a lake, runs, candidates."""

import json
from pathlib import Path
from typing import Any

from catalog.database.connection import Connection

SCRIPT = '"><script>window.hacked=1</script><img src=x onerror="window.hacked=1">'
HOSTILE_QUERY = '"onerror="window.hacked=1"><script>window.hacked=1</script>'
HOSTILE = {
    "script": SCRIPT,
    "attribute": "' onmouseover='window.hacked=1' autofocus onfocus='window.hacked=1' x='",
    "template": "{{ 7 * 7 }}{% raw %}${7*7}",
    "turned": "safe \u202egpj.exe\u2066\x1b[31m\u0000".replace("\u0000", ""),
    "long": "W" * 1900,
    "rtl": "ثعلب أحمر",
    "emoji": "🦊" * 50,
    "plain": "A heron",
}
MUSEUM = "museum.example"
_PLAIN = "https://img.example/"


def add_records(connection: Connection) -> dict[str, str]:
    """Add a record of each title, all hostile but the last; return identifiers by name."""
    found = {}
    # As in a database whose rows are older than the checks: a page must be safe with those, too.
    for column in ("foreign_landing_url", "thumbnail", "creator_url"):
        connection.execute(f"ALTER TABLE image DROP CONSTRAINT image_{column}_shape_check")
    connection.execute("ALTER TABLE image DROP CONSTRAINT image_values_check")
    for number, (name, title) in enumerate(HOSTILE.items()):
        row = connection.execute(
            "INSERT INTO image (created_on, updated_on, provider, source, foreign_identifier,"
            " foreign_landing_url, url, thumbnail, license, license_version, removed_from_source,"
            " title, creator, creator_url, tags, meta_data, ingestion_type, width, height)"
            " VALUES (now(), now(), %(provider)s, 'x', %(id)s, %(landing)s, %(url)s,"
            " 'data:image/svg+xml,<svg onload=alert(1)>', 'by', '4.0', false, %(title)s, %(title)s,"
            " 'javascript:alert(1)', %(tags)s, %(meta)s, 'commoncrawl', 800, 600)"
            " RETURNING identifier",
            {
                "provider": "flickr" if number else SCRIPT[:80],
                "id": f"{number}{title}"[:3000],
                "landing": _PLAIN if name == "plain" else "javascript:alert(1)",
                "url": f"{_PLAIN}{number}.jpg" + f"?{HOSTILE_QUERY}" * (name != "plain"),
                "title": title,
                "tags": json.dumps([{"name": title[:500], "provider": "flickr"}]),
                "meta": json.dumps({title[:100]: title, "evidence": "json_ld"}),
            },
        ).fetchone()
        found[name] = str(row[0])  # type: ignore[index]
    connection.execute(
        "INSERT INTO audio (created_on, updated_on, provider, source, foreign_identifier,"
        " foreign_landing_url, url, license, license_version, removed_from_source, title)"
        " VALUES (now(), now(), 'jamendo', 'jamendo', 's', 'https://a.example/s',"
        " 'https://a.example/s.mp3', 'cc0', '1.0', false, %s)",
        [SCRIPT],
    )
    connection.execute(
        "INSERT INTO load_count VALUES ('image', 'flickr', 'file', %s, 'f', 7, now())", [SCRIPT]
    )
    return found


def write_landing(folder: Path) -> Path:
    """Write the reports of two runs."""
    for day, status in ((1, "done"), (2, "failed")):
        place = folder / "image" / "flickr" / "year=2026" / "month=10" / f"day=0{day}"
        place.mkdir(parents=True)
        report: dict[str, Any] = {
            "provider": "flickr",
            "day": f"2026-10-0{day}",
            "status": status,
            "fetched": 10,
            "parsed": 9,
            "written": 8,
            "rejected": {SCRIPT: 1},
            "errors": [{"error": SCRIPT}] if status == "failed" else [],
            "error": SCRIPT if status == "failed" else None,
            "duration": 1.5,
        }
        (place / "_report.json").write_text(json.dumps(report))
    return folder


def write_candidates(file: Path) -> Path:
    """Write two candidates, one of which says hostile things of itself."""
    media = {
        "url": f"https://m.example/1.jpg?{HOSTILE_QUERY}",
        "license": "by 4.0",
        "evidence": "block",
    }
    page = {"url": "javascript:alert(1)", "high": 1, "medium": 0, "problem": "", "state": "read"}
    sample = [page | {"media": [media | {"words": f"CC BY {SCRIPT}"}]}]
    facts = {"mark": "", "note": "", "pages": 5, "images": 9, "expected_media": 4}
    listed = [
        {"rank": rank, "domain": domain, "licenses": {"by 4.0": 5}, "sample": sample, **facts}
        for rank, domain in enumerate((MUSEUM, "photos.example"), 1)
    ]
    listed.append({**listed[0], "domain": "wiki.example", "mark": "wiki"})
    file.write_text(json.dumps({"crawl": "CC-MAIN-2026-43", "candidates": listed}))
    return file
