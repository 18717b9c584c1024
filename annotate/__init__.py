"""Compare official texts, flag new and changed directives, and keep annotations that survive revision.

What stands in `__all__` is the library: a command and its function share a word, and whatever a command does, a few
lines of Python do, too. A name is loaded when it is first used, so that `import annotate` costs nothing.

Examples:
    >>> import annotate
    >>> from pathlib import Path
    >>> from tempfile import mkdtemp
    >>> with annotate.open_store(Path(mkdtemp()) / "annotate.db", create=True) as store:
    ...     first = annotate.add(store, "会议强调，要加强领导。".encode(), name="notice").ref
    ...     made = annotate.mark(store, first, quote="加强领导", label="leadership")
    ...     second = annotate.add(store, "会议强调，要切实加强领导。".encode(), name="notice").ref
    ...     carried = annotate.marks(store, second)[0]
    >>> carried.state, carried.spans, carried.quotes
    ('shifted', (Span(start=8, end=12),), ('加强领导',))
"""

from typing import TYPE_CHECKING, Any

from annotate._version import __version__

if TYPE_CHECKING:
    from annotate.compare.values import Change, Comparison, Edit, Group, Near, NewVerdict, Row, Side, Verdict
    from annotate.errors import (
        AddressNotFoundError,
        AddressRefusedError,
        AnnotateError,
        CallError,
        FetchError,
        FileMissingError,
        ImportRefusedError,
        InputRefusedError,
        MarkNotFoundError,
        MissingExtraError,
        NameTakenError,
        NotAStoreError,
        NotFoundError,
        OutputExistsError,
        QuoteAmbiguousError,
        QuoteNotFoundError,
        RefNotFoundError,
        SpanOutsideError,
        StaleEditError,
        StoreError,
        StoreLockedError,
        StoreMissingError,
        StoreReadOnlyError,
        StoreTooNewError,
        UnreadableFileError,
    )
    from annotate.fetch.fetching import fetch_source
    from annotate.formats.judging import read_verdicts, write_doubtful, write_verdicts
    from annotate.formats.losses import Loss
    from annotate.formats.manifest import read_manifest
    from annotate.formats.registry import (
        diff_losses,
        export,
        export_diff,
        export_history,
        export_store,
        losses,
        read_marks,
        read_store,
        sift_marks,
    )
    from annotate.formats.sifting import Sifted
    from annotate.policy.values import Parts, Rules
    from annotate.report.rows import doubtful
    from annotate.store.added import Added, NewText, Planned, Refused
    from annotate.store.adding import add, add_all, add_versions
    from annotate.store.adding_many import add_each, plan_each
    from annotate.store.annotations import edit, mark, unmark
    from annotate.store.comparing import diff
    from annotate.store.documents import find_source, list_documents, log, resolve, set_details, show, source
    from annotate.store.dumping import dump
    from annotate.store.folders import Folder, FoundTexts, find_files, find_texts
    from annotate.store.histories import history
    from annotate.store.importing import import_marks
    from annotate.store.judging import judge, verdicts
    from annotate.store.labels import labels, set_label
    from annotate.store.opening import Store, open_store
    from annotate.store.pieces import Piece, Restored
    from annotate.store.placements import marks
    from annotate.store.previewing import preview
    from annotate.store.replies import reply
    from annotate.store.restoring import restore
    from annotate.store.ruling import copy_rules
    from annotate.store.seeds import seed_path
    from annotate.store.settling import review, settle
    from annotate.store.undoing import redo, undo
    from annotate.store.values import (
        Around,
        Decision,
        DocumentSummary,
        Entry,
        Imported,
        Label,
        Mark,
        MarkCandidate,
        NewMark,
        Omission,
        Origin,
        Preview,
        Ref,
        Refusal,
        Reply,
        Settled,
        Version,
        VersionSummary,
    )
    from annotate.text.code_units import Counted
    from annotate.text.dates import Dating
    from annotate.text.extracts import Source
    from annotate.text.reading import Block, Place, ReaderName, Reading, Removed
    from annotate.text.source_places import SourcePlace
    from annotate.text.spans import Span

# Where each public name stands; read when it is first asked for.
_HOMES = {
    "annotate.store.opening": ("open_store", "Store"),
    "annotate.fetch.fetching": ("fetch_source",),
    "annotate.store.added": ("Added", "Refused", "Planned", "NewText"),
    "annotate.store.adding": ("add", "add_all", "add_versions"),
    "annotate.store.adding_many": ("add_each", "plan_each"),
    "annotate.store.folders": ("find_files", "find_texts", "Folder", "FoundTexts"),
    "annotate.formats.manifest": ("read_manifest",),
    "annotate.store.documents": ("list_documents", "log", "resolve", "show", "source", "find_source", "set_details"),
    "annotate.store.comparing": ("diff",),
    "annotate.store.judging": ("judge", "verdicts"),
    "annotate.store.annotations": ("mark", "edit", "unmark"),
    "annotate.store.placements": ("marks",),
    "annotate.store.importing": ("import_marks",),
    "annotate.store.replies": ("reply",),
    "annotate.store.labels": ("labels", "set_label"),
    "annotate.store.previewing": ("preview",),
    "annotate.store.settling": ("review", "settle"),
    "annotate.store.histories": ("history",),
    "annotate.store.undoing": ("undo", "redo"),
    "annotate.store.ruling": ("copy_rules",),
    "annotate.store.dumping": ("dump",),
    "annotate.store.restoring": ("restore",),
    "annotate.store.pieces": ("Piece", "Restored"),
    "annotate.store.seeds": ("seed_path",),
    "annotate.formats.registry": (
        "export",
        "export_diff",
        "export_history",
        "losses",
        "diff_losses",
        "read_marks",
        "sift_marks",
        "export_store",
        "read_store",
    ),
    "annotate.formats.losses": ("Loss",),
    "annotate.formats.sifting": ("Sifted",),
    "annotate.formats.judging": ("write_doubtful", "read_verdicts", "write_verdicts"),
    "annotate.report.rows": ("doubtful",),
    "annotate.compare.values": (
        "Comparison",
        "Side",
        "Row",
        "Near",
        "Group",
        "Edit",
        "NewVerdict",
        "Verdict",
        "Change",
    ),
    "annotate.policy.values": ("Parts", "Rules"),
    "annotate.store.values": (
        "Around",
        "Decision",
        "DocumentSummary",
        "Entry",
        "Imported",
        "Label",
        "Mark",
        "MarkCandidate",
        "NewMark",
        "Omission",
        "Origin",
        "Preview",
        "Ref",
        "Refusal",
        "Reply",
        "Settled",
        "Version",
        "VersionSummary",
    ),
    "annotate.text.reading": ("Reading", "Block", "Removed", "Place", "ReaderName"),
    "annotate.text.extracts": ("Source",),
    "annotate.text.dates": ("Dating",),
    "annotate.text.source_places": ("SourcePlace",),
    "annotate.text.spans": ("Span",),
    "annotate.text.code_units": ("Counted",),
    "annotate.errors": (
        "AnnotateError",
        "CallError",
        "MissingExtraError",
        "NotFoundError",
        "FileMissingError",
        "AddressNotFoundError",
        "StoreMissingError",
        "RefNotFoundError",
        "MarkNotFoundError",
        "QuoteNotFoundError",
        "InputRefusedError",
        "UnreadableFileError",
        "AddressRefusedError",
        "FetchError",
        "NameTakenError",
        "SpanOutsideError",
        "QuoteAmbiguousError",
        "ImportRefusedError",
        "OutputExistsError",
        "StaleEditError",
        "StoreError",
        "NotAStoreError",
        "StoreReadOnlyError",
        "StoreLockedError",
        "StoreTooNewError",
    ),
}

__all__ = [  # noqa: RUF022  # in the order of the work, as the reference has them
    "__version__",
    "open_store",
    "add",
    "add_all",
    "add_versions",
    "add_each",
    "plan_each",
    "find_files",
    "read_manifest",
    "find_texts",
    "fetch_source",
    "list_documents",
    "log",
    "resolve",
    "show",
    "source",
    "find_source",
    "set_details",
    "diff",
    "copy_rules",
    "doubtful",
    "judge",
    "verdicts",
    "mark",
    "marks",
    "edit",
    "unmark",
    "reply",
    "labels",
    "set_label",
    "preview",
    "review",
    "settle",
    "history",
    "undo",
    "redo",
    "read_marks",
    "sift_marks",
    "import_marks",
    "export",
    "losses",
    "export_diff",
    "diff_losses",
    "write_doubtful",
    "read_verdicts",
    "write_verdicts",
    "export_history",
    "dump",
    "export_store",
    "read_store",
    "restore",
    "seed_path",
    "Store",
    "Ref",
    "Version",
    "Reading",
    "Block",
    "Removed",
    "Place",
    "ReaderName",
    "Source",
    "SourcePlace",
    "Span",
    "Counted",
    "Mark",
    "MarkCandidate",
    "Origin",
    "Settled",
    "Reply",
    "Label",
    "Decision",
    "Preview",
    "NewMark",
    "Around",
    "Comparison",
    "Side",
    "Row",
    "Parts",
    "Near",
    "Group",
    "Edit",
    "NewVerdict",
    "Verdict",
    "Change",
    "Rules",
    "Added",
    "Refused",
    "Planned",
    "NewText",
    "Folder",
    "FoundTexts",
    "Dating",
    "Imported",
    "Refusal",
    "Omission",
    "Sifted",
    "Loss",
    "Entry",
    "DocumentSummary",
    "VersionSummary",
    "Piece",
    "Restored",
    "AnnotateError",
    "CallError",
    "MissingExtraError",
    "NotFoundError",
    "FileMissingError",
    "AddressNotFoundError",
    "StoreMissingError",
    "RefNotFoundError",
    "MarkNotFoundError",
    "QuoteNotFoundError",
    "InputRefusedError",
    "UnreadableFileError",
    "AddressRefusedError",
    "FetchError",
    "NameTakenError",
    "SpanOutsideError",
    "QuoteAmbiguousError",
    "ImportRefusedError",
    "OutputExistsError",
    "StaleEditError",
    "StoreError",
    "NotAStoreError",
    "StoreReadOnlyError",
    "StoreLockedError",
    "StoreTooNewError",
]


def __getattr__(name: str) -> Any:  # a module's attribute may be anything
    from importlib import import_module

    for home, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(home), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
