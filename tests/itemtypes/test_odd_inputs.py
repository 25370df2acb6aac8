"""Whatever is sent, a step answers: it decides, or it refuses, and never breaks."""

from __future__ import annotations

import random
from typing import Any

import pytest

from itemtypes.conftest import Desk

ODD: tuple[Any, ...] = (
    None, "", " ", "x", "0", "1", "-1", "NULL", "a@b.c", "10.0.0.1", "10.0.0.0/8", "2031-01-01 10:00:00", "é\u2028漢", "<b>",
    0, 1, 2, 5, -1, 10**12, 10**40, 1.5, float("inf"), True, False, [], {}, [None], [1, "x", {}], [[1]], {"a": 1}, {"0": "x"},
    {"1_0": 1, "x": {}}, {"_type": "user", "users_id": 4}, {"_type": "Entity", "entities_id": 0}, [{"items_id": 4}],
    {"requester": [{"itemtype": "User", "items_id": 4}], "assign": "x"}, {"Computer": [1, "x", None]}, {"begin": [], "end": 5},
    "Computer", "Ticket", "User", "Nothing", "PurgeLogs", "x" * 300, {-1: "a@b.c", "-2": {}},
)  # fmt: skip
SPECIALS: tuple[str, ...] = tuple(
    """password2 _profiles_id _entities_id _is_recursive _useremails _default_email _reset_api_token _reset_app_token _picture
    _blank_picture _filename _prefix_filename _fields _create_children NetworkName_name NetworkName__ipaddresses _ipaddresses
    network _visibility _categories _do_item_link plan _users_id_requester _users_id_requester_notif _groups_id_assign
    _suppliers_id_assign _additional_observers _actors _itil_assign _users_id_assign_deleted _link _followup _contracts_id
    _projects_id items_id itemtype add_reopen add_close _status _computer _stored _parent enable_api config_context""".split()
)
ROWS = {"users_id": 4, "tickets_id": 1, "computers_id": 1, "itemtype": "Computer", "items_id": 1, "name": "n"}


@pytest.fixture
def peopled(desk: Desk) -> Desk:
    """A desk with a row of the types that others hang on."""
    for item in (
        "Computer",
        "Ticket",
        "Problem",
        "Change",
        "Software",
        "Rack",
        "Calendar",
        "Project",
        "SLM",
        "Contract",
        "Document",
    ):
        desk.add(item, name="n", content="c")
    desk.add("NetworkPort", itemtype="Computer", items_id=1, name="p")
    desk.add("ReservationItem", itemtype="Computer", items_id=1)
    return desk


def sent(desk: Desk, item: str, dice: random.Random) -> dict[str, Any]:
    """Sensible values for some columns, odd ones for others, and odd specials."""
    columns = [name for name in desk.model.items[item].column if name != "id"]
    values: dict[str, Any] = {
        name: ROWS.get(name, 1 if name.endswith("_id") else "n") for name in columns if dice.random() < 0.5
    }
    for name in dice.sample(columns, min(3, len(columns))):
        values[name] = dice.choice(ODD)
    for name in dice.sample(SPECIALS, 4):
        values[name] = dice.choice(ODD)
    return values


def stepping(desk: Desk) -> list[str]:
    """Types that do something of their own around a write."""
    return [name for name, i in desk.model.items.items() if i.table and (i.on_add or i.on_update or i.after_add)]


@pytest.mark.parametrize("seed", range(6))
def test_odd_inputs(peopled: Desk, seed: int) -> None:
    dice = random.Random(seed)
    for item in stepping(peopled):
        for _ in range(2):
            outcome = peopled.do("add", item, **sent(peopled, item, dice))
            rows = peopled.rows(item)
            id = outcome.id or (dice.choice(rows)["id"] if rows else 1)
            peopled.do("update", item, id, **sent(peopled, item, dice))
            peopled.do(dice.choice(("delete", "purge")), item, id, **sent(peopled, item, dice))
