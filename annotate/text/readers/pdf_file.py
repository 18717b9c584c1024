"""A PDF file as pypdf opens it: within limits, and with an error of ours for everything that goes wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from annotate.errors import AnnotateError, UnreadableFileError
from annotate.text.quiet import quiet

_AGAIN = "open it in a viewer, print it to a new PDF file, and add that"
_LEAST_ROOM, _MOST_ROOM = 4_000_000, 75_000_000
_MOST_STEPS = 2_000_000


@contextmanager
def watched(name: str, length: int) -> Iterator[None]:
    """Let pypdf work on a file of `length` bytes: nothing it says reaches the user, nothing it meets costs too much.

    Raises:
        UnreadableFileError: for whatever it raises inside.
    """
    from pypdf import apply_configuration

    room = min(_MOST_ROOM, _LEAST_ROOM + 60 * length)
    steps = min(_MOST_STEPS, 200_000 + 8 * length)
    try:
        with (
            quiet("pypdf"),
            apply_configuration(
                zlib_maximum_output_length=room,
                lzw_maximum_output_length=room,
                run_length_maximum_output_length=room,
                array_based_stream_maximum_output_length=room,
                stream_parsing_work_maximum_count=steps,
            ),
        ):
            yield
    except AnnotateError:
        raise
    except Exception as error:
        raise UnreadableFileError(f"{name} is a damaged PDF file ({_reason(error)}); {_AGAIN}.") from None


def _reason(error: Exception) -> str:
    """What a foreign error says, as a part of a sentence."""
    words = " ".join(str(error).split())[:120].rstrip(".")
    return words or type(error).__name__


def open_file(data: bytes, name: str) -> Any:
    """The file as pypdf reads it.

    Raises:
        UnreadableFileError: it is encrypted, and opens neither without a password nor with what is installed.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    try:
        file = PdfReader(BytesIO(data))
        locked = file.is_encrypted and not file.decrypt("")
    except (DependencyError, NotImplementedError):
        locked = True
    if locked:
        raise UnreadableFileError(
            f"{name} is encrypted; save a copy without a password, as with qpdf --decrypt FILE COPY, and add that."
        )
    return file
