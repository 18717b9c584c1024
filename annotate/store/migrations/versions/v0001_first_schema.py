"""The first schema: sources, documents, versions, marks, placements, replies, labels, verdicts, history.

This file stays as it is: stores in use were made by it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Of each append-only table, the column that tells its rows apart. INSERT OR REPLACE would take a row out without
# firing the DELETE trigger, so an insert over an existing row is refused as well.
APPEND_ONLY = {"source": "sha256", "version": "id", "history": "n"}


def upgrade() -> None:
    """Make the tables, and the triggers that hold the append-only ones."""
    _make_texts()
    _make_marks()
    _make_words()
    _make_records()
    if op.get_bind().dialect.name == "sqlite":
        _make_triggers()


def _make_texts() -> None:
    op.create_table(
        "source",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("bytes", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_source"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("series", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("name", name="uq_document_name"),
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("document_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("encoding", sa.Text, nullable=False),
        sa.Column("extract", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("offsets", sa.JSON, nullable=False),
        sa.Column("removed", sa.JSON, nullable=False),
        sa.Column("blocks", sa.JSON, nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("line_ends", sa.Boolean, nullable=False),
        sa.Column("title", sa.Text),
        sa.Column("words", sa.JSON, nullable=False),
        sa.Column("cutter_name", sa.Text, nullable=False),
        sa.Column("cutter_version", sa.Text, nullable=False),
        sa.Column("program", sa.Text, nullable=False),
        sa.Column("added", sa.String(40), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_version"),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_version_document_id"),
        sa.ForeignKeyConstraint(["sha256"], ["source.sha256"], name="fk_version_sha256"),
        sa.UniqueConstraint("document_id", "number", name="uq_version_document_id"),
    )
    op.create_table(
        "version_details",
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("date", sa.String(10)),
        sa.Column("title", sa.Text),
        sa.PrimaryKeyConstraint("version_id", name="pk_version_details"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_version_details_version_id"),
    )


def _make_marks() -> None:
    op.create_table(
        "annotation",
        sa.Column("pk", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("ordinal", sa.Integer),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.Column("quotes", sa.JSON, nullable=False),
        sa.Column("label", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("pk", name="pk_annotation"),
        sa.UniqueConstraint("id", name="uq_annotation_id"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_annotation_version_id"),
    )
    op.create_index("ix_annotation_ordinal", "annotation", ["ordinal"])
    op.create_index("ix_annotation_version_id", "annotation", ["version_id"])
    op.create_table(
        "placement",
        sa.Column("annotation_pk", sa.Integer, nullable=False),
        sa.Column("version_id", sa.Integer, nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("spans", sa.JSON, nullable=False),
        sa.Column("quotes", sa.JSON, nullable=False),
        sa.Column("likeness", sa.Float, nullable=False),
        sa.Column("place", sa.Float, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("moved", sa.Boolean, nullable=False),
        sa.Column("candidates", sa.JSON, nullable=False),
        sa.Column("carried_from", sa.Integer),
        sa.Column("stood_version_id", sa.Integer),
        sa.Column("stood_spans", sa.JSON, nullable=False),
        sa.Column("settled_by", sa.Text),
        sa.Column("settled_when", sa.String(40)),
        sa.Column("settled_how", sa.Text),
        sa.PrimaryKeyConstraint("annotation_pk", "version_id", name="pk_placement"),
        sa.ForeignKeyConstraint(["annotation_pk"], ["annotation.pk"], name="fk_placement_annotation_pk"),
        sa.ForeignKeyConstraint(["version_id"], ["version.id"], name="fk_placement_version_id"),
        sa.ForeignKeyConstraint(["carried_from"], ["version.id"], name="fk_placement_carried_from"),
        sa.ForeignKeyConstraint(["stood_version_id"], ["version.id"], name="fk_placement_stood_version_id"),
    )
    op.create_index("ix_placement_version_id", "placement", ["version_id"])


def _make_words() -> None:
    op.create_table(
        "reply",
        sa.Column("annotation_pk", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("annotation_pk", "number", name="pk_reply"),
        sa.ForeignKeyConstraint(["annotation_pk"], ["annotation.pk"], name="fk_reply_annotation_pk"),
    )
    op.create_table(
        "label",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("colour", sa.String(7), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_label"),
    )


def _make_records() -> None:
    op.create_table(
        "verdict",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("old_text_sha256", sa.String(64), nullable=False),
        sa.Column("new_text_sha256", sa.String(64), nullable=False),
        sa.Column("old_spans", sa.JSON, nullable=False),
        sa.Column("new_spans", sa.JSON, nullable=False),
        sa.Column("side", sa.String(3), nullable=False),
        sa.Column("flag", sa.String(20), nullable=False),
        sa.Column("ladder", sa.Text),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("created", sa.String(40), nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verdict"),
    )
    op.create_index("ix_verdict_old_text_sha256", "verdict", ["old_text_sha256"])
    op.create_index("ix_verdict_new_text_sha256", "verdict", ["new_text_sha256"])
    op.create_table(
        "history",
        sa.Column("n", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("when", sa.String(40), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True)),
        sa.Column("after", sa.JSON(none_as_null=True)),
        sa.Column("program", sa.Text, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("n", name="pk_history"),
    )


def _make_triggers() -> None:
    for table, key in APPEND_ONLY.items():
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
        for event in ("UPDATE", "DELETE"):
            op.execute(f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} {refuse}")
        is_there = f"EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608
        op.execute(f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN {is_there} {refuse}")
