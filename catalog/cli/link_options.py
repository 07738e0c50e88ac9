"""The options by which commands ask for works' files, and what asks."""

from collections.abc import Iterable
from dataclasses import dataclass

import click

from catalog.apis.host_manners import HostManners
from catalog.apis.link_probe import LinkProber
from catalog.apis.web_session import public_session
from catalog.cli.options import gathered, together
from catalog.settings import load_settings

# Said behind what is held back.
ACCEPT = "If that is right, give --accept-counts"


@dataclass(frozen=True, slots=True)
class AskingOptions:
    """What --budget, --delay, --ignore-robots, --allow-private and --mirror say."""

    budget: int
    delay: float
    ignore_robots: bool
    allow_private: bool
    mirror: str | None


# The command gets them and its own --mirror as one argument, `how`.
asking_options = together(
    click.option(
        "--budget",
        type=click.IntRange(min=1),
        default=10_000,
        metavar="REQUESTS",
        help="How many requests may be sent in all. The next run goes on behind them.",
    ),
    click.option(
        "--delay",
        type=click.FloatRange(min=0),
        default=1.0,
        metavar="SECONDS",
        help="Between two requests to one host; its robots.txt may ask for more.",
    ),
    click.option(
        "--ignore-robots", is_flag=True, help="Do not ask robots.txt: for a site of your own."
    ),
    click.option(
        "--allow-private",
        is_flag=True,
        help="Ask also addresses that are not public, such as a server of your own network.",
    ),
    gathered(AskingOptions, "how"),
)


@dataclass(frozen=True, slots=True)
class Asking:
    """What asks for files, and keeps the pace."""

    prober: LinkProber
    manners: HostManners


def asking(how: AskingOptions, placeholders: Iterable[bytes] = ()) -> Asking:
    """Return what asks as the options say."""
    agent = load_settings().user_agent
    session = public_session(agent, allow_private=how.allow_private, mirror=how.mirror)
    manners = HostManners(session, agent, how.delay, how.budget, robots=not how.ignore_robots)
    known = frozenset(placeholders)
    return Asking(LinkProber(session, manners.may_ask, known.__contains__), manners)
