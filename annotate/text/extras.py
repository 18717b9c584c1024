"""Extras: libraries that only some file types need, and the sentence that asks for one that is not there."""

from importlib.util import find_spec
from typing import NamedTuple

from annotate.errors import MissingExtraError


class Extra(NamedTuple):
    """What has to be installed besides the program itself.

    Attributes:
        name: of the extra: `pip install 'policy-annotate[NAME]'`.
        library: what that brings, as the package index calls it.
        imported: the same as Python imports it.
    """

    name: str
    library: str
    imported: str


def check_installed(what: str, extra: Extra | None) -> None:
    """See that `extra`, if there is one, is installed; `what` says in the error who needs it.

    Raises:
        MissingExtraError: it is not.

    Examples:
        >>> check_installed("The format csv", Extra("none", "csv", "csv"))
    """
    if extra is not None and find_spec(extra.imported) is None:
        raise MissingExtraError(f"{what} needs {extra.library}: pip install 'policy-annotate[{extra.name}]'.")
