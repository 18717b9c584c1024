"""A limit on how long something takes, whatever it waits for: a name, a connection, or one byte after the other."""

import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Protocol, TypeVar

T = TypeVar("T")


class Connection(Protocol):
    """What a line holds: a connection, with its socket once there is one."""

    @property
    def sock(self) -> socket.socket | None:
        """The socket, if it is connected."""


class Line:
    """The connection that is open now, to be cut by another thread."""

    def __init__(self) -> None:
        self._connection: Connection | None = None
        self._cut = threading.Event()

    def hold(self, connection: Connection | None) -> None:
        """Take a connection to cut later, or None where there is none any more.

        Raises:
            TimeoutError: the line was cut already.
        """
        self._connection = connection
        if self._cut.is_set():
            raise TimeoutError

    def cut(self) -> None:
        """End the connection there is, and let none begin."""
        self._cut.set()
        open_socket = None if self._connection is None else self._connection.sock
        if open_socket is not None:
            with suppress(OSError):  # it may have ended by itself
                # Not SSLSocket's own, which takes the encryption away under the thread that reads.
                socket.socket.shutdown(open_socket, socket.SHUT_RDWR)


def within(seconds: float, work: Callable[[Line], T]) -> T:
    """What `work` gives or raises, if it takes no longer than `seconds`.

    It works in a thread of its own and is given the line to hold its connections. A system call that nothing can cut,
    as the look-up of a name, goes on behind; whatever it brings is thrown away.

    Raises:
        TimeoutError: it takes longer.

    Examples:
        >>> within(10, lambda line: 1 + 1)
        2
    """
    line = Line()
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work(line))
        except BaseException as error:  # raised again by whoever waits
            outcome.set_exception(error)

    threading.Thread(target=run, name="fetch", daemon=True).start()
    try:
        return outcome.result(timeout=seconds)
    finally:
        line.cut()
