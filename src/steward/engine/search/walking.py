"""Walking: paths as SQL. From a row to the rows it reaches, each hop with the conditions and rights of what it reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa

from steward.engine.actor import Form
from steward.engine.rights import Rights, allows
from steward.engine.rights_rules import RULES
from steward.engine.row_rights import Clause, From, Scope, all_of, any_of, constant
from steward.engine.store.text import unindexed
from steward.vocabulary.item import Item, Model
from steward.vocabulary.paths import Hop, Not, Path, Word

Test = Callable[[From, Clause | None], Clause]
"""A test on a row, given its alias and, for links held from either side, the other end."""
_KNOWN_BY_NAME = frozenset({"user", "entity"})
"""Whom everybody knows by name, whatever the rule on their rows."""
_TO_PARTS = frozenset({Word.CHILD, Word.POLY, Word.MAIN, Word.POLYTYPE})


@dataclass(frozen=True)
class Step:
    """One hop from a near alias: `near` is compared with `far`, both columns; `guard` is about the near row alone."""

    alias: From
    item: Item
    near: Clause
    far: Clause
    where: tuple[Clause, ...] = ()
    guard: tuple[Clause, ...] = ()
    shows: Clause | None = None
    """What stands for the row, where that is neither a column nor the row itself: the other end of a link."""


@dataclass(frozen=True)
class Trail:
    """A whole path joined: the tables on it, what joins them, and the row at its end."""

    tables: tuple[From, ...]
    on: tuple[Clause, ...]
    alias: From
    item: Item
    shows: Clause | None = None


@dataclass(frozen=True)
class Walker:
    """Writes paths for one form of caller. `point`: for a few rows (a page), else for whole tables."""

    model: Model
    tables: Mapping[str, sa.Table]
    form: Form
    point: bool = False
    rights: Rights = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rights", Rights(self.model, self.tables))

    def closer(self) -> Walker:
        return replace(self, point=True)

    def reach(self, near: From, item: Item, path: Path, test: Test, named: bool) -> Clause:
        """Some row at the end of the path satisfies the test. `named`: the test is about the name of that row only."""
        if not path:
            return test(near, None)
        return any_of([self._through(step, path[1:], test, named) for step in self.steps(near, item, path, named)])

    def _through(self, step: Step, rest: Path, test: Test, named: bool) -> Clause:
        inner = self.reach(step.alias, step.item, rest, test, named) if rest else test(step.alias, step.shows)
        found = all_of([*step.where, inner])
        if isinstance(found, sa.False_):
            return found
        if _nullable(step.far):
            found = sa.and_(step.far.is_not(None), found)
        inside = step.near.in_(sa.select(step.far).where(found))
        guard = [*step.guard, step.near.is_not(None)] if _nullable(step.near) else list(step.guard)
        return all_of([*guard, inside])

    def along(self, near: From, item: Item, path: Path, named: bool) -> Trail:
        """The path joined to a row that an enclosing statement has."""
        tables: list[From] = []
        on: list[Clause] = []
        shows: Clause | None = None
        for at in range(len(path)):
            steps = list(self.steps(near, item, path[at:], named, joined=True))
            step = steps[0]
            tables.append(step.alias)
            on += [step.near == step.far if step.shows is None else step.near, *step.guard, *step.where]
            near, item, shows = step.alias, step.item, step.shows
        return Trail(tuple(tables), tuple(on), near, item, shows)

    def steps(self, near: From, item: Item, path: Path, named: bool, joined: bool = False) -> Iterator[Step]:
        """The ways over the first hop of a path; two where a link may be held from either side."""
        hop = path[0]
        far = self.model.items[hop.item]
        assert far.table is not None
        if hop.word is Word.EITHER:
            yield from self._either(near, item, far, hop, joined)
            return
        alias = self.tables[far.table].alias()
        near_column, far_column = _columns(near, item, alias, far, hop)
        where = [*_kinds(item, alias, hop), *self._conditions(hop, alias, far, far_column)]
        where += self._rights(hop, alias, far, last=len(path) == 1, named=named)
        guards = [_tested(near.c[column], value) for column, value in hop.when]
        if hop.word is Word.POLYLINK:
            guards.append(near.c.itemtype == constant(far.name))
        yield Step(alias, far, near_column, far_column, tuple(where), tuple(guards))

    def _either(self, near: From, item: Item, far: Item, hop: Hop, joined: bool) -> Iterator[Step]:
        first, second = f"{item.foreign_key}_1", f"{item.foreign_key}_2"
        if joined:
            alias = self.tables[far.table or ""].alias()
            on = sa.or_(alias.c[first] == near.c.id, alias.c[second] == near.c.id)
            other = sa.case((alias.c[first] == near.c.id, alias.c[second]), else_=alias.c[first])
            where = tuple(self._conditions(hop, alias, far, alias.c[first]))
            yield Step(alias, far, on, near.c.id, where, (), other)
            return
        for mine, theirs in ((first, second), (second, first)):
            alias = self.tables[far.table or ""].alias()
            where = tuple(self._conditions(hop, alias, far, alias.c[mine]))
            yield Step(alias, far, near.c.id, alias.c[mine], where, (), alias.c[theirs])

    def _conditions(self, hop: Hop, alias: From, far: Item, key: Clause) -> list[Clause]:
        found = [self.rights.discriminates(far, alias)]
        found += [_tested(alias.c[column], value) for column, value in hop.where]
        named_columns = {column for column, _ in hop.where}
        if hop.word in _TO_PARTS and "is_deleted" in alias.c and "is_deleted" not in named_columns:
            found.append(unindexed(alias.c.is_deleted) == constant(0))
        found += [self._named(name, alias, far) for name in hop.named]
        if hop.latest:
            found.append(self._newest(hop, alias, far, key))
        return found

    def _named(self, name: str, alias: From, far: Item) -> Clause:
        match name:
            case "in_reach":
                return self.scope.in_reach(far, alias)
            case "visible":
                return self.rights.visible(far, self.form, alias, point=self.point)
            case "in_force":
                today = sa.bindparam("today", type_=sa.Date())
                return sa.or_(alias.c.expire.is_(None), alias.c.expire > today)
            case "own":
                return alias.c.users_id == sa.bindparam("actor_user", type_=sa.Integer())
        raise ValueError(f"no predicate is named {name!r}")

    def _newest(self, hop: Hop, alias: From, far: Item, key: Clause) -> Clause:
        others = self.tables[far.table or ""].alias()
        same = [others.c[key.key or ""] == key]
        if hop.word is Word.POLY:
            same.append(others.c.itemtype == alias.c.itemtype)
        return alias.c.id == sa.select(sa.func.max(others.c.id)).where(*same).correlate(alias).scalar_subquery()

    def _rights(self, hop: Hop, alias: From, far: Item, last: bool, named: bool) -> list[Clause]:
        """Names of linked rows are for whoever can reach their entity; anything else for who may see the row itself.

        Rows that hang on a row already seen, or link it, need no second look at that row.
        """
        if self.form.is_system or "visible" in hop.named:
            return []
        if hop.word in _TO_PARTS:
            if far.relation is not None:
                return []
            if far.visible_if is not None:
                return [self.rights.visible(far, self.form, alias, point=self.point)]
            return [] if allows(self.model, self.form, far, "view") else [sa.false()]
        if (last and not named) or (far.visible_if is not None and not far.roles & _KNOWN_BY_NAME):
            return [self.rights.visible(far, self.form, alias, point=self.point)]
        if "entity" in far.roles or not far.entity_assigned:
            return []
        return [self.scope.in_reach(far, alias)]

    @property
    def scope(self) -> Scope:
        return Scope(self.model, self.tables, RULES, self.form, self.point)


def _columns(near: From, item: Item, alias: From, far: Item, hop: Hop) -> tuple[Clause, Clause]:
    """(near column, far column) of a hop."""
    own: Clause = near.c[hop.near] if hop.near else near.c.id
    match hop.word:
        case Word.LINK:
            return near.c[hop.column or far.foreign_key], alias.c.id
        case Word.CHILD:
            return own, alias.c[hop.column or item.foreign_key]
        case Word.POLY:
            return own, alias.c.items_id
        case Word.POLYLINK:
            return near.c.items_id, alias.c.id
        case Word.POLYTYPE:
            return constant(item.name), alias.c.itemtype
    return own, alias.c.mainitems_id


def _kinds(item: Item, alias: From, hop: Hop) -> list[Clause]:
    """The type that far rows must name."""
    if hop.word is Word.POLY:
        return [alias.c.itemtype == constant(item.name)]
    return [alias.c.mainitemtype == constant(item.name)] if hop.word is Word.MAIN else []


def _tested(column: Clause, value: object) -> Clause:
    if isinstance(value, Not):
        return column.is_not(None) if value.value is None else column != constant(_plain(value.value))
    if value is None:
        return column.is_(None)
    # Roles and flags have few values: an index on them must not win over the one that leads to the row.
    return (unindexed(column) if isinstance(value, int) else column) == constant(_plain(value))


def _plain(value: object) -> int | str:
    return value if isinstance(value, int) else str(value)


def _nullable(column: Any) -> bool:
    return bool(getattr(column, "nullable", False))


__all__ = ["Step", "Trail", "Walker"]
