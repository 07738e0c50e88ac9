"""`make destroy-local` ends the server and comes back when its port can be used again."""

import signal
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest

from local_aws.__main__ import is_free, stop

# A server that takes its time to end, or, told so, never does.
SERVER = """
import signal, socket, sys, time
server = socket.create_server(("127.0.0.1", 0))
def end(*_):
    if sys.argv[1] == "slow":
        time.sleep(0.5)
        sys.exit(0)
signal.signal(signal.SIGTERM, end)
print(server.getsockname()[1], flush=True)
while True:
    time.sleep(0.1)
"""


@pytest.fixture
def server():
    started = []

    def start(kind):
        process = subprocess.Popen(
            [sys.executable, "-c", SERVER, kind], stdout=subprocess.PIPE, text=True
        )
        started.append(process)
        return process.pid, int(process.stdout.readline())

    yield start
    for process in started:
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()


def test_the_port_is_free_when_it_comes_back(server):
    pid, port = server("slow")
    assert not is_free(port)
    began = time.monotonic()
    stop(SimpleNamespace(port=port), pid)
    assert is_free(port)
    assert time.monotonic() - began >= 0.5


def test_a_server_that_does_not_end_is_told_with_what_ends_it(server):
    pid, port = server("never")
    with pytest.raises(SystemExit, match=f"still holds port {port}; end it: kill -9 {pid}"):
        stop(SimpleNamespace(port=port), pid, seconds=0.3)
