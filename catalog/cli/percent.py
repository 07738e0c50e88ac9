"""Shares of a whole, in per cent."""

import math
from typing import Any

import click

from catalog.cli.output import say


class Share(click.ParamType[float]):
    """Per cent of a whole, with or without the sign; the function gets a share of 0 to 1.

    For one version a number below 1 is read as the share that it was until now.
    """

    name = "percent"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the share.

        >>> [Share().convert(text, None, None) for text in ("50", "2.5 %", "0%", "100")]
        [0.5, 0.025, 0.0, 1.0]
        """
        text = str(value).strip()
        number = text.removesuffix("%").strip()
        try:
            percent = float(number)
        except ValueError:
            self.fail(f"{text} is no number of per cent. Write it as in 2.5.", param, ctx)
        if not (math.isfinite(percent) and 0 <= percent <= 100):
            self.fail(f"{text} is not in the range of 0 to 100 per cent.", param, ctx)
        if number == text and 0 < percent < 1:
            say(f"{text} is read as a share; it is per cent from now on: write {100 * percent:g}")
            return percent
        return percent / 100
