from pathlib import Path

import pytest

from catalog.errors import UsageError
from catalog.settings import Settings, load_settings


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("CONFIG", "CONTACT", "COMMON_CRAWL", "DATABASE_URL", "DB_DIR", "TURNS_DIR"):
        monkeypatch.delenv(f"CATALOG_{name}", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.chdir(tmp_path)


def test_without_variables_and_file_the_defaults_count() -> None:
    assert load_settings() == Settings()
    assert load_settings().db_dir == Path(".catalog/db")


def test_a_variable_beats_the_file_and_the_file_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path("catalog.toml").write_text('contact = "file@x.example"\ncommon-crawl = "s3://cc/"\n')
    monkeypatch.setenv("CATALOG_CONTACT", "variable@x.example")
    found = load_settings()
    assert (found.contact, found.common_crawl) == ("variable@x.example", "s3://cc/")


@pytest.mark.parametrize(
    ("variables", "file", "url", "directory"),
    [
        ({"DATABASE_URL": "postgresql://shop"}, "", "postgresql://shop", ".catalog/db"),
        ({"DATABASE_URL": "postgresql://shop", "CATALOG_DB_DIR": "mine"}, "", None, "mine"),
        ({"DATABASE_URL": "postgresql://shop"}, 'db-dir = "filed"', None, "filed"),
        (
            {"DATABASE_URL": "postgresql://shop", "CATALOG_DATABASE_URL": "postgresql://ours"},
            'db-dir = "filed"',
            "postgresql://ours",
            ".catalog/db",
        ),
        ({"CATALOG_DB_DIR": "mine"}, 'database-url = "postgresql://filed"', None, "mine"),
    ],
)
def test_what_names_our_database_beats_what_other_programs_use_too(
    monkeypatch: pytest.MonkeyPatch,
    variables: dict[str, str],
    file: str,
    url: str | None,
    directory: str,
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    Path("catalog.toml").write_text(file)
    found = load_settings()
    assert (found.database_url, found.db_dir) == (url, Path(directory))


def test_two_databases_in_one_place_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOG_DB_DIR", "mine")
    monkeypatch.setenv("CATALOG_DATABASE_URL", "postgresql://ours")
    with pytest.raises(UsageError, match="the environment names two databases"):
        load_settings()


def test_a_project_may_keep_the_settings_in_its_pyproject(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pyproject.toml").write_text('[tool.catalog]\ncontact = "a@x.example"\n')
    assert load_settings().contact == "a@x.example"
    Path("catalog.toml").write_text('contact = "b@x.example"\n')
    assert load_settings().contact == "b@x.example"
    Path("other.toml").write_text('contact = "c@x.example"\n')
    monkeypatch.setenv("CATALOG_CONFIG", "other.toml")
    assert load_settings().contact == "c@x.example"


@pytest.mark.parametrize(
    ("file", "told"),
    [
        ('contakt = "a"', "catalog.toml has a setting 'contakt', which is none. Did you mean"),
        ("contact = 3", "catalog.toml: contact must be a text in quotes, not 3"),
        ("contact = ", "the configuration catalog.toml is no TOML: "),
    ],
)
def test_a_file_that_cannot_be_followed_is_refused(file: str, told: str) -> None:
    Path("catalog.toml").write_text(file)
    with pytest.raises(UsageError) as refused:
        load_settings()
    assert str(refused.value).startswith(told)


def test_a_configuration_that_is_named_and_not_there_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CATALOG_CONFIG", "none.toml")
    with pytest.raises(UsageError, match=r"cannot read the configuration none.toml: No such file"):
        load_settings()


def test_a_password_is_not_in_the_representation() -> None:
    assert "s3cret" not in repr(Settings(database_url="postgresql://ann:s3cret@db/x"))
