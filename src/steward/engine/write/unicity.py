"""Unicity: rules of administrators that say which fields of a type no two rows may share within an entity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from steward.engine.store.text import in_list
from steward.engine.write.plan import ENTITY, TEMPLATE, Plan
from steward.engine.write.rows import entity_line, entity_scope, in_reach, labels, matching
from steward.engine.write.work import Row, Work
from steward.vocabulary.steps import Draft, Refused

_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class _Rule:
    id: int
    fields: tuple[str, ...]
    entity: int
    recursive: bool
    refuses: bool
    notifies: bool


def check(work: Work, plan: Plan, draft: Draft, row: Mapping[str, Any]) -> None:
    """Refuse a row that others forbid, or queue the notice the rule asks for. `row` is how it would be stored."""
    for rule in _rules(work).get(plan.item.name, ()):
        if not _concerns(work, plan, draft, row, rule):
            continue
        twins = _twins(work, plan, draft, row, rule)
        if twins and rule.notifies:
            draft.outbox.append(
                {"kind": "notification", "event": "refuse", "rule": rule.id, "itemtype": plan.item.name}
                | {"fields": {name: row[name] for name in rule.fields}, "twins": [twin["id"] for twin in twins]}
            )
        if twins and rule.refuses:
            raise Refused(_message(work, plan, row, rule, twins))


def _rules(work: Work) -> dict[str, list[_Rule]]:
    found: dict[str, list[_Rule]] = work.remember("unicity", lambda: _read_rules(work))
    return found


def _read_rules(work: Work) -> dict[str, list[_Rule]]:
    """All active rules by item type, one statement a transaction."""
    plan = work.plans.role("unicity")
    rules: dict[str, list[_Rule]] = {}
    if plan is None:
        return rules
    columns = ("id", "itemtype", ENTITY, "is_recursive", "fields", "action_refuse", "action_notify")
    for row in matching(work, plan, {"is_active": 1}, columns):
        concerned = work.plan(row["itemtype"])
        fields = tuple(f for f in (row["fields"] or "").split(",") if concerned and concerned.item.has(f))
        if fields:
            rule = _Rule(
                row["id"],
                fields,
                row[ENTITY],
                bool(row["is_recursive"]),
                bool(row["action_refuse"]),
                bool(row["action_notify"]),
            )
            rules.setdefault(row["itemtype"], []).append(rule)
    return rules


def _concerns(work: Work, plan: Plan, draft: Draft, row: Mapping[str, Any], rule: _Rule) -> bool:
    if row.get(TEMPLATE) or any(row[name] in (None, "", 0) for name in rule.fields):
        return False
    if draft.before is not None and not any(draft.changes(name) for name in (*rule.fields, ENTITY)):
        return False
    if not plan.entity_column or row[ENTITY] == rule.entity:
        return True
    return rule.recursive and rule.entity in entity_line(work, row[ENTITY])


def _twins(work: Work, plan: Plan, draft: Draft, row: Mapping[str, Any], rule: _Rule) -> list[Row]:
    names = tuple(dict.fromkeys(("id", *plan.label_columns, *rule.fields, *plan.place_columns)))

    def build() -> sa.Select[Any]:
        t = work.table(plan.table)
        tests = [t.c[name] == sa.bindparam(f"field_{name}", type_=t.c[name].type) for name in rule.fields]
        if plan.entity_column:
            tests.append(in_list(t.c[ENTITY], "entities"))
        if plan.item.has(TEMPLATE):
            tests.append(t.c[TEMPLATE] == 0)
        found = sa.select(*(t.c[name] for name in names)).where(t.c.id != sa.bindparam("own"), *tests)
        return found.order_by(t.c.id).limit(_MOST_SHOWN)

    values = {f"field_{name}": row[name] for name in rule.fields}
    values["own"] = draft.id if draft.id is not None else -1
    if plan.entity_column:
        values["entities"] = entity_scope(work, rule.entity, recursive=rule.recursive)
    found = work.tx.all(("twins", plan.item.name, rule.fields), build, values)
    return [dict(zip(names, twin, strict=True)) for twin in found]


def _message(work: Work, plan: Plan, row: Mapping[str, Any], rule: _Rule, twins: list[Row]) -> str:
    """The recorded sentence: fields and values, then every row in the actor's reach that has them."""
    targets = {name: link.target for name in rule.fields if (link := plan.item.link.get(name)) and link.target}
    wanted: dict[str, set[int]] = {}
    for name, target in targets.items():
        wanted.setdefault(target, set()).add(row[name])
    entity = work.plans.role("entity")
    if entity and plan.entity_column:
        wanted.setdefault(entity.item.name, set()).update(twin[ENTITY] for twin in twins)
    names = labels(work, wanted)
    shown = {name: names.get((targets.get(name, ""), row[name]), str(row[name])) for name in rule.fields}

    def line(twin: Row) -> str:
        parts = [plan.friendly(twin), f"ID: {twin['id']}"]
        parts += [f"{plan.label(name)}: {value}" for name, value in shown.items()]
        if entity and plan.entity_column:
            parts.append(f"{entity.item.singular}: {names.get((entity.item.name, twin[ENTITY]), '')}")
        return f"[{' - '.join(parts)}]"

    fields = " & ".join(f"{plan.label(name)} = {value}" for name, value in shown.items())
    seen = "".join(line(twin) for twin in twins if in_reach(work, plan, twin))
    return f"Impossible record for {fields}Other item exist{seen}"
