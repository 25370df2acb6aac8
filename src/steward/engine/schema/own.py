"""Steward's own tables, in the same words as the model's."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from steward.vocabulary.columns import Column, Kind
from steward.vocabulary.item import Table

VERSIONS: Final = "steward_versions"


def _id() -> Column:
    return Column("id", Kind.UINT, auto_increment=True)


def _text(name: str, size: int = 255) -> Column:
    return Column(name, Kind.VARCHAR, size, nullable=True, default=None)


def _count(name: str, default: int = 0) -> Column:
    return Column(name, Kind.INT, default=default)


def _moment(name: str) -> Column:
    return Column(name, Kind.MOMENT, nullable=True, default=None)


def _seconds(name: str) -> Column:
    """Seconds since 1970: idle times must not jump with the clocks of spring and autumn."""
    return Column(name, Kind.BIGINT, default=0)


_SESSIONS = Table(
    "steward_sessions",
    (
        Column("token_hash", Kind.VARCHAR, 64),
        _count("users_id"),
        _count("profiles_id"),
        # The choice of entities: NULL is "all of the profile's", otherwise one entity, with or without those below it.
        Column("entities_id", Kind.INT, nullable=True, default=None),
        Column("is_recursive", Kind.TINYINT, default=0),
        # Whether the entities were chosen after login: some answers tell the difference.
        Column("is_switched", Kind.TINYINT, default=0),
        # A digest of the password's hash at login: a new password ends the sessions of the old one.
        Column("credential", Kind.VARCHAR, 64, default=""),
        _seconds("created"),
        _seconds("last_used"),
    ),
    {"token_hash": ("token_hash",)},
    {"users_id": ("users_id",), "last_used": ("last_used",)},
)

_OUTBOX = Table(
    "steward_outbox",
    (
        _id(),
        Column("channel", Kind.VARCHAR, 50, default="mail"),
        _text("itemtype", 100),
        _count("items_id"),
        Column("payload", Kind.LONGTEXT, nullable=True, default=None),
        _moment("date_creation"),
        _moment("send_after"),
        _moment("sent"),
        _count("attempts"),
        Column("error", Kind.TEXT, nullable=True, default=None),
    ),
    {},
    {"due": ("sent", "send_after"), "item": ("itemtype", "items_id")},
)

_LOGIN_FAILURES = Table(
    "steward_login_failures",
    # The key is a digest of address and login: people type passwords where the login belongs.
    (Column("key_hash", Kind.VARCHAR, 64), _count("failures"), _seconds("last_failure")),
    {"key_hash": ("key_hash",)},
    {"last_failure": ("last_failure",)},
)

_VERSIONS = Table(
    VERSIONS,
    (Column("name", Kind.VARCHAR, 100), Column("value", Kind.BIGINT, default=0), _text("digest", 64)),
    {"name": ("name",)},
    {},
)

OWN_TABLES: Final[Mapping[str, Table]] = MappingProxyType(
    {t.name: t for t in (_SESSIONS, _OUTBOX, _LOGIN_FAILURES, _VERSIONS)}
)
