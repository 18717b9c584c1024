"""`annotate add`."""

from typing import TYPE_CHECKING, TypedDict, get_args

import click

from annotate.cli.options import Session, encoding_option, format_option, words
from annotate.cli.output import answer, read_input, screen
from annotate.errors import CallError, InputRefusedError, StoreMissingError
from annotate.text.reading import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotate.store.values import Preview
    from annotate.text.extracts import Extract
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
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@click.option("--name", type=words, help="The document's name; the file's stem without it. Takes one FILE.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text.")
@click.option("--series", type=words, help="The series the document belongs to.")
@click.option("--title", type=words, help="Instead of the title found in the text.")
@click.option("--language", type=click.Choice(get_args(Language)), help="Instead of the one guessed from the script.")
@click.option("--no-reflow", is_flag=True, help="Leave the lines as they came; each line end ends a sentence.")
@encoding_option
@click.option("--as-versions", is_flag=True, help="With tracked changes: the old text, then the new. Takes one FILE.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who adds it.")
@click.option("--dry-run", is_flag=True, help="Show how files are read and where marks would stand; store nothing.")
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session,
    *,
    files: tuple[str, ...],
    name: str | None,
    date: str | None,
    series: str | None,
    title: str | None,
    language: str | None,
    no_reflow: bool,
    encoding: str | None,
    as_versions: bool,
    by: str,
    dry_run: bool,
    form: str,
) -> None:
    """Store each FILE as the newest version of its document, and print its ref, one a line; all of them or none.

    Marks of the earlier versions are carried on to the new one, and comments in a FILE become marks. A FILE that the
    newest version holds already is not stored again.
    """
    files = _checked(files, name, as_versions=as_versions)
    if dry_run:
        for file in files:
            data = read_input(file)
            for read in _loaded(file, data, as_versions, language=language, reflow=not no_reflow, encoding=encoding):
                _preview(session, file, *read, name=name, form=form)
        return
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import added_shape
    from annotate.store.adding import add, add_all, add_versions

    about: _About = {
        "date": date,
        "series": series,
        "title": title,
        "language": language,
        "reflow": not no_reflow,
        "encoding": encoding,
        "by": by,
    }
    with session.open(create=True) as store:
        text = read_input("-") if files == ("-",) else files[0]
        if as_versions:
            added = add_versions(store, text, name=name, **about)
            files *= len(added)
        elif name is None:
            added = add_all(store, files, **about)
        else:
            added = (add(store, text, name=name, **about),)
    for file, each in zip(files, added, strict=True):
        for note in each.notes:
            session.say(f"{file}: {note}")
        if not each.stored:
            session.say(f"{file}: the same as {each.ref}, nothing stored")
        answer(dumped(added_shape(each)) if form == "json" else f"{each.ref}\n")


def _checked(files: tuple[str, ...], name: str | None, *, as_versions: bool) -> tuple[str, ...]:
    """The files, each once; raises if they cannot be added together."""
    if (name is not None or as_versions) and len(files) > 1:
        option = "--as-versions" if name is None else "--name"
        raise CallError(f"{option} takes one FILE; add the files one by one.")
    if name is None and "-" in files:
        raise CallError("A text from standard input has no name of its own; give it one with --name.")
    for file in files:
        if file.startswith(("http://", "https://")):
            raise InputRefusedError(f"{file!r} is an address on the web; save the page to a file and add that.")
    return tuple(dict.fromkeys(files))


def _loaded(
    file: str, data: bytes, as_versions: bool, *, language: str | None, reflow: bool, encoding: str | None
) -> "Iterator[tuple[Extract, Reading]]":
    """What would be stored: the text, or the old and the new one of a file with tracked changes."""
    from annotate.store.files import load

    new = load(data, name=file, language=language, reflow=reflow, encoding=encoding)
    if as_versions and new[0].changes:
        yield load(data, name=file, language=language, reflow=reflow, encoding=encoding, changes="rejected")
    yield new


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
