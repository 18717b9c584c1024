"""Measure how GB 18030 is told from Big5 in snippets of Chinese text, beside charset-normalizer.

    python -m benchmarks.measure_decoding FOLDER...

The FOLDERs hold simplified texts in UTF-8. Snippets of several lengths are written in GB 18030 as they are, and in
traditional characters in GB 18030 and in Big5. Each figure is the share read rightly / wrongly; the rest is refused.
Needs charset-normalizer and opencc-python-reimplemented, which the program does not.
"""

import random
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from annotate.errors import UnreadableFileError
from annotate.text.decoding import decode

LENGTHS = (1, 2, 3, 4, 6, 8, 12, 20, 100, 400)
_SNIPPETS = 200


def snippets(texts: Sequence[str], length: int, seed: int = 1) -> list[str]:
    """Stretches of the texts, chosen by a fixed seed."""
    choice = random.Random(seed)
    chosen = (choice.choice(texts) for _ in range(_SNIPPETS))
    return [text[start : start + length] for text in chosen for start in [choice.randrange(max(1, len(text) - length))]]


def shares(read: Callable[[bytes], str | None], snippets: Sequence[str], encoding: str) -> tuple[float, float]:
    """Which part of the snippets, written in `encoding`, is read rightly, and which wrongly.

    Examples:
        >>> shares(lambda data: data.decode("gb18030"), ["要", "a"], "gb18030")
        (1.0, 0.0)
    """
    answers = [(read(snippet.encode(encoding)), snippet) for snippet in snippets]
    right = sum(answer == snippet for answer, snippet in answers)
    refused = sum(answer is None for answer, _ in answers)
    return right / len(snippets), (len(snippets) - right - refused) / len(snippets)


def ours(data: bytes) -> str | None:
    """As the program reads it."""
    try:
        return decode(data).extract
    except UnreadableFileError:
        return None


def theirs(data: bytes) -> str | None:
    """As charset-normalizer reads it, told that it is one of the two."""
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=["gb18030", "big5"]).best()
    return None if best is None else str(best)


def main() -> None:
    """Print the figures."""
    from opencc import OpenCC

    paths = [path for folder in sys.argv[1:] for path in sorted(Path(folder).glob("*.txt"))]
    simplified = ["".join(path.read_text(encoding="utf-8").split()) for path in paths]
    convert = OpenCC("s2t").convert
    traditional = ["".join(char for char in convert(text) if char.encode("big5", "ignore")) for text in simplified]
    print("characters  simplified in GB 18030  traditional in GB 18030  traditional in Big5")
    for length in LENGTHS:
        cells = []
        for texts, encoding in ((simplified, "gb18030"), (traditional, "gb18030"), (traditional, "big5")):
            for read in (ours, theirs):
                right, wrong = shares(read, snippets(texts, length), encoding)
                cells.append(f"{right:.3f}/{wrong:.3f}")
        print(f"{length:>4}  {'  '.join(cells)}", flush=True)


if __name__ == "__main__":
    main()
