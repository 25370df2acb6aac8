"""Rights on rows, as SQL predicates over an alias: entities, parents, relations, and the rules of single types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Form
from steward.engine.class_rights import SAME_AS, allows, joined
from steward.engine.store.text import in_list, unindexed
from steward.vocabulary.item import Item, Model
from steward.vocabulary.relations import End

Clause = sa.ColumnElement[Any]
From = sa.FromClause
Predicate = Callable[[Item, From], Clause]

DEPTH: Final = 8
"""How many parents of parents are followed; a row that hangs deeper is denied."""


def all_of(clauses: Iterable[Clause]) -> Clause:
    kept = [c for c in clauses if not isinstance(c, sa.True_)]
    if any(isinstance(c, sa.False_) for c in kept):
        return sa.false()
    return sa.and_(*kept) if kept else sa.true()


def any_of(clauses: Iterable[Clause]) -> Clause:
    kept = [c for c in clauses if not isinstance(c, sa.False_)]
    if any(isinstance(c, sa.True_) for c in kept):
        return sa.true()
    return sa.or_(*kept) if kept else sa.false()


def constant(value: int | str) -> Clause:
    """A constant of the model, written into the statement unless dialects would quote it differently."""
    if isinstance(value, int):
        return sa.literal_column(str(value), sa.Integer())
    if "\\" in value or "'" in value:
        return sa.literal(value)
    return sa.literal_column(f"'{value}'", sa.String())


@dataclass(frozen=True)
class Rule:
    """How one kind of rows is seen and changed where entities, parents and relations do not say it.

    Each gets (scope, item, alias); class checks have passed. Absent ones fall back to what the item implies. `listed` narrows
    collections further: rows that are left out of them can still be read alone.
    """

    view: Callable[[Scope, Item, From], Clause] | None = None
    update: Callable[[Scope, Item, From], Clause] | None = None
    delete: Callable[[Scope, Item, From], Clause] | None = None
    purge: Callable[[Scope, Item, From], Clause] | None = None
    listed: Callable[[Scope, Item, From], Clause] | None = None

    def of(self, verb: str) -> Callable[[Scope, Item, From], Clause] | None:
        found: Callable[[Scope, Item, From], Clause] | None = getattr(self, verb)
        return found


@dataclass(frozen=True)
class Given:
    """What is known of all rows in question: `column` (with `kind` in the type column, if set) holds a visible row of `item`."""

    item: str
    column: str
    kind: str | None = None


@dataclass(frozen=True)
class Scope:
    """One predicate under construction: for whom, how it is written, which types led here, and what is known already."""

    model: Model
    tables: Mapping[str, sa.Table]
    rules: Mapping[str, Rule]
    form: Form
    point: bool
    trail: tuple[str, ...] = ()
    given: Given | None = None

    def may(self, item: Item, bit: int) -> bool:
        return self.form.may(item.right or "", bit)

    def table(self, item: Item) -> From:
        assert item.table is not None
        return self.tables[item.table].alias()

    def visible(self, item: Item, alias: From) -> Clause:
        if self.form.is_system:
            return sa.true()
        if not allows(self.model, self.form, item, "view") or not self._may_follow(item):
            return sa.false()
        # What is known of the rows asked for is not known of rows that they lead to.
        scope = replace(self, trail=(*self.trail, item.name), given=None if self.trail else self.given)
        rule = self.rules[item.visible_if] if item.visible_if else None
        if rule is not None and rule.view is not None:
            return rule.view(scope, item, alias)
        return scope.implied_view(item, alias)

    def writable(self, item: Item, verb: str, alias: From) -> Clause:
        verb = SAME_AS.get(verb, verb)
        if self.form.is_system:
            return sa.true()
        if not allows(self.model, self.form, item, verb) or not self._may_follow(item):
            return sa.false()
        scope = replace(self, trail=(*self.trail, item.name))
        rule = self.rules[item.visible_if] if item.visible_if else None
        own = rule.of(verb) if rule is not None else None
        return own(scope, item, alias) if own is not None else scope.implied_change(item, alias)

    def _may_follow(self, item: Item) -> bool:
        return item.name not in self.trail and len(self.trail) < DEPTH

    def implied_view(self, item: Item, alias: From) -> Clause:
        """What entities, the parent or the two sides say."""
        if item.relation is not None:
            ends = [self.end(end, item, alias, "view") for end in (item.relation.first, item.relation.second)]
            # A relation that keeps an entity of its own (a profile assignment) is judged by it as well.
            return all_of([*ends, sa.true() if item.relation.forwards_entity else self.in_reach(item, alias)])
        if item.parent is not None and item.parent.rights != "none":
            return self.end(item.parent, item, alias, "view")
        if item.parent is not None and item.parent.itemtype_column is not None and not item.entity_assigned:
            # Changing it asks for no right on what it hangs on; its place in sight does.
            alone = sa.func.coalesce(alias.c[item.parent.id_column], constant(0)) == constant(0)
            return any_of([alone, self.refers(item.parent, item, alias, self.visible)])
        return self.in_reach(item, alias)

    def implied_change(self, item: Item, alias: From) -> Clause:
        if item.relation is not None:
            ends = (item.relation.first, item.relation.second)
            views = [self.end(end, item, alias, "view") for end in ends]
            changes = [self.end(end, item, alias, "update") for end in ends]
            own = sa.true() if item.relation.forwards_entity else self.in_own_entities(item, alias)
            return all_of([joined(item.relation, views, changes, all_of, any_of), own])
        if item.parent is not None and item.parent.rights != "none":
            return self.end(item.parent, item, alias, "update")
        return self.in_own_entities(item, alias)

    def in_own_entities(self, item: Item, alias: From) -> Clause:
        """The row's entity is one of the active ones."""
        if self.form.sees_all or not item.entity_assigned or "entities_id" not in alias.c:
            return sa.true()
        return in_list(self._entity(alias), "actor_entities")

    def in_reach(self, item: Item, alias: From) -> Clause:
        """The row's entity is active, or the row is recursive and its entity lies above an active one."""
        own = self.in_own_entities(item, alias)
        if isinstance(own, sa.True_) or "is_recursive" not in alias.c:
            return own
        return any_of([own, self.handed_down(alias)])

    def handed_down(self, alias: From) -> Clause:
        recursive = unindexed(alias.c.is_recursive) == constant(1)
        return sa.and_(recursive, in_list(self._entity(alias), "actor_ancestors"))

    def _entity(self, alias: From) -> Clause:
        """The row's entity. A whole list is walked in its own order, not gathered from an index and sorted."""
        return alias.c.entities_id if self.point or len(self.trail) > 1 else unindexed(alias.c.entities_id)

    def end(self, end: End, item: Item, alias: From, verb: str) -> Clause:
        """The parent, or one side of a relation, may be viewed or updated."""
        if end.rights == "none":
            return sa.true()
        if end.id_column not in alias.c:
            return sa.false()
        level = "view" if verb == "view" or end.rights == "view" else "update"
        found = self.refers(end, item, alias, self.visible if level == "view" else self._updatable)
        if end.attached or isinstance(found, sa.True_):
            return found
        column = alias.c[end.id_column]
        return any_of([found, sa.func.coalesce(column, constant(0)) == constant(0)])

    def _updatable(self, item: Item, alias: From) -> Clause:
        return self.writable(item, "update", alias)

    def refers(self, end: End, item: Item, alias: From, predicate: Predicate) -> Clause:
        column = alias.c[end.id_column]
        if end.itemtype_column is not None:
            kinds = targets(self.model, item, end)
            return self.refers_to_any(kinds, alias.c[end.itemtype_column], column, predicate)
        target = self.model.items.get(end.item or "")
        if target is None:
            return sa.false()
        known = self.given is not None and (self.given.item, self.given.column) == (target.name, end.id_column)
        return sa.true() if known else self.refers_to(target, column, predicate)

    def refers_to(self, target: Item, column: Clause, predicate: Predicate) -> Clause:
        """`column` holds the id of a row that satisfies the predicate. Where every row does, the row is not looked up."""
        if target.table is None:
            return sa.false()
        table = self.table(target)
        test = predicate(target, table)
        if isinstance(test, sa.True_):
            return sa.true() if "entity" in target.roles else column > constant(0)
        return test if isinstance(test, sa.False_) else self._looked_up(column, table, test)

    def _looked_up(self, column: Clause, table: From, test: Clause) -> Clause:
        if self.point:
            return sa.exists().where(table.c.id == column, test)
        return column.in_(sa.select(table.c.id).where(test))

    def refers_to_any(self, kinds: Iterable[Item], kind: Clause, column: Clause, predicate: Predicate) -> Clause:
        """The same for a pair of columns that names type and id. Types whose rows all pass are one test together."""
        if self.given is not None and self.given.kind is not None:
            return sa.true() if any(t.name == self.given.kind for t in kinds) else sa.false()
        whole: list[Clause] = []
        branches: list[Clause] = []
        for target in kinds:
            table = self.table(target)
            test = predicate(target, table)
            if isinstance(test, sa.True_):
                whole.append(constant(target.name))
            elif not isinstance(test, sa.False_):
                # Rows of types with a rule of their own may be few, and worth an index; of others, walk the list.
                named = kind if self.point or target.visible_if else unindexed(kind)
                branches.append(sa.and_(named == constant(target.name), self._looked_up(column, table, test)))
        if whole:
            branches.insert(0, sa.and_(unindexed(kind).in_(whole), unindexed(column) >= constant(0)))
        return any_of(branches)

    def among(self, column: Clause, members: Iterable[sa.Select[Any]]) -> Clause:
        """`column` is in one of the selected sets of ids (each select has one column)."""
        found = list(members)
        if not found:
            return sa.false()
        if self.point:
            return any_of(m.where(m.selected_columns[0] == column).exists() for m in found)
        if len(found) == 1:
            return column.in_(found[0])
        union = sa.union(*found).subquery()
        return column.in_(sa.select(union.c[0]))


def targets(model: Model, item: Item, end: End) -> tuple[Item, ...]:
    """The types that may stand in a polymorphic parent or side, in the model's order.

    Those whose purge takes such rows along, or that name the type as theirs; where none does, every type that stands alone.
    """
    found = tuple(t for t in model.items.values() if t.table is not None and _may_hold(model, t, item, end))
    return found or standing_alone(model)


def standing_alone(model: Model) -> tuple[Item, ...]:
    """Types whose rows can be judged without following others: the widest choice that a statement can still hold."""
    return tuple(
        t
        for t in model.items.values()
        if t.table is not None
        and t.parent is None
        and t.relation is None
        and (t.entity_assigned or t.visible_if is None or t.roles & {"user", "entity"})
    )


def _may_hold(model: Model, other: Item, item: Item, end: End) -> bool:
    if item.name in other.forwards_entity_to or item.name in other.child_links or item.name in other.clones:
        return other.name != item.name
    return any(p.table == item.table and end.id_column in p.match for p in model.purges.get(other.name, ()))
