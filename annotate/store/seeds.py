"""Where the texts that come with the package are."""

from pathlib import Path

from annotate.errors import FileMissingError

SEED = "2020-02-12-psc-readout.txt"
SPECIMEN = "specimen-later-readout.txt"


def seed_path(name: str = SEED) -> Path:
    """The path of a text that comes with the package.

    An installed package carries the texts inside itself; a checkout has them at its top.

    Args:
        name: the file's name; by default the readout of 12 February 2020.

    Raises:
        FileMissingError: the package holds no such text.

    Examples:
        >>> seed_path().name
        '2020-02-12-psc-readout.txt'
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "seeds", package.parent / "seeds"):
        if (folder / name).is_file():
            return folder / name
    raise FileMissingError(f"This installation holds no text named {name}; install the package again.")
