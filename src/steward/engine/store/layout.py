"""What the store knows about its tables beside SQL: conversions of values, unique keys and the names that errors give them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from steward.engine.schema.tables import sa_tables
from steward.engine.store.port import BadValue
from steward.engine.store.values import Convert, for_column
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.item import Table


class Layout:
    """The tables of a store in both forms. Conversions are made on first use: most tables are never written to."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        self.tables = tables
        self._converts: dict[str, dict[str, Convert]] = {}

    @cached_property
    def sa(self) -> dict[str, sa.Table]:
        return sa_tables(self.tables)

    def stored(self, table: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The values in the form and within the limits of their columns; raises BadValue."""
        converts = self._converts.get(table)
        if converts is None:
            converts = self._converts[table] = {c.name: for_column(c) for c in self.tables[table].columns}
        try:
            return {name: converts[name](value) for name, value in values.items()}
        except KeyError as missing:
            raise BadValue(f"Unknown column {missing} in '{table}'") from None

    def something(self, table: str) -> dict[str, Any]:
        """One column with its own default: how an insert without values is written on every store."""
        for column in self.tables[table].columns:
            if column.name != "id" and (column.nullable or column.default is not NO_DEFAULT):
                return {column.name: None if column.default is NO_DEFAULT else column.default}
        raise BadValue(f"'{table}' has columns without a default")

    def unique(self, table: str, columns: tuple[str, ...]) -> str:
        """The name of a unique key by its columns."""
        if columns == ("id",):
            return "PRIMARY"
        return next((key for key, own in self.tables[table].unique.items() if own == columns), "unicity")

    def defaults(self, table: str, columns: tuple[str, ...]) -> dict[str, Any]:
        """What `columns` hold in a new row that does not name them."""
        found = {c.name: c.default for c in self.tables[table].columns if c.name in columns}
        return {name: value for name, value in found.items() if value is not NO_DEFAULT}


def entry(columns: tuple[str, ...], values: Mapping[str, Any]) -> str:
    """The values of a key as the reference shows them."""
    return "-".join("" if (value := values.get(c)) is None else str(value) for c in columns)
