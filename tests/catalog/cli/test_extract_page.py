import json

from click.testing import CliRunner

from catalog.cli import cli, main

PAGE = """<!doctype html><title>Bees</title>
<figure><img src="/bee.jpg" alt="A bee" width="800" height="600">
<a rel="license" href="https://creativecommons.org/licenses/by/4.0/"><img
src="https://licensebuttons.net/l/by/4.0/88x31.png"></a>
<img src="/p.gif" width="1" height="1"></figure>
<figure><img src="/hive.jpg">
<a rel="license" href="https://creativecommons.org/licenses/by/9.0/">CC BY</a></figure>"""
URL = "https://photos.example/bees"


def test_a_saved_page_is_printed_as_records_and_rejections(tmp_path):
    file = tmp_path / "page.html"
    file.write_text(PAGE)

    result = CliRunner().invoke(cli, ["images", "extract-page", "--url", URL, str(file)])

    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [
        {
            "foreign_identifier": "https://photos.example/bee.jpg",
            "foreign_landing_url": URL,
            "url": "https://photos.example/bee.jpg",
            "thumbnail": None,
            "filetype": "jpg",
            "filesize": None,
            "license": "by",
            "license_version": "4.0",
            "creator": None,
            "creator_url": None,
            "title": "A bee",
            "meta_data": {
                "evidence_text": "https://creativecommons.org/licenses/by/4.0/",
                "evidence_where": "caption: html > body > figure",
                "evidence": "figure",
                "confidence": "high",
                "license_url": "https://creativecommons.org/licenses/by/4.0/",
                "raw_license_url": "https://creativecommons.org/licenses/by/4.0/",
            },
            "tags": None,
            "category": None,
            "watermarked": None,
            "provider": "photos.example",
            "source": "photos.example",
            "ingestion_type": "commoncrawl",
            "width": 800,
            "height": 600,
        }
    ]
    assert [json.loads(line) for line in result.stderr.splitlines()] == [
        {
            "rejected": "unknown_license_url",
            "detail": "https://creativecommons.org/licenses/by/9.0/",
        },
        {
            "rejected": "license_button",
            "detail": "https://licensebuttons.net/l/by/4.0/88x31.png",
        },
        {"rejected": "tracking_pixel", "detail": "https://photos.example/p.gif"},
    ]


def _error(capsys, *args):
    try:
        main(["images", "extract-page", *args])
    except SystemExit as ended:
        return ended.code, capsys.readouterr().err
    return 0, ""


def test_a_page_on_standard_input_is_read_as_one_in_a_file():
    command = ["images", "extract-page", "--url", URL, "-"]

    result = CliRunner().invoke(cli, command, input=PAGE)

    assert result.exit_code == 0
    assert [json.loads(line)["url"] for line in result.stdout.splitlines()] == [
        "https://photos.example/bee.jpg"
    ]


def test_a_missing_file_ends_with_one_clear_line(capsys):
    assert _error(capsys, "--url", URL, "/no/such/page.html") == (
        2,
        "error: cannot read /no/such/page.html: No such file or directory\n",
    )


def test_a_file_that_is_no_html_ends_with_one_clear_line(capsys, tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(b"%PDF-1.7 <html>")

    assert _error(capsys, "--url", URL, str(file)) == (
        2,
        f"error: {file} is not HTML. Give a saved web page.\n",
    )


def test_an_address_that_is_none_ends_with_one_clear_line(capsys, tmp_path):
    assert _error(capsys, "--url", "photos", str(tmp_path)) == (
        2,
        "error: --url 'photos' is no web address. Write https://host/path.\n",
    )
