"""Which texts are found through an index of trigrams, and what keeps it.

PostgreSQL has such indexes, where its extension may be installed. SQLite has a table of them beside. A row that is written is
noted as fresh; every so often the fresh ones go into that table together, which costs a fraction of one at a time. Candidates
are the hits of the index and all fresh rows. What a row no longer says stays in the index: such hits, and those of rows that
are gone, fall when the row itself is looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from steward.engine.schema.ddl import index_name
from steward.vocabulary.item import Table

_LABELS: Final = ("name", "serial", "otherserial")
_TELLS: Final = "content"
_NEEDED: Final = frozenset({"name", "is_deleted"})
_TOGETHER: Final = 256


def indexed_texts(table: Table) -> tuple[str, ...]:
    """What people look for by a part of it: names and numbers of things, titles and descriptions of what they report.

    Such rows have a name and a trash; lists of choices are short enough to be read through.
    """
    columns = {c.name: c.is_text for c in table.columns}
    if not columns.keys() >= _NEEDED or not columns.keys() & {"serial", _TELLS}:
        return ()
    return tuple(name for name in (*_LABELS, _TELLS) if columns.get(name))


def trigram_table(table: str) -> str:
    return f"steward_trigrams_{table}"


def fresh_table(table: str) -> str:
    return f"steward_fresh_{table}"


def create_trigrams(table: Table) -> Iterator[str]:
    """The index, filled from the rows that are there, and the triggers that follow each change in its transaction."""
    texts, name = indexed_texts(table), table.name
    index, fresh, listed = trigram_table(name), fresh_table(name), ", ".join(texts)
    fill = f"INSERT INTO {index} (rowid, {listed}) SELECT id, {', '.join(map(_folded, texts))} FROM {name}"  # noqa: S608
    note = f"INSERT OR IGNORE INTO {fresh} (id) VALUES (new.id)"  # noqa: S608
    changed = " OR ".join(f"new.{text} IS NOT old.{text}" for text in texts)
    for made in (index, fresh):
        yield f"DROP TABLE IF EXISTS {made}"
    # Positions and sizes are left out: hits are looked at again in the row itself.
    yield (
        f"CREATE VIRTUAL TABLE {index} USING"
        f" fts5({listed}, content='', tokenize='trigram', detail='column', columnsize=0)"
    )
    yield f"CREATE TABLE {fresh} (id INTEGER PRIMARY KEY)"
    yield fill
    some = f"{fill} WHERE id IN (SELECT id FROM {fresh}) ORDER BY id; DELETE FROM {fresh};"  # noqa: S608
    for end, event, work in (
        ("added", f"INSERT ON {name}", f"{note};"),
        ("changed", f"UPDATE OF id, {listed} ON {name} WHEN {changed} OR new.id <> old.id", f"{note};"),
        ("together", f"INSERT ON {fresh} WHEN new.id % {_TOGETHER} = 0", some),
    ):
        yield f"DROP TRIGGER IF EXISTS {index}_{end}"
        yield f"CREATE TRIGGER {index}_{end} AFTER {event} BEGIN {work} END"


def trigram_index(table: str, column: str) -> str:
    """The name of an index on PostgreSQL."""
    return index_name(table, f"{column}_trigrams", "postgresql")


def create_trigram_indexes(table: Table, present: Collection[str]) -> Iterator[str]:
    """PostgreSQL's, where the extension is there or may be made; otherwise nothing, without an error."""
    for text in indexed_texts(table):
        name = trigram_index(table.name, text)
        if name not in present:
            index = f'CREATE INDEX {name} ON {table.name} USING gin ((steward_fold({text}) COLLATE "C") public.gin_trgm_ops)'
            yield _if_possible("CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public")
            yield _if_possible(index)


def _if_possible(statement: str) -> str:
    return f"DO $$ BEGIN {statement}; EXCEPTION WHEN OTHERS THEN NULL; END $$"


def _folded(text: str) -> str:
    """Values with more than ASCII go through fold(), as they do when they are compared."""
    return f"CASE WHEN length({text}) <> length(CAST({text} AS BLOB)) THEN fold({text}) ELSE {text} END"
