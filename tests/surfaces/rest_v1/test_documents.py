"""The example requests of the documents that people program against, each in its own dialect."""

from __future__ import annotations

import json
import re
from typing import Any

import httpx
import pytest

from surfaces.rest_v1.conftest import Api, Opener, unique

ITSM, NINE = "itsm-ng", "glpi-9"
JSON = {"Content-Type": "application/json"}
ATTACHED = (
    "devices disks softwares networkports infocoms contracts documents tickets problems changes notes logs".split()
)


class Example:
    """Requests as a document shows them: under its address, with its headers, in its dialect."""

    def __init__(self, api: Api, dialect: str, entry: str) -> None:
        self.api, self.dialect, self.entry = api, dialect, entry

    def __call__(self, method: str, path: str, body: Any = None, **more: Any) -> httpx.Response:
        more.setdefault("headers", {}).update(JSON)
        return self.api(method, path, body, dialect=self.dialect, entry=self.entry, **more)


@pytest.fixture(scope="module")
def itsm(api: Api) -> Example:
    return Example(api, ITSM, "/apirest.php")


@pytest.fixture(scope="module")
def nine(api: Api) -> Example:
    return Example(api, NINE, "/api")


@pytest.fixture(scope="module")
def computers(api: Api) -> list[int]:
    rows = [{"name": f"pc {n}", "serial": str(n)} for n in range(60)]
    answer = api("POST", "Computer", {"input": rows})
    return [row["id"] for row in answer.json()]


# Document 000: creating, in ITSM-NG


def test_000_create_a_single_item(itsm: Example) -> None:
    answer = itsm("POST", "Computer/", {"input": {"name": "My single computer", "serial": "12345"}})
    assert answer.status_code == 201
    assert isinstance(answer.json()["id"], int)
    assert answer.headers["Location"] == f"http://server.test/api/Computer/{answer.json()['id']}"


def test_000_create_multiple_items_of_which_one_fails(itsm: Example) -> None:
    rows = [
        {"name": "My first computer", "serial": "12345"},
        {"name": "My 2nd computer", "serial": "67890", "entities_id": 1234},
        {"name": "My 3rd computer", "serial": "qsd12sd"},
    ]
    answer = itsm("POST", "Computer/", {"input": rows})
    first, failed, third = answer.json()
    assert answer.status_code == 207
    assert failed["id"] is False
    assert failed["message"]
    links = [f"http://server.test/api/Computer/{row['id']}" for row in (first, third)]
    assert answer.headers["Link"] == ",".join(links)


def test_000_create_multiple_items(itsm: Example) -> None:
    answer = itsm("POST", "Computer/", {"input": [{"name": "one"}, {"name": "two"}]})
    assert answer.status_code == 201
    assert [set(row) for row in answer.json()] == [{"id", "message"}] * 2


def test_000_upload_a_document(api: Api) -> None:
    manifest = '{"input": {"name": "Uploaded document", "_filename" : ["file.txt"]}}'
    answer = api.upload("Document/", manifest, ("filename[0]", ("file.txt", b"x" * 1024, "text/plain")), dialect=ITSM)
    body = answer.json()
    assert answer.status_code == 201
    assert set(body) == {"id", "message", "upload_result"}
    assert body["upload_result"] == {"filename": "file.txt", "size": 1024, "mime": "text/plain"}
    assert answer.headers["Location"] == f"http://server.test/api/Document/{body['id']}"


def test_000_upload_multiple_files(api: Api) -> None:
    manifest = '{"input": {"name": "Multi-file document", "_filename": ["file1.txt", "file2.pdf"]}}'
    files = [
        ("filename[0]", ("file1.txt", b"one", "text/plain")),
        ("filename[1]", ("file2.pdf", b"%PDF two", "application/pdf")),
    ]
    assert api.upload("Document/", manifest, *files, dialect=ITSM).status_code == 201


@pytest.mark.parametrize(
    ("kind", "input", "field"),
    [
        ("Computer", {"serial": "x"}, "name"),
        ("Computer", {"name": ""}, "name"),
        ("Ticket", {"name": "x"}, "content"),
        ("NetworkPort", {"name": "x", "itemtype": "Computer"}, "items_id"),
        ("Computer", {"name": "x", "entities_id": 4711}, "entities_id"),
        ("Computer", {"name": "x", "users_id_tech": "4711"}, "users_id_tech"),
        ("Computer", {"name": "x", "locations_id": 4711}, "locations_id"),
    ],
)
def test_000_required_fields_and_foreign_keys_are_checked(
    itsm: Example, kind: str, input: dict[str, Any], field: str
) -> None:
    answer = itsm("POST", kind, {"input": input})
    assert (answer.status_code, answer.json()[0]) == (400, "ERROR_GLPI_ADD")
    assert field in answer.json()[1]
    assert itsm("POST", kind, {"input": [input]}).json()[0] == "ERROR_GLPI_ADD"


def test_000_input_must_be_an_object_or_an_array(itsm: Example) -> None:
    assert itsm("POST", "Computer", {"input": "x"}).json()[0] == "ERROR_BAD_ARRAY"


def test_000_all_the_fields_it_names_can_be_written(itsm: Example, api: Api) -> None:
    location, state = api.add("Location", name=unique()), api.add("State", name=unique())
    maker, group = api.add("Manufacturer", name=unique()), api.add("Group", name=unique())
    asset = {
        "name": "x",
        "comment": "c",
        "entities_id": 0,
        "is_recursive": True,
        "is_deleted": False,
        "serial": "s",
        "otherserial": "o",
        "contact": "a",
        "contact_num": "1",
        "users_id_tech": 4,
        "groups_id_tech": group,
        "locations_id": location,
        "manufacturers_id": maker,
        "states_id": state,
    }
    shown = api.get(f"Computer/{itsm('POST', 'Computer', {'input': asset}).json()['id']}")
    assert {name: shown[name] for name in asset} == {
        name: int(v) if isinstance(v, bool) else v for name, v in asset.items()
    }
    ticket = {
        "name": "t", "content": "c", "priority": 5, "urgency": 4, "impact": 4, "status": 1, "requesttypes_id": 1,
        "_users_id_requester": 3, "_users_id_assign": 4, "_groups_id_assign": group,
    }  # fmt: skip
    made = itsm("POST", "Ticket", {"input": ticket}).json()["id"]
    assert len(api.get(f"Ticket/{made}/Ticket_User")) == 2
    assert len(api.get(f"Ticket/{made}/Group_Ticket")) == 1


# Document 002: overview, in ITSM-NG


def test_002_a_first_conversation(api: Api) -> None:
    login = api("GET", "initSession", user=None, dialect=ITSM, auth=("glpi", "glpi"), headers=dict(JSON))
    session = {"Session-Token": login.json()["session_token"], **JSON}
    id = api.add("Computer", name="Server-01", serial="ABC123")
    read = api("GET", f"Computer/{id}", user=None, dialect=ITSM, headers=dict(session)).json()
    assert {"id": id, "name": "Server-01", "serial": "ABC123", "entities_id": 0}.items() <= read.items()
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", read["date_mod"])
    assert api("GET", "killSession", user=None, dialect=ITSM, headers=dict(session)).status_code == 200
    again = api("GET", f"Computer/{id}", user=None, dialect=ITSM, headers=dict(session))
    assert again.json()[0] == "ERROR_SESSION_TOKEN_INVALID"


def test_002_an_error(itsm: Example) -> None:
    answer = itsm("GET", "Computer", user=None)
    assert answer.json() == [
        "ERROR_SESSION_TOKEN_MISSING",
        "parameter session_token is missing or empty; view documentation in your browser at "
        "http://server.test/api/#ERROR_SESSION_TOKEN_MISSING",
    ]


def test_002_pages(itsm: Example, computers: list[int]) -> None:
    answer = itsm("GET", "Computer?searchText[name]=^pc ")
    assert (answer.status_code, len(answer.json())) == (206, 51)
    assert answer.headers["Content-Range"] == "0-50/60"
    assert answer.headers["Accept-Range"] == "Computer 990"
    rest = itsm("GET", "Computer?searchText[name]=^pc &range=51-149")
    assert (len(rest.json()), rest.headers["Content-Range"]) == (9, "51-59/60")


def test_002_links_names_and_signatures(itsm: Example, api: Api) -> None:
    location = api.add("Location", name=unique("here"))
    id = api.add("Computer", name="Server-01", locations_id=location)
    links = itsm("GET", f"Computer/{id}").json()["links"]
    assert links[:2] == [
        {"rel": "Entity", "href": "http://server.test/api/Entity/0"},
        {"rel": "Location", "href": f"http://server.test/api/Location/{location}"},
    ]
    assert "links" not in itsm("GET", f"Computer/{id}?get_hateoas=false").json()
    assert itsm("GET", f"Computer/{id}?expand_dropdowns=true").json()["locations_id"].startswith("here")
    assert re.fullmatch("[0-9a-f]{40}", itsm("GET", f"Computer/{id}?get_sha1=true").json())


@pytest.mark.parametrize("member", ATTACHED)
def test_002_additional_data(itsm: Example, computers: list[int], member: str) -> None:
    assert f"_{member}" in itsm("GET", f"Computer/{computers[0]}?with_{member}=true").json()


def test_002_cross_origin_requests(itsm: Example) -> None:
    asking = {
        "Origin": "http://x",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "session-token",
    }
    headers = itsm("OPTIONS", "Computer", user=None, headers=asking).headers
    assert headers["Access-Control-Allow-Origin"] == "*"
    for method in ("PUT", "GET", "POST", "DELETE", "OPTIONS"):
        assert method in headers["Access-Control-Allow-Methods"]
    for name in ("origin", "content-type", "accept", "session-token", "authorization"):
        assert name in headers["Access-Control-Allow-Headers"]


def test_002_clean_addresses(api: Api, computers: list[int]) -> None:
    assert api("GET", f"Computer/{computers[0]}", entry="/api", dialect=ITSM).json()["name"] == "pc 0"


def test_002_a_get_must_be_empty(itsm: Example) -> None:
    assert itsm("GET", "Computer", {"a": 1}).json()[0] == "ERROR_JSON_PAYLOAD_FORBIDDEN"


def test_002_forms(api: Api, computers: list[int]) -> None:
    answer = api("PUT", f"Computer/{computers[1]}", dialect=ITSM, data={"input[otherserial]": "by form"})
    assert answer.json() == [{str(computers[1]): True, "message": ""}]


# Document 003: changing, in ITSM-NG


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_003_update_a_single_item(itsm: Example, computers: list[int], method: str) -> None:
    one, two = computers[:2]
    by_address = itsm(method, f"Computer/{one}", {"input": {"otherserial": "xcvbn"}})
    assert (by_address.status_code, by_address.json()) == (200, [{str(one): True, "message": ""}])
    by_body = itsm(method, "Computer/", {"input": {"id": two, "otherserial": "abcde"}})
    assert (by_body.status_code, by_body.json()) == (200, [{str(two): True, "message": ""}])


def test_003_update_multiple_items(itsm: Example, computers: list[int]) -> None:
    one = computers[2]
    rows = [{"id": one, "otherserial": "abcde"}, {"id": 171717, "otherserial": "fghij"}]
    answer = itsm("PUT", "Computer/", {"input": rows})
    assert answer.status_code == 207
    assert answer.json() == [{str(one): True, "message": ""}, {"171717": False, "message": "Item not found"}]


def test_003_items_without_an_id_fail(itsm: Example, computers: list[int]) -> None:
    answer = itsm("PUT", "Computer/", {"input": [{"id": computers[2], "serial": "x"}, {"serial": "y"}]})
    assert answer.status_code == 207
    assert answer.json()[1] == {"id": False, "message": "Item not found"}


def test_003_update_an_unknown_item(itsm: Example) -> None:
    answer = itsm("PUT", "Computer/171717", {"input": {"otherserial": "x"}})
    assert (answer.status_code, answer.json()) == (404, ["ERROR_ITEM_NOT_FOUND", "Item not found"])


def test_003_partial_and_full_updates(itsm: Example, api: Api) -> None:
    location, state = api.add("Location", name=unique()), api.add("State", name=unique())
    id = api.add("Computer", name="kept", otherserial="kept")
    itsm("PUT", "Computer", {"input": {"id": id, "serial": "NEW-SERIAL-123"}})
    shown = api.get(f"Computer/{id}")
    assert (shown["serial"], shown["name"], shown["otherserial"]) == ("NEW-SERIAL-123", "kept", "kept")
    full = {
        "serial": "S",
        "otherserial": "O",
        "locations_id": location,
        "states_id": state,
        "comment": "Updated via API",
    }
    assert itsm("PUT", "Computer", {"input": {"id": id, **full}}).status_code == 200
    assert {name: api.get(f"Computer/{id}")[name] for name in full} == full


def test_003_foreign_keys_are_checked(itsm: Example, computers: list[int]) -> None:
    answer = itsm("PUT", f"Computer/{computers[3]}", {"input": {"locations_id": 4711}})
    assert (answer.status_code, answer.json()[0]) == (400, "ERROR_GLPI_UPDATE")
    assert "locations_id" in answer.json()[1]


def test_003_the_id_in_the_address_wins(itsm: Example, computers: list[int]) -> None:
    one, two = computers[3:5]
    answer = itsm("PUT", f"Computer/{one}", {"input": {"id": two, "contact": "me"}})
    assert answer.json() == [{str(one): True, "message": ""}]


def test_003_a_ticket_can_be_changed(itsm: Example, api: Api) -> None:
    id = api.add("Ticket", name="t", content="c")
    for change in ({"content": "new"}, {"urgency": 5}, {"impact": 5}, {"priority": 4}, {"status": 6}):
        assert itsm("PUT", f"Ticket/{id}", {"input": change}).status_code == 200
    assert api.get(f"Ticket/{id}")["status"] == 6


def test_003_a_lost_password(itsm: Example, api: Api) -> None:
    for name in ("use_notifications", "notifications_mailing"):
        (row,) = [r for r in api.get(f"Config?searchText[name]=^{name}$") if r["name"] == name]
        assert api("PUT", f"Config/{row['id']}", {"input": {"value": "1"}}).status_code == 200
    user = api.add("User", name=unique("forgetful"), password="Old-Pass-123", password2="Old-Pass-123", _profiles_id=1)
    api.add("UserEmail", users_id=user, email="user@domain.com", is_default=1)
    asked = itsm("PUT", "lostPassword", {"email": "user@domain.com"}, user=None)
    assert asked.status_code == 200, asked.text
    token = _token_in_the_mail(api)
    done = itsm(
        "PUT",
        "lostPassword",
        {"email": "user@domain.com", "password_forget_token": token, "password": "NewPassword"},
        user=None,
    )
    assert (done.status_code, len(done.json())) == (200, 1)
    name = api.get(f"User/{user}")["name"]
    assert api("GET", "initSession", user=None, auth=(name, "NewPassword")).status_code == 200


def _token_in_the_mail(api: Api) -> str:
    access = api.app.access
    mail = access.recovery.mail_for({"email": "user@domain.com"}, access.configuration())
    assert mail is not None
    found = re.search(r"password_forget_token=(\w+)", mail.text)
    assert found, mail.text
    return found[1]


# Document 001: everything, in GLPI 9


def test_001_init_session(api: Api) -> None:
    basic = {"Authorization": "Basic Z2xwaTpnbHBp", **JSON}
    answer = api("GET", "initSession", user=None, dialect=NINE, entry="/api", headers=basic)
    assert (answer.status_code, set(answer.json())) == (200, {"session_token"})
    token = {"Authorization": f"user_token {api.app.access.new_api_token(4)}", **JSON}
    answer = api("GET", "initSession", user=None, dialect=NINE, entry="/api", headers=token)
    assert (answer.status_code, set(answer.json())) == (200, {"session_token"})


def test_001_sessions(nine: Example, api: Api) -> None:
    entity = api.add("Entity", name=unique("my_entity"), entities_id=0)
    assert nine("POST", "changeActiveEntities", {"entities_id": "all"}).status_code == 200
    entities = nine("POST", "getMyEntities").json()
    assert entities["0"] == {"id": 0, "name": "Root entity"}
    active = nine("POST", "getActiveEntities").json()
    assert set(active) == {"active_entity", "active_entity_recursive", "active_entities"}
    assert {str(entity): entity} in active["active_entities"]
    profiles = nine("POST", "getMyProfiles").json()
    assert profiles["4"]["name"] == "Super-Admin"
    assert "entities" in profiles["4"]
    profile = nine("POST", "getActiveProfile").json()
    assert (profile["name"], "entities" in profile) == ("Super-Admin", True)
    assert "glpiname" in nine("POST", "getFullSession").json()
    assert nine("POST", "changeActiveProfile", {"profiles_id": 4}).status_code == 200
    assert nine("POST", "changeActiveEntities", {"entities_id": entity, "is_recursive": True}).status_code == 200
    assert nine("POST", "changeActiveEntities", {"entities_id": "all"}).status_code == 200


def test_001_kill_session(api: Api) -> None:
    login = api("GET", "initSession", user=None, dialect=NINE, entry="/api", auth=("tech", "tech"))
    header = {"Session-Token": login.json()["session_token"]}
    assert api("GET", "killSession", user=None, dialect=NINE, entry="/api", headers=header).status_code == 200


def test_001_an_item(nine: Example, api: Api) -> None:
    location, maker = api.add("Location", name=unique("room")), api.add("Manufacturer", name="LENOVO")
    id = api.add(
        "Computer", name="adelaunay", serial="12345", locations_id=location, manufacturers_id=maker, users_id=2
    )
    for query in ("expand_drodpowns=true", "debug"):
        plain = nine("GET", f"Computer/{id}?{query}").json()
        assert (plain["id"], plain["is_template"], plain["ticket_tco"]) == (str(id), "0", "0.0000")
        assert plain["contact_num"] is None
    shown = nine("GET", f"Computer/{id}?expand_dropdowns=true")
    body = shown.json()
    assert (body["entities_id"], body["manufacturers_id"], body["users_id"]) == ("Root entity", "LENOVO", "glpi")
    assert (body["users_id_tech"], body["states_id"]) == ("&nbsp;", "&nbsp;")
    assert body["links"] == [
        {"rel": "Entity", "href": "http://server.test/api/Entity/0"},
        {"rel": "Location", "href": f"http://server.test/api/Location/{location}"},
        {"rel": "Manufacturer", "href": f"http://server.test/api/Manufacturer/{maker}"},
        {"rel": "User", "href": "http://server.test/api/User/2"},
    ]
    assert "Last-Modified" in shown.headers
    assert nine("GET", "Computer/171717").status_code == 404


@pytest.mark.parametrize("member", ["components", "connections", *ATTACHED[1:]])
def test_001_what_comes_along_with_an_item(nine: Example, computers: list[int], member: str) -> None:
    shown = nine("GET", f"Computer/{computers[0]}?with_{member}=true").json()
    assert f"_{'devices' if member == 'components' else member}" in shown


def test_001_all_items(nine: Example, computers: list[int]) -> None:
    answer = nine("GET", "Computer/?expand_drodpowns=true&searchText[name]=^pc ")
    assert answer.headers["Content-Range"] == "0-50/60"
    assert answer.headers["Accept-Range"] == "990"
    assert answer.json()[0]["id"] == str(computers[0])
    assert set(nine("GET", "Computer/?only_id=true&get_hateoas=false&range=0-0").json()[0]) == {"id"}
    by_option = nine("GET", "Computer/?sort=2&order=DESC&range=0-0").json()
    assert int(by_option[0]["id"]) >= computers[-1]


def test_001_sub_items(nine: Example, api: Api) -> None:
    api("PUT", "User/2", {"input": {"comment": unique()}})
    answer = nine("GET", "User/2/Log")
    assert answer.headers["Accept-Range"] == "990"
    row = answer.json()[-1]
    assert list(row)[:10] == [
        "id", "itemtype", "items_id", "itemtype_link", "linked_action", "user_name", "date_mod", "id_search_option",
        "old_value", "new_value",
    ]  # fmt: skip
    assert (row["items_id"], row["linked_action"], row["user_name"]) == ("2", "0", "glpi (2)")


def test_001_search_options(nine: Example) -> None:
    found = nine("GET", "listSearchOptions/Computer").json()
    assert found["common"] == "Characteristics"
    assert found["1"] == {
        "name": "Name",
        "table": "glpi_computers",
        "field": "name",
        "linkfield": "name",
        "datatype": "itemlink",
        "uid": "Computer.name",
    }
    assert (found["2"]["datatype"], found["2"]["uid"]) == ("number", "Computer.id")
    assert (found["3"]["table"], found["3"]["linkfield"]) == ("glpi_locations", "locations_id")
    assert "linkfield" in nine("GET", "listSearchOptions/Computer?raw").json()["1"]


def test_001_create(nine: Example) -> None:
    one = nine("POST", "Computer/", {"input": {"name": "My single computer", "serial": "12345"}})
    assert (one.status_code, set(one.json())) == (201, {"id"})
    assert one.headers["Location"] == f"http://server.test/api/Computer/{one.json()['id']}"
    rows = [
        {"name": "My first computer", "serial": "12345"},
        {"name": "My 2nd computer", "serial": "67890", "entities_id": 1234},
        {"name": "My 3rd computer", "serial": "qsd12sd"},
    ]
    many = nine("POST", "Computer/", {"input": rows})
    first, failed, third = many.json()
    assert (many.status_code, failed) == (201, {"id": False})
    assert all(isinstance(row["id"], str) for row in (first, third))
    links = [f"http://server.test/api/Computer/{row['id']}" for row in (first, third)]
    assert many.headers["Link"] == ",".join(links)


def test_001_update(nine: Example, computers: list[int]) -> None:
    one, two = computers[5:7]
    by_address = nine("PUT", f"Computer/{one}", {"input": {"otherserial": "xcvbn"}})
    assert (by_address.status_code, by_address.json()) == (200, [{str(one): "true"}])
    by_body = nine("PUT", "Computer/", {"input": {"id": two, "otherserial": "abcde"}})
    assert by_body.json() == [{str(two): "true"}]
    many = nine("PUT", "Computer/", {"input": [{"id": one, "otherserial": "a"}, {"id": two, "otherserial": "b"}]})
    assert (many.status_code, many.json()) == (200, [{str(one): "true"}, {str(two): "true"}])


def test_001_delete(nine: Example, api: Api) -> None:
    one, two, three = (api.add("Computer", name=unique()) for _ in range(3))
    by_address = nine("DELETE", f"Computer/{one}?force_purge=true")
    assert (by_address.status_code, by_address.content) == (204, b"")
    assert api("GET", f"Computer/{one}").status_code == 404
    by_body = nine("DELETE", "Computer/", {"input": {"id": two}, "force_purge": True})
    assert (by_body.status_code, by_body.json()) == (200, [{str(two): "true"}])
    many = nine("DELETE", "Computer/", {"input": [{"id": three}, {"id": one}]})
    assert (many.status_code, many.json()) == (207, [{str(three): "true"}, {str(one): "false"}])


def test_001_missing_rights(api: Api) -> None:
    answer = api("GET", "Location", user="tech", dialect=NINE, entry="/api")
    assert (answer.status_code, answer.json()[0]) == (401, "ERROR_RIGHT_MISSING")


def test_001_multipart_uploads(api: Api) -> None:
    answer = api.upload(
        "Document", json.dumps({"input": {"name": "x"}}), ("filename[0]", ("a.txt", b"a", "text/plain")), dialect=NINE
    )
    assert answer.status_code == 201


def test_001_a_search_whose_question_mark_is_missing(nine: Example, api: Api) -> None:
    maker = api.add("Manufacturer", name="GSM")
    ids = [api.add("Monitor", name=name, manufacturers_id=maker) for name in ("W2242", "W2252")]
    path = (
        "search/Monitor&criteria[0][link]=AND&criteria[0][itemtype]=Monitor&criteria[0][field]=23"
        "&criteria[0][searchtype]=contains&criteria[0][value]=GSM&criteria[1][link]=AND&criteria[1][itemtype]=Monitor"
        "&criteria[1][field]=1&criteria[1][searchtype]=contains&criteria[1][value]=W2&range=0-2&&forcedisplay[0]=1"
    )
    answer = nine("GET", path)
    found = answer.json()
    assert (answer.status_code, answer.headers["Content-Range"], answer.headers["Accept-Range"]) == (
        200,
        "0-1/2",
        "990",
    )
    assert (found["totalcount"], found["count"]) == (2, 2)
    assert [(row["1"], row["23"]) for row in found["data"]] == [("W2242", "GSM"), ("W2252", "GSM")]
    keyed = nine("GET", f"{path}&withindexes=true").json()["data"]
    assert list(keyed) == [str(id) for id in ids]


def test_001_metacriteria(nine: Example, api: Api) -> None:
    computer, monitor = api.add("Computer", name=unique("with")), api.add("Monitor", name=unique("screen"))
    api.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=monitor)
    query = (
        "metacriteria[0][link]=AND&metacriteria[0][itemtype]=Monitor&metacriteria[0][field]=1"
        "&metacriteria[0][searchtype]=contains&metacriteria[0][value]=screen&forcedisplay[0]=2"
    )
    assert [row["2"] for row in nine("GET", f"search/Computer?{query}").json()["data"]] == [str(computer)]


# The dialect of a request


def test_the_header_wins_over_the_setting(api: Api, computers: list[int]) -> None:
    path = f"Computer/{computers[0]}"
    assert api("GET", path, dialect=NINE).json()["id"] == str(computers[0])
    assert api("GET", path, dialect="glpi-10").json()["id"] == computers[0]


def test_the_setting_is_the_default(opened: Opener) -> None:
    api = opened(dialect=NINE)
    assert api.get("User/2")["id"] == "2"
    assert api.get("User/2", dialect="glpi-10")["id"] == 2
