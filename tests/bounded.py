"""Reading a file in a process that may take only so much memory and so many seconds of a processor.

The bounds are far above what an honest file of the size needs, and far below what a reader takes whose cost grows with
the square of a file, or with what a file promises to unfold to.
"""

import resource
import subprocess
import sys

SECONDS, BYTES = 60, 2 << 30
_READ = """
import sys
from annotate.errors import AnnotateError
from annotate.store.files import load
try:
    _, reading = load(sys.stdin.buffer.read(), name=sys.argv[1])
    print(f"a text of {len(reading.text)} characters")
except AnnotateError as error:
    print(error)
"""


def read_within_bounds(data: bytes, name: str) -> str:
    """What came of reading `data` as a file called `name`: the length of the text, or the error's sentence.

    Raises:
        AssertionError: the process ended by a bound, or by an error that is none of the program's own.
    """

    def bound() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

    ended = subprocess.run(
        [sys.executable, "-c", _READ, name], input=data, capture_output=True, check=False, preexec_fn=bound
    )
    assert ended.returncode == 0, ended.stderr.decode()[-2000:]
    assert not ended.stderr, ended.stderr.decode()
    return ended.stdout.decode().strip()
