"""The model's tables, and Steward's own, as SQLAlchemy tables for statements."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import sqlalchemy as sa

from steward.engine.schema.own import OWN_TABLES
from steward.engine.schema.types import plain_type
from steward.vocabulary.item import Model, Table

LAYOUT = 3
"""Raise it when the same model would be created differently, so that existing stores are looked at again."""


def all_tables(model: Model) -> dict[str, Table]:
    """Every table a store has, as the vocabulary says it. Ours come first: they mark a database that is half made as ours."""
    return {**OWN_TABLES, **model.tables}


def sa_tables(tables: Mapping[str, Table]) -> dict[str, sa.Table]:
    """Columns and primary keys only: what statements need. Indexes and defaults matter to `ddl` alone."""
    metadata = sa.MetaData()
    return {
        name: sa.Table(
            name,
            metadata,
            *(sa.Column(c.name, plain_type(c), primary_key=c.name == "id", nullable=c.nullable) for c in table.columns),
        )
        for name, table in tables.items()
    }


def digest(tables: Mapping[str, Table]) -> str:
    """Equal for models that are stored the same way. A store remembers it, so that an unchanged one opens without a look."""
    found = hashlib.sha256(str(LAYOUT).encode())
    for name in sorted(tables):
        table = tables[name]
        parts = (name, table.columns, sorted(table.unique.items()), sorted(table.indexes.items()))
        found.update(repr(parts).encode())
    return found.hexdigest()
