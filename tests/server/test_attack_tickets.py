"""Somebody of the helpdesk sees his own tickets, public answers to them, and nothing else; parallel writes break nothing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from server.attackers import SECRET, Town, hides, town


@dataclass
class Desk:
    """`mine` is the self-service user's ticket, `others` is not, `away` is elsewhere as well."""

    place: Town
    mine: int
    others: int
    away: int


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with town(tmp_path_factory.mktemp("desk") / "data") as place:
        secret = {"name": f"{SECRET} ticket", "content": SECRET, "_users_id_requester": 2}
        mine = place.add("Ticket", {"name": "mine", "content": "x"}, place.people["self"])
        others = place.add("Ticket", {**secret, "entities_id": place.home})
        away = place.add("Ticket", {**secret, "entities_id": place.away})
        for ticket in (mine, others, away):
            private = int(ticket == mine)
            place.add(
                "ITILFollowup", {"itemtype": "Ticket", "items_id": ticket, "content": SECRET, "is_private": private}
            )
            place.add("TicketTask", {"tickets_id": ticket, "content": SECRET, "is_private": private})
        place.add("Ticket_Ticket", {"tickets_id_1": mine, "tickets_id_2": others, "link": 1})
        place.add("TicketSatisfaction", {"tickets_id": others, "comment": SECRET})
        place.add("Notepad", {"itemtype": "Ticket", "items_id": mine, "content": SECRET})
        document = place.add("Document", {"name": SECRET, "entities_id": place.home})
        place.add("Document_Item", {"documents_id": document, "itemtype": "Ticket", "items_id": others})
        yield Desk(place, mine, others, away)


ADDITIONS: list[tuple[str, dict[str, Any]]] = [
    ("ITILFollowup", {"itemtype": "Ticket", "items_id": "T", "content": "x"}),
    ("TicketTask", {"tickets_id": "T", "content": "x"}),
    ("ITILSolution", {"itemtype": "Ticket", "items_id": "T", "content": "x"}),
    ("TicketValidation", {"tickets_id": "T", "users_id_validate": "ME"}),
    ("Ticket_User", {"tickets_id": "T", "users_id": "ME", "type": 1}),
    ("Ticket_User", {"tickets_id": "T", "users_id": "ME", "type": 3}),
    ("Ticket_Ticket", {"tickets_id_1": "MINE", "tickets_id_2": "T", "link": 3}),
    ("Ticket_Ticket", {"tickets_id_1": "T", "tickets_id_2": "MINE", "link": 3}),
    ("TicketCost", {"tickets_id": "T", "name": "x"}),
    ("TicketSatisfaction", {"tickets_id": "T", "satisfaction": 1}),
    ("Document_Item", {"itemtype": "Ticket", "items_id": "T", "documents_id": 1}),
]


@pytest.mark.parametrize(("kind", "values"), ADDITIONS, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("where", ["others", "away"])
def test_nothing_is_added_to_tickets_of_others(desk: Desk, where: str, kind: str, values: dict[str, Any]) -> None:
    known = {"T": getattr(desk, where), "MINE": desk.mine, "ME": desk.place.users["self"]}
    sent = {key: known.get(value, value) if isinstance(value, str) else value for key, value in values.items()}
    answer = desk.place.people["self"].post(f"/{kind}", json={"input": sent})
    assert answer.status_code == 400, answer.text
    assert hides(answer)


def test_nothing_of_others_is_read(desk: Desk) -> None:
    person = desk.place.people["self"]
    kinds = ["Ticket", "ITILFollowup", "TicketTask", "ITILSolution", "Ticket_User", "Item_Ticket", "TicketSatisfaction",
             "Notepad", "Log", "Document", "Document_Item", "Ticket_Ticket", "TicketValidation", "TicketCost"]  # fmt: skip
    extra = "expand_dropdowns=1&with_documents=1&with_logs=1&with_notes=1&with_tickets=1&add_keys_names[]=id"
    for kind in kinds:
        answer = person.get(f"/{kind}?range=0-99&{extra}&add_keys_names[]=items_id&add_keys_names[]=tickets_id")
        assert hides(answer), kind
        for ticket in (desk.mine, desk.others, desk.away):
            assert hides(person.get(f"/Ticket/{ticket}/{kind}?expand_dropdowns=1")), kind
    for ticket in (desk.mine, desk.others, desk.away):
        assert hides(person.get(f"/Ticket/{ticket}?{extra}"))
        assert hides(person.get(f"/Ticket/{ticket}?get_sha1=1"))
        for action in ("delete", "purge", "add_note"):
            sent = {"ids": [ticket, desk.others], "input": {"add_note": "x"}}
            assert hides(person.post(f"/applyMassiveAction/Ticket/MassiveAction:{action}", json=sent))
    rows = person.get("/Ticket?range=0-99")
    assert [row["id"] for row in rows.json()] == [desk.mine]
    assert rows.headers["Content-Range"] == "0-0/1"


def test_a_requester_does_not_assign_close_or_move_his_ticket(desk: Desk) -> None:
    me = desk.place.users["self"]
    sent = {
        "_actors": {"assign": [{"itemtype": "User", "items_id": me}]},
        "_users_id_assign": me, "_additional_assigns": [{"users_id": me}], "status": 6, "priority": 6,
        "entities_id": desk.place.away, "users_id_recipient": 2, "global_validation": 3,
    }  # fmt: skip
    desk.place.people["self"].put(f"/Ticket/{desk.mine}", json={"input": sent})
    row = desk.place.root.get(f"/Ticket/{desk.mine}").json()
    assert (row["status"], row["entities_id"], row["users_id_recipient"]) == (1, desk.place.home, me)
    assert row["global_validation"] == 1
    assigned = [a for a in desk.place.root.get(f"/Ticket/{desk.mine}/Ticket_User").json() if a["type"] == 2]
    assert assigned == []


def test_parallel_moves_make_no_ring_and_parallel_names_no_twins(desk: Desk) -> None:
    place = desk.place
    one, two = (place.add("Location", {"name": name}) for name in ("one", "two"))

    def move(n: int) -> int:
        own, other = (one, two) if n % 2 else (two, one)
        return place.root.put(f"/Location/{own}", json={"input": {"locations_id": other if n % 3 else 0}}).status_code

    def login(_: int) -> int:
        return place.root.post("/User", json={"input": {"name": "twin"}}).status_code

    def purge_or_write(n: int) -> int:
        if n == 5:
            return place.root.delete(f"/Computer/{computer}?force_purge=1").status_code
        return place.root.put(f"/Computer/{computer}", json={"input": {"name": f"c{n}"}}).status_code

    computer = place.add("Computer", {"name": "c"})
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(move, range(24))) <= {200, 400}
        assert sorted(pool.map(login, range(8))) == [201] + [400] * 7
        assert set(pool.map(purge_or_write, range(12))) <= {200, 400}
    parents = {row["id"]: row["locations_id"] for row in place.root.get("/Location?range=0-99").json()}
    assert not (parents[one] == two and parents[two] == one)
    names = {row["id"]: row["completename"] for row in place.root.get("/Location?range=0-99").json()}
    assert names[one] == ("two > one" if parents[one] == two else "one")
    assert names[two] == ("one > two" if parents[two] == one else "two")
    assert place.root.get(f"/Computer/{computer}").status_code == 404
    assert place.root.get("/Log?range=0-9999").status_code in {200, 206}
