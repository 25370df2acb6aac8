"""Cascade: a purge and all it takes along, type by type, in set statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.store.text import in_list, matches
from steward.engine.write import history, references, trees
from steward.engine.write.plan import Plan
from steward.engine.write.probe import Branch, ids_param, probe
from steward.engine.write.reads import StepReads
from steward.engine.write.rows import by_ids
from steward.engine.write.work import Row, Work
from steward.vocabulary.relations import Purge
from steward.vocabulary.steps import Draft, Step, Verb

_LIKE: Final = "like "


@dataclass(slots=True)
class Purging:
    """A purge in progress. `gone` guards against rings; `draft` is the row that the caller named."""

    work: Work
    draft: Draft
    replacement: int = 0
    keep_components: bool = False
    gone: set[tuple[str, int]] = field(default_factory=set)

    def purge(self, plan: Plan, rows: Sequence[Row], *, named: bool = False) -> None:
        """Purge rows of one type with their consequences. `named`: the caller's own row, whose steps he runs himself."""
        rows = [row for row in rows if (plan.table, row["id"]) not in self.gone]
        if not rows:
            return
        self.gone |= {(plan.table, row["id"]) for row in rows}
        drafts = [] if named else self._drafts(plan, rows)
        self._run(plan.item.on_purge, drafts)
        if plan.tree:
            for row in rows:
                trees.close_gap(self.work, plan, row)
        replacement = self.replacement if named else 0
        self._take_along(plan, [row["id"] for row in rows], replacement)
        references.release(self.work, plan, rows, replacement, history_kept=named)
        self._erase(plan, [row["id"] for row in rows])
        self._run(plan.item.after_purge, drafts)
        for draft in drafts:
            self.work.carry_out(draft)

    def _drafts(self, plan: Plan, rows: Sequence[Row]) -> list[Draft]:
        """Steps see each row; types without steps need no drafts."""
        if not (plan.item.on_purge or plan.item.after_purge):
            return []
        first = self.draft
        return [
            Draft(
                plan.item,
                Verb.PURGE,
                first.caller,
                first.services,
                first.now,
                {},
                {},
                row,
                row["id"],
                cause=first,
                trusted=True,
            )
            for row in rows
        ]

    def _run(self, steps: tuple[Step, ...], drafts: Sequence[Draft]) -> None:
        for draft in drafts:
            for step in steps:
                step(draft, StepReads(self.work))

    def _take_along(self, plan: Plan, ids: Collection[int], replacement: int) -> None:
        purges = self.work.model.purges.get(plan.item.name, ())
        params = {**ids_param(ids), **_patterns(purges)}
        branches = [Branch(p.table, condition(p, self._child(p))) for p in purges]
        held = probe(self.work, ("purges", plan.item.name), branches, params) if purges else {}
        for place in sorted(held):
            purge, found = purges[place], [id for id, _ in held[place]]
            child = self._child(purge)
            if purge.op == "update":
                _overwrite(self.work, child, purge, found)
            elif _by_pattern(purge) and replacement:
                _rewrite(self.work, purge, found, replacement)
            elif purge.op == "delete" or child is None:
                _delete(self.work, purge.table, found)
            elif self.keep_components and is_component(child):
                _detach(self.work, child, found)
            else:
                if _by_pattern(purge):
                    _switch_off(self.work, child, found)
                self.purge(child, by_ids(self.work, child, found))

    def _child(self, purge: Purge) -> Plan | None:
        return self.work.plan(purge.item) if purge.item else self.work.plan_of_table(purge.table)

    def _erase(self, plan: Plan, ids: Collection[int]) -> None:
        if plan.item.history:
            _forget(self.work, plan, ids, "log")
        if plan.item.dynamic:
            _forget(self.work, plan, ids, "lock")
        _delete(self.work, plan.table, ids)
        self.work.wrote(plan)


def is_component(plan: Plan) -> bool:
    """Whether rows of a type stand for parts that may be taken out of what they are built into."""
    relation = plan.item.relation
    return relation is not None and relation.first.log_actions[0] == history.ADD_COMPONENT


def condition(purge: Purge, child: Plan | None) -> Callable[[sa.Table], sa.ColumnElement[Any]]:
    """Rows that hold the id in any `match` column. Naming the type is asked only of a column that may point at several;

    tests of columns that are not the table's (they belong to a neighbour) leave nothing out.
    """
    ends = {end.id_column: end.itemtype_column for end in (child.ends if child else ())}
    typed = {column for column in ends.values() if column}

    def asked(column: str, name: str) -> bool:
        return len(purge.match) == 1 or name not in typed or ends.get(column) == name

    def held(t: sa.Table, column: str) -> sa.ColumnElement[Any]:
        one_of = in_list(t.c[column], "texts" if isinstance(t.c[column].type, sa.String) else "ids")
        return sa.and_(
            one_of, *(_where(t.c[n], value) for n, value in purge.where.items() if n in t.c and asked(column, n))
        )

    return lambda t: sa.or_(*(held(t, column) for column in purge.match))


def _where(column: sa.Column[Any], value: object) -> sa.ColumnElement[Any]:
    if value is None:
        return column.is_(None)
    if isinstance(value, str) and value.startswith(_LIKE):
        return matches(column, _bind(value))
    return column == (int(str(value)) if isinstance(column.type, sa.Integer) else str(value))


def _bind(pattern: str) -> str:
    return f"like_{pattern.encode().hex()}"


def _patterns(purges: Iterable[Purge]) -> dict[str, str]:
    """The patterns that `condition` binds, by bind name."""
    values = [value for purge in purges for value in purge.where.values() if isinstance(value, str)]
    return {_bind(value): value.removeprefix(_LIKE) for value in values if value.startswith(_LIKE)}


def _by_pattern(purge: Purge) -> bool:
    """Rows of rules and escalations that hold the id as a text value."""
    return any(isinstance(value, str) and value.startswith(_LIKE) for value in purge.where.values())


def _delete(work: Work, table: str, ids: Collection[int]) -> None:
    def build() -> sa.Delete:
        t = work.table(table)
        return sa.delete(t).where(in_list(t.c.id, "ids"))

    if ids:
        work.tx.run(("delete", table), build, {"ids": sorted(ids)})
        work.seen.clear()


def _set(work: Work, table: str, ids: Collection[int], values: Mapping[str, Any]) -> None:
    names = tuple(values)

    def build() -> sa.Update:
        t = work.table(table)
        return (
            sa.update(t)
            .where(in_list(t.c.id, "ids"))
            .values({name: sa.bindparam(f"set_{name}", type_=t.c[name].type) for name in names})
        )

    params = {f"set_{name}": value for name, value in values.items()}
    work.tx.run(("set", table, names), build, {**params, "ids": sorted(ids)})
    work.seen.clear()


def _overwrite(work: Work, child: Plan | None, purge: Purge, ids: Collection[int]) -> None:
    values = {n: child.coercers[n](v) if child and n in child.coercers else v for n, v in purge.set.items()}
    _set(work, purge.table, ids, values)


def _rewrite(work: Work, purge: Purge, ids: Collection[int], replacement: int) -> None:
    _set(work, purge.table, ids, {purge.match[0]: str(replacement)})


def _detach(work: Work, child: Plan, ids: Collection[int]) -> None:
    assert child.item.relation is not None
    end = child.item.relation.first
    values: dict[str, Any] = {end.id_column: 0}
    if end.itemtype_column:
        values[end.itemtype_column] = child.coercers[end.itemtype_column](None)
    _set(work, child.table, ids, values)


def _switch_off(work: Work, child: Plan, ids: Collection[int]) -> None:
    """A rule that used a purged value must not run on without it."""
    parent = work.plan(child.item.parent.item) if child.item.parent else None
    if child.item.parent is None or parent is None or not parent.item.has("is_active"):
        return
    column = child.item.parent.id_column
    owners = {row[column] for row in by_ids(work, child, ids, ("id", column))}
    _set(work, parent.table, owners, {"is_active": 0})


def _forget(work: Work, plan: Plan, ids: Collection[int], role: str) -> None:
    """Remove what a role's table (history, locks) holds about rows, pending history included."""
    about = work.plans.role(role)
    if about is None:
        return
    own = set(ids)
    if role == "log":
        work.strike(plan.item.name, own)

    def build() -> sa.Delete:
        t = work.table(about.table)
        return sa.delete(t).where(t.c.itemtype == sa.bindparam("itemtype"), in_list(t.c.items_id, "ids"))

    work.tx.run(("forget", role), build, {"itemtype": plan.item.name, "ids": sorted(own)})
