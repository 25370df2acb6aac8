"""Statement texts: each shape is built and compiled once, then kept as driver text with the names of its parameters."""

from __future__ import annotations

import json
import unicodedata
from collections import OrderedDict
from collections.abc import Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import iterate

from steward.engine.store.candidates import as_match
from steward.engine.store.constructs import (
    Found,
    InList,
    Matches,
    as_text,
    caseless,
    in_list,
    matches,
    nested,
    ordered,
    pattern,
    rows_as_json,
    unindexed,
)
from steward.engine.store.dialects import MAKERS
from steward.engine.store.fold import fold
from steward.engine.store.port import Build
from steward.engine.store.values import Convert, as_parameter, as_result, text, whole_result

KEPT: Final = 2_000


class EmptyList(list[Any]):
    """An empty list on its way to a driver that writes lists out: `IN ()` is no SQL there."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One parameter: its name, what its value goes through, and the value if none is given."""

    name: str
    convert: Convert
    default: Any = None
    required: bool = True
    source: str | None = None
    """The parameter that the value comes from, where that has another name."""

    def value(self, params: Mapping[str, Any]) -> Any:
        name = self.source or self.name
        if name in params:
            return self.convert(params[name])
        if self.required:
            raise KeyError(f"the statement needs a parameter {name!r}")
        return self.convert(self.default)


@dataclass(frozen=True)
class Text:
    """A statement as the driver takes it. `finish` are the result columns that need work, by place."""

    sql: str
    slots: tuple[Slot, ...]
    named: bool
    finish: tuple[tuple[int, Convert], ...] = ()
    distinct: tuple[Slot, ...] = ()

    @cached_property
    def _in_order(self) -> list[tuple[str, Convert]] | None:
        """The parameters of a statement that takes each of them once, by place."""
        once = not self.named and len(self.distinct) == len(self.slots)
        return [(s.source or s.name, s.convert) for s in self.slots] if once else None

    def arguments(self, params: Mapping[str, Any]) -> Any:
        in_order = self._in_order
        if in_order is not None:
            try:
                return [convert(params[name]) for name, convert in in_order]
            except KeyError:  # defaults are rare
                return [s.value(params) for s in self.slots]
        # Rights repeat the same lists of entities many times in a statement: each is converted once.
        values = {s.name: s.value(params) for s in self.distinct}
        return values if self.named else tuple([values[s.name] for s in self.slots])

    def rows(self, found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        if not self.finish:
            return found if isinstance(found, list) else list(found)
        return [self._finished(row) for row in found]

    def row(self, found: tuple[Any, ...]) -> tuple[Any, ...]:
        return self._finished(found) if self.finish else found

    def _finished(self, row: tuple[Any, ...]) -> tuple[Any, ...]:
        cells: list[Any] | None = None
        for place, convert in self.finish:
            if row[place] is not None:
                cells = cells or list(row)
                cells[place] = convert(row[place])
        return row if cells is None else tuple(cells)


class Texts:
    """The texts of one dialect, the most recently used `KEPT` of them. Callers can mint shapes without end, hence the bound."""

    def __init__(self, dialect: str, kept: int = KEPT) -> None:
        self._dialect, self._name, self._kept = MAKERS[dialect](), dialect, kept
        self._texts: OrderedDict[Hashable, Text] = OrderedDict()
        # Which were used last only matters once the places run out.
        self._roomy = kept // 2

    @property
    def explains(self) -> str:
        """What the dialect wants before a statement that is to be explained."""
        return "EXPLAIN QUERY PLAN " if self._name == "sqlite" else "EXPLAIN "

    def __len__(self) -> int:
        return len(self._texts)

    def get(self, key: Hashable, build: Build) -> Text:
        found = self._texts.get(key)
        if found is None:
            return self._add(key, build())
        if len(self._texts) > self._roomy:
            with suppress(KeyError):  # another thread may just have dropped it
                self._texts.move_to_end(key)
        return found

    def _add(self, key: Hashable, statement: sa.sql.expression.ClauseElement) -> Text:
        made = self._texts[key] = self.compile(statement)
        while len(self._texts) > self._kept:
            self._texts.popitem(last=False)
        return made

    def compile(self, statement: sa.sql.expression.ClauseElement) -> Text:
        compiled = statement.compile(dialect=self._dialect)
        assert isinstance(compiled, SQLCompiler)
        assert "POSTCOMPILE" not in compiled.string, "lists go through in_list()"
        named = compiled.positiontup is None
        names = list(compiled.binds) if named else list(compiled.positiontup or ())
        known = self._slots(statement, compiled)
        slots = tuple(known[name] for name in names if name in known)
        return Text(
            compiled.string,
            slots,
            named,
            self._finish(compiled),
            tuple({slot.name: slot for slot in slots}.values()),
        )

    def _slots(self, statement: sa.sql.expression.ClauseElement, compiled: SQLCompiler) -> dict[str, Slot]:
        lists = _bind_names(statement, InList)
        patterns = _bind_names(statement, Matches)
        trigrams = _bind_names(statement, Found)
        slots = {}
        for name, bind in compiled.binds.items():
            if bind in compiled.literal_execute_params:
                continue
            convert = as_parameter(bind.type)
            if name in lists:
                convert = self._list_of(convert)
            elif name in patterns:
                convert = _composed if self._name == "mysql" else _folded
            source = name.removesuffix(Found.SUFFIX) if name in trigrams else None
            if source is not None:
                convert = as_match if self._name == "sqlite" else _folded
            slots[name] = Slot(name, convert, bind.value, bind.required, source)
        return slots

    def _list_of(self, convert: Convert) -> Convert:
        if self._name == "sqlite":
            return lambda values: json.dumps([convert(v) for v in values])
        if self._name == "mysql":
            return lambda values: [convert(v) for v in values] or EmptyList()
        return lambda values: [convert(v) for v in values]

    def _finish(self, compiled: SQLCompiler) -> tuple[tuple[int, Convert], ...]:
        found = []
        for place, entry in enumerate(compiled._result_columns):
            convert = as_result(entry.type)
            if convert is None and self._name != "sqlite" and isinstance(entry.type, sa.Integer):
                own = any(isinstance(o, sa.Column) for o in entry.objects)
                convert = None if own else whole_result
            if convert is not None:
                found.append((place, convert))
        return tuple(found)


def _bind_names(statement: sa.sql.expression.ClauseElement, kind: type[InList | Matches | Found]) -> frozenset[str]:
    return frozenset(
        bind.key
        for element in iterate(statement)
        if isinstance(element, kind)
        for bind in element.parts()
        if isinstance(bind, sa.BindParameter)
    )


def _folded(value: Any) -> Any:
    return fold(text(value))


def _composed(value: Any) -> Any:
    """For a database that folds by itself, but compares character by character."""
    return unicodedata.normalize("NFC", value) if isinstance(text(value), str) else value


__all__ = [
    "EmptyList",
    "Text",
    "Texts",
    "as_text",
    "caseless",
    "in_list",
    "matches",
    "nested",
    "ordered",
    "pattern",
    "rows_as_json",
    "unindexed",
]
