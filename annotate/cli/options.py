"""What several commands share: the session, and options read into values."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from annotate.cli.output import tell
from annotate.formats.catalogue import table_names
from annotate.text.characters import is_text

if TYPE_CHECKING:
    from annotate.store.opening import Store

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
_SPAN = re.compile(r"([0-9]{1,10}):([0-9]{1,10})")


@dataclass(frozen=True)
class Session:
    """The options in front of the command: where the store is, and whether to keep quiet."""

    location: str
    quiet: bool

    def open(self, *, create: bool = False) -> "Store":
        """The store, to be used in a `with` statement."""
        from annotate.store.opening import open_store

        return open_store(self.location, create=create)

    def say(self, message: str) -> None:
        """Tell the person something that is no part of the answer."""
        if not self.quiet:
            tell(message)


def words(value: str) -> str:
    """Words that can be stored and printed; raises a usage error for what is not valid UTF-8 text."""
    if not is_text(value):
        raise click.BadParameter("this is not valid UTF-8 text.")
    return value


def span(value: str) -> tuple[int, int]:
    """`START:END`, code points of the version's text, the end not included.

    Examples:
        >>> span("12:14")
        (12, 14)
    """
    found = _SPAN.fullmatch(value)
    if found is None or int(found[1]) > int(found[2]):
        raise click.BadParameter(f"{value!r} is no span; write START:END, two whole numbers with START not after END.")
    return int(found[1]), int(found[2])


def some_of(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """A reader of words from a fixed set, with commas between.

    Examples:
        >>> some_of(["new", "dropped"])("dropped, new")
        ('dropped', 'new')
    """

    def listed(value: str) -> tuple[str, ...]:
        found = tuple(word.strip() for word in value.split(",") if word.strip())
        unknown = [word for word in found if word not in known]
        if unknown or not found:
            raise click.BadParameter(f"{', '.join(unknown) or repr(value)} is not among {', '.join(known)}.")
        return found

    return listed


def is_address(text: str) -> bool:
    """Whether a word of the call is an address, as on the web, and no path.

    Examples:
        >>> is_address("https://example.org/law.html"), is_address("law/law.html")
        (True, False)
    """
    return "://" in text


def format_option(*names: str) -> Callable[[Decorated], Decorated]:
    """`--format`, one of `names`; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="How to write the answer.",
    )


def table_format_option(command: Decorated) -> Decorated:
    """`--format` of an answer that is a table: text, json, and every format that can write one."""
    return format_option(*table_names())(command)


def offsets_option(command: Decorated) -> Decorated:
    """`--offsets`."""
    return click.option(
        "--offsets",
        type=click.Choice(("codepoint", "utf16", "utf8")),
        default="codepoint",
        show_default=True,
        help="What spans count: code points, UTF-16 units, or bytes of UTF-8.",
    )(command)


def encoding_option(command: Decorated) -> Decorated:
    """`--encoding`."""
    return click.option(
        "--encoding",
        type=words,
        metavar="LABEL",
        help="Read files in this encoding, as gb18030 or big5; else it is found.",
    )(command)


def fold_script_option(command: Decorated) -> Decorated:
    """`--fold-script`."""
    return click.option(
        "--fold-script",
        is_flag=True,
        help="Let traditional and simplified Chinese characters count as equal (extra script).",
    )(command)


def output_options(command: Decorated) -> Decorated:
    """`-o FILE` and `--force`."""
    command = click.option("--force", is_flag=True, help="Replace FILE if it is there already.")(command)
    return click.option("-o", "--output", metavar="FILE", help="Write to FILE instead of standard output (-).")(command)


def report_option(what: str) -> Callable[[Decorated], Decorated]:
    """`--report FILE`, which gets `what` as JSON."""
    return click.option("--report", metavar="FILE", help=f"Write {what} to FILE, as JSON.")


def check_report(report: str | None, output: str | None) -> None:
    """See that the report and the answer do not go to one place; raises a usage error."""
    places = [None if each in (None, "-") else os.path.realpath(str(each)) for each in (report, output)]
    if report is not None and places[0] == places[1]:
        raise click.UsageError("The answer and the --report need a place each; give one of them another FILE.")
