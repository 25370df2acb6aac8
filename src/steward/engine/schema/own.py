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


_SESSIONS = Table(
    "steward_sessions",
    (
        _id(),
        Column("token_hash", Kind.VARCHAR, 64),
        _count("users_id"),
        _count("profiles_id"),
        # The choice of entities: NULL is "all of the profile's", otherwise one entity, with or without those below it.
        Column("entities_id", Kind.INT, nullable=True, default=None),
        Column("is_recursive", Kind.TINYINT, default=0),
        _text("ip", 64),
        _moment("date_creation"),
        _moment("last_used"),
        Column("state", Kind.LONGTEXT, nullable=True, default=None),
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
    (_id(), _text("login"), _text("ip", 64), _moment("date")),
    {},
    {"login": ("login", "date"), "ip": ("ip", "date")},
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
