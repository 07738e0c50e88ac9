"""Run the benches named, or all: `python -m bench crawl database`."""

import argparse
import importlib
import sys

from bench.harness import Ratio, machine

BENCHES: tuple[str, ...] = (
    "crawl",
    "lake",
    "plan",
    "reports",
    "inlinks",
    "pages",
    "reader",
    "providers",
    "database",
    "popularity",
)


# They need much time or disk, or a server of one's own, and are run only by name.
BY_NAME = ("adoption", "growth", "partitions", "upgrade")


def main(arguments: list[str]) -> int:
    """Print every ratio and return 1 if one misses its target."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    known = (*BENCHES, *BY_NAME)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(known)}")
    names = parser.parse_args(arguments).names
    for name in names:
        if name not in known:
            parser.error(f"there is no bench {name!r}; there are {', '.join(known)}")
    print(machine())
    ratios: list[Ratio] = []
    for name in names or BENCHES:
        for ratio in importlib.import_module(f"bench.{name}").ratios():
            print(ratio, flush=True)
            ratios.append(ratio)
    return int(not all(ratio.met for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
