"""Telling what a format could not hold: in a sentence for the person, and whole in a report."""

from typing import TYPE_CHECKING

from annotate.cli.options import Session
from annotate.cli.output import answer, flush

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotate.formats.losses import Loss


def tell_losses(session: Session, form: str, losses: "Sequence[Loss]", report: str | None, *, force: bool) -> None:
    """Say what a person has to hear, and write every loss to the file `report`, an empty list where nothing was lost.

    Raises:
        OutputExistsError: the file is there, and `force` is not set.
        InputRefusedError: the file cannot be written.
    """
    from annotate.formats.losses import losses_shape, sentences

    if report is not None:
        from annotate.formats.as_json import dumped

        answer(dumped(losses_shape(form, losses)), report, force=force)
    flush()  # the answer first, where both are seen together
    for sentence in sentences(form, losses):
        session.say(sentence)
