"""Massive actions over HTTP: every documented key answers, and each family does what it says."""

from __future__ import annotations

import json
from typing import Any

import pytest

from facts_model import FACTS
from surfaces.rest_v1.conftest import Api, unique

REFUSED = (
    "ObjectLock: Plugin: NetworkPortMigration:transform_to Rule:export User:clean User:force QueuedNotification:send"
)


def apply(api: Api, kind: str, key: str, ids: list[int], *, status: int = 200, user: str = "glpi", **input: Any) -> Any:
    answer = api("POST", f"applyMassiveAction/{kind}/{key}", {"ids": ids, "input": input}, user=user)
    assert answer.status_code == status, answer.text
    return answer.json()


def links(api: Api) -> list[tuple[int, int]]:
    return [(row["tickets_id_1"], row["tickets_id_2"]) for row in api.get("Ticket_Ticket?range=0-999")]


def offered() -> list[tuple[str, str]]:
    if not FACTS.exists():
        pytest.skip("needs the shared facts")
    known = json.loads((FACTS / "massive_actions.json").read_bytes())
    return sorted({(kind, key) for kind, lists in known.items() for rows in lists.values() for key, _ in rows or ()})


def test_every_key_of_every_type_answers(api: Api) -> None:
    """With what its form would send, for an item that is not there, as the one who may do everything and as one who may not."""
    wrong: list[tuple[Any, ...]] = []
    for kind, key in offered():
        inputs = api("GET", f"getMassiveActionParameters/{kind}/{key}")
        if inputs.status_code != 200:
            wrong.append((kind, key, inputs.text))
            continue
        values = {row["name"]: 1 for row in inputs.json()}
        for user in ("glpi", "post-only"):
            body = {"ids": [999999], "input": values}
            answer = api("POST", f"applyMassiveAction/{kind}/{key}", body, user=user)
            if answer.status_code not in {400, 422}:
                wrong.append((kind, key, answer.status_code, answer.text))
    assert wrong == []


def test_every_key_answers_for_an_item_that_is_there(api: Api) -> None:
    wrong = []
    seen: set[str] = set()
    for kind, key in offered():
        if key in seen or key.startswith("MassiveAction:"):
            continue
        rows = api("GET", f"{kind}?range=0-0")
        if rows.status_code not in {200, 206} or not rows.json():
            made = api("POST", kind, {"input": {"name": unique(), "content": "x"}})
            rows = api("GET", f"{kind}?range=0-0")
            if made.status_code != 201 or not rows.json():
                continue
        seen.add(key)
        values = {row["name"]: 1 for row in api.get(f"getMassiveActionParameters/{kind}/{key}")}
        id = rows.json()[0].get("id")
        answer = api("POST", f"applyMassiveAction/{kind}/{key}", {"ids": [id], "input": values})
        if answer.status_code >= 500:
            wrong.append((kind, key, answer.status_code, answer.text))
    assert len(seen) > 40
    assert wrong == []


def test_what_steward_does_not_do_is_told(api: Api) -> None:
    for kind, key in offered():
        if any(key.startswith(start) for start in REFUSED.split()):
            answer = api("POST", f"applyMassiveAction/{kind}/{key}", {"ids": [1], "input": {}})
            assert (answer.status_code, answer.json()[0]) == (400, "ERROR")
            assert "Steward" in answer.json()[1] or "export" in answer.json()[1]


def test_relations_are_joined_and_parted(api: Api) -> None:
    computer, contract = api.add("Computer", name=unique()), api.add("Contract", name=unique())
    rows = f"Contract/{contract}/Contract_Item"
    assert apply(api, "Computer", "Contract_Item:add", [computer], peer_contracts_id=contract)["ok"] == 1
    assert len(api.get(rows)) == 1
    assert apply(api, "Computer", "Contract_Item:remove", [computer], peer_contracts_id=contract)["ok"] == 1
    assert api.get(rows) == []
    software = api.add("Software", name=unique())
    version = api.add("SoftwareVersion", name="1", softwares_id=software)
    assert apply(api, "Computer", "Item_SoftwareVersion:add", [computer], peer_softwareversions_id=version)["ok"] == 1
    calendar, holiday = api.add("Calendar", name=unique()), api.add("Holiday", name=unique())
    assert apply(api, "Calendar", "Calendar:addholiday", [calendar], holidays_id=holiday)["ok"] == 1
    assert len(api.get(f"Calendar/{calendar}/Calendar_Holiday")) == 1


def test_users_get_profiles_and_groups(api: Api) -> None:
    user = api.add("User", name=unique("u"))
    one, two = api.add("Group", name=unique("g")), api.add("Group", name=unique("g"))
    assert apply(api, "User", "Profile_User:add", [user], peer_profiles_id=2, entities_id=0, is_recursive=1)["ok"] == 1
    assert 2 in [row["profiles_id"] for row in api.get(f"User/{user}/Profile_User")]
    assert apply(api, "User", "Group_User:add", [user], peer_groups_id=one)["ok"] == 1
    assert apply(api, "User", "Group_User:change_group_user", [user], groups_id=two)["ok"] == 1
    assert [row["groups_id"] for row in api.get(f"User/{user}/Group_User")] == [two]
    assert apply(api, "User", "Group_User:add", [user], peer_groups_id=one)["ok"] == 1
    assert apply(api, "User", "Group_User:change_group_user", [user], status=422, groups_id=two)["noaction"] == 1


def test_tickets_are_merged_as_followups(api: Api) -> None:
    target, other = (api.add("Ticket", name=unique(), content="x") for _ in range(2))
    api.add("ITILFollowup", itemtype="Ticket", items_id=other, content="said")
    given: dict[str, Any] = {"_mergeticket": target, "with_followups": 1, "link_type": 1}
    assert apply(api, "Ticket", "Ticket:merge_as_followup", [other], **given)["ok"] == 1
    assert len(api.get(f"Ticket/{target}/ITILFollowup")) == 2
    assert [link for link in links(api) if set(link) == {target, other}] == [(other, target)]
    assert api.get(f"Ticket/{other}")["is_deleted"] == 1
    assert apply(api, "Ticket", "Ticket:merge_as_followup", [target], status=422, **given)["noaction"] == 1


def test_merging_into_nothing_keeps_the_ticket(api: Api) -> None:
    ticket = api.add("Ticket", name=unique(), content="x")
    answer = apply(api, "Ticket", "Ticket:merge_as_followup", [ticket], status=422, _mergeticket=999999)
    assert answer["ok"] == 0
    assert api.get(f"Ticket/{ticket}")["is_deleted"] == 0


def test_actors_get_no_more_mail(api: Api) -> None:
    ticket = api.add("Ticket", name=unique(), content="x", _users_id_requester=2)
    assert apply(api, "Ticket", "Ticket:update_notif", [ticket], use_notification=0)["ok"] == 1
    assert [row["use_notification"] for row in api.get(f"Ticket/{ticket}/Ticket_User")] == [0]


def test_tickets_are_linked_and_approved(api: Api) -> None:
    one, two = (api.add("Ticket", name=unique(), content="x") for _ in range(2))
    assert apply(api, "Ticket", "Ticket_Ticket:add", [one], link=1, tickets_id_1=two)["ok"] == 1
    assert (one, two) in links(api)
    assert apply(api, "Ticket", "TicketValidation:submit_validation", [one], users_id_validate=2)["ok"] == 1
    computer = api.add("Computer", name=unique())
    given: dict[str, Any] = {"itemtype": "Computer", "items_id": computer}
    assert apply(api, "Ticket", "Item_Ticket:add_item", [one, two], **given)["ok"] == 2
    assert apply(api, "Ticket", "Item_Ticket:delete_item", [one], **given)["ok"] == 1
    assert [len(api.get(f"Ticket/{id}/Item_Ticket")) for id in (one, two)] == [0, 1]


def test_components_that_were_put_aside_come_back(api: Api) -> None:
    computer = api.add("Computer", name=unique(), is_dynamic=1)
    disk = api.add("Item_Disk", itemtype="Computer", items_id=computer, name="d", is_dynamic=1, is_deleted=1)
    assert api.get(f"Item_Disk/{disk}")["is_deleted"] == 1
    assert apply(api, "Computer", "Lock:unlock_component", [computer])["ok"] == 1
    assert api.get(f"Item_Disk/{disk}")["is_deleted"] == 0
    assert apply(api, "Computer", "Lock:unlock_component", [computer], status=422)["noaction"] == 1


def test_rows_hang_on_another_item_or_on_none(api: Api) -> None:
    instance, other = (api.add("DatabaseInstance", name=unique()) for _ in range(2))
    database = api.add("Database", name=unique(), databaseinstances_id=instance)
    assert apply(api, "Database", "CommonDBConnexity:affect", [database], databaseinstances_id=other)["ok"] == 1
    assert api.get(f"Database/{database}")["databaseinstances_id"] == other
    assert apply(api, "Database", "CommonDBConnexity:unaffect", [database])["ok"] == 1
    assert api.get(f"Database/{database}")["databaseinstances_id"] == 0


def test_computers_have_one_operating_system(api: Api) -> None:
    computer = api.add("Computer", name=unique())
    for system in (api.add("OperatingSystem", name=unique()) for _ in range(2)):
        assert apply(api, "Computer", "Item_OperatingSystem:update", [computer], operatingsystems_id=system)["ok"] == 1
        rows = api.get(f"Computer/{computer}/Item_OperatingSystem")
        assert [row["operatingsystems_id"] for row in rows] == [system]


def test_single_values_are_set(api: Api) -> None:
    saved = api.add("SavedSearch", name=unique(), itemtype="Computer", type=1, query="x", is_private=1)
    assert apply(api, "SavedSearch", "SavedSearch:change_count_method", [saved], do_count=0)["ok"] == 1
    assert api.get(f"SavedSearch/{saved}")["do_count"] == 0
    task = api.get("CronTask")[0]["id"]
    assert apply(api, "CronTask", "CronTask:reset", [task])["ok"] == 1
    assert api.get(f"CronTask/{task}")["lastrun"] is None


def test_rules_change_places(api: Api) -> None:
    rules = [api.add("RuleTicket", name=unique(), sub_type="RuleTicket", ranking=50 + n) for n in range(3)]
    assert apply(api, "RuleTicket", "Rule:move_rule", [rules[2]], move_type="before", ranking=rules[0])["ok"] == 1
    ranks = {id: api.get(f"RuleTicket/{id}")["ranking"] for id in rules}
    assert sorted(rules, key=ranks.__getitem__) == [rules[2], rules[0], rules[1]]


def test_hidden_items_end_like_missing_ones(api: Api) -> None:
    ticket = api.add("Ticket", name=unique(), content="x")
    assert api("GET", f"Ticket/{ticket}", user="post-only").status_code in {403, 404}
    inputs: dict[str, dict[str, Any]] = {
        "ITILFollowup:add_followup": {"content": "x"},
        "Ticket:update_notif": {"use_notification": 1},
        "MassiveAction:delete": {},
    }
    for key, input in inputs.items():
        hidden, missing = (
            apply(api, "Ticket", key, [id], status=422, user="post-only", **input) for id in (ticket, 999999)
        )
        assert {**hidden, "messages": []} == {**missing, "messages": []}
        assert hidden["ko"] == 1


def test_saved_searches_are_no_longer_the_callers_own_default(api: Api) -> None:
    saved = api.add("SavedSearch", name=unique(), itemtype="Computer", type=1, query="x", is_private=1)
    mine = api.add("SavedSearch_User", savedsearches_id=saved, users_id=2, itemtype="Computer")
    others = api.add("SavedSearch_User", savedsearches_id=saved, users_id=4, itemtype="Monitor")
    assert apply(api, "SavedSearch", "SavedSearch:unset_default", [saved])["ok"] == 1
    assert api("GET", f"SavedSearch_User/{mine}").status_code == 404
    assert api("GET", f"SavedSearch_User/{others}").status_code == 200


def test_notifications_get_templates_and_lose_them(api: Api) -> None:
    notification = api.add("Notification", name=unique(), itemtype="Ticket", event="new")
    template = api.add("NotificationTemplate", name=unique(), itemtype="Ticket")
    given: dict[str, Any] = {"notificationtemplates_id": template, "mode": "mailing"}
    assert apply(api, "Notification", "Notification:add_template", [notification], **given)["ok"] == 1
    (row,) = api.get(f"Notification/{notification}/Notification_NotificationTemplate")
    assert row["mode"] == "mailing"
    assert apply(api, "Notification", "Notification:remove_all_template", [notification])["ok"] == 1
    assert api.get(f"Notification/{notification}/Notification_NotificationTemplate") == []


def test_merging_takes_along_what_is_asked_for_once(api: Api) -> None:
    target, one, two = (api.add("Ticket", name=unique(), content="x", _users_id_requester=4) for _ in range(3))
    document = api.add("Document", name=unique())
    for id in (one, two):
        api.add("Document_Item", itemtype="Ticket", items_id=id, documents_id=document)
        api.add("TicketTask", tickets_id=id, content="t")
    given: dict[str, Any] = {"_mergeticket": target, "with_documents": 1, "with_tasks": 1, "with_actors": [1]}
    assert apply(api, "Ticket", "Ticket:merge_as_followup", [one, two], **given)["ok"] == 2
    counts = [len(api.get(f"Ticket/{target}/{kind}")) for kind in ("Document_Item", "TicketTask", "Ticket_User")]
    assert counts == [1, 2, 1]


def test_computers_are_disconnected_and_copied(api: Api) -> None:
    computer, monitor = api.add("Computer", name=unique()), api.add("Monitor", name=unique())
    assert apply(api, "Monitor", "Computer_Item:add", [monitor], peer_computers_id=computer)["ok"] == 1
    assert apply(api, "Monitor", "Computer_Item:remove", [monitor])["ok"] == 1
    assert apply(api, "Monitor", "Computer_Item:remove", [monitor], status=422)["noaction"] == 1
    domain = api.add("Domain", name=unique())
    assert apply(api, "Domain", "Domain:duplicate", [domain])["ok"] == 1
    assert apply(api, "Domain", "Domain:install", [domain], itemtype="Computer", items_id=computer)["ok"] == 1
    assert len(api.get(f"Domain/{domain}/Domain_Item")) == 1
    parent, child = (api.add("Location", name=unique()) for _ in range(2))
    assert apply(api, "Location", "CommonTreeDropdown:move_under", [child], parent=parent)["ok"] == 1
    assert api.get(f"Location/{child}")["locations_id"] == parent
