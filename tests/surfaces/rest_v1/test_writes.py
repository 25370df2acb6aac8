"""Writing: shapes and statuses of POST, PUT and DELETE, for one object and for many."""

from __future__ import annotations

from typing import Any

import pytest

from surfaces.rest_v1.conftest import Api, unique

APPLY = "applyMassiveAction/Computer/"
DENIED = "You don't have permission to perform this action."


def ids(api: Api, count: int, kind: str = "Monitor") -> list[int]:
    answer = api("POST", kind, {"input": [{"name": unique()} for _ in range(count)]})
    return [row["id"] for row in answer.json()]


def test_one_new_item(api: Api) -> None:
    name = unique("m & <n>")
    answer = api("POST", "monitor/", {"input": {"name": name}})
    body = answer.json()
    encoded = name.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    assert answer.status_code == 201
    assert body == {"id": body["id"], "message": f"Item successfully added: {encoded}"}
    assert answer.headers["Location"] == f"http://server.test/api/Monitor/{body['id']}"


def test_many_new_items(api: Api) -> None:
    answer = api("POST", "Monitor", {"input": [{"name": unique()}, {"name": unique()}]})
    made = [row["id"] for row in answer.json()]
    assert answer.status_code == 201
    assert answer.headers["Link"] == ",".join(f"http://server.test/api/Monitor/{id}" for id in made)
    assert "Location" not in answer.headers


def test_a_list_of_one_stays_a_list(api: Api) -> None:
    answer = api("POST", "Monitor", {"input": [{"name": unique()}]})
    assert (answer.status_code, len(answer.json())) == (201, 1)


def test_partly_failed_creation(api: Api) -> None:
    answer = api("POST", "Monitor", {"input": [{"name": unique()}, "x", {"name": unique(), "entities_id": 999}]})
    code, results = answer.json()
    assert (answer.status_code, code) == (207, "ERROR_GLPI_PARTIAL_ADD")
    assert results[1] == {"id": False, "message": "input parameter must be an array of objects"}
    assert results[2] == {"id": False, "message": DENIED}
    assert answer.headers["Link"].endswith(f"/Monitor/{results[0]['id']}")


def test_wholly_failed_creation(api: Api) -> None:
    one = api("POST", "Monitor", {"input": {"name": "x"}}, user="post-only")
    assert (one.status_code, one.json()) == (400, ["ERROR_GLPI_ADD", DENIED])
    many = api("POST", "Monitor", {"input": [{"name": "x"}]}, user="post-only")
    assert (many.status_code, many.json()) == (400, ["ERROR_GLPI_ADD", [{"id": False, "message": DENIED}]])
    none = api("POST", "Monitor", {"input": []})
    assert (none.status_code, none.json()) == (400, ["ERROR_GLPI_ADD", []])


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("body", [{}, {"input": None}, {"input": "x"}, {"input": 12}, {"name": "x"}, [1, 2], "text"])
def test_input_must_be_objects(api: Api, method: str, body: Any) -> None:
    answer = api(method, "Monitor", body)
    assert (answer.status_code, answer.json()[0]) == (400, "ERROR_BAD_ARRAY")


def test_the_parent_in_the_address_is_used(api: Api) -> None:
    computer, ticket = api.add("Computer", name=unique()), api.add("Ticket", name=unique(), content="x")
    port = api("POST", f"Computer/{computer}/NetworkPort", {"input": {"name": "eth9", "logical_number": 9}}).json()[
        "id"
    ]
    assert api.get(f"NetworkPort/{port}")["items_id"] == computer
    for kind in ("TicketTask", "ITILFollowup"):
        answer = api("POST", f"Ticket/{ticket}/{kind}", {"id": "1", "input": {"content": "done"}})
        assert answer.status_code == 201, answer.text
        assert len(api.get(f"Ticket/{ticket}/{kind}")) == 1
        changed = api("PUT", f"Ticket/{ticket}/{kind}/{answer.json()['id']}", {"input": {"content": "well done"}})
        assert changed.json() == [{str(answer.json()["id"]): True, "message": ""}]


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_changing_one_item(api: Api, method: str) -> None:
    (id,) = ids(api, 1)
    for path, input in (
        (f"Monitor/{id}", {"serial": "a"}),
        ("Monitor", {"id": id, "serial": "b"}),
        ("Monitor", {"id": str(id)}),
    ):
        answer = api(method, path, {"input": input})
        assert (answer.status_code, answer.json()) == (200, [{str(id): True, "message": ""}])
    assert api.get(f"Monitor/{id}")["serial"] == "b"


def test_the_id_in_the_address_wins(api: Api) -> None:
    one, two = ids(api, 2)
    assert api("PUT", f"Monitor/{one}", {"input": {"id": two, "serial": "x"}}).json() == [
        {str(one): True, "message": ""}
    ]
    assert api.get(f"Monitor/{two}")["serial"] is None
    assert api("DELETE", f"Monitor/{one}", {"input": {"id": two}}).json() == [{str(one): True, "message": ""}]
    assert api.get(f"Monitor/{two}")["is_deleted"] == 0


def test_the_id_in_the_address_and_a_list(api: Api) -> None:
    one, two = ids(api, 2)
    answer = api("PUT", f"Monitor/{one}", {"input": [{"serial": "1"}, {"id": two, "serial": "2"}]})
    assert answer.json() == [{str(one): True, "message": ""}, {str(two): True, "message": ""}]
    assert api.get(f"Monitor/{one}")["serial"] == "1"
    nothing = api("PUT", f"Monitor/{one}", {"input": []})
    assert nothing.json() == [{str(one): True, "message": ""}]


def test_changing_many_items(api: Api) -> None:
    one, two = ids(api, 2)
    good = api("PUT", "Monitor", {"input": [{"id": one, "serial": "a"}, {"id": two, "serial": "b"}]})
    assert (good.status_code, good.json()) == (200, [{str(one): True, "message": ""}, {str(two): True, "message": ""}])
    part = api("PUT", "Monitor", {"input": [{"id": one, "serial": "c"}, {"id": 999999, "serial": "d"}, {"id": "x"}]})
    assert part.status_code == 207
    assert part.json() == [
        "ERROR_GLPI_PARTIAL_UPDATE",
        [
            {str(one): True, "message": ""},
            {"999999": False, "message": "Item not found"},
            {"x": False, "message": "Item not found"},
        ],
    ]
    passed_over = api("PUT", "Monitor", {"input": [{"serial": "m"}, {"id": one, "serial": "e"}]})
    assert (passed_over.status_code, passed_over.json()) == (200, [[], {str(one): True, "message": ""}])
    bad = api("PUT", "Monitor", {"input": [{"id": one, "serial": "f"}]}, user="post-only")
    assert (bad.status_code, bad.json()) == (400, ["ERROR_GLPI_UPDATE", [{str(one): False, "message": DENIED}]])
    empty = api("PUT", "Monitor", {"input": []})
    assert (empty.status_code, empty.json()) == (400, ["ERROR_GLPI_UPDATE", []])


def test_changing_what_is_not_there(api: Api) -> None:
    missing = api("PUT", "Monitor/999999", {"input": {"serial": "x"}})
    assert (missing.status_code, missing.json()) == (400, ["ERROR_GLPI_UPDATE", None])
    unnamed = api("PUT", "Monitor", {"input": {"serial": "x"}})
    assert (unnamed.status_code, unnamed.json()) == (400, ["ERROR_GLPI_UPDATE", "Item not found"])
    denied = api("PUT", "User/2", {"input": {"realname": "x"}}, user="normal")
    assert (denied.status_code, denied.json()) == (400, ["ERROR_GLPI_UPDATE", DENIED])


def test_deleting_one_item(api: Api) -> None:
    one, two, three = ids(api, 3)
    assert api("DELETE", f"Monitor/{one}").json() == [{str(one): True, "message": ""}]
    assert api.get(f"Monitor/{one}")["is_deleted"] == 1
    assert api("DELETE", "Monitor", {"input": {"id": two}, "force_purge": True}).status_code == 200
    assert api("GET", f"Monitor/{two}").status_code == 404
    assert api("DELETE", f"Monitor/{three}?force_purge=yes").status_code == 200
    gone = api("DELETE", f"Monitor/{three}")
    assert (gone.status_code, gone.json()) == (400, ["ERROR_GLPI_DELETE", "Item not found"])
    back = api("PUT", f"Monitor/{one}", {"input": {"is_deleted": 0}})
    assert back.json() == [{str(one): True, "message": ""}]
    assert api.get(f"Monitor/{one}")["is_deleted"] == 0


def test_deleting_many_items(api: Api) -> None:
    one, two = ids(api, 2)
    part = api("DELETE", "Monitor?force_purge=true", {"input": [{"id": one}, {"id": 999999}]})
    assert part.status_code == 207
    assert part.json() == [
        "ERROR_GLPI_PARTIAL_DELETE",
        [{str(one): True, "message": ""}, {"999999": False, "message": "Item not found"}],
    ]
    bad = api("DELETE", "Monitor", {"input": [{"id": two}]}, user="post-only")
    assert (bad.status_code, bad.json()) == (400, ["ERROR_GLPI_DELETE", [{str(two): False, "message": DENIED}]])
    for nothing in ({"input": [{"name": "x"}]}, {"input": {}}):
        answer = api("DELETE", "Monitor", nothing)
        assert (answer.status_code, answer.json()) == (200, [])
    empty = api("DELETE", "Monitor", {"input": []})
    assert (empty.status_code, empty.json()) == (400, ["ERROR_GLPI_DELETE", []])


def test_history_may_be_left_out(api: Api) -> None:
    one, two = ids(api, 2)
    api("DELETE", f"Monitor/{one}?history=false")
    api("DELETE", f"Monitor/{two}")
    actions = [[row["linked_action"] for row in api.get(f"Monitor/{id}/Log")] for id in (one, two)]
    assert actions == [[20], [20, 13]]


def test_input_in_the_query_and_in_forms(api: Api) -> None:
    one, two = ids(api, 2)
    assert api("DELETE", f"Monitor?input[id]={one}").json() == [{str(one): True, "message": ""}]
    assert api("DELETE", f"Monitor?input[0][id]={two}").json() == [{str(two): True, "message": ""}]
    form = api("PUT", f"Monitor/{one}", data={"input[serial]": "form"})
    assert form.json() == [{str(one): True, "message": ""}]
    assert api.get(f"Monitor/{one}")["serial"] == "form"
    several = api("PUT", "Monitor", data={"input[0][id]": one, "input[1][id]": two})
    assert len(several.json()) == 2


def test_json_without_a_content_type_is_read(api: Api) -> None:
    assert api("POST", "Monitor", content=b'{"input": {"name": "untyped"}}').status_code == 201


def test_names_of_other_times_are_translated(api: Api) -> None:
    ticket = api.add("Ticket", name=unique(), content="x")
    followup = api("POST", "TicketFollowup", {"input": {"tickets_id": ticket, "content": "old"}})
    id = followup.json()["id"]
    assert followup.headers["Location"].endswith(f"/TicketFollowup/{id}")
    assert api.get(f"ITILFollowup/{id}")["items_id"] == ticket
    shown = api.get(f"ticketfollowup/{id}")
    assert shown["tickets_id"] == ticket
    assert "itemtype" not in shown
    assert shown["links"][-1]["href"].endswith(f"/TicketFollowup/{id}/Document_Item/")
    assert api.get(f"TicketFollowup/{id}?get_hateoas=0")["links"] == []
    listed = api("GET", f"Ticket/{ticket}/TicketFollowup?get_hateoas=0")
    assert listed.headers["Accept-Range"] == "TicketFollowup 1000"
    assert [row["tickets_id"] for row in listed.json()] == [ticket]


def test_a_name_of_other_times_covers_its_own_rows_only(api: Api) -> None:
    problem = api.add("Problem", name=unique(), content="x")
    id = api.add("ITILFollowup", itemtype="Problem", items_id=problem, content="not of a ticket")
    assert api("GET", f"TicketFollowup/{id}").status_code == 404
    assert id not in [row["id"] for row in api.get("TicketFollowup?range=0-999")]


def test_an_old_name_does_not_move_what_it_changes(api: Api) -> None:
    problem = api.add("Problem", name=unique(), content="x")
    id = api.add("ITILFollowup", itemtype="Problem", items_id=problem, content="of a problem")
    api("PUT", f"TicketFollowup/{id}", {"input": {"content": "still of a problem"}})
    shown = api.get(f"ITILFollowup/{id}")
    assert (shown["itemtype"], shown["items_id"]) == ("Problem", problem)


def test_names_of_later_times_are_understood(api: Api) -> None:
    computer = api.add("Computer", name=unique())
    answer = api("POST", "ItemAntivirus", {"input": {"itemtype": "Computer", "items_id": computer, "name": "av"}})
    shown = api.get(f"ItemAntivirus/{answer.json()['id']}")
    assert (shown["itemtype"], shown["items_id"]) == ("Computer", computer)


def test_massive_actions(api: Api) -> None:
    one, two = ids(api, 2, "Computer")
    keys = [row["key"] for row in api.get("getMassiveActions/Computer")]
    assert {"MassiveAction:update", "MassiveAction:amend_comment", "MassiveAction:delete"} <= set(keys)
    assert api.get(f"getMassiveActions/Computer/{one}") == api.get("getMassiveActions/Computer")
    assert api.get("getMassiveActions/Computer", user="post-only") == []
    assert api.get("getMassiveActionParameters/Computer/MassiveAction:add_note") == [
        {"name": "add_note", "type": "text"}
    ]
    for text, comment in (("one", "one"), ("two", "one\n\ntwo")):
        answer = api(
            "POST",
            "applyMassiveAction/Computer/MassiveAction:amend_comment",
            {"ids": [one], "input": {"amendment": text}},
        )
        assert answer.json() == {"ok": 1, "noaction": 0, "ko": 0, "noright": 0, "messages": []}
        assert api.get(f"Computer/{one}")["comment"] == comment
    update = {"ids": [one, two], "input": {"search_options": {"Computer": 5}, "field": "serial", "serial": "S"}}
    assert api("POST", "applyMassiveAction/Computer/MassiveAction:update", update).json()["ok"] == 2
    assert api.get(f"Computer/{two}")["serial"] == "S"
    partly = api("POST", "applyMassiveAction/Computer/MassiveAction:delete", {"ids": [one, 999999]})
    assert partly.status_code == 207
    assert partly.json()["messages"] == ["999999: Item not found"]
    trashed = [row["key"] for row in api.get(f"getMassiveActions/Computer/{one}")]
    assert "MassiveAction:restore" in trashed
    denied = api("POST", "applyMassiveAction/Computer/MassiveAction:purge", {"ids": [one]}, user="post-only")
    assert (denied.status_code, denied.json()["noright"]) == (422, 1)


def apply(api: Api, kind: str, key: str, ids: list[int], **input: Any) -> Any:
    answer = api("POST", f"applyMassiveAction/{kind}/{key}", {"ids": ids, "input": input})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_massive_actions_join_and_part_items(api: Api) -> None:
    computers, document = ids(api, 2, "Computer"), api.add("Document", name=unique())
    assert apply(api, "Computer", "Document_Item:add", computers, peer_documents_id=document)["ok"] == 2
    assert len(api.get(f"Document/{document}/Document_Item")) == 2
    assert apply(api, "Computer", "Document_Item:remove", computers[:1], peer_documents_id=document)["ok"] == 1
    assert [row["items_id"] for row in api.get(f"Document/{document}/Document_Item")] == computers[1:]
    nothing = api(
        "POST",
        "applyMassiveAction/Computer/Document_Item:remove",
        {"ids": computers[:1], "input": {"peer_documents_id": document}},
    )
    assert (nothing.status_code, nothing.json()["noaction"]) == (422, 1)
    appliance = api.add("Appliance", name=unique())
    assert apply(api, "Computer", "Appliance:add_item", computers, appliances_id=appliance)["ok"] == 2
    user, group = api.add("User", name=unique("u")), api.add("Group", name=unique("g"))
    assert apply(api, "Group", "Group_User:add_supervisor", [group], users_id=user)["ok"] == 1
    assert api.get(f"Group/{group}/Group_User")[0]["is_manager"] == 1


def test_massive_actions_on_tickets(api: Api) -> None:
    made = [api.add("Ticket", name=unique(), content="x") for _ in range(2)]
    problem = api.add("Problem", name=unique(), content="x")
    assert apply(api, "Ticket", "ITILFollowup:add_followup", made, content="f")["ok"] == 2
    assert apply(api, "Ticket", "Ticket:add_task", made, content="t", actiontime=60)["ok"] == 2
    assert apply(api, "Ticket", "Ticket:add_actor", made, actortype=2, users_id=4)["ok"] == 2
    assert apply(api, "Ticket", "Ticket:link_to_problem", made, problems_id=problem)["ok"] == 2
    assert apply(api, "Ticket", "Ticket:resolve_tickets", made, content="done")["ok"] == 2
    for id in made:
        found = [
            len(api.get(f"Ticket/{id}/{kind}"))
            for kind in ("ITILFollowup", "TicketTask", "Problem_Ticket", "ITILSolution")
        ]
        assert found == [1, 1, 1, 1]
        assert api.get(f"Ticket/{id}")["status"] == 5


def test_removing_from_a_rack_deletes_nothing_else(api: Api) -> None:
    (id,) = ids(api, 1, "Computer")
    rack = api.add("Rack", name=unique(), number_units=40)
    api.add("Item_Rack", racks_id=rack, itemtype="Computer", items_id=id, position=1)
    assert apply(api, "Computer", "Item_Rack:delete", [id])["ok"] == 1
    assert api.get(f"Rack/{rack}/Item_Rack") == []
    assert api.get(f"Computer/{id}")["is_deleted"] == 0


def test_unlocking_fields(api: Api) -> None:
    id = api.add("Computer", name=unique(), is_dynamic=1)
    api("PUT", f"Computer/{id}", {"input": {"serial": "by hand", "comment": "by hand"}})
    locks = [row["field"] for row in api.get(f"Computer/{id}/Lockedfield")]
    assert "serial" in locks
    assert apply(api, "Computer", "Lock:unlock_fields", [id])["ok"] == 1
    assert api.get(f"Computer/{id}/Lockedfield") == []


def test_secrets_are_taken_as_they_are(api: Api) -> None:
    name, password = unique("u"), "a&#60;B-1&#38;"
    api.add("User", name=name, password=password, password2=password, _profiles_id=1)
    assert api("GET", "initSession", user=None, auth=(name, password)).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("GET", "getMassiveActions", None, "ERROR_MASSIVEACTION_NOT_FOUND"),
        ("GET", "getMassiveActions/Foo", None, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"),
        ("GET", "getMassiveActions/Computer/999999", None, "ERROR_ITEM_NOT_FOUND"),
        ("GET", "getMassiveActions/Computer/abc", None, "ERROR_ITEM_NOT_FOUND"),
        ("GET", "getMassiveActionParameters/Computer", None, "ERROR_MASSIVEACTION_KEY"),
        ("GET", "getMassiveActionParameters/Computer/No:no", None, "ERROR_MASSIVEACTION_KEY"),
        ("POST", "applyMassiveAction/Computer/MassiveAction:delete", {}, "ERROR_MASSIVEACTION_NO_IDS"),
        ("POST", "applyMassiveAction/Computer/MassiveAction:delete", {"ids": "1"}, "ERROR_MASSIVEACTION_NO_IDS"),
        ("POST", "applyMassiveAction/Computer", {"ids": [1]}, "ERROR_MASSIVEACTION_KEY"),
        ("POST", "applyMassiveAction/Computer/nocolon", {"ids": [1]}, "ERROR_MASSIVEACTION_KEY"),
        ("POST", "applyMassiveAction/Computer/No:no", {"ids": [1]}, "ERROR_MASSIVEACTION_KEY"),
        ("POST", f"{APPLY}MassiveAction:update", {"ids": [1], "input": {"field": "x"}}, "ERROR_MASSIVEACTION_KEY"),
        ("POST", f"{APPLY}MassiveAction:add_note", {"ids": [1], "input": "x"}, "ERROR_MASSIVEACTION_KEY"),
    ],
)  # fmt: skip
def test_errors_of_massive_actions(api: Api, method: str, path: str, body: Any, code: str) -> None:
    answer = api(method, path, body)
    assert (answer.status_code, answer.json()[0]) == (400, code)
