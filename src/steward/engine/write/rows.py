"""Rows: the reads that writing needs, each one statement whatever the number of ids."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.rights import form_of, params
from steward.engine.store.text import in_list
from steward.engine.write.plan import ENTITY, RECURSIVE, Plan
from steward.engine.write.work import Row, Work

HIGHEST_ID: Final = 2**32 - 1
DEEPEST_TREE: Final = 1_000
Judged = tuple[Row, bool, bool]
"""A row, whether the actor may see it, and whether he may change it."""


def is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST_ID


def _discriminated(plan: Plan, table: sa.FromClause) -> list[sa.ColumnElement[bool]]:
    """Keeps the rows of this type where several types share a table."""
    pair = plan.item.discriminator
    return [table.c[pair[0]] == pair[1]] if pair else []


def judged(work: Work, plan: Plan, id: int, verb: str, *, lock: bool = False) -> Judged | None:
    """A row with what the actor may do, `verb` being the change in question; None when there is no row."""
    form = form_of(work.actor)

    def build() -> sa.Select[Any]:
        r = work.table(plan.table).alias("r")
        rights = work.tools.rights
        columns = [r.c[name] for name in plan.names]
        seen = rights.visible(plan.item, form, r, point=True).label("steward_seen")
        open_to = rights.writable(plan.item, verb, form, r).label("steward_open")
        found = sa.select(*columns, seen, open_to).where(r.c.id == sa.bindparam("id"), *_discriminated(plan, r))
        return found.with_for_update() if lock else found

    row = work.tx.one(("judged", plan.item.name, verb, form, lock), build, {"id": id, **params(work.actor)})
    if row is None:
        return None
    return dict(zip(plan.names, row, strict=False)), bool(row[-2]), bool(row[-1])


def by_id(work: Work, plan: Plan, id: int, *, lock: bool = False) -> Row | None:
    def build() -> sa.Select[Any]:
        t = work.table(plan.table)
        found = sa.select(*(t.c[name] for name in plan.names))
        found = found.where(t.c.id == sa.bindparam("id"), *_discriminated(plan, t))
        return found.with_for_update() if lock else found

    row = work.tx.one(("row", plan.item.name, lock), build, {"id": id})
    return None if row is None else dict(zip(plan.names, row, strict=True))


def highest_id(work: Work, plan: Plan) -> int:
    row = work.tx.one(("highest", plan.table), lambda: sa.select(sa.func.max(work.table(plan.table).c.id)))
    return int(row[0] or 0) if row else 0


def looked_at(work: Work, plan: Plan, id: int, *, judge: bool) -> Judged | None:
    """The row of a parent or side, read (and judged, where asked) once while nothing changes."""
    key = (plan.item.name, id)
    known = work.seen.get(key)
    if known is not None and (known[3] or not judge):
        return known[:3]
    if judge:
        found = judged(work, plan, id, "update")
    else:
        row = by_id(work, plan, id)
        found = None if row is None else (row, True, True)
    if found is not None:
        work.seen[key] = (*found, judge)
    return found


def by_ids(
    work: Work, plan: Plan, ids: Collection[int], columns: Sequence[str] = (), *, lock: bool = False
) -> list[Row]:
    names = tuple(columns) or plan.names

    def build() -> sa.Select[Any]:
        t = work.table(plan.table)
        found = sa.select(*(t.c[name] for name in names)).where(in_list(t.c.id, "ids")).order_by(t.c.id)
        return found.with_for_update() if lock else found

    if not ids:
        return []
    found = work.tx.all(("rows", plan.item.name, names, lock), build, {"ids": sorted(ids)})
    return [dict(zip(names, row, strict=True)) for row in found]


def matching(
    work: Work, plan: Plan, where: Mapping[str, Any], columns: Sequence[str] = (), limit: int = 10_000
) -> list[Row]:
    """Rows whose columns equal the given values; a list means "one of", None means NULL. Ordered by id."""
    names = tuple(columns) or plan.names
    shape = tuple((name, _test_of(value)) for name, value in where.items())

    def build() -> sa.Select[Any]:
        t = work.table(plan.table)
        tests = [_condition(t.c[name], kind, f"w{n}") for n, (name, kind) in enumerate(shape)]
        found = sa.select(*(t.c[name] for name in names)).where(*tests, *_discriminated(plan, t))
        return found.order_by(t.c.id).limit(sa.bindparam("most"))

    values = {f"w{n}": _bound(value) for n, value in enumerate(where.values()) if value is not None}
    found = work.tx.all(("matching", plan.item.name, shape, names), build, {**values, "most": limit})
    return [dict(zip(names, row, strict=True)) for row in found]


def _test_of(value: Any) -> str:
    if value is None:
        return "null"
    return "in" if isinstance(value, list | tuple | set | frozenset) else "is"


def _bound(value: Any) -> Any:
    return sorted(value) if isinstance(value, tuple | set | frozenset) else value


def _condition(column: sa.ColumnElement[Any], kind: str, name: str) -> sa.ColumnElement[bool]:
    if kind == "null":
        return column.is_(None)
    return in_list(column, name) if kind == "in" else column == sa.bindparam(name)


def sons(work: Work, plan: Plan, ids: Iterable[int]) -> list[int]:
    """Ids below the given rows of a tree, those included."""

    def build() -> sa.Select[Any]:
        t = work.table(plan.table)
        below = sa.select(t.c.id).where(in_list(t.c.id, "ids")).cte("below", recursive=True)
        child = t.alias("child")
        # UNION, not UNION ALL: a ring in damaged data ends the recursion instead of the server.
        below = below.union(sa.select(child.c.id).where(child.c[plan.item.foreign_key] == below.c.id, child.c.id != 0))
        return sa.select(below.c.id).order_by(below.c.id)

    return [row[0] for row in work.tx.all(("sons", plan.item.name), build, {"ids": sorted(ids)})]


def above(work: Work, plan: Plan, id: int) -> list[int]:
    """Ids from a tree row up to its root, nearest first, the row itself included."""

    def build() -> sa.Select[Any]:
        t = work.table(plan.table)
        parent, steps = plan.item.foreign_key, sa.literal_column("0", sa.Integer()).label("steps")
        up = sa.select(t.c.id, t.c[parent].label("parent"), steps).where(t.c.id == sa.bindparam("id"))
        line = up.cte("line", recursive=True)
        higher = t.alias("higher")
        line = line.union_all(
            sa.select(higher.c.id, higher.c[parent], line.c.steps + 1).where(
                higher.c.id == line.c.parent, higher.c.id != line.c.id, line.c.steps < DEEPEST_TREE
            )
        )
        return sa.select(line.c.id).order_by(line.c.steps)

    found = work.tx.all(("above", plan.item.name), build, {"id": id})
    return list(dict.fromkeys(row[0] for row in found))


def labels(
    work: Work, wanted: Mapping[str, Collection[int]], *, within_reach: bool = False
) -> dict[tuple[str, int], str]:
    """Friendly names, one statement a type. Missing rows are left out, and on demand those out of the actor's reach."""
    found: dict[tuple[str, int], str] = {}
    for name, ids in wanted.items():
        plan = work.plan(name)
        if plan is None:
            continue
        least = 0 if "entity" in plan.item.roles else 1
        real = {id for id in ids if is_id(id) and id >= least}
        columns = tuple(dict.fromkeys(("id", *plan.label_columns, *plan.place_columns)))
        rows = by_ids(work, plan, real, columns)
        if within_reach:
            near = _people_near(work, real) if "user" in plan.item.roles else real
            rows = [row for row in rows if row["id"] in near and in_reach(work, plan, row)]
        found.update({(name, row["id"]): plan.friendly(row) for row in rows})
    return found


def _people_near(work: Work, ids: set[int]) -> set[int]:
    """Those of the users that hold a profile where the actor works or that hands it down to there, and himself."""
    actor, held = work.actor, work.plans.role("profile_user")
    if held is None or actor.is_system or actor.sees_all or ids <= {actor.user_id}:
        return ids
    places = matching(work, held, {"users_id": sorted(ids)}, ("users_id", ENTITY, RECURSIVE))
    return {place["users_id"] for place in places if in_reach(work, held, place)} | ({actor.user_id} & ids)


def in_reach(work: Work, plan: Plan, row: Mapping[str, Any]) -> bool:
    """Whether a row is where the actor may look. Entities and what belongs to no entity are everywhere."""
    actor = work.actor
    if actor.is_system or actor.sees_all or not plan.entity_column or "entity" in plan.item.roles:
        return True
    entity = row[ENTITY]
    return entity in actor.entities or bool(row.get(RECURSIVE) and entity in actor.ancestors)


def entity_scope(work: Work, entity: int, *, recursive: bool) -> list[int]:
    """The entities that something placed in `entity` covers."""
    plan = work.plans.role("entity")
    if plan is None or not recursive:
        return [entity]
    found: list[int] = work.remember(("below", entity), lambda: sons(work, plan, [entity]))
    return found


def entity_line(work: Work, entity: int) -> list[int]:
    """The entity and all above it."""
    plan = work.plans.role("entity")
    if plan is None:
        return [entity]
    found: list[int] = work.remember(("line", entity), lambda: above(work, plan, entity))
    return found


def entity_of(plan: Plan, row: Mapping[str, Any]) -> int | None:
    """The entity a row stands for or belongs to; None for types outside entities."""
    if "entity" in plan.item.roles:
        return int(row["id"])
    value = row.get(ENTITY) if plan.item.entity_assigned else None
    return value if isinstance(value, int) else None
