"""Candidates: rows that a text search need look at, found through an index of trigrams. `matches` has the last word."""

from __future__ import annotations

import contextvars
import random
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from steward.engine.store.constructs import ESCAPE, Element, Found, in_list
from steward.engine.store.fold import fold
from steward.engine.store.port import Store
from steward.engine.store.trigrams import fresh_table, indexed_texts, trigram_index, trigram_table
from steward.vocabulary.item import Table

NO_USE, COUNTS, FINDS = range(3)
"""How much the index helps: not at all, only where all hits are wanted, or also where a few of the first are."""

_LENGTH: Final = 3
_ENOUGH: Final = 8
_PART: Final = re.compile(r"!(.)|([%_])|(.)", re.DOTALL)
_SAMPLE: Final = 400
_FEW: Final = 2_000
_OFTEN, _SELDOM = 0.3, 0.01
_REMEMBERED: Final = 60.0
_LONGEST: Final = 2_000


def candidates(id: Element, table: str, column: str, bind: str) -> Element:
    """`id` is one of the rows whose `column` may match the pattern `bind` (the same that `matches` gets)."""
    return Found(id, bind, table, column)


def runs(like: str) -> list[str]:
    """The pieces of a pattern that stand in a matching text as they are."""
    found = [""]
    for escaped, wild, plain in _PART.findall(like):
        if wild:
            found.append("")
        else:
            found[-1] += escaped or plain
    return [run for run in found if run]


def trigrams(like: str) -> list[str]:
    """Some trigrams that every matching text has; none where the index cannot tell."""
    folded = fold(like)
    # A pattern that folds to something else when it is cut, or has marks that may change places, is no matter for the index.
    if "\0" in folded or any(unicodedata.combining(c) for c in folded) or fold(folded) != folded:
        return []
    found: dict[str, None] = {}
    for run in runs(folded):
        places = [*range(0, len(run) - _LENGTH, _LENGTH), len(run) - _LENGTH]
        found |= dict.fromkeys(run[at : at + _LENGTH] for at in places if at >= 0)
    return list(found)[:_ENOUGH]


def as_match(like: Any) -> str:
    """A pattern as the index takes it."""
    quoted = [trigram.replace('"', '""') for trigram in trigrams(str(like))]
    return "(" + " AND ".join(f'"{trigram}"' for trigram in quoted) + ")"


@dataclass(slots=True)
class _Sample:
    """Some values of a column, folded, and until when they are good."""

    texts: list[str]
    until: float


class Candidates:
    """Tells whether the index helps with a pattern. It knows how common a text is from a sample of rows, now and then renewed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._made: frozenset[str] | None = None
        self._samples: dict[tuple[str, str], _Sample] = {}

    def use(self, table: str, column: str, like: str) -> int:
        """NO_USE, COUNTS or FINDS; the caller's statements differ by it, so it belongs into their keys."""
        if column not in self._texts(table) or not trigrams(like):
            return NO_USE
        if self._store.dialect == "postgresql":
            # It has statistics, and chooses by itself.
            return FINDS if trigram_index(table, column) in self._indexes() else NO_USE
        sample = self._sample(table, column)
        if not sample:
            return NO_USE
        wanted = [run for run in runs(fold(like)) if len(run) >= _LENGTH]
        share = sum(all(run in text for run in wanted) for text in sample) / len(sample)
        return FINDS if share < _SELDOM else COUNTS if share < _OFTEN else NO_USE

    def _texts(self, table: str) -> tuple[str, ...]:
        if self._store.dialect not in {"sqlite", "postgresql"}:
            return ()
        own: Table | None = self._store.layout.tables.get(table)  # type: ignore[attr-defined]
        return indexed_texts(own) if own is not None else ()

    def _indexes(self) -> frozenset[str]:
        """Those that PostgreSQL could make."""
        if self._made is None:
            self._made = contextvars.Context().run(self._catalogue)
        return self._made

    def _catalogue(self) -> frozenset[str]:
        found = sa.text(
            "SELECT indexname::text FROM pg_indexes WHERE schemaname = current_schema() AND indexdef LIKE '%gin_trgm_ops%'"
        )
        with self._store.read() as reader:
            return frozenset(name for (name,) in reader.all("trigram indexes", lambda: found))

    def _sample(self, table: str, column: str) -> list[str]:
        now = monotonic()
        held = self._samples.get((table, column))
        if held is None or held.until < now:
            # In a context of its own: these statements are nobody's request.
            texts = contextvars.Context().run(self._read, table, column)
            held = self._samples[table, column] = _Sample(texts, now + _REMEMBERED)
        return held.texts

    def _read(self, table: str, column: str) -> list[str]:
        """Rows here and there; none of a short table, which is read through soon enough."""
        t = self._store.tables[table]
        last = partial(sa.select, sa.func.max(t.c.id))
        some = partial(sa.select(t.c[column]).where, in_list(t.c.id, "ids"))
        with self._store.read() as reader:
            found = reader.one(("last id", table), last)
            most = int(found[0] or 0) if found else 0
            if most < _FEW:
                return []
            ids = random.Random(most).sample(range(1, most + 1), _SAMPLE)  # noqa: S311  no secret
            rows = reader.all(("sample", table, column), some, {"ids": ids})
        return list(_folded(rows))


def _folded(rows: list[tuple[Any, ...]]) -> Iterator[str]:
    for (text,) in rows:
        yield fold(text[:_LONGEST]) if isinstance(text, str) else ""


@compiles(Found, "sqlite")
def _found_sqlite(element: Found, compiler: SQLCompiler, **kw: Any) -> str:
    id, like = (compiler.process(c, **kw) for c in element.parts())
    index, fresh = trigram_table(element.table), fresh_table(element.table)
    hits = f"SELECT rowid FROM {index} WHERE {index} MATCH '{element.column} : ' || {like}"  # noqa: S608
    return f"({id} IN ({hits} UNION ALL SELECT id FROM {fresh}))"  # noqa: S608


@compiles(Found, "postgresql")
def _found_postgresql(element: Found, compiler: SQLCompiler, **kw: Any) -> str:
    id, like = element.parts()
    text = compiler.process(id.table.c[element.column], **kw)
    pattern = compiler.process(like, **kw).split("::", 1)[0]
    return f"(steward_fold({text}) COLLATE \"C\" LIKE {pattern}::TEXT ESCAPE '{ESCAPE}')"
