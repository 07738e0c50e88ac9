"""Run the benches named, or all: `python -m bench crawl database`."""

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


def main(names: list[str]) -> int:
    """Print every ratio and return 1 if one misses its target."""
    print(machine())
    ratios: list[Ratio] = []
    for name in names or BENCHES:
        for ratio in importlib.import_module(f"bench.{name}").ratios():
            print(ratio, flush=True)
            ratios.append(ratio)
    return int(not all(ratio.met for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
