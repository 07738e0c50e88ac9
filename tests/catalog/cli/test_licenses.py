import json
import subprocess
import sys

from click.testing import CliRunner

from catalog.cli import cli

BY_US = {
    "url": "http://creativecommons.org/licenses/by/3.0/us/deed.en",
    "license": "by",
    "license_version": "3.0",
    "license_jurisdiction": "us",
    "license_url": "https://creativecommons.org/licenses/by/3.0/us/",
}
NOTHING = {
    "url": "http://[bad",
    "license": None,
    "license_version": None,
    "license_jurisdiction": None,
    "license_url": None,
}


def test_each_url_gives_one_json_line_with_nulls_where_it_is_no_licence() -> None:
    result = CliRunner().invoke(cli, ["licenses", "resolve", BY_US["url"], "http://[bad"])
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == [BY_US, NOTHING]


def test_a_dash_reads_urls_from_the_standard_input() -> None:
    lines = f"{BY_US['url']}\n\n  http://[bad\r\n"
    result = CliRunner().invoke(cli, ["licenses", "resolve", "-"], input=lines)
    assert [json.loads(line) for line in result.stdout.splitlines()] == [BY_US, NOTHING]


def test_no_url_at_all_is_a_usage_error() -> None:
    result = CliRunner().invoke(cli, ["licenses", "resolve"])
    assert (result.exit_code, "URL..." in result.stderr) == (2, True)


def test_the_command_loads_no_heavy_library() -> None:
    code = (
        "import sys; from catalog.cli import licenses; "
        "print({'pyarrow', 'requests', 'duckdb', 'boto3', 'rich'} & set(sys.modules))"
    )
    output = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert output.stdout == b"set()\n"
