"""ITIL objects: what new ones start with, who acts in them, and what happens in their timeline."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from itemtypes.conftest import NOW, PERMISSION, Desk

NEW, ASSIGNED, PLANNED, WAITING, SOLVED, CLOSED = range(1, 7)
REQUESTER, ASSIGNEE, OBSERVER = 1, 2, 3
POST_ONLY, TECH, NORMAL = 3, 4, 5


def ticket(desk: Desk, **values: Any) -> int:
    return desk.add("Ticket", **{"name": "t", "content": "c", **values})


def status(desk: Desk, id: int, item: str = "Ticket") -> int:
    return int(desk.one(item, id)["status"])


def actors(desk: Desk, id: int) -> list[tuple[int, int, str]]:
    return [(row["type"], row["users_id"], row["alternative_email"]) for row in desk.rows("Ticket_User", tickets_id=id)]


def test_a_new_ticket(desk: Desk) -> None:
    outcome = desk.do("add", "Ticket", name="printer", content="is on fire")
    assert outcome.message == f"Item successfully added: printer ({outcome.id})"
    row = desk.one("Ticket", outcome.id or 0)
    expected = {
        "status": NEW, "urgency": 3, "impact": 3, "priority": 3, "type": 1, "requesttypes_id": 1, "global_validation": 1,
        "users_id_recipient": 2, "users_id_lastupdater": 2, "solvedate": None, "closedate": None, "locations_id": 0,
    }  # fmt: skip
    assert {column: row[column] for column in expected} == expected
    assert str(row["date"]) == NOW.isoformat(sep=" ")
    assert actors(desk, row["id"]) == []


def test_a_name_from_the_content(desk: Desk) -> None:
    made = desk.add("Ticket", content="  <p>The <b>printer</b></p> burns &amp; smokes" + " x" * 90)
    assert desk.one("Ticket", made)["name"].startswith("The printer burns & smokes x")
    assert len(desk.one("Ticket", made)["name"]) <= 70
    assert desk.one("Ticket", desk.add("Ticket"))["name"] == ""


def test_dates_must_be_dates(desk: Desk) -> None:
    assert desk.refusal("add", "Ticket", name="t", date="yesterday") == "Incorrect value for date field."
    made = ticket(desk, date="2021-03-04 05:06:07", time_to_resolve="2021-03-03 00:00:00")
    assert (str(desk.one("Ticket", made)["date"]), desk.one("Ticket", made)["time_to_resolve"]) == (
        "2021-03-04 05:06:07", None,
    )  # fmt: skip


@pytest.mark.parametrize("urgency, impact", [*product((1, 3, 5), (1, 4))])
def test_priority_follows(desk: Desk, urgency: int, impact: int) -> None:
    made = ticket(desk, urgency=urgency, impact=impact)
    changed = ticket(desk, urgency=2, impact=5)
    desk.update("Ticket", changed, urgency=urgency, impact=impact, priority=6)
    assert desk.one("Ticket", changed)["priority"] == desk.one("Ticket", made)["priority"]


def test_a_priority_of_ones_own_takes_the_right(desk: Desk) -> None:
    post_only = desk.acting(POST_ONLY, 1)
    assert desk.one("Ticket", ticket(desk, priority=6))["priority"] == 6
    made = desk.add("Ticket", by=post_only, name="t", priority=6, urgency=9, impact=0)
    row = desk.one("Ticket", made)
    assert (row["urgency"], row["impact"], row["priority"]) == (3, 3, 3)
    desk.update("Ticket", made, priority=5)
    assert desk.one("Ticket", made)["priority"] == 5


def test_actors_from_every_kind_of_input(desk: Desk) -> None:
    group, supplier = desk.add("Group", name="g"), desk.add("Supplier", name="s")
    made = ticket(
        desk,
        _users_id_requester=[POST_ONLY, 0],
        _users_id_requester_notif={"use_notification": [1, 0], "alternative_email": ["", "x@example.org"]},
        _groups_id_requester=str(group),
        _groups_id_assign=[group],
        _suppliers_id_assign=supplier,
        _additional_observers=[{"users_id": NORMAL, "use_notification": 0}],
        _actors={
            "assign": [{"itemtype": "User", "items_id": TECH}],
            "observer": [{"itemtype": "Group", "items_id": group}],
        },
        _itil_observer={"_type": "user", "users_id": TECH},
    )
    assert sorted(actors(desk, made)) == [
        (REQUESTER, 0, "x@example.org"), (REQUESTER, POST_ONLY, ""), (ASSIGNEE, TECH, ""), (OBSERVER, TECH, ""),
        (OBSERVER, NORMAL, ""),
    ]  # fmt: skip
    groups = sorted((row["type"], row["groups_id"]) for row in desk.rows("Group_Ticket", tickets_id=made))
    assert groups == [(REQUESTER, group), (ASSIGNEE, group), (OBSERVER, group)]
    assert [row["type"] for row in desk.rows("Supplier_Ticket", tickets_id=made)] == [ASSIGNEE]
    assert status(desk, made) == ASSIGNED and desk.one("Ticket", made)["takeintoaccount_delay_stat"] == 1


def test_addresses_of_actors_are_addresses(desk: Desk) -> None:
    notes = {"alternative_email": ["nonsense"]}
    refused = desk.refusal("add", "Ticket", name="t", _users_id_requester=[0], _users_id_requester_notif=notes)
    assert refused.startswith("Invalid email address")


def test_actors_come_and_go(desk: Desk) -> None:
    made = ticket(desk, _users_id_requester=POST_ONLY)
    desk.wait(minutes=5)
    desk.update("Ticket", made, _users_id_assign=TECH)
    assert status(desk, made) == ASSIGNED and desk.one("Ticket", made)["takeintoaccount_delay_stat"] == 300
    desk.update("Ticket", made, _users_id_assign=NORMAL)
    assert [a for a in actors(desk, made) if a[0] == ASSIGNEE] == [(ASSIGNEE, TECH, ""), (ASSIGNEE, NORMAL, "")]
    desk.update("Ticket", made, _users_id_assign_deleted=[{"items_id": TECH}])
    desk.update("Ticket", made, _actors={"assign": []})
    assert actors(desk, made) == [(REQUESTER, POST_ONLY, "")] and status(desk, made) == NEW


def test_actor_rows_by_themselves(desk: Desk) -> None:
    made = ticket(desk)
    outcome = desk.do("add", "Ticket_User", tickets_id=made, users_id=TECH, type=ASSIGNEE)
    assert outcome.message == "" and status(desk, made) == ASSIGNED
    assert desk.refusal("add", "Ticket_User", tickets_id=made, users_id=TECH, type=ASSIGNEE) == ""
    desk.add("Ticket_User", tickets_id=made, users_id=0, alternative_email="y@example.org")
    assert desk.refusal("add", "Ticket_User", tickets_id=made, users_id=0) == ""
    desk.purge("Ticket_User", outcome.id or 0)
    assert status(desk, made) == NEW


def test_a_change_is_not_assigned_by_its_assignee(desk: Desk) -> None:
    made = desk.add("Change", name="c", urgency=4, impact=4, _users_id_assign=TECH)
    assert status(desk, made, "Change") == NEW and desk.one("Change", made)["priority"] == 4
    problem = desk.add("Problem", name="p", _users_id_assign=TECH)
    assert status(desk, problem, "Problem") == ASSIGNED


def test_history_of_actors(desk: Desk) -> None:
    made = ticket(desk)
    link = desk.add("Ticket_User", tickets_id=made, users_id=TECH, type=ASSIGNEE)
    desk.purge("Ticket_User", link)
    columns = ("itemtype_link", "linked_action", "id_search_option", "old_value", "new_value")
    assert [tuple(row[c] for c in columns) for row in desk.rows("Log", itemtype="Ticket", items_id=made)] == [
        ("0", 20, 0, "", ""),
        ("", 0, 150, "0", "1"),
        ("", 0, 12, "1", "2"),
        ("User", 15, 5, "", "tech (4)"),
        ("", 0, 12, "2", "1"),
        ("User", 16, 0, "tech (4)", ""),
    ]


def test_statuses_and_their_dates(desk: Desk) -> None:
    made = ticket(desk)
    desk.update("Ticket", made, status=WAITING)
    assert desk.one("Ticket", made)["begin_waiting_date"] is not None
    desk.wait(hours=1)
    desk.update("Ticket", made, status=ASSIGNED)
    row = desk.one("Ticket", made)
    assert (row["begin_waiting_date"], row["waiting_duration"]) == (None, 3600)
    desk.wait(hours=1)
    desk.update("Ticket", made, status=SOLVED)
    row = desk.one("Ticket", made)
    assert (row["solvedate"] is not None, row["solve_delay_stat"]) == (True, 3600)
    desk.update("Ticket", made, status=CLOSED)
    assert desk.one("Ticket", made)["closedate"] is not None
    assert desk.refusal("update", "Ticket", made, name="x") == ""
    desk.update("Ticket", made, status=NEW)
    assert (desk.one("Ticket", made)["solvedate"], desk.one("Ticket", made)["closedate"]) == (None, None)


def test_a_ticket_born_closed(desk: Desk) -> None:
    row = desk.one("Ticket", ticket(desk, status=CLOSED, _users_id_assign=TECH))
    assert row["status"] == CLOSED and row["solvedate"] == row["closedate"] == row["date"]


def test_what_a_requester_may_change(desk: Desk) -> None:
    post_only = desk.acting(POST_ONLY, 1)
    made = ticket(desk, _users_id_requester=POST_ONLY)
    desk.update("Ticket", made, by=post_only, urgency=5, status=SOLVED, impact=5)
    row = desk.one("Ticket", made)
    assert (row["urgency"], row["status"], row["impact"], row["priority"]) == (5, NEW, 3, 4)
    assert desk.refusal("update", "Ticket", made, by=post_only, status=SOLVED) == ""
    assert row["users_id_lastupdater"] == POST_ONLY


def test_followups(desk: Desk) -> None:
    made = ticket(desk, _users_id_requester=POST_ONLY, _users_id_assign=TECH)
    on = {"itemtype": "Ticket", "items_id": made}
    assert desk.refusal("add", "ITILFollowup", **on, content="").startswith("You can't add a followup without")
    outcome = desk.do("add", "ITILFollowup", **on, content="hello")
    row = desk.one("ITILFollowup", outcome.id or 0)
    assert (outcome.message, row["users_id"], row["is_private"], row["timeline_position"]) == ("", 2, 0, 1)
    desk.update("ITILFollowup", row["id"], content="edited")
    assert desk.one("ITILFollowup", row["id"])["users_id_editor"] == 2
    desk.add("ITILFollowup", by=desk.acting(POST_ONLY, 1), **on, content="mine")
    assert desk.refusal("add", "ITILFollowup", by=desk.acting(NORMAL, 2), **on, content="x") == PERMISSION


def test_the_parent_of_a_followup_was_changed_now(desk: Desk) -> None:
    made = ticket(desk)
    desk.wait(minutes=1)
    desk.add("ITILFollowup", by=desk.acting(TECH, 6), itemtype="Ticket", items_id=made, content="x")
    row = desk.one("Ticket", made)
    assert (str(row["date_mod"]), row["users_id_lastupdater"]) == (desk.now.isoformat(sep=" "), TECH)
    assert row["takeintoaccount_delay_stat"] == 60


def test_followups_open_and_close(desk: Desk) -> None:
    made = ticket(desk, _users_id_requester=POST_ONLY, _users_id_assign=TECH)
    on = {"itemtype": "Ticket", "items_id": made}
    solution = desk.add("ITILSolution", **on, content="done")
    assert status(desk, made) == SOLVED and desk.one("ITILSolution", solution)["status"] == 2
    assert desk.refusal("add", "ITILSolution", **on, content="again").startswith("The item is already solved")
    desk.add("ITILFollowup", **on, content="no", add_reopen=1)
    row = desk.one("ITILSolution", solution)
    assert (status(desk, made), row["status"], row["users_id_approval"]) == (ASSIGNED, 4, 2)
    second = desk.add("ITILSolution", **on, content="done")
    desk.add("ITILFollowup", **on, content="yes", add_close=1)
    assert (status(desk, made), desk.one("ITILSolution", second)["status"]) == (CLOSED, 3)
    assert desk.refusal("add", "TicketTask", tickets_id=made, content="x") == PERMISSION


def test_a_requester_reopens_by_answering(desk: Desk) -> None:
    made = ticket(desk, _users_id_requester=POST_ONLY, status=WAITING)
    desk.add("ITILFollowup", by=desk.acting(POST_ONLY, 1), itemtype="Ticket", items_id=made, content="here it is")
    assert status(desk, made) == NEW


def test_answering_a_solution(desk: Desk) -> None:
    made = ticket(desk)
    solution = desk.add("ITILSolution", itemtype="Ticket", items_id=made, content="done")
    desk.update("ITILSolution", solution, status=4)
    assert status(desk, made) == NEW
    other = desk.do("add", "ITILSolution", itemtype="Ticket", items_id=made, content="done")
    assert other.message == f"Item successfully added: {other.id}"
    desk.update("ITILSolution", other.id or 0, status=3)
    assert status(desk, made) == CLOSED


def test_an_entity_may_close_at_once(desk: Desk) -> None:
    desk.update("Entity", 0, autoclose_delay=0)
    made = ticket(desk, entities_id=desk.add("Entity", name="below"))
    solution = desk.add("ITILSolution", itemtype="Ticket", items_id=made, content="done")
    assert (status(desk, made), desk.one("ITILSolution", solution)["status"]) == (CLOSED, 3)


def test_tasks_sum_up(desk: Desk) -> None:
    made = ticket(desk)
    assert desk.refusal("add", "TicketTask", tickets_id=made).startswith("You can't add a task without")
    one = desk.add("TicketTask", tickets_id=made, content="a", actiontime=3600)
    two = desk.add("TicketTask", tickets_id=made, content="b", begin="2031-01-01 10:00:00", end="2031-01-01 10:30:00")
    row = desk.one("TicketTask", two)
    assert (row["actiontime"], row["state"], row["users_id"], len(row["uuid"])) == (1800, 1, 2, 36)
    assert (desk.one("Ticket", made)["actiontime"], status(desk, made)) == (5400, PLANNED)
    desk.update("TicketTask", one, actiontime=60)
    assert desk.one("Ticket", made)["actiontime"] == 1860
    desk.purge("TicketTask", two)
    assert desk.one("Ticket", made)["actiontime"] == 60
    assert desk.refusal("add", "TicketTask", by=desk.acting(POST_ONLY, 1), tickets_id=made, content="x") == PERMISSION


def test_approvals_add_up(desk: Desk) -> None:
    made = ticket(desk)
    assert desk.refusal("add", "TicketValidation", tickets_id=made) == ""
    one = desk.add("TicketValidation", tickets_id=made, users_id_validate=2)
    two = desk.add("TicketValidation", tickets_id=made, users_id_validate=TECH)
    assert desk.one("Ticket", made)["global_validation"] == 2
    desk.update("TicketValidation", two, status=3)
    assert desk.one("TicketValidation", two)["status"] == 2
    reason = desk.refusal("update", "TicketValidation", one, status=4)
    assert reason == "If approval is denied, specify a reason."
    desk.update("TicketValidation", one, status=4, comment_validation="because")
    assert desk.one("Ticket", made)["global_validation"] == 4
    assert desk.one("TicketValidation", one)["validation_date"] is not None
    desk.purge("TicketValidation", one)
    desk.purge("TicketValidation", two)
    assert desk.one("Ticket", made)["global_validation"] == 1


def test_links_between_tickets(desk: Desk) -> None:
    one, two = ticket(desk), ticket(desk)
    desk.add("Ticket_Ticket", tickets_id_1=one, tickets_id_2=two, link=1)
    assert desk.refusal("add", "Ticket_Ticket", tickets_id_1=two, tickets_id_2=one, link=1) == ""
    assert desk.refusal("add", "Ticket_Ticket", tickets_id_1=one, tickets_id_2=one, link=1) == ""
    linked = ticket(desk, _link={"tickets_id_2": one, "link": 2})
    assert [row["link"] for row in desk.rows("Ticket_Ticket", tickets_id_1=linked)] == [2]


def test_assets_of_a_ticket(desk: Desk) -> None:
    computer = desk.add("Computer", name="pc")
    made = ticket(desk, items_id={"Computer": [computer, computer, 999]})
    assert len(desk.rows("Item_Ticket", tickets_id=made)) == 1
    link = {"itemtype": "Computer", "items_id": computer}
    assert desk.refusal("add", "Item_Ticket", tickets_id=made, **link) == ""
    outcome = desk.do("add", "Item_Ticket", tickets_id=ticket(desk), **link)
    assert outcome.message == "Item successfully added: pc"


def test_nothing_is_linked_that_the_caller_cannot_see(desk: Desk) -> None:
    post_only = desk.acting(POST_ONLY, 1)
    hidden, own = desk.add("Computer", name="h"), desk.add("Computer", name="o", users_id=POST_ONLY)
    other = ticket(desk)
    made = desk.add(
        "Ticket", by=post_only, name="t", items_id={"Computer": [hidden, own]}, _link={"tickets_id_2": other}
    )
    assert [row["items_id"] for row in desk.rows("Item_Ticket", tickets_id=made)] == [own]
    assert desk.rows("Ticket_Ticket") == []


def test_a_ticket_goes_with_its_last_asset(desk: Desk) -> None:
    one, two = desk.add("Computer", name="1"), desk.add("Computer", name="2")
    both, alone = ticket(desk, items_id={"Computer": [one, two]}), ticket(desk, items_id={"Computer": [one]})
    desk.purge("Computer", one)
    assert (desk.one("Ticket", both)["is_deleted"], desk.one("Ticket", alone)["is_deleted"]) == (0, 1)
    desk.update("Config", 1, keep_tickets_on_delete=1)
    desk.purge("Computer", two)
    assert desk.one("Ticket", both)["is_deleted"] == 0


def test_assets_know_what_tickets_cost(desk: Desk) -> None:
    computer = desk.add("Computer", name="pc")
    made = ticket(desk, items_id={"Computer": [computer]})
    values = {"name": "c", "cost_time": "60", "cost_fixed": "12.5", "actiontime": 5400}
    paid = desk.add("TicketCost", tickets_id=made, **values)
    assert str(desk.one("Computer", computer)["ticket_tco"]) == "102.5000"
    other = ticket(desk)
    desk.add("TicketCost", tickets_id=other, name="d", cost_material="0.25")
    link = desk.add("Item_Ticket", tickets_id=other, itemtype="Computer", items_id=computer)
    assert str(desk.one("Computer", computer)["ticket_tco"]) == "102.7500"
    desk.purge("Item_Ticket", link)
    desk.update("TicketCost", paid, actiontime=0)
    assert str(desk.one("Computer", computer)["ticket_tco"]) == "12.5000"
    desk.purge("Ticket", made)
    assert str(desk.one("Computer", computer)["ticket_tco"]) == "0.0000"


def test_waiting_has_a_reason(desk: Desk) -> None:
    reason = desk.add("PendingReason", name="no answer", followup_frequency=3600)
    made = ticket(desk)
    on = {"itemtype": "Ticket", "items_id": made, "content": "x", "pending": 1, "pendingreasons_id": reason}
    followup = desk.add("ITILFollowup", **on)
    assert status(desk, made) == WAITING
    noted = {(row["itemtype"], row["items_id"], row["followup_frequency"]) for row in desk.rows("PendingReason_Item")}
    assert noted == {("Ticket", made, 3600), ("ITILFollowup", followup, 3600)}
    desk.add("ITILFollowup", **on, followup_frequency=60)
    assert [row["followup_frequency"] for row in desk.rows("PendingReason_Item", itemtype="Ticket")] == [60]
    desk.update("Ticket", made, status=ASSIGNED)
    assert desk.rows("PendingReason_Item", itemtype="Ticket") == []


def test_duplicates_end_with_their_ticket(desk: Desk) -> None:
    original = ticket(desk)
    double = ticket(desk, _link={"tickets_id_2": original, "link": 2})
    desk.update("Ticket", original, status=SOLVED)
    assert status(desk, double) == SOLVED


def test_a_purged_ticket_takes_its_timeline_along(desk: Desk) -> None:
    made = ticket(desk, _users_id_requester=POST_ONLY, _users_id_assign=TECH, _followup={"content": "x"})
    desk.add("TicketTask", tickets_id=made, content="a", actiontime=3600)
    desk.add("TicketValidation", tickets_id=made, users_id_validate=2)
    desk.purge("Ticket", made)
    assert not any(desk.rows(item) for item in ("Ticket_User", "ITILFollowup", "TicketTask", "TicketValidation"))


def test_due_dates_of_agreements(desk: Desk) -> None:
    management = desk.add("SLM", name="slm", use_ticket_calendar=1)
    sla = desk.add("SLA", name="ttr", slms_id=management, type=0, number_time=4, definition_time="hour")
    assert desk.one("SLA", sla)["use_ticket_calendar"] == 1
    made = ticket(desk, slas_id_ttr=sla, date="2026-11-25 10:00:00")
    assert str(desk.one("Ticket", made)["time_to_resolve"]) == "2026-11-25 14:00:00"
    by_hand = ticket(desk, slas_id_ttr=sla, time_to_resolve="2031-01-01 00:00:00")
    row = desk.one("Ticket", by_hand)
    assert (row["slas_id_ttr"], str(row["time_to_resolve"])) == (0, "2031-01-01 00:00:00")
