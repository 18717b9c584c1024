"""Making a store's tables, and bringing older stores up to date. The only module that loads Alembic."""

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

# Alembic keeps what it is working on in module globals.
_one_at_a_time = Lock()


def upgrade(connection: Connection) -> None:
    """Bring the database behind `connection` to the newest revision, inside the transaction that is open."""
    with _one_at_a_time:
        command.upgrade(configuration(connection), "head")


def configuration(connection: Connection) -> Config:
    """Alembic's settings for the scripts that came with the package; there is no ini file."""
    config = Config(attributes={"connection": connection})
    # The value passes through configparser, to which % is a sign of its own.
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
