import csv

from click.testing import CliRunner

from catalog.cli import cli
from tests.catalog.lake.working_output import CRAWL
from tests.catalog.warc.warcs import figure, record, write_crawl

URL = "https://photos.example/1"


def call(*args):
    return CliRunner().invoke(cli, list(args), catch_exceptions=True)


def test_candidates_are_found_approved_and_read(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_crawl(tmp_path, {URL: record(URL, figure("bee"))})
    place = ["--crawl", CRAWL, "--lake", "lake", "--source", "source"]

    listed = call("candidates", *place)
    approved = call("candidates", "approve", "www.photos.example", "--note", "all CC BY")
    again = call("candidates", *place)
    read = call("images", "extract", *place, "--output", "out", "--reviewed", "--workers", "1")

    assert [done.exit_code for done in (listed, approved, again, read)] == [0, 0, 0, 0]
    assert "photos.example" in listed.stdout
    with (tmp_path / "candidates" / "candidates.csv").open(newline="") as file:
        assert [(row["domain"], row["mark"]) for row in csv.DictReader(file)] == [
            ("photos.example", "approved")
        ]
    assert (tmp_path / "candidates" / "candidates.html").read_text().startswith("<!DOCTYPE html>")
    out = tmp_path / "out" / "common_crawl_image_data" / CRAWL / "photos.example" / "w.csv"
    assert "bee.jpg" in out.read_text()


def test_what_is_no_domain_cannot_be_decided(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    refused = call("candidates", "reject", "https://a.example/", "--note", "x")

    assert "is no domain" in str(refused.exception)
    assert list(tmp_path.iterdir()) == []


def test_a_partition_must_be_named():
    assert "say which partition" in str(call("candidates").exception)
