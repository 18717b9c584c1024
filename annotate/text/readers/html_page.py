"""From the bytes of a web page to its elements."""

import re
from html.entities import html5, name2codepoint

from annotate.errors import UnreadableFileError
from annotate.text.decoding import Decoded, decode
from annotate.text.encoding_labels import encoding_of
from annotate.text.extracts import Options
from annotate.text.readers.html_lines import Element

COPY = "open it in a browser, copy the article into a plain text file, and add that"
"""What to do with a page that is not read."""

# libxml2 drops a text of ten million bytes without a word, and costs the square of a tag's length.
_LARGEST, _MOST_ELEMENTS, _LONGEST_TAG = 8_000_000, 50_000, 20_000
_OPENING = 4096
_LABEL = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,1000}\?>")
_OPEN = re.compile(rf"<[^<]{{{_LONGEST_TAG},}}")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31};)")


def decode_page(data: bytes, options: Options) -> Decoded:
    """The characters of a page: by its byte order mark, what came with it, what it says of itself, or its looks.

    Raises:
        UnreadableFileError: no encoding explains the bytes.
        CallError: there is no encoding of the name given.

    Examples:
        >>> decode_page('<meta charset="gb2312">要'.encode("gbk"), Options()).encoding
        'gb18030'
    """
    labels = [label for label in (options.declared, _own_label(data)) if label is not None]
    fitting = [label for label in labels if _explains(label, data)]
    # Servers send the label of Latin letters with any page; a page that names another for itself knows better.
    better = [label for label in fitting if encoding_of(label) != "cp1252"]
    declared = next(iter((*better, *fitting, *labels)), None)
    return decode(data, name=options.name, declared=declared, encoding=options.encoding)


def parse_page(page: str, name: str) -> Element:
    """The elements of a page.

    Raises:
        UnreadableFileError: it is too large or nested too deeply, is made of frames, or has none.
    """
    from lxml.etree import ParserError
    from lxml.html import HTMLParser, document_fromstring

    data = _ENTITY.sub(_character, _DECLARATION.sub("", page, count=1)).encode("utf-8", "replace")
    if len(data) > _LARGEST:
        raise UnreadableFileError(f"{name} is a web page of more than {_LARGEST:,} bytes; {COPY}.")
    if any(len(_QUOTED.sub("", found.group()).partition(">")[0]) > _LONGEST_TAG for found in _OPEN.finditer(page)):
        raise UnreadableFileError(f"{name} is a web page with a tag too long to be read; {COPY}.")
    parser = HTMLParser(encoding="utf-8")
    try:
        tree = document_fromstring(data, parser=parser)
    except ParserError:
        raise UnreadableFileError(f"{name} is a web page that shows no text; {COPY}.") from None
    if any(entry.level_name == "FATAL" and "xcessive" in entry.message for entry in parser.error_log):
        raise UnreadableFileError(f"{name} is a web page nested too deeply to be read whole; {COPY}.")
    count = sum(1 for _ in tree.iter())
    if count > _MOST_ELEMENTS:
        raise UnreadableFileError(f"{name} is a web page of {count:,} elements, more than are read; {COPY}.")
    if next(tree.iter("frameset"), None) is not None:
        raise UnreadableFileError(
            f"{name} is a page of frames, which holds no text itself; open the frame with the article by itself, save "
            "that, and add it."
        )
    return tree


def _own_label(data: bytes) -> str | None:
    """What the page says of its encoding; a page whose letters can be read so is in none of two bytes a letter."""
    found = _LABEL.search(data[:_OPENING])
    if found is None:
        return None
    label = (found.group(1) or found.group(2)).decode("ascii", "replace")
    return "utf-8" if (encoding_of(label) or "").startswith(("utf-16", "utf-32")) else label


def _explains(label: str, data: bytes) -> bool:
    encoding = encoding_of(label)
    try:
        return encoding is not None and bool(data.decode(encoding))
    except UnicodeDecodeError:
        return False


def _character(reference: re.Match[str]) -> str:
    """A character that HTML has had a name for since its fifth version, by its number, which every parser knows."""
    name = reference.group(1)
    if name[:-1] in name2codepoint or name not in html5:
        return reference.group()
    return "".join(f"&#{ord(char)};" for char in html5[name])
