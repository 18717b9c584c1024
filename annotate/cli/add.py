"""`annotate add`."""

from typing import TypedDict, get_args

import click

from annotate.cli.options import Session, format_option, words
from annotate.cli.output import answer, read_input, screen
from annotate.errors import CallError, InputRefusedError
from annotate.text.reading import Language


class _About(TypedDict):
    """What the call says of all its files."""

    date: str | None
    series: str | None
    title: str | None
    language: str | None
    reflow: bool


@click.command("add")
@click.argument("files", nargs=-1, required=True, metavar="FILE|-...")
@click.option("--name", type=words, help="The document's name; the file's stem without it. Takes one FILE.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text.")
@click.option("--series", type=words, help="The series the document belongs to.")
@click.option("--title", type=words, help="Instead of the title found in the text.")
@click.option("--language", type=click.Choice(get_args(Language)), help="Instead of the one guessed from the script.")
@click.option("--no-reflow", is_flag=True, help="Leave the lines as they came; each line end ends a sentence.")
@click.option("--dry-run", is_flag=True, help="Show how the files are read; store nothing.")
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
    dry_run: bool,
    form: str,
) -> None:
    """Store each FILE as the newest version of its document, and print its ref, one a line; all of them or none.

    Marks of the earlier versions are carried on to the new one. A FILE that the newest version holds already is not
    stored again.
    """
    files = _checked(files, name)
    if dry_run:
        for file in files:
            _preview(file, read_input(file), language, no_reflow, form)
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
    }
    with session.open(create=True) as store:
        if name is None:
            added = add_all(store, files, **about)
        else:
            text = read_input("-") if files == ("-",) else files[0]
            added = (add(store, text, name=name, **about),)
    for file, each in zip(files, added, strict=True):
        if not each.stored:
            session.say(f"{file}: the same as {each.ref}, nothing stored")
        answer(dumped(added_shape(each)) if form == "json" else f"{each.ref}\n")


def _checked(files: tuple[str, ...], name: str | None) -> tuple[str, ...]:
    """The files, each once; raises if they cannot be added together."""
    if name is not None and len(files) > 1:
        raise CallError("--name takes one FILE; add the files one by one.")
    if name is None and "-" in files:
        raise CallError("A text from standard input has no name of its own; give it one with --name.")
    for file in files:
        if file.startswith(("http://", "https://")):
            raise InputRefusedError(f"{file!r} is an address on the web; save the page to a file and add that.")
    return tuple(dict.fromkeys(files))


def _preview(file: str, data: bytes, language: str | None, no_reflow: bool, form: str) -> None:
    from annotate.formats.as_json import dumped
    from annotate.formats.shapes import preview_shape
    from annotate.report.reading_view import reading_text
    from annotate.store.files import load

    decoded, reading = load(data, name=file, language=language, reflow=not no_reflow)
    if form == "json":
        answer(dumped(preview_shape(file, decoded.encoding, reading)))
    else:
        answer(reading_text(file, decoded.encoding, reading, screen()) + "\n")
