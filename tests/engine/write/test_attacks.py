"""Whatever is sent, in whatever kind of column, `execute` answers with outcomes: it never raises and never half-writes."""

from __future__ import annotations

import random
from typing import Any

import pytest

from steward.engine.actor import SYSTEM
from steward.engine.command import Command, Verb
from steward.vocabulary.item import Item, Model

from .conftest import Bench

ODD: list[Any] = [
    None, True, False, 0, 1, -1, 2**31, 2**63, 2**70, -(2**70), 1.5, 1e300, float("nan"), float("inf"), "", " ", "NULL", "x",
    "1e999", "9" * 400, "\0", "\ud800", "é" * 70_000, "2020-02-30", "0000-00-00", "2020-01-01 10:00:00", "24:00:00", "true", [],
    {}, [1], {"a": [{}]}, ["x"], "Computer", "NoSuchType", "1", "'; DROP TABLE glpi_users; --", (1, 2), b"x", object(),
]  # fmt: skip
SPECIALS = ("_replace_by", "keep_devices", "_oldID", "id", "_no_such_special", "no_such_column")


def kinds(model: Model) -> dict[tuple[Any, ...], tuple[Item, str]]:
    """One column for every kind, size, datatype and nullability there is."""
    found: dict[tuple[Any, ...], tuple[Item, str]] = {}
    for item in model.items.values():
        if item.table and not item.parent and not item.relation:
            for column in item.columns:
                option = item.option_of_column.get(column.name)
                key = (column.kind, column.size, column.scale, column.nullable, option.datatype if option else "")
                found.setdefault(key, (item, column.name))
    return found


def test_every_kind_of_column_takes_any_value(bench: Bench) -> None:
    targets = kinds(bench.model)
    assert len(targets) > 60
    for item, column in targets.values():
        commands = [Command(Verb.ADD, item.name, None, {column: value}) for value in ODD]
        outcomes = bench.writing.execute(SYSTEM, commands)
        assert len(outcomes) == len(commands)
        assert all(outcome.ok or len(outcome.message) < 600 for outcome in outcomes)
        known = [outcome.id for outcome in outcomes if outcome.ok]
        updates = [Command(Verb.UPDATE, item.name, known[0] if known else 1, {column: value}) for value in ODD]
        assert len(bench.writing.execute(SYSTEM, updates)) == len(updates)


@pytest.mark.parametrize("seed", range(2))
def test_random_commands(bench: Bench, seed: int) -> None:
    chance = random.Random(seed)
    items = [item for item in bench.model.items.values() if item.table]
    made: dict[str, list[int]] = {}
    for _ in range(150):
        commands = [_random_command(chance, chance.choice(items), made) for _ in range(5)]
        outcomes = bench.writing.execute(chance.choice([bench.actor, SYSTEM]), commands)
        for command, outcome in zip(commands, outcomes, strict=True):
            if outcome.ok and command.verb is Verb.ADD and outcome.id:
                made.setdefault(command.item, []).append(outcome.id)


def _random_command(chance: random.Random, item: Item, made: dict[str, list[int]]) -> Command:
    columns = [column.name for column in item.columns]
    values = {name: chance.choice(ODD) for name in chance.sample(columns, min(len(columns), chance.randint(0, 5)))}
    values |= {name: chance.choice(ODD) for name in chance.sample(SPECIALS, 2)}
    for end in [item.parent] if item.parent else [item.relation.first, item.relation.second] if item.relation else []:
        target = end.item or chance.choice(["Computer", "Ticket", "User"])
        values |= {end.itemtype_column: target} if end.itemtype_column else {}
        values[end.id_column] = chance.choice([*made.get(target, []), 1])
    verb = chance.choice(["add", "add", "add", "update", "update", "delete", "purge", "restore"])
    id = None if verb == "add" else chance.choice([*made.get(item.name, []), 1, 2, 0, -1, 2**40])
    return Command(Verb(verb), item.name, id, values, force=chance.random() < 0.3, history=chance.random() < 0.8)


def test_history_rows_take_any_value(bench: Bench) -> None:
    for name in ("date_mod", "itemtype", "items_id", "linked_action", "old_value"):
        commands = [Command(Verb.ADD, "Log", None, {name: value}) for value in ODD]
        assert len(bench.writing.execute(SYSTEM, commands)) == len(commands)


def test_types_without_rows_and_unknown_types(bench: Bench) -> None:
    for name in ("NoSuchType", "AllAssets", "", *(i.name for i in bench.model.items.values() if not i.table)):
        for verb in Verb:
            (outcome,) = bench.writing.execute(bench.actor, [Command(verb, name, 1, {"name": "x"})])
            assert not outcome.ok
