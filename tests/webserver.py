"""A server on this machine that answers what a test tells it to, byte for byte if need be."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

Send = Callable[[bytes], None]
Reply = bytes | Callable[[Send], None]
"""What a path is answered with: bytes, or a function that is given one to send them with."""


def reply(body: bytes = b"", *headers: str, status: str = "200 OK", length: bool = True) -> bytes:
    """An answer as it travels; without `length` the end of the connection ends it."""
    lines = [f"HTTP/1.1 {status}", *headers, *([f"Content-Length: {len(body)}"] if length else [])]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """An answer that leads on; characters are UTF-8, as servers send them."""
    return reply(b"", f"Location: {location.encode().decode('latin-1')}", status=status)


@dataclass
class Server:
    """Where the server is, what it answers at which path, and what it was asked."""

    port: int
    replies: dict[str, Reply] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)

    def url(self, path: str = "/", *, host: str = "127.0.0.1", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def answer(self, connection: socket.socket) -> None:
        """Read one request and answer it."""
        came = b""
        while b"\r\n\r\n" not in came and came[:1] in (b"", b"G"):  # a handshake is answered at once, too
            piece = connection.recv(65536)
            if not piece:
                return
            came += piece
        request = came.decode("latin-1") if came.startswith(b"GET ") else "- - -"
        self.requests.append(request)
        answer = self.replies.get(request.split()[1], reply(b"no such page", status="404 Not Found"))
        if isinstance(answer, bytes):
            connection.sendall(answer)
        else:
            answer(connection.sendall)


@contextmanager
def serving(tls: ssl.SSLContext | None = None, family: socket.AddressFamily = socket.AF_INET) -> Iterator[Server]:
    """A server that runs while the `with` statement does; each connection is answered once, and closed."""
    host = "127.0.0.1" if family == socket.AF_INET else "::1"
    with socket.create_server((host, 0), family=family) as listening:
        server = Server(listening.getsockname()[1])

        def one(connection: socket.socket) -> None:
            with suppress(OSError), connection:  # whoever asked may have gone
                wrapped = tls.wrap_socket(connection, server_side=True) if tls else connection
                with wrapped:
                    server.answer(wrapped)
                    wrapped.shutdown(socket.SHUT_WR)
                    while wrapped.recv(65536):  # closing with something unread would take back what was sent
                        pass

        def accept() -> None:
            with suppress(OSError):  # closed: the test is over
                while True:
                    threading.Thread(target=one, args=(listening.accept()[0],), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server
        with suppress(OSError):
            listening.shutdown(socket.SHUT_RDWR)
