"""A disk of a few megabytes, in memory, that this process and its children see alone.

It is made before anything is imported that starts threads: a process that has some may not enter a
namespace of its own.
"""

import ctypes
import os
from pathlib import Path

CLONE_NEWNS, CLONE_NEWUSER = 0x00020000, 0x10000000
MS_REMOUNT, MS_REC, MS_PRIVATE = 0x20, 0x4000, 0x40000
libc = ctypes.CDLL(None, use_errno=True)


def mount(directory: Path, megabytes: int) -> None:
    """Put an empty disk in a directory's place; who is not root needs no rights for it.

    Raises:
        OSError: the machine does not allow it.
    """
    user, group = os.geteuid(), os.getegid()
    _check(libc.unshare(CLONE_NEWNS | (CLONE_NEWUSER if user else 0)))
    if user:
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
    _check(libc.mount(b"none", b"/", None, MS_REC | MS_PRIVATE, None))
    _mount(directory, megabytes, 0)


def resize(directory: Path, megabytes: int) -> None:
    """Change the size of the disk there."""
    _mount(directory, megabytes, MS_REMOUNT)


def _mount(directory: Path, megabytes: int, flags: int) -> None:
    options = f"size={megabytes}m,mode=755".encode()
    _check(libc.mount(b"tmpfs", os.fsencode(directory), b"tmpfs", flags, options))


def _check(result: int) -> None:
    if result:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
