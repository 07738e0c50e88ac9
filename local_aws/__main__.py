"""`make deploy-local` and `make destroy-local`: the platform on a local AWS, to try out."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

from local_aws.deploy import (
    ROOT,
    bootstrap,
    deploy,
    destroy,
    is_bootstrapped,
    publish_sample,
    synthesize,
)
from local_aws.environment import LocalAws
from local_aws.inbox import notices, open_inbox
from local_aws.server import local_aws

HOME = ROOT / "build" / "local-aws"
PID = HOME / "pid"
ASSEMBLY = HOME / "cdk.out"
PACKAGES = HOME / "packages"


def main() -> None:
    """Run one of the commands."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("command", choices=("up", "down", "serve", "notices"))
    parser.add_argument("--port", type=int, default=5555)
    args = parser.parse_args()
    commands = {"up": up, "down": down, "serve": serve, "notices": read_notices}
    try:
        commands[args.command](LocalAws(args.port, HOME / "db"))
    except (RuntimeError, subprocess.SubprocessError) as error:
        sys.exit(f"error: {error}\nGive the command again: it goes on where it was.")


def serve(aws: LocalAws) -> None:
    """Serve until told to end."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with local_aws(aws.port, aws.database):
        while True:
            signal.pause()


def up(aws: LocalAws) -> None:
    """Start the server if it is not running, then synthesize and deploy every stack.

    Given again after it was interrupted, it goes on.
    """
    HOME.mkdir(parents=True, exist_ok=True)
    if not is_up(aws):
        start(aws)
    say("packing the code")
    package = [sys.executable, "scripts/package.py", "--code-only", "--output", str(PACKAGES)]
    subprocess.run(package, cwd=ROOT, check=True)
    say("synthesizing the stacks")
    made = synthesize(ASSEMBLY, PACKAGES)
    if made.returncode:
        sys.exit(made.stderr)
    if not is_bootstrapped(aws):
        say("bootstrapping")
        bootstrap(aws, ASSEMBLY)
    publish_sample(aws)
    say("deploying seven stacks, which takes a minute or two")
    deploy(aws, ASSEMBLY)
    open_inbox(aws)
    say(f"up at {aws.url}; its log is {HOME.relative_to(ROOT)}/log. Try:")
    print(hint(aws))


def down(aws: LocalAws) -> None:
    """Delete the stacks and stop the server; nothing happens where there is none."""
    if is_up(aws):
        say("destroying the stacks")
        destroy(aws, ASSEMBLY)
    if PID.exists():
        stop(aws, int(PID.read_text()))
        PID.unlink()
    say("nothing is left running")


def read_notices(aws: LocalAws) -> None:
    """Print what an operator would have been told since the last time, and forget it."""
    if not is_up(aws):
        sys.exit("error: the local AWS is not up: make deploy-local")
    for message in notices(aws):
        print(f"--- {message['Subject']}\n{message['Message']}\n")


def start(aws: LocalAws) -> None:
    """Start the server as a process of its own and wait until it answers."""
    say(f"starting the local AWS on port {aws.port}")
    with (HOME / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "local_aws", "serve", "--port", str(aws.port)],
            cwd=ROOT,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    PID.write_text(str(process.pid))
    for _ in range(120):
        if is_up(aws):
            return
        if process.poll() is not None:
            break
        time.sleep(0.5)
    sys.exit(f"error: the local AWS does not answer; see {HOME / 'log'}")


def is_up(aws: LocalAws) -> bool:
    """Tell whether the server answers."""
    try:
        with urllib.request.urlopen(f"{aws.url}/moto-api/", timeout=2):
            return True
    except OSError:
        return False


def stop(aws: LocalAws, pid: int, seconds: float = 60) -> None:
    """End the server's process, if it is still there, and wait until its port is free."""
    try:
        os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return
    deadline = time.monotonic() + seconds
    while not is_free(aws.port):
        if time.monotonic() > deadline:
            sys.exit(f"error: process {pid} still holds port {aws.port}; end it: kill -9 {pid}")
        time.sleep(0.1)


def is_free(port: int) -> bool:
    """Tell whether a server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def hint(aws: LocalAws) -> str:
    """Say what to try there, with our own command line: nobody needs AWS's for it."""
    variables = " ".join(
        f"{name}={value}"
        for name, value in aws.environment().items()
        if name in {"AWS_ENDPOINT_URL", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"}
    )
    return (
        f"  export {variables}\n"
        "  catalog aws doctor\n"
        "  catalog aws start common-crawl-etl --crawl CC-MAIN-2026-43\n"
        "  python -m local_aws notices   # what an operator is told: here, to approve the cost\n"
        "  catalog crawl approve --crawl CC-MAIN-2026-43\n"
        '  catalog aws start openverse-ingest --input \'{"provider": "nappy"}\' --wait\n'
        "  python -m local_aws notices   # how both ended\n"
    )


def say(text: str) -> None:
    """Tell the person what is going on."""
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
