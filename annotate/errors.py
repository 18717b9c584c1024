"""Every failure the library raises, as one tree.

```
AnnotateError
├── CallError            the call itself is wrong: an option, a date, a span, a name      (exit 2)
│   └── MissingExtraError      a format needs a library that is not installed
├── NotFoundError        what was named is not there                                       (exit 3)
│   ├── FileMissingError       no such file
│   ├── AddressNotFoundError   nothing at that address on the web
│   ├── StoreMissingError      no store at that path
│   ├── RefNotFoundError       no such document or version
│   ├── MarkNotFoundError      no such mark
│   └── QuoteNotFoundError     the quote does not stand in the text
├── InputRefusedError    what was given cannot be taken                                    (exit 4)
│   ├── UnreadableFileError    empty, a directory, damaged, locked, scanned, undecodable
│   ├── AddressRefusedError    an address that is not asked: another scheme, a private network
│   ├── FetchError             an address that brings no text: no answer, an error, too much, too slow
│   ├── NameTakenError         the document exists and no name was given
│   ├── SpanOutsideError       the span reaches past the text
│   ├── QuoteAmbiguousError    the quote stands there more than once
│   ├── ImportRefusedError     a line of an import does not fit
│   ├── OutputExistsError      the output file is there already
│   └── StaleEditError         somebody else changed the mark in the meantime
└── StoreError           the store cannot be used                                          (exit 5)
    ├── NotAStoreError         the file is something else
    ├── StoreReadOnlyError     the store may not be written
    ├── StoreLockedError       another program holds it
    └── StoreTooNewError       a newer program wrote it
```

Each message is one sentence or two: what happened, where, and what to do next. `exit_code` is what the command line
ends with.

Examples:
    >>> from annotate.errors import AnnotateError, QuoteNotFoundError
    >>> issubclass(QuoteNotFoundError, AnnotateError), QuoteNotFoundError.exit_code
    (True, 3)
"""


class AnnotateError(Exception):
    """Whatever this library refuses to do, with the reason as prose."""

    exit_code = 70


class CallError(AnnotateError):
    """The call itself is wrong: an option, a date, a span or a name that is not well formed."""

    exit_code = 2


class MissingExtraError(CallError):
    """A format needs a library that is not installed; the sentence names the extra that brings it."""


class NotFoundError(AnnotateError):
    """What was named is not there."""

    exit_code = 3


class FileMissingError(NotFoundError):
    """There is no such file."""


class AddressNotFoundError(NotFoundError):
    """There is nothing at that address on the web."""


class StoreMissingError(NotFoundError):
    """There is no store at that path, and this call does not create one."""


class RefNotFoundError(NotFoundError):
    """There is no document of that name, or no version of that number."""


class MarkNotFoundError(NotFoundError):
    """There is no mark of that id."""


class QuoteNotFoundError(NotFoundError):
    """The quote does not stand in the text."""


class InputRefusedError(AnnotateError):
    """What was given cannot be taken; nothing was stored."""

    exit_code = 4


class UnreadableFileError(InputRefusedError):
    """A file without a text to read: empty, a directory, damaged, locked, scanned, or in no encoding known."""


class AddressRefusedError(InputRefusedError):
    """An address that is not asked: another scheme than http and https, a password in it, or a private network."""


class FetchError(InputRefusedError):
    """An address that brings no text: no answer, an error, or more or slower than the limits allow."""


class NameTakenError(InputRefusedError):
    """The document exists already and the call did not name it."""


class SpanOutsideError(InputRefusedError):
    """A span that reaches past the text, cuts a character, or covers nothing where something is needed."""


class QuoteAmbiguousError(InputRefusedError):
    """The quote stands in the text more than once."""


class ImportRefusedError(InputRefusedError):
    """A line of an import does not fit the text or the format; nothing was imported."""


class OutputExistsError(InputRefusedError):
    """The output file is there already and was not to be replaced."""


class StaleEditError(InputRefusedError):
    """Somebody else changed the mark since it was read."""


class StoreError(AnnotateError):
    """The store cannot be used as asked."""

    exit_code = 5


class NotAStoreError(StoreError):
    """The file at the store's path is something else."""


class StoreReadOnlyError(StoreError):
    """The store, or its folder, may not be written."""


class StoreLockedError(StoreError):
    """Another program holds the store for longer than the waiting time."""


class StoreTooNewError(StoreError):
    """A newer version of the program wrote the store."""
