"""What is wrong with a store, and how to mend it: the file, the tables, the trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.schema.ddl import index_names
from steward.engine.schema.tables import all_tables
from steward.engine.store.migrate import present
from steward.engine.store.port import Reader, Store
from steward.engine.store.trigrams import indexed_texts, trigram_table
from steward.vocabulary.item import Item, Model

SEPARATOR: Final = " > "
_SHOWN: Final = 20
"""Rows of one table that are named one by one."""


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` is a table or file, `what` a sentence, `mend` what to do about it."""

    where: str
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.mend}"


def check(store: Store, model: Model) -> list[Problem]:
    with store.read() as reader:
        return [*_file(store, reader), *_tables(store, reader, model), *_trees(store, reader, model)]


def _ask(reader: Reader, sql: str) -> list[tuple[Any, ...]]:
    return reader.all(("check", sql), lambda: sa.text(sql))


def _file(store: Store, reader: Reader) -> Iterator[Problem]:
    if store.dialect == "sqlite":
        for (line,) in _ask(reader, "PRAGMA integrity_check"):
            if line != "ok":
                yield Problem("the store's file", str(line), "Restore the last good backup.")


def _tables(store: Store, reader: Reader, model: Model) -> Iterator[Problem]:
    there = present(lambda sql: _ask(reader, sql), store.dialect)
    mend = "Run: steward migrate"
    for name, table in all_tables(model).items():
        if name not in there.columns:
            yield Problem(name, "the table is missing", mend)
            continue
        for column in (c.name for c in table.columns if c.name not in there.columns[name]):
            yield Problem(name, f"the column {column} is missing", mend)
        for index in sorted(index_names(table, store.dialect) - there.indexes.get(name, set())):
            yield Problem(name, f"the index {index} is missing", mend)
        if store.dialect == "sqlite" and indexed_texts(table) and trigram_table(name) not in there.columns:
            yield Problem(name, "the index of its texts is missing", mend)


def _trees(store: Store, reader: Reader, model: Model) -> Iterator[Problem]:
    seen = set()
    for item in model.items.values():
        if item.tree and item.table and item.table not in seen:
            seen.add(item.table)
            yield from _tree(store.tables[item.table], item, reader)


@dataclass(frozen=True, slots=True)
class _Node:
    parent: int | None
    name: str
    path: str
    level: int


def _tree(table: sa.Table, item: Item, reader: Reader) -> Iterator[Problem]:
    columns = [table.c[c] for c in ("id", item.foreign_key, item.name_field, "completename", "level")]
    rows = reader.all(("check tree", table.name), lambda: sa.select(*columns).order_by(table.c.id))
    nodes = {id: _Node(parent, name or "", path or "", level) for id, parent, name, path, level in rows}
    wrong = [(id, what) for id in nodes if (what := _wrong(id, nodes))]
    for id, what in wrong[:_SHOWN]:
        yield Problem(table.name, f"row {id} {what}", "Save its parent again, or move it to another one.")
    if len(wrong) > _SHOWN:
        yield Problem(table.name, f"{len(wrong) - _SHOWN} more rows are wrong", "Mend the first ones and check again.")


def _wrong(id: int, nodes: Mapping[int, _Node]) -> str | None:
    """What is wrong with one row, given its parent; wrong parents are told of themselves.

    A root's complete name and level are its own business: two of the default rows differ from what a tree would say.
    """
    node = nodes[id]
    parent = _parent(id, node, nodes)
    if parent is None:
        orphan = node.parent not in (None, 0, -1, id)
        return f"lies below row {node.parent}, which does not exist" if orphan else None
    if _in_a_ring(id, nodes):
        return "lies below itself"
    path, level = parent.path + SEPARATOR + node.name, parent.level + 1
    if node.path != path:
        return f"has the complete name {node.path!r} instead of {path!r}"
    return None if node.level == level else f"has level {node.level} instead of {level}"


def _parent(id: int, node: _Node, nodes: Mapping[int, _Node]) -> _Node | None:
    return None if node.parent is None or node.parent == id == 0 else nodes.get(node.parent)


def _in_a_ring(start: int, nodes: Mapping[int, _Node]) -> bool:
    seen, id = {start}, nodes[start].parent
    while id is not None and id in nodes and not (id == 0 and nodes[id].parent in (None, 0)):
        if id in seen:
            return True
        seen.add(id)
        id = nodes[id].parent
    return False
