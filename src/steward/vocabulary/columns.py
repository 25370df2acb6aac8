"""Columns: what a table holds, in words that three SQL dialects understand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

Value = str | int | float | bool | None


class Kind(StrEnum):
    """Storage kinds; every stored column of GLPI 10 is one of these."""

    INT = "int"
    UINT = "int unsigned"
    BIGINT = "bigint"
    SMALLINT = "smallint"
    TINYINT = "tinyint"
    UTINYINT = "tinyint unsigned"
    VARCHAR = "varchar"
    CHAR = "char"
    TEXT = "text"
    MEDIUMTEXT = "mediumtext"
    LONGTEXT = "longtext"
    MOMENT = "timestamp"
    DATE = "date"
    CLOCK = "time"
    DECIMAL = "decimal"
    FLOAT = "float"


INTEGERS: Final = frozenset({Kind.INT, Kind.UINT, Kind.BIGINT, Kind.SMALLINT, Kind.TINYINT, Kind.UTINYINT})
TEXTS: Final = frozenset({Kind.VARCHAR, Kind.CHAR, Kind.TEXT, Kind.MEDIUMTEXT, Kind.LONGTEXT})


class _NoDefault:
    """The default of a column that has none (unlike a default of NULL)."""

    def __repr__(self) -> str:
        return "NO_DEFAULT"


NO_DEFAULT: Final = _NoDefault()
NOW: Final = "current_timestamp()"


@dataclass(frozen=True, slots=True)
class Column:
    """One stored column. `size` is characters (texts) or digits (decimals); `scale` is digits after the point."""

    name: str
    kind: Kind
    size: int | None = None
    scale: int | None = None
    nullable: bool = False
    default: Value | _NoDefault = NO_DEFAULT
    auto_increment: bool = False

    @property
    def is_integer(self) -> bool:
        return self.kind in INTEGERS

    @property
    def is_text(self) -> bool:
        return self.kind in TEXTS
