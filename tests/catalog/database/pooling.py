"""A pooler as small as can be, which does with sessions what PgBouncer's documentation says of it.

As PgBouncer it logs a client in by itself, under a number of its own for cancelling, and refuses
the startup parameter `options`; a client gets a session of the server with its first query, which
it keeps for good (`pool_mode = session`) or until the server says that no transaction is open
(`transaction`). Sessions are given last in, first out, or by turns (`server_round_robin`).
The messages are those of PostgreSQL's manual, "Message Formats".
"""

import os
import queue
import select
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import parse_qs, urlsplit

IDLE = b"Z\0\0\0\5I"
TERMINATE = b"X\0\0\0\4"


class Pooler:
    """One pool of sessions of one database, for clients on a port of this machine."""

    def __init__(self, database: str, mode: str, size: int, *, by_turns: bool) -> None:
        parts = urlsplit(database)
        port = parse_qs(parts.query).get("port", ["5432"])[0]
        self.place = f"{parse_qs(parts.query)['host'][0]}/.s.PGSQL.{port}"
        self.name, self.mode = parts.path[1:], mode
        self.free: queue.Queue[socket.socket] = queue.Queue() if by_turns else queue.LifoQueue()
        self.greeting = b""
        for _ in range(size):
            self.free.put(self.session())
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.url = (
            f"postgresql://postgres@127.0.0.1:{self.listener.getsockname()[1]}/{self.name}"
            "?sslmode=disable&gssencmode=disable"
        )
        threading.Thread(target=self.serve, daemon=True).start()

    def session(self) -> socket.socket:
        server = socket.socket(socket.AF_UNIX)
        server.connect(self.place)
        given = b"user\0postgres\0database\0" + self.name.encode() + b"\0client_encoding\0UTF8\0\0"
        server.sendall(struct.pack("!II", len(given) + 8, 3 << 16) + given)
        said = b""
        while not said.endswith(IDLE):
            said += server.recv(65536)
        parts = dict.fromkeys(part for part in messages(said) if part[:1] == b"S")
        self.greeting = b"R\0\0\0\x08\0\0\0\0" + b"".join(parts)
        return server

    def serve(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self.listener.accept()
                threading.Thread(target=self.greet, args=[client], daemon=True).start()

    def greet(self, client: socket.socket) -> None:
        with client, suppress(OSError):
            (size,) = struct.unpack("!I", client.recv(4))
            if b"\0options\0" in client.recv(size - 4):
                told = b"SFATAL\0C08P01\0Munsupported startup parameter: options\0\0"
                client.sendall(b"E" + struct.pack("!I", len(told) + 4) + told)
                return
            key = b"K\0\0\0\x0c" + os.urandom(8)
            client.sendall(self.greeting + key + IDLE)
            self.pass_on(client)

    def pass_on(self, client: socket.socket) -> None:
        server: socket.socket | None = None
        try:
            while True:
                ends = [client] if server is None else [client, server]
                ready = select.select(ends, [], [])[0]
                if server is not None and server in ready:
                    said = server.recv(65536)
                    if self.mode == "transaction" and said.endswith(IDLE):
                        self.free.put(server)
                        server = None
                    client.sendall(said)
                elif asked := client.recv(65536).removesuffix(TERMINATE):
                    server = server or self.free.get()
                    server.sendall(asked)
                else:
                    return
        finally:
            if server is not None:
                server.close()
                self.free.put(self.session())


def messages(said: bytes) -> Iterator[bytes]:
    """Part what a server says into its messages."""
    while said:
        size = 1 + struct.unpack("!I", said[1:5])[0]
        yield said[:size]
        said = said[size:]


@contextmanager
def pooled(database: str, mode: str, size: int = 4, *, by_turns: bool = False) -> Iterator[Pooler]:
    """Run a pooler before a database of a server that trusts whoever reaches its socket."""
    pooler = Pooler(database, mode, size, by_turns=by_turns)
    try:
        yield pooler
    finally:
        pooler.listener.close()
        while not pooler.free.empty():
            pooler.free.get().close()
