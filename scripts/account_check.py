"""Work on a deployed environment as its schedules would, and fail where something does not come.

    python -m scripts.account_check crawl|publish|query|provider

The workflow `account` calls these one after the other on a real account; the tests call them on
the local AWS. Each waits for its end and prints what it found.
"""

import argparse
import sys
import time
from collections.abc import Callable
from typing import Any

from catalog.errors import CatalogError
from catalog.operations import names, step_functions

Clients = Callable[[str], Any]
# A small provider whose whole list is a few hundred records.
PROVIDER = "nappy"
POLL_SECONDS = 5.0
_ENDED = {"SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "STOPPED", "TIMEOUT", "ERROR", "CANCELLED"}


def main() -> None:
    """Do one step."""
    from catalog.operations.aws import client

    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("step", choices=sorted(STEPS))
    print(STEPS[parser.parse_args().step](client))


def crawl(clients: Clients) -> str:
    """Extract the newest crawl, as many files as the deployment is limited to."""
    output = run_machine(clients, names.ETL, {"accept_cost": True})
    run = output["run"]
    if run["action"] != "run":
        return f"{run['crawl']}: {run['reason']}"
    found = output["coverage"]["found"]
    if not found:
        sys.exit(f"error: {run['crawl']} has no output")
    return f"{run['crawl']}: {found} files extracted"


def publish(clients: Clients) -> str:
    """Run the Glue job that publishes, and look for the partition that it registers."""
    glue = clients("glue")
    run = glue.start_job_run(JobName=names.PUBLISH_JOB)["JobRunId"]

    def status() -> str:
        answer = glue.get_job_run(JobName=names.PUBLISH_JOB, RunId=run)["JobRun"]
        return str(answer["JobRunState"])

    expect(wait(status), f"{names.PUBLISH_JOB} {run}")
    return f"{run}: published"


def query(clients: Clients) -> str:
    """Ask Athena how many links there are, and fail where there are none."""
    athena = clients("athena")
    started = athena.start_query_execution(
        QueryString=f"SELECT count(*) FROM {names.LAKE_TABLE}",
        QueryExecutionContext={"Database": names.LAKE_DATABASE},
        WorkGroup="openverse",
    )["QueryExecutionId"]

    def status() -> str:
        answer = athena.get_query_execution(QueryExecutionId=started)["QueryExecution"]
        return str(answer["Status"]["State"])

    expect(wait(status), f"query {started}")
    rows = athena.get_query_results(QueryExecutionId=started)["ResultSet"]["Rows"]
    count = int(rows[-1]["Data"][0]["VarCharValue"]) if rows else 0
    if not count:
        sys.exit("error: the lake has no links")
    return f"{count} links in the lake"


def provider(clients: Clients) -> str:
    """Pull a provider and load what came into the database."""
    output = run_machine(clients, names.INGEST, {"provider": PROVIDER})
    written, inserted = output["pulled"].get("written", 0), output["counts"].get("inserted", 0)
    if not written or not inserted:
        sys.exit(f"error: {PROVIDER} gave {written} records, of which {inserted} were loaded")
    return f"{PROVIDER}: {written} records written, {inserted} inserted"


def run_machine(clients: Clients, name: str, request: dict[str, Any]) -> Any:
    """Run a state machine to its end and return its output."""
    steps = clients("stepfunctions")
    try:
        started = step_functions.start(steps, name, request)
        return step_functions.wait(steps, started, poll_seconds=POLL_SECONDS)
    except CatalogError as error:
        sys.exit(f"error: {error}")


def wait(status: Callable[[], str], *, hours: float = 4) -> str:
    """Ask until the answer is an end, and return it."""
    deadline = time.monotonic() + 3600 * hours
    while (now := status()) not in _ENDED:
        if time.monotonic() > deadline:
            sys.exit(f"error: still {now} after {hours:g} hours")
        time.sleep(POLL_SECONDS)
    return now


def expect(status: str, what: str) -> None:
    """End with an error unless it succeeded."""
    if status != "SUCCEEDED":
        sys.exit(f"error: {what} ended as {status}")


STEPS: dict[str, Callable[[Clients], str]] = {
    "crawl": crawl,
    "publish": publish,
    "query": query,
    "provider": provider,
}

if __name__ == "__main__":
    main()
