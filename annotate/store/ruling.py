"""A copy of the package's rules, to add matters, places and words of one's own."""

import shutil
from pathlib import Path

from annotate.errors import InputRefusedError, OutputExistsError
from annotate.policy.lexicon import package_rules


def copy_rules(folder: str | Path, *, language: str = "zh-Hans") -> Path:
    """Copy the lexicons and weights of a language to a new folder, for `diff(rules=…)` and `diff --rules`.

    Args:
        folder: where to; it must not be there yet.
        language: zh-Hans or en.

    Returns:
        The folder, as a full path.

    Raises:
        InputRefusedError: there is no lexicon for the language, or the folder cannot be made.
        OutputExistsError: there is something of that name already.

    Examples:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as place:
        ...     sorted(path.name for path in copy_rules(f"{place}/mine").glob("*.toml"))[:3]
        ['acts.toml', 'ladders.toml', 'linking.toml']
    """
    home, place = package_rules(language), Path(folder).absolute()
    try:
        shutil.copytree(home, place)
    except FileExistsError:
        raise OutputExistsError(f"{str(folder)!r} is there already; name a folder that is not.") from None
    except OSError as error:
        shutil.rmtree(place, ignore_errors=True)  # nothing half copied stays
        raise InputRefusedError(
            f"The folder {str(folder)!r} cannot be made: {error.strerror or 'a file of it cannot be copied'}."
        ) from error
    return place
