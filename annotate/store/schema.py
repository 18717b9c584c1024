"""The tables of a store, in types that SQLite and PostgreSQL share.

Sources, versions and history are append-only: triggers made by the first migration refuse UPDATE and DELETE. Spans are
kept as JSON lists of `[start, end]`, in Unicode code points of the version's text.
"""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    # Names that do not depend on the database: later migrations have to find the constraints.
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

source = Table(
    "source",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)

document = Table(
    "document",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(100), nullable=False, unique=True),
    Column("series", Text),
)

version = Table(
    "version",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("document_id", ForeignKey("document.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("sha256", ForeignKey("source.sha256"), nullable=False),
    Column("encoding", Text),
    Column("extract", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("offsets", JSON, nullable=False),
    Column("removed", JSON, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("language", String(20), nullable=False),
    Column("line_ends", Boolean, nullable=False),
    Column("title", Text),
    Column("words", JSON, nullable=False),
    Column("cutter_name", Text, nullable=False),
    Column("cutter_version", Text, nullable=False),
    Column("program", Text, nullable=False),
    Column("added", String(40), nullable=False),
    # Since 0002. The defaults are what was so before: all texts were plain ones.
    Column("reader", Text, nullable=False, server_default="text"),
    Column("reader_version", Text, nullable=False, server_default="1"),
    Column("places", JSON, nullable=False, server_default="[]"),
    Column("notes", JSON, nullable=False, server_default="[]"),
    Column("origin", Text),
    UniqueConstraint("document_id", "number"),
)

# What a person may set about a version without touching it. A title of NULL leaves the one the reader found.
version_details = Table(
    "version_details",
    metadata,
    Column("version_id", ForeignKey("version.id"), primary_key=True),
    Column("date", String(10)),
    Column("title", Text),
)

annotation = Table(
    "annotation",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    # The number in ids of the form m1, m2, …; it finds the next free one without reading them all.
    Column("ordinal", Integer, index=True),
    Column("version_id", ForeignKey("version.id"), nullable=False, index=True),
    Column("spans", JSON, nullable=False),
    Column("quotes", JSON, nullable=False),
    Column("label", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("created", String(40), nullable=False),
    Column("active", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
)

# Where each mark stands on its own version and on every later one. `stood_*` is where it last had a place: an orphan is
# tried again from there.
placement = Table(
    "placement",
    metadata,
    Column("annotation_pk", ForeignKey("annotation.pk"), primary_key=True),
    Column("version_id", ForeignKey("version.id"), primary_key=True, index=True),
    Column("state", String(20), nullable=False),
    Column("spans", JSON, nullable=False),
    Column("quotes", JSON, nullable=False),
    Column("likeness", Float, nullable=False),
    Column("place", Float, nullable=False),
    Column("rule", Text, nullable=False),
    Column("moved", Boolean, nullable=False),
    Column("candidates", JSON, nullable=False),
    Column("carried_from", ForeignKey("version.id")),
    Column("stood_version_id", ForeignKey("version.id")),
    Column("stood_spans", JSON, nullable=False),
    Column("settled_by", Text),
    Column("settled_when", String(40)),
    Column("settled_how", Text),
)

# Answers to a mark, numbered from 1; the id people see is the mark's with the number behind it.
reply = Table(
    "reply",
    metadata,
    Column("annotation_pk", ForeignKey("annotation.pk"), primary_key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("created", String(40), nullable=False),
    Column("active", Boolean, nullable=False),
)

# What was said about a label; marks may bear others. Empty words stand for none.
label = Table(
    "label",
    metadata,
    Column("name", Text, primary_key=True),
    Column("about", Text, nullable=False),
    Column("colour", String(7), nullable=False),
)

# A reader's verdicts on flags and links. They belong to the two texts compared, wherever those stand; `side` says
# which of them has the one directive judged. One that a later verdict replaced is kept, no longer active.
verdict = Table(
    "verdict",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("old_text_sha256", String(64), nullable=False, index=True),
    Column("new_text_sha256", String(64), nullable=False, index=True),
    Column("old_spans", JSON, nullable=False),
    Column("new_spans", JSON, nullable=False),
    Column("side", String(3), nullable=False),
    Column("flag", String(20), nullable=False),
    Column("ladder", Text),
    Column("note", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("created", String(40), nullable=False),
    Column("active", Boolean, nullable=False),
)

# `hash` is over the canonical JSON of all other columns, `previous` among them: see `annotate.store.ledger`.
history = Table(
    "history",
    metadata,
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("when", String(40), nullable=False),
    Column("who", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Column("program", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)
