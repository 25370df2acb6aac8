"""Cells: the columns of a page of rows in one statement, and what clients see of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.row_rights import Clause, From
from steward.engine.search.fields import Field, hidden
from steward.engine.search.questions import Question
from steward.engine.search.values import any_text, test, value
from steward.engine.search.walking import Walker
from steward.engine.search.where import scalar
from steward.engine.store.text import in_list, rows_as_json

Narrow = Sequence[tuple[Question, str]]
Decode = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A cell to fetch; `narrow`: questions that a value must satisfy to be shown, with the names of their binds."""

    field: Field | None
    narrow: tuple[tuple[Question, str], ...] = ()

    @property
    def key(self) -> object:
        if self.field is None:
            return None
        return (self.field.key, tuple((q.key, bind) for q, bind in self.narrow))


def cell(walker: Walker, column: Column, row: From) -> Clause | None:
    """None where nothing is fetched."""
    field = column.field
    if field is None or hidden(field, walker.form):
        return None
    if field.aggregate:
        return scalar(walker, field, row)
    if not field.path:
        return value(walker, field, row)
    if field.many:
        return _several(walker, column, field, row)
    return scalar(walker, field, row)


def _several(walker: Walker, column: Column, field: Field, row: From) -> Clause:
    walker = walker.closer()
    trail = walker.along(row, field.start, field.path, field.linked)
    shown = trail.alias.c.id if field.person else value(walker, field, trail.alias, trail.shows)
    on = list(trail.on)
    for question, bind in column.narrow:
        if question.test == "like":
            on.append(any_text(walker, field, question, bind, trail.alias, trail.shows))
        else:
            on.append(test(question, value(walker, field, trail.alias, trail.shows), bind))
    rows = sa.select(rows_as_json(shown)).select_from(*trail.tables).where(*on)
    return rows.correlate(row).scalar_subquery()


def statement(walker: Walker, columns: Sequence[Column], row: From) -> sa.Select[Any]:
    """Ids and cells of the rows whose ids are bound to "ids"."""
    cells = [found for column in columns if (found := cell(walker, column, row)) is not None]
    return sa.select(row.c.id, *cells).where(in_list(row.c.id, "ids"))


def decoders(walker: Walker, columns: Sequence[Column]) -> list[Decode | None]:
    """How to read each column's cell; None for those that are not fetched."""
    return [_decoder(column.field, walker) for column in columns]


def _decoder(field: Field | None, walker: Walker) -> Decode | None:
    if field is None or hidden(field, walker.form):
        return None
    if field.aggregate:
        return _plain
    if field.many:
        return _people if field.person else _values
    grouped = field.option.extra.get("forcegroupby") or field.option.field in field.owner.shown_as_text
    return _as_text if grouped else _plain


def _plain(found: Any) -> Any:
    return found


def _as_text(found: Any) -> Any:
    """Values of columns that clients know grouped, which makes texts of them."""
    return None if found is None else str(found)


def _people(found: Any) -> Any:
    """Ids of users, as texts."""
    ids = {row[0] for row in json.loads(found or "[]") if row[0] is not None}
    return _one_or_several([str(id) for id in sorted(ids)])


def _values(found: Any) -> Any:
    """Distinct values as texts; nothing for rows without one."""
    values = {str(row[0]) for row in json.loads(found or "[]") if row[0] is not None}
    if len(values) > 1:
        values.discard("")
    return _one_or_several(sorted(values, key=_collated))


def _collated(text: str) -> tuple[str, str]:
    return (text.casefold(), text)


def _one_or_several(values: list[str]) -> Any:
    if not values:
        return None
    return values[0] if len(values) == 1 else values


NOTHING: Final = None


def read(decode: Sequence[Decode | None], found: Sequence[Any]) -> list[Any]:
    """The cells of one row, in the order of the columns; `found` holds those that were fetched."""
    cells = iter(found)
    return [NOTHING if one is None else one(next(cells)) for one in decode]


__all__ = ["Column", "cell", "decoders", "read", "statement"]
