"""`annotate add`."""

from dataclasses import asdict
from typing import TYPE_CHECKING, get_args

import click

from annotate.cli.options import Session, encoding_option, format_option, is_address, words
from annotate.cli.output import read_input
from annotate.errors import CallError
from annotate.text.reading import Language

if TYPE_CHECKING:
    from annotate.store.added import Added
    from annotate.store.incoming import About
    from annotate.text.extracts import Source


@click.command("add")
@click.argument("files", nargs=-1, metavar="FILE|DIR|URL|-...")
@click.option("--name", type=words, help="The document's name; the file's stem without it. Takes one FILE.")
@click.option("--date", metavar="YYYY-MM-DD", help="The day of the text; else it is looked for.")
@click.option("--no-date", is_flag=True, help="Look for no day in file names and texts; leave it open.")
@click.option("--series", type=words, help="The series the document belongs to.")
@click.option("--title", type=words, help="Instead of the title found in the text.")
@click.option("--language", type=click.Choice(get_args(Language)), help="Instead of the one guessed from the script.")
@click.option("--no-reflow", is_flag=True, help="Leave the lines as they came; each line end ends a sentence.")
@encoding_option
@click.option("--manifest", metavar="FILE.csv", help="Add what this table lists, with its dates, names and titles.")
@click.option("--as-versions", is_flag=True, help="With tracked changes: the old text, then the new. Takes one FILE.")
@click.option("--allow-private", is_flag=True, help="Let a URL lead to this machine or a private network.")
@click.option("--by", type=words, default="", metavar="WHO", help="Who adds it.")
@click.option("--dry-run", is_flag=True, help="Show how files are read and where marks would stand; store nothing.")
@format_option("text", "json")
@click.pass_context
def command(
    context: click.Context,
    *,
    files: tuple[str, ...],
    name: str | None,
    date: str | None,
    no_date: bool,
    series: str | None,
    title: str | None,
    language: str | None,
    no_reflow: bool,
    encoding: str | None,
    manifest: str | None,
    as_versions: bool,
    allow_private: bool,
    by: str,
    dry_run: bool,
    form: str,
) -> None:
    """Store each FILE as the newest version of its document, and print its ref, one a line; all of them or none.

    Of a DIR, or with a --manifest, all files are taken, those in folders below it, too, and each is stored for itself:
    what is refused is told and leaves the others alone, and the same call again goes on where the last one stopped. A
    URL (http or https) is fetched, and the bytes that come are the source; it needs --name.

    Marks of the earlier versions are carried on to the new one, and comments in a FILE become marks. A FILE that the
    newest version holds already is not stored again. Without --date the day is looked for in file names and in the
    text, and what it was found by is told.
    """
    from annotate.cli.folder import add_many, find_batch, is_many, plan_many, tell_added
    from annotate.store.incoming import About

    session: Session = context.obj
    if no_date and date:
        raise CallError("Give --date or --no-date, one of the two.")
    about = About("" if no_date else date, series, title, language, not no_reflow, encoding, by)
    files = _checked(files, name, manifest, allow_private=allow_private)
    one = "--name" if name is not None else "--as-versions" if as_versions else None
    if one is not None and len(files) > 1:
        raise CallError(f"{one} takes one FILE; add the files one by one.")
    if is_many(files, manifest):
        if one is not None:
            raise CallError(f"{one} takes one FILE, no folder and no --manifest, which has a column for names.")
        batch = find_batch(files, manifest)
        context.exit((plan_many if dry_run else add_many)(session, batch, about, form))
    texts = {file: _taken(file, allow_private=allow_private) for file in files}
    if dry_run:
        from annotate.cli.previewing import show_preview

        for file, text in texts.items():
            show_preview(session, _called(file, text), text, about, name=name, as_versions=as_versions, form=form)
        return
    for called, added in _added(session, texts, about, name=name, as_versions=as_versions):
        tell_added(session, called, added, form)


def _checked(files: tuple[str, ...], name: str | None, manifest: str | None, *, allow_private: bool) -> tuple[str, ...]:
    """The files, each once; raises if they cannot be added together."""
    if not files and manifest is None:
        raise click.UsageError("Missing argument 'FILE|DIR|URL|-...'.")
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


def _called(file: str, text: "str | bytes | Source") -> str:
    """What messages call a FILE: as the call does, but the address in the end where redirects led on."""
    return file if isinstance(text, str | bytes) else text.origin or file


def _added(
    session: Session, texts: "dict[str, str | bytes | Source]", about: "About", *, name: str | None, as_versions: bool
) -> "list[tuple[str, Added]]":
    """Add the texts together; gives what each is called and what became of it."""
    from annotate.store.adding import add, add_all, add_versions

    called = [_called(file, text) for file, text in texts.items()]
    with session.open(create=True) as store:
        if name is None and not as_versions:
            return list(zip(called, add_all(store, list(texts), **asdict(about)), strict=True))
        (text,) = texts.values()
        if as_versions:
            return [(called[0], each) for each in add_versions(store, text, name=name, **asdict(about))]
        return [(called[0], add(store, text, name=name, **asdict(about)))]
