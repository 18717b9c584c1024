"""Quiet: a library at work, with nothing that it logs or warns of on anybody's terminal.

What matters of it is said by the reader that uses the library, in its notes and errors.
"""

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def quiet(library: str) -> Iterator[None]:
    """Keep the library that logs as `library` silent inside a `with` statement; afterwards all is as before.

    Examples:
        >>> with quiet("pypdf"):
        ...     logging.getLogger("pypdf").warning("Ignoring wrong pointing object")
    """
    log = logging.getLogger(library)
    before = log.propagate, log.handlers
    log.propagate, log.handlers = False, [logging.NullHandler()]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.propagate, log.handlers = before
