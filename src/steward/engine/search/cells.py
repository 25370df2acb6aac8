"""Cells: the columns of a page of rows in one statement, and what clients see of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.row_rights import Clause, From, constant
from steward.engine.search.fields import Field, hidden
from steward.engine.search.questions import Question
from steward.engine.search.values import any_text, test, value
from steward.engine.search.walking import Trail, Walker
from steward.engine.search.where import scalar
from steward.engine.store.text import as_text, in_list, rows_as_json
from steward.vocabulary.paths import Word

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
    """All that the path reaches, as rows of (value, id)."""
    walker = walker.closer()
    if field.person and field.path[-1].word is Word.LINK and len(field.path) > 1:
        return _people_of(walker, field, row)
    trail = walker.along(row, field.start, field.path, field.linked)
    shown = trail.alias.c.id if field.person else value(walker, field, trail.alias, trail.shows)
    on = list(trail.on)
    for question, bind in column.narrow:
        if question.test == "like":
            on.append(any_text(walker, field, question, bind, trail.alias, trail.shows))
        else:
            on.append(test(question, value(walker, field, trail.alias, trail.shows), bind))
    return _rows(row, trail, on, shown)


def _people_of(walker: Walker, field: Field, row: From) -> Clause:
    """People by the rows that name them: their ids, or the address where there is no user."""
    trail = walker.along(row, field.start, field.path[:-1], True)
    id = trail.alias.c[field.path[-1].column or field.far.foreign_key]
    shown: Clause = sa.case((id > constant(0), as_text(id)))
    if "alternative_email" in trail.alias.c:
        shown = sa.func.coalesce(shown, trail.alias.c.alternative_email)
    return _rows(row, trail, list(trail.on), sa.type_coerce(shown, sa.Text()))


def _rows(row: From, trail: Trail, on: list[Clause], shown: Clause) -> Clause:
    rows = sa.select(rows_as_json(shown, trail.alias.c.id)).select_from(*trail.tables).where(*on)
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
        if field.person:
            return _people
        return _first if field.single else _values
    grouped = field.option.extra.get("forcegroupby") or field.option.field in field.owner.shown_as_text
    return _as_text if grouped else _plain


def _plain(found: Any) -> Any:
    return found


def _as_text(found: Any) -> Any:
    """Values of columns that clients know grouped, which makes texts of them."""
    return None if found is None else str(found)


def _people(found: Any) -> Any:
    """Ids of users as texts, in their order, then addresses."""
    named = {str(row[0]) for row in json.loads(found or "[]") if row[0]}
    return _one_or_several(
        sorted(named, key=lambda text: (not text.isdigit(), len(text) if text.isdigit() else 0, text))
    )


def _first(found: Any) -> Any:
    """The first value that is not empty, by the age of the rows."""
    rows = sorted(json.loads(found or "[]"), key=lambda row: row[1])
    return next((str(row[0]) for row in rows if row[0] not in {None, ""}), None)


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
