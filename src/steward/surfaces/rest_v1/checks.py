"""Checks that the ITSM-NG documents promise before a write: links lead somewhere, required fields are filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from steward.engine.actor import Actor
from steward.engine.command import Command, Verb
from steward.engine.engine import Engine
from steward.engine.query import Query, Where
from steward.surfaces.rest_v1.path import id_of
from steward.vocabulary.item import Item


def reasons(engine: Engine, actor: Actor, item: Item, commands: Sequence[Command]) -> dict[int, str]:
    """Why commands are not to be run, by the `id()` of the command; the sound ones are left out."""
    found: dict[int, str] = {}
    for command in commands:
        lacking = required(item, command.values) if command.verb is Verb.ADD else None
        if lacking:
            found[id(command)] = f"The field {lacking} is required."
    linked = {id(c): _links(engine, item, c.values) for c in commands if c.verb in {Verb.ADD, Verb.UPDATE}}
    existing = _existing(engine, actor, {(target, row) for links in linked.values() for _, target, row in links})
    for key, links in linked.items():
        for column, target, row in links:
            if (target, row) not in existing:
                found.setdefault(key, f"The field {column} refers to {target} {row}, which does not exist.")
    return found


def required(item: Item, values: Mapping[str, Any]) -> str | None:
    """The first field a new row needs that is missing or empty: its text or name, and what it belongs to."""
    needed = []
    name = "content" if item.has("content") else item.name_field
    if item.has(name):
        needed.append(name)
    ends = [item.parent] if item.parent else [item.relation.first, item.relation.second] if item.relation else []
    needed += [end.id_column for end in ends if end.attached]
    return next((field for field in needed if values.get(field) in {None, "", 0, "0"}), None) if needed else None


def _links(engine: Engine, item: Item, values: Mapping[str, Any]) -> list[tuple[str, str, int]]:
    found = []
    for column, link in item.link.items():
        number = id_of(values.get(column)) if column in values else None
        target = link.target
        if target is None and column == "items_id":
            target = values.get("itemtype")
        if number and isinstance(target, str) and target in engine.model.items:
            found.append((column, target, number))
    return found


def _existing(engine: Engine, actor: Actor, wanted: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Which of the rows exist as far as the actor may know, with one query a type. Types closed to him are not looked into."""
    by_type: dict[str, set[int]] = {}
    for target, row in wanted:
        by_type.setdefault(target, set()).add(row)
    found: set[tuple[str, int]] = set()
    for target, ids in by_type.items():
        if not engine.can(actor, target, "view"):
            found.update((target, id) for id in ids)
        elif engine.model.items[target].table is not None:
            query = Query(
                target, (Where(("id",), "in", tuple(sorted(ids))),), trash=None, limit=len(ids), columns=("id",)
            )
            found.update((target, row["id"]) for row in engine.list(actor, query).rows)
    return found
