"""Starting and ending the program: streams, exit codes, and errors as one sentence.

Exit codes: 0 done; 1 differences found, with `diff --exit-code` only; 2 a wrong call; 3 not found; 4 input refused; 5
the store; 70 a bug in this program; 130 interrupted. Click's own errors and Python's uncaught ones would end with 1, so
none of them is left to Click or Python.
"""

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import NoReturn

import click

from annotate.cli.output import AnswerLostError, discard, flush, tell
from annotate.errors import AnnotateError

DONE, USAGE, UNWRITABLE, BUG, INTERRUPTED = 0, 2, 4, 70, 130


def main() -> NoReturn:
    """The command `annotate`; ends the process."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; nothing is raised."""
    _speak_utf8()
    try:
        code = _invoke(list(arguments))
        flush()
    except BrokenPipeError:
        # Whoever read has seen enough, as in `annotate show law | head`: the command did its work, so this is success,
        # and `set -o pipefail` does not take it for a failure.
        _discard_output()
        return DONE
    except AnswerLostError as error:
        _discard_output()
        _complain(str(error))
        return UNWRITABLE
    return code


def _invoke(arguments: list[str]) -> int:
    from annotate.cli.group import root

    if "_ANNOTATE_COMPLETE" in os.environ:
        root.main(arguments, prog_name="annotate")
    try:
        # Not root.main(): it ends the process with 1 when a pipe is closed or somebody presses Ctrl-C.
        with root.make_context("annotate", arguments) as context:
            root.invoke(context)
    except (BrokenPipeError, AnswerLostError):
        raise
    except click.exceptions.Exit as end:
        return end.exit_code
    except OSError as error:
        if error.filename is not None or error.filename2 is not None:
            return _ended(error)
        # Click writes its own pages, and a stream that cannot be written has no name.
        raise AnswerLostError(f"The answer cannot be written to standard output: {error.strerror}.") from error
    except (Exception, KeyboardInterrupt) as error:  # a bug, too, ends with an exit code of ours
        return _ended(error)
    return DONE


def _ended(error: BaseException) -> int:
    code, sentence = _explained(error)
    _complain(sentence)
    return code


def _explained(error: BaseException) -> tuple[int, str]:
    """The exit code and the sentence for what a command raised; the traceback is printed if it is a bug."""
    if isinstance(error, AnnotateError):
        return error.exit_code, str(error)
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "annotate"
        return USAGE, f"{error.format_message().rstrip('.')}. See '{path} --help'."
    if isinstance(error, click.ClickException):
        return USAGE, error.format_message()
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return INTERRUPTED, "Interrupted."
    return BUG, bug_sentence(error)


def bug_sentence(error: BaseException) -> str:
    """Tell where a bug was come upon, and give the sentence to say of it."""
    import traceback

    tell("".join(traceback.format_exception(error)).rstrip())
    return "This is a bug in annotate; please report it with the lines above."


def one_line(sentence: str) -> str:
    """What an error says, on one line."""
    return " ".join(sentence.split())


def _complain(sentence: str) -> None:
    tell(f"annotate: {one_line(sentence)}")


def _speak_utf8() -> None:
    """Write UTF-8 and plain line feeds whatever the locale says; an answer is for programs, too."""
    for stream, errors in ((sys.stdout, "surrogateescape"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _discard_output() -> None:
    if sys.stdout is not None:
        discard(sys.stdout)
