"""Measure how texts come back from PDF files that a browser and an office program print of them.

    python -m benchmarks.measure_pdf FILE...

Each FILE has a paragraph a line. It is given a title, printed in every look of `LOOKS` by Chromium and by LibreOffice,
read back, and compared with pypdf's own text and, where it is installed, with that of pdftotext.

Precision and recall are those of the visible characters in order: what the longest common stretches hold, as a share of
what came back and of what was printed. The same of paragraph breaks, where every character came back.
"""

import argparse
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from io import BytesIO
from pathlib import Path

from annotate.text.extracts import Options
from annotate.text.reader import read
from annotate.text.readers.registry import extract
from annotate.text.spans import visible
from benchmarks.measure_layout import breaks
from benchmarks.printing import Look, document_of, page_of, print_documents, print_page

TITLE = "会议情况"
LOOKS = {
    "one column, 12 pt": Look(),
    "one column, 16 pt, heads, numbers": Look(size=16, indent=2, head="情况通报", numbers=True),
    "two columns, 11 pt": Look(columns=2, size=11),
    "two columns, 10 pt, heads, numbers": Look(
        columns=2, size=10, indent=2, head="情况通报", numbers=True, font="Noto Sans CJK SC"
    ),
    "three columns, 9 pt": Look(columns=3, size=9, indent=2),
}


@dataclass
class Score:
    """Counts of one way to read, over several files."""

    same: int = 0
    read: int = 0
    printed: int = 0
    breaks: list[int] = field(default_factory=lambda: [0, 0, 0])

    def add(self, text: str, truth: Sequence[str]) -> None:
        """Count one file."""
        got, wanted = visible(text), visible("".join(truth))
        self.same += in_order(got, wanted)
        self.read, self.printed = self.read + len(got), self.printed + len(wanted)
        found, true = breaks(text), breaks("\n".join(truth))
        right = len(found & true) if got == wanted else 0
        self.breaks = [sum(pair) for pair in zip(self.breaks, (right, len(found), len(true)), strict=True)]

    def __str__(self) -> str:
        right, found, true = self.breaks
        characters = f"{self.same / max(1, self.read):.4f} | {self.same / max(1, self.printed):.4f}"
        return f"{characters} | {right / max(1, found):.3f} | {right / max(1, true):.3f}"


def in_order(got: str, wanted: str) -> int:
    """How many characters two texts have in common, in the same order.

    Examples:
        >>> in_order("要落实责任", "要落实任责")
        4
    """
    if got == wanted:
        return len(got)
    return sum(block.size for block in SequenceMatcher(None, got, wanted, autojunk=False).get_matching_blocks())


def ways(data: bytes) -> Iterator[tuple[str, str]]:
    """The text of a PDF file by each way to read it."""
    from pypdf import PdfReader

    yield "this", read(extract(data, Options("printed.pdf"))).text
    yield "pypdf", "\n".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if shutil.which("pdftotext"):
        ended = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        yield "pdftotext", ended.stdout.decode()


def main() -> None:
    """Print the figures."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    ask.add_argument("files", type=Path, nargs="+")
    texts = [
        [TITLE, *(line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())]
        for path in ask.parse_args().files
    ]
    print("| printed by | look | read by | precision | recall | breaks: precision | recall |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for look_name, look in LOOKS.items():
            pages = [print_page(page_of(lines, look), Path(folder)) for lines in texts]
            documents = print_documents([document_of(lines, look) for lines in texts], Path(folder))
            for program, files in (("Chromium", pages), ("LibreOffice", documents)):
                scores: dict[str, Score] = {}
                for data, lines in zip(files, texts, strict=True):
                    for way, text in ways(data):
                        scores.setdefault(way, Score()).add(text, lines)
                for way, score in scores.items():
                    print(f"| {program} | {look_name} | {way} | {score} |", flush=True)


if __name__ == "__main__":
    main()
