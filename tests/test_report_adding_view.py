"""What became of many files, in words."""

import pytest

from annotate.errors import AddressNotFoundError, CallError, MissingExtraError, NameTakenError, UnreadableFileError
from annotate.report.adding_view import reason_of


class DamagedFileError(UnreadableFileError):
    """A narrower error that the view does not know by name."""


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (DamagedFileError(), "not readable"),
        (NameTakenError(), "name taken"),
        (MissingExtraError(), "a library is missing"),
        (CallError(), "a wrong option for it"),
        (AddressNotFoundError(), "another reason"),
        (ValueError(), "by a bug of the program"),
    ],
)
def test_a_refusal_is_counted_by_the_kind_of_its_error(error: Exception, reason: str) -> None:
    assert reason_of(error) == reason
