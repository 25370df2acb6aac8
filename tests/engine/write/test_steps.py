"""Steps run where the type's tuples say, and their consequences share the fate of the write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from steward.engine.command import Command, Failure
from steward.vocabulary.item import Model
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Step, Verb

from .conftest import Bench, bench_with, with_steps

Make = Callable[..., Bench]


@pytest.fixture
def make(model: Model, pristine: Path, tmp_path: Path) -> Iterator[Make]:
    opened: list[Bench] = []

    def bench(item: str, **steps: tuple[Step, ...]) -> Bench:
        opened.append(bench_with(with_steps(model, item, **steps), pristine, tmp_path / str(len(opened))))
        return opened[-1]

    yield bench
    for one in opened:
        one.store.close()


def test_steps_change_values_and_see_specials(make: Make) -> None:
    def shout(draft: Draft, reads: Reads) -> None:
        draft.values["name"] = f"{draft.get('name')} {draft.input['_suffix']}"
        draft.values["comment"] = reads.now

    bench = make("Computer", on_add=(shout,), on_update=(shout,))
    computer = bench.add("Computer", name="a", _suffix="!")
    bench.do("update", "Computer", computer, _suffix="?")
    row = bench.row("Computer", computer)
    assert row is not None
    assert (row["name"], row["comment"]) == ("a ! ?", "2026-11-25 12:00:00")


def test_refusal_and_denial(make: Make) -> None:
    def judge(draft: Draft, reads: Reads) -> None:
        if draft.get("name") == "denied":
            draft.deny()
        draft.refuse("Not so")

    bench = make("Computer", on_add=(judge,))
    refused, denied = bench.do("add", "Computer", name="x"), bench.do("add", "Computer", name="denied")
    assert (refused.failure, refused.message) == (Failure.REFUSED, "Not so")
    assert (denied.failure, denied.message) == (Failure.DENIED, "You don't have permission to perform this action.")


def test_consequences_come_before_the_rows_own_history(make: Make) -> None:
    def furnish(draft: Draft, reads: Reads) -> None:
        draft.then(Verb.ADD, "Item_Disk", {"itemtype": "Computer", "items_id": OWN_ID, "name": "sda"})

    bench = make("Computer", on_add=(furnish,))
    computer = bench.add("Computer", name="pc")
    assert [row[1] for row in bench.log("Computer", computer)] == [17, 20]


def test_a_refused_consequence_refuses_everything(make: Make) -> None:
    def twice(draft: Draft, reads: Reads) -> None:
        for _ in range(2):
            draft.then(Verb.ADD, "State", {"name": "same"})

    bench = make("Computer", after_add=(twice,))
    assert bench.do("add", "Computer", name="pc").failure is Failure.REFUSED
    assert bench.rows("Computer") == bench.rows("State") == []
    assert bench.rows("Log", itemtype="Computer") == []


def test_consequences_without_end(make: Make) -> None:
    def again(draft: Draft, reads: Reads) -> None:
        draft.then(Verb.ADD, "Computer", {"name": "more"})

    bench = make("Computer", after_add=(again,))
    assert bench.do("add", "Computer", name="pc").message == "Too many consequences of one write"
    assert bench.rows("Computer") == []


def test_consequences_need_no_rights_and_may_touch(make: Make) -> None:
    def touch(draft: Draft, reads: Reads) -> None:
        assert not draft.trusted
        values = {"date_mod": "2030-01-01 00:00:00", "entities_id": 0}
        draft.then(Verb.UPDATE, "Computer", values, draft.get("items_id"))

    bench = make("Item_Disk", after_add=(touch,))
    computer = bench.add("Computer", name="pc")
    bench.add("Item_Disk", itemtype="Computer", items_id=computer)
    row = bench.row("Computer", computer)
    assert row is not None
    assert row["date_mod"] == "2030-01-01 00:00:00"
    assert [entry[1] for entry in bench.log("Computer", computer)] == [20, 17]


def test_messages_and_display_names(make: Make) -> None:
    def speak(draft: Draft, reads: Reads) -> None:
        draft.display_name = "shown"
        draft.say("One.")
        draft.say("Two.")

    bench = make("Computer", on_add=(speak,), on_update=(speak,), on_purge=(speak,))
    assert bench.do("add", "Computer", name="x").message == "Item successfully added: shown One. Two."
    assert bench.do("update", "Computer", 1, name="y").message == "One. Two."
    assert bench.do("purge", "Computer", 1).message == "One. Two."


def test_a_step_may_mend_a_value(make: Make) -> None:
    def address(draft: Draft, reads: Reads) -> None:
        draft.values["states_id"] = len(draft.input["states_id"])

    bench = make("Computer", on_add=(address,))
    row = bench.row("Computer", bench.add("Computer", states_id=[1, 2]))
    assert row is not None
    assert row["states_id"] == 2


def test_steps_run_for_rows_that_a_purge_takes_along(make: Make) -> None:
    seen: list[tuple[Any, ...]] = []

    def note(draft: Draft, reads: Reads) -> None:
        assert draft.before is not None
        seen.append((draft.verb, draft.before["name"], draft.trusted))
        draft.outbox.append({"kind": "document.discard", "filepath": "x"})

    bench = make("Item_Disk", on_purge=(note,))
    computer = bench.add("Computer", name="pc")
    for name in ("a", "b"):
        bench.add("Item_Disk", itemtype="Computer", items_id=computer, name=name)
    bench.do("purge", "Computer", computer)
    assert seen == [(Verb.PURGE, "a", True), (Verb.PURGE, "b", True)]
    table = bench.store.tables["steward_outbox"]
    with bench.store.read() as reader:
        assert reader.all("o", lambda: sa.select(table.c.payload)) == [('{"filepath": "x"}',)] * 2


def test_a_trash_by_update_is_a_trash(make: Make) -> None:
    def keep(draft: Draft, reads: Reads) -> None:
        if draft.before and draft.before["name"] == "kept":
            draft.refuse("Not this one")

    bench = make("Computer", on_delete=(keep,))
    kept, other = bench.add("Computer", name="kept"), bench.add("Computer", name="other")
    assert bench.do("update", "Computer", kept, is_deleted=1).message == "Not this one"
    assert bench.do("update", "Computer", kept, is_deleted=0).ok
    assert bench.do("update", "Computer", other, is_deleted=1).ok


def test_steps_word_their_own_history(make: Make) -> None:
    def tell(draft: Draft, reads: Reads) -> None:
        values = {"itemtype": "Computer", "items_id": OWN_ID, "linked_action": 12, "new_value": "told"}
        draft.then(Verb.ADD, "Log", values)

    bench = make("Computer", after_add=(tell,))
    computer = bench.add("Computer", name="pc")
    assert [row[1] for row in bench.log("Computer", computer)] == [12, 20]
    assert {row["user_name"] for row in bench.rows("Log", itemtype="Computer")} == {"glpi (2)"}


def test_what_steps_can_read(make: Make) -> None:
    found: dict[str, Any] = {}

    def look(draft: Draft, reads: Reads) -> None:
        found["row"] = (reads.row("Entity", 0) or {})["name"]
        found["none"] = reads.row("Computer", 999)
        found["rows"] = [r["name"] for r in reads.rows("Profile", {"id": [1, 4], "is_default": 0}, columns=("name",))]
        found["null"] = len(reads.rows("User", {"comment": None}))
        found["config"] = (reads.config("language"), reads.config("nonsense"))
        found["label"] = (reads.label("Profile", 4), reads.label("Profile", 999))
        found["sons"] = reads.sons("Entity", 0)
        found["ancestors"] = reads.ancestors("Location", reads.rows("Location", {"name": "C"})[0]["id"])
        found["listed"] = "Computer" in reads.listed("infocom_types")
        found["item"] = (reads.item("Computer"), reads.item("nonsense"))

    bench = make("Computer", on_add=(look,))
    a = bench.add("Location", name="A")
    b = bench.add("Location", name="B", locations_id=a)
    bench.add("Location", name="C", locations_id=b)
    bench.add("Computer", name="pc")
    assert found["row"] == "Root entity"
    assert found["none"] is None
    assert found["rows"] == ["Super-Admin"]
    assert found["null"] >= 4
    assert found["config"] == ("en_GB", None)
    assert found["label"] == ("Super-Admin", "")
    assert found["sons"] == [0]
    assert found["ancestors"] == [b, a]
    assert found["listed"]
    assert found["item"] == (bench.model.items["Computer"], None)


def test_the_system_writes_without_checks(bench: Bench) -> None:
    system = bench.actor.__class__(user_id=0, login="system", label="", is_system=True, sees_all=True)
    (outcome,) = bench.writing.execute(system, [Command(Verb.ADD, "Computer", None, {"name": "pc"})])
    assert outcome.ok
    assert bench.rows("Log", itemtype="Computer")[0]["user_name"] == ""
