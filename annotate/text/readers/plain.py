"""Plain text: the characters of the file are the extract."""

from annotate.text.decoding import decode
from annotate.text.extracts import Extract, Options
from annotate.text.reading import PLAIN


def read(data: bytes, options: Options) -> Extract:
    """Decode `data`.

    Raises:
        UnreadableFileError: it holds only white space, is no text, or no encoding explains its bytes.
        CallError: there is no encoding of the name given.
    """
    found = decode(data, name=options.name, declared=options.declared, encoding=options.encoding)
    return Extract(found.extract, PLAIN, encoding=found.encoding, notes=found.notes)
