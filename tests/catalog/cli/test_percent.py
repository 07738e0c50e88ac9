import click
import pytest

from catalog.cli.percent import Share


@pytest.mark.parametrize(
    ("text", "share"), [("50", 0.5), ("2.5 %", 0.025), ("0.5%", 0.005), ("0", 0.0), ("100", 1.0)]
)
def test_per_cent_become_a_share(text: str, share: float) -> None:
    assert Share().convert(text, None, None) == share


def test_a_share_of_before_is_understood_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert Share().convert("0.25", None, None) == 0.25
    assert capsys.readouterr().err == (
        "0.25 is read as a share; it is per cent from now on: write 25\n"
    )


@pytest.mark.parametrize("text", ["nan", "inf", "101", "-1", "half", ""])
def test_what_is_no_part_of_a_whole_is_refused(text: str) -> None:
    with pytest.raises(click.BadParameter):
        Share().convert(text, None, None)
