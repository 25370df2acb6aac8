"""Search: what surfaces ask for when they search, and what they get."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from steward.vocabulary.options import Option

FieldName = int | str
"""An option's number, its uid, or the name of a column; in criteria also VIEW and ALL."""

VIEW: Final = "view"
ALL: Final = "all"


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition. `joins` is how it hangs on what stands before it; `meta` names the related type it is about."""

    field: FieldName
    searchtype: str
    value: str
    joins: Literal["AND", "OR"] = "AND"
    negated: bool = False
    meta: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions in parentheses."""

    criteria: tuple[Criterion | Group, ...]
    joins: Literal["AND", "OR"] = "AND"
    negated: bool = False


Element = Criterion | Group


@dataclass(frozen=True, slots=True)
class Sort:
    field: FieldName
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A page of rows of one type, by search options.

    `display` are the columns asked for; None: those the user prefers. `trash`: the deleted rows instead of the others.
    `fixed` are columns that must hold a value. `count=False` leaves the total out. `cursor`: None pages by `offset`, "" starts
    paging by position, else where the last page ended.
    """

    item: str
    criteria: tuple[Element, ...] = ()
    sort: tuple[Sort, ...] = ()
    display: tuple[FieldName, ...] | None = None
    trash: bool = False
    fixed: tuple[tuple[str, Any], ...] = ()
    offset: int = 0
    limit: int = 51
    count: bool = True
    on_map: bool = False
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """A column of an answer: its option, and the related type it is about."""

    option: Option
    meta: str | None = None


@dataclass(slots=True)
class Found:
    """`rows` are (id, item type, cells by place in `columns`). Cells are plain values, or lists of several.

    `start` rows came before them; `cursor` leads to those behind them. `sort` are the options sorted by, as asked for by
    number or name; 0 for a name that is none.
    """

    columns: tuple[Shown, ...]
    rows: list[tuple[int, str, list[Any]]]
    total: int | None
    cursor: str | None = None
    start: int = 0
    sort: tuple[int, ...] = ()


class BadSearch(Exception):
    """A search that cannot be run. `kind` says what is wrong: "malformed", "field", "forbidden", "display" or "cursor"."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(detail or kind)
        self.kind, self.detail = kind, detail
