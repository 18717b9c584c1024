"""`annotate rules`."""

import click

from annotate.cli.options import Session, words
from annotate.cli.output import answer
from annotate.policy.lexicon import LANGUAGES


@click.command("rules")
@click.argument("folder", type=words, metavar="DIR")
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    show_default=True,
    help="The language of the rules.",
)
@click.pass_obj
def command(session: Session, *, folder: str, language: str) -> None:
    """Copy the rules of a language to the new folder DIR, to add words of one's own; `diff --rules DIR` judges by them.

    Each file says at its head what it holds. A comparison names the rules it used, with the SHA-256 of all files.
    """
    from annotate.store.ruling import copy_rules

    copy_rules(folder, language=language)
    session.say("Add a line to matters.toml or places.toml there, and compare with: annotate diff OLD NEW --rules DIR")
    answer(f"{folder}\n")
