"""`annotate add`."""

from typing import TYPE_CHECKING, TypedDict, get_args

import click

from annotate.cli.options import Session, encoding_option, format_option, is_address, words
from annotate.cli.output import answer, read_input, screen
from annotate.errors import CallError, StoreMissingError
from annotate.text.reading import Language

if TYPE_CHECKING:
    from annotate.store.values import Preview
    from annotate.text.extracts import Extract, Source
    from annotate.text.reading import Reading


class _About(TypedDict):
    """What the call says of all its files."""

    date: str | None
    series: str | None
    title: str | None
    language: str | None
    reflow: bool
    encoding: str | None
    by: str


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE|URL|-...")
@click.option("--name", type=words, help="The document's name; the file's stem without it. Takes one FILE.")
@click.option("--allow-private", is_flag=True, help="Let a URL lead to this machine or a private network.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text.")
@click.option("--series", type=words, help="The series the document belongs to.")
@click.option("--title", type=words, help="Instead of the title found in the text.")
@click.option("--language", type=click.Choice(get_args(Language)), help="Instead of the one guessed from the script.")
@click.option("--no-reflow", is_flag=True, help="Leave the lines as they came; each line end ends a sentence.")
@encoding_option
@click.option("--by", type=words, default="", metavar="WHO", help="Who adds it.")
@click.option("--dry-run", is_flag=True, help="Show how files are read and where marks would stand; store nothing.")
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session,
    *,
    files: tuple[str, ...],
    name: str | None,
    allow_private: bool,
    date: str | None,
    series: str | None,
    title: str | None,
    language: str | None,
    no_reflow: bool,
    encoding: str | None,
    by: str,
    dry_run: bool,
    form: str,
) -> None:
    """Store each FILE as the newest version of its document, and print its ref, one a line; all of them or none.

    Marks of the earlier versions are carried on to the new one. A FILE that the newest version holds already is not
    stored again. A URL (http or https) is fetched, and the bytes that come are the source; it needs --name.
    """
    files = _checked(files, name, allow_private=allow_private)
    if dry_run:
        for file in files:
            text = _taken(file, allow_private=allow_private)
            read = _loaded(file, text, language=language, reflow=not no_reflow, encoding=encoding)
            _preview(session, _called(file, text), *read, name=name, form=form)
        return
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import added_shape
    from annotate.store.adding import add, add_all

    about: _About = {
        "date": date,
        "series": series,
        "title": title,
        "language": language,
        "reflow": not no_reflow,
        "encoding": encoding,
        "by": by,
    }
    taken = None if name is None else _taken(files[0], allow_private=allow_private)
    if taken is not None:
        files = (_called(files[0], taken),)
    with session.open(create=True) as store:
        added = add_all(store, files, **about) if taken is None else (add(store, taken, name=name, **about),)
    for file, each in zip(files, added, strict=True):
        for note in each.notes:
            session.say(f"{file}: {note}")
        if not each.stored:
            session.say(f"{file}: the same as {each.ref}, nothing stored")
        answer(dumped(added_shape(each)) if form == "json" else f"{each.ref}\n")


def _checked(files: tuple[str, ...], name: str | None, *, allow_private: bool) -> tuple[str, ...]:
    """The files, each once; raises if they cannot be added together."""
    if name is not None and len(files) > 1:
        raise CallError("--name takes one FILE; add the files one by one.")
    if name is None and "-" in files:
        raise CallError("A text from standard input has no name of its own; give it one with --name.")
    addresses = [file for file in files if is_address(file)]
    if name is None and addresses:
        raise CallError(f"The text at {addresses[0]} has no name of its own; give it one with --name.")
    if allow_private and not addresses:
        raise CallError("--allow-private goes with a URL.")
    return tuple(dict.fromkeys(files))


def _taken(file: str, *, allow_private: bool) -> "str | bytes | Source":
    """What a FILE of the call stands for: a file, what comes from standard input, or what comes from the web."""
    if is_address(file):
        from annotate.fetch.fetching import fetch_source

        return fetch_source(file, allow_private=allow_private)
    return read_input("-") if file == "-" else file


def _called(file: str, taken: "str | bytes | Source") -> str:
    """What messages call a FILE: as the call does, but the address in the end where redirects led on."""
    return file if isinstance(taken, str | bytes) else taken.origin or file


def _loaded(
    file: str, text: "str | bytes | Source", *, language: str | None, reflow: bool, encoding: str | None
) -> "tuple[Extract, Reading]":
    from annotate.store.files import load

    return load(text, name=file, language=language, reflow=reflow, encoding=encoding)


def _preview(
    session: Session, file: str, extract: "Extract", reading: "Reading", *, name: str | None, form: str
) -> None:
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import preview_shape
    from annotate.report.reading_view import reading_text
    from annotate.report.review_view import preview_text
    from annotate.store.refs import name_from_file
    from annotate.store.settling import doubtful

    found = _marks_on(session, name or name_from_file(file), reading)
    if form == "json":
        answer(dumped(preview_shape(file, extract, reading, found)))
        return
    answer(reading_text(file, extract, reading, screen()) + "\n")
    if found is not None:
        answer("\n" + preview_text(found, doubtful(found.marks), screen()) + "\n")


def _marks_on(session: Session, name: str, reading: "Reading") -> "Preview | None":
    """What the text would do to the marks of its document; None where there is no such document, or no store."""
    from annotate.store.previewing import preview

    try:
        with session.open() as store:
            return preview(store, name, reading)
    except StoreMissingError:
        return None
