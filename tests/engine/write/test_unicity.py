"""Rules of administrators about fields that no two rows may share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from steward.engine.command import Command, Failure, Verb

from .conftest import Bench


def rule(bench: Bench, **values: Any) -> int:
    row = {"itemtype": "Computer", "fields": "serial", "is_active": 1, "action_refuse": 1, "is_recursive": 1, **values}
    return bench.store.write(lambda tx: tx.insert("glpi_fieldunicities", {"name": "r", "entities_id": 0, **row}))


def test_recorded_refusal(bench: Bench) -> None:
    rule(bench)
    first = bench.add("Computer", name="spec-un1", serial="SPECUNI1")
    again = bench.do("add", "Computer", name="other", serial="SPECUNI1")
    assert again.failure is Failure.REFUSED
    assert again.message == (
        "Impossible record for Serial number = SPECUNI1Other item exist"
        f"[spec-un1 - ID: {first} - Serial number: SPECUNI1 - Entity: Root entity]"
    )
    other = bench.add("Computer", name="other", serial="free")
    assert bench.do("update", "Computer", other, serial="SPECUNI1").failure is Failure.REFUSED
    assert bench.do("update", "Computer", first, serial="SPECUNI1", comment="x").ok
    assert bench.do("add", "Phone", serial="SPECUNI1").ok


def test_what_a_rule_does_not_concern(bench: Bench) -> None:
    rule(bench, fields="serial,otherserial")
    bench.add("Computer", serial="s", otherserial="o")
    assert bench.do("add", "Computer", serial="s", otherserial="p").ok
    assert bench.do("add", "Computer", serial="s").ok
    assert bench.do("add", "Computer", serial="s", otherserial="o", is_template=1).ok
    assert not bench.do("add", "Computer", serial="s", otherserial="o").ok


def test_entities(bench: Bench) -> None:
    entity = bench.add("Entity", name="E")
    rule(bench, is_recursive=0, entities_id=entity)
    actor = replace(bench.actor, entities=frozenset({0, entity}))
    for wanted, passes in ((0, True), (0, True), (entity, True), (entity, False)):
        assert bench.do("add", "Computer", actor=actor, serial="s", entities_id=wanted).ok is passes


def test_refusals_do_not_show_rows_from_elsewhere(bench: Bench) -> None:
    own, other = bench.add("Entity", name="own"), bench.add("Entity", name="other")
    rule(bench)
    bench.add("Computer", name="hidden", serial="s", entities_id=other)
    local = replace(bench.actor, entities=frozenset({own}), active_entity=own, sees_all=False)
    refused = bench.do("add", "Computer", actor=local, serial="s")
    assert refused.message == "Impossible record for Serial number = sOther item exist"


def test_within_one_batch(bench: Bench) -> None:
    rule(bench)
    twice = [Command(Verb.ADD, "Computer", None, {"serial": "s"}) for _ in range(2)]
    assert [outcome.ok for outcome in bench.writing.execute(bench.actor, twice)] == [True, False]


def test_notices_go_to_the_outbox(bench: Bench) -> None:
    rule(bench, action_refuse=0, action_notify=1)
    bench.add("Computer", serial="s")
    assert bench.do("add", "Computer", serial="s").ok
    table = bench.store.tables["steward_outbox"]
    with bench.store.read() as reader:
        found = reader.all("outbox", lambda: sa.select(table.c.channel, table.c.itemtype))
    assert found == [("notification", "Computer")]
