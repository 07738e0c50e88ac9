"""Ctrl-C at the worst moment."""

import subprocess
import sys

# Presses when the first line of Python runs below the loading of DuckDB's C++: its own handlers
# let an exception of Python that comes up there end the process.
WHILE_DUCKDB_IS_LOADED = """
import os, signal, sys, time
from importlib.machinery import ExtensionFileLoader
from catalog.cli.interrupts import watching_interrupts

def press(frame, event, _):
    below = frame
    while event == "call" and below is not None:
        loader = below.f_locals.get("self")
        if below.f_code.co_name == "exec_module" and isinstance(loader, ExtensionFileLoader):
            if "duckdb" in loader.name and frame.f_code.co_filename.endswith("enum.py"):
                sys.setprofile(None)
                os.write(1, b"pressed")
                os.kill(os.getpid(), signal.SIGINT)
            return
        below = below.f_back

with watching_interrupts():
    sys.setprofile(press)
    try:
        import duckdb
        time.sleep(5)
    except KeyboardInterrupt:
        os._exit(130)
"""


def test_ctrl_c_while_an_extension_is_loaded_waits_for_it_and_ends_the_command() -> None:
    command = [sys.executable, "-c", WHILE_DUCKDB_IS_LOADED]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == (b"pressed", 130)


IN_A_FINALIZER = """
import os, signal, time, weakref
from catalog.cli.interrupts import watching_interrupts

class Thing: ...

def press(_):
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.1)

with watching_interrupts():
    thing = Thing()
    finalizer = weakref.ref(thing, press)
    del thing
    time.sleep(30)
"""


def test_ctrl_c_in_a_finalizer_ends_the_command_without_a_traceback() -> None:
    command = [sys.executable, "-c", IN_A_FINALIZER]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stderr, done.returncode) == (
        "\ninterrupted. What was finished is kept and nothing is half done: "
        "give the same command again to go on.\n",
        130,
    )


ENDS_BY_ITSELF = """
import os, signal, sys, weakref
from catalog.cli import boundary

class Thing: ...

def work():
    thing = Thing()
    finalizer = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))
    del thing
    print("done")

sys.exit(boundary.run(work))
"""


def test_ctrl_c_counts_although_the_work_ends_before_it_is_heard() -> None:
    """In a finalizer Python swallows the exception, and work that is nearly done goes on."""
    command = [sys.executable, "-c", ENDS_BY_ITSELF]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.stdout, done.returncode) == ("done\n", 130)
    assert done.stderr.count("give the same command again to go on") == 1
