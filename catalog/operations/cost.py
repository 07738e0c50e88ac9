"""What a full crawl takes on EMR: hours and US dollars, from sizes, prices and a measured speed.

All of it is data and arithmetic, so that the command line and the state machine's preflight, which
asks for approval above a limit, come to the same figure.
"""

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import orjson

from catalog.errors import UsageError

DEFAULT_INSTANCE = "c7g.8xlarge"
DEFAULT_NODES = 10
# Compressed MB/s of one vCPU, on which a bill is promised. A core of the bench's machine does 72 to
# 92 in processor time, read by S3's client over TLS (docs/benchmarks.md); Spark takes a fifth.
# Of the rest a third is promised, since two things were not measured: a Graviton core, and 32
# streams from S3 on one node (6 of its 15 Gbit/s; AWS says 85 to 90 MB/s of one stream).
DEFAULT_RATE = 24.0
# WARC is read a little faster (the bench), but S3 gives a stream no more.
DEFAULT_WARC_RATE = 24.0
# The share of the machines' time that is work: stragglers, the operating system's core.
_EFFICIENCY = 0.85
# Of the baseline network speed, what streams from S3 really get.
_NETWORK_SHARE = 0.8
# Minutes until the cluster runs and until it is gone; assumptions.
_BOOT, _TAIL = 6, 5
# The root volume and the one volume that the fleets ask for (stacks/constructs/job_flow.py). Left
# to itself EMR would give an 8xlarge four more of 128 GB.
ROOT_GB, DATA_GB = 32, 64
DEFAULT_CORE_NODES = 2
_HOURS_PER_MONTH = 730
_SAMPLE = 200
MOST_NODES = 400
_REQUESTS_AT_ONCE = 16


@dataclass(frozen=True, slots=True)
class Estimate:
    """The time and the price of one crawl.

    Attributes:
        size_bytes: compressed bytes of all WAT files.
        instance_type: of the nodes that work.
        rate: compressed MB/s that one vCPU reads, as used: the measured or the network's share.
        network_bound: whether the network and not the processor sets it.
        hours: from the request for the cluster to its end.
        usd: all of it: working, core and primary nodes, EMR, disks, requests.
        usd_on_demand: the same, were the nodes not spot.
    """

    size_bytes: int
    files: int
    instance_type: str
    nodes: int
    rate: float
    network_bound: bool
    hours: float
    usd: float
    usd_on_demand: float
    prices_of: str


@cache
def prices() -> dict[str, Any]:
    """Return the project's one file of prices."""
    text = files("catalog.operations").joinpath("prices.json").read_bytes()
    data: dict[str, Any] = orjson.loads(text)
    return data


def estimate(
    size_bytes: int,
    *,
    file_count: int,
    instance_type: str = DEFAULT_INSTANCE,
    nodes: int = DEFAULT_NODES,
    rate: float = DEFAULT_RATE,
    core_nodes: int = DEFAULT_CORE_NODES,
) -> Estimate:
    """Work out time and price.

    The rate is the compressed MB/s that one vCPU can extract; core nodes are on-demand ones of the
    primary's type that hold the application master.

    Raises:
        UsageError: the prices file does not have the type, or a figure is not positive.
    """
    known = prices()["instances"]
    if instance_type not in known:
        raise UsageError(f"there is no price for {instance_type}. Known: {', '.join(known)}.")
    if min(size_bytes, file_count, nodes, rate) <= 0:
        raise UsageError("size, files, nodes and rate must be more than 0.")
    node = known[instance_type]
    network = _NETWORK_SHARE * node["gbps"] * 1e9 / 8 / node["vcpu"] / 1e6
    used = min(rate, network)
    seconds = size_bytes / (used * 1e6 * node["vcpu"] * nodes * _EFFICIENCY)
    hours = seconds / 3600 + (_BOOT + _TAIL) / 60
    around = _around(hours, nodes, core_nodes, file_count)
    return Estimate(
        size_bytes,
        file_count,
        instance_type,
        nodes,
        rate=used,
        network_bound=network < rate,
        hours=hours,
        usd=nodes * hours * (node["spot"] + node["emr"]) + around,
        usd_on_demand=nodes * hours * (node["on_demand"] + node["emr"]) + around,
        prices_of=prices()["date"],
    )


def cheapest(
    size_bytes: int, *, file_count: int, within: float, rate: float = DEFAULT_RATE
) -> Estimate | None:
    """Return the cheapest type and number of nodes that are done within so many hours, or None."""
    estimates = (
        estimate(size_bytes, file_count=file_count, instance_type=name, nodes=nodes, rate=rate)
        for name in prices()["instances"]
        for nodes in range(1, MOST_NODES + 1)
    )
    # Few nodes keep the primary and the core nodes long, many wait long together at the beginning.
    fit = [item for item in estimates if item.hours <= within]
    return min(fit, key=lambda estimated: estimated.usd, default=None)


def in_words(found: Estimate | None) -> str:
    """Return the machines of an estimate, their hours and dollars, in one line."""
    if found is None:
        return "none of these types"
    return f"{found.nodes} x {found.instance_type}: {found.hours:.2f} h, {found.usd:.2f} USD"


def _around(hours: float, nodes: int, core_nodes: int, file_count: int) -> float:
    """Return the dollars for all but the working nodes: primary, core nodes, disks, requests."""
    price = prices()
    others = 1 + core_nodes
    gigabytes = (ROOT_GB + DATA_GB) * (nodes + others)
    disks = price["ebs_gb_month"] * gigabytes * hours / _HOURS_PER_MONTH
    # A file is one GET, and one PUT each for its rows and its report.
    requests = file_count / 1000 * (price["get_per_1000"] + 2 * price["put_per_1000"])
    return float(hours * others * price["primary"]["hourly"] + disks + requests)


def total_size(
    uris: Sequence[str], size_of: Callable[[str], int | None], *, sample: int = _SAMPLE
) -> int:
    """Return the bytes of all files, from the sizes of a sample: the same ones for the same list.

    Raises:
        UsageError: there are no files, or none of those asked for has a size.
    """
    asked = random.Random(0).sample(list(uris), min(sample, len(uris)))  # noqa: S311 - a sample
    with ThreadPoolExecutor(_REQUESTS_AT_ONCE) as pool:
        sizes = [size for size in pool.map(size_of, asked) if size]
    if not sizes:
        raise UsageError("no file's size could be found; give it with --size-tib.")
    return round(sum(sizes) / len(sizes) * len(uris))
