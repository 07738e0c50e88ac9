"""What a crawl cluster's step does, done in this process on what lies in the local S3."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from catalog.engine import Reports, Task
from catalog.images import images_run
from catalog.images.image_task import ExtractImages
from catalog.images.page_plan import read_plan
from catalog.links.links_run import check, plan, run

if TYPE_CHECKING:
    from local_aws.environment import LocalAws


class OneByOne:
    """The engine of a cluster that has one core."""

    def __init__(self, *, lose_half: bool) -> None:
        self._lose_half = lose_half

    def run(self, task: Task, items: Iterable[str]) -> Reports:
        """Run the task, or with `lose_half` as a cluster whose spot nodes were taken away."""
        for number, item in enumerate(items):
            if not (self._lose_half and number % 2):
                yield task(item)


def run_step(aws: "LocalAws", arguments: list[str], *, lose_half: bool) -> None:
    """Run the script that a spark-submit line names."""
    script = next(index for index, word in enumerate(arguments) if word.endswith(".py"))
    name = arguments[script].rpartition("/")[2]
    options = dict(zip(arguments[script + 1 :: 2], arguments[script + 2 :: 2], strict=True))
    _SCRIPTS[name](options, OneByOne(lose_half=lose_half))


def _extract_links(options: dict[str, str], engine: OneByOne) -> None:
    job = plan(
        options["--crawl"],
        source=options["--source"],
        output=options["--output"],
        wat=[options["--wat"]],
    )
    check(run(job, engine), 5.0)


def _extract_images(options: dict[str, str], engine: OneByOne) -> None:
    crawl = options["--crawl"]
    wanted = read_plan(options["--inputs"])
    task = ExtractImages(crawl, options["--source"], options["--output"])
    images_run.check(images_run.run(wanted, engine, task), 5.0)


_SCRIPTS = {
    "extract_cc_links.py": _extract_links,
    "extract_provider_images.py": _extract_images,
}
