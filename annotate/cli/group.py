"""The commands by name; each is loaded only when it is called, so that none pays for another's libraries."""

from importlib import import_module
from typing import NamedTuple

import click

from annotate._version import __version__
from annotate.cli.options import Session

DEFAULT_STORE = "./store/annotate.db"


class Entry(NamedTuple):
    """A command as the list of commands shows it: its module in this room, and what it does in a few words."""

    module: str
    help: str


COMMANDS = {
    "add": Entry("add", "Store texts, and carry the marks of earlier versions on."),
    "list": Entry("listing", "List the documents of the store."),
    "log": Entry("log", "List the versions of a document."),
    "show": Entry("show", "Print a version, or the directives in it."),
    "set": Entry("details", "Set a date, title or series, or rename a document."),
    "diff": Entry("diff", "Flag what is new, changed or dropped from one text to the next."),
    "judge": Entry("judge", "Overrule a flag or a link of a diff; the verdict is kept."),
    "mark": Entry("mark", "Mark words of a version."),
    "marks": Entry("marks", "List the marks on a version and where they stand."),
    "review": Entry("review", "Settle where doubtful marks stand."),
    "reply": Entry("reply", "Answer a mark."),
    "labels": Entry("labels", "List labels, or say what one is for."),
    "edit": Entry("edit", "Change a mark's label or note."),
    "unmark": Entry("unmark", "Take a mark out of force; nothing is deleted."),
    "import": Entry("importing", "Bring marks in from a file, or a whole store."),
    "history": Entry("history", "List every change: who, when, what."),
    "undo": Entry("undo", "Undo the last change, or redo it."),
    "export": Entry("export", "Write versions with their marks, the history or the whole store to a file."),
    "rules": Entry("rules", "Copy the rules, to add words of one's own."),
    "demo": Entry("demo", "Try it: compare two texts in a new folder."),
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and loads one when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names, in the order in which one meets the commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, loaded now; None if there is none of that name."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command: click.Command = import_module(f"annotate.cli.{entry.module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The list of commands for `--help`, from the table alone."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--store",
    metavar="PATH",
    envvar="ANNOTATE_STORE",
    default=DEFAULT_STORE,
    show_default=True,
    help="The store: a path or a sqlite:/// URL; also from ANNOTATE_STORE.",
)
@click.option("-q", "--quiet", is_flag=True, help="No messages but errors.")
@click.version_option(__version__, prog_name="annotate")
@click.pass_context
def root(context: click.Context, store: str, quiet: bool) -> None:
    """Compare official texts, flag new and changed directives, and keep marks that survive revision.

    A REF is NAME@NUMBER, or NAME for the newest version of a document. Try it with `annotate demo`.
    """
    context.obj = Session(store, quiet)
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
