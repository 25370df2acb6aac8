"""Reading items: one, many, below another, several at once."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from steward.engine.store.count import statements
from surfaces.rest_v1.conftest import Api, unique


@pytest.fixture(scope="module")
def computers(api: Api) -> list[int]:
    names = [f"rack {n:02}" for n in range(7)]
    answer = api("POST", "Computer", {"input": [{"name": n, "serial": n[::-1], "users_id": 2} for n in names]})
    return [row["id"] for row in answer.json()]


LIST = "Computer?searchText[name]=rack&get_hateoas=false"


def rels(shown: dict[str, Any]) -> list[tuple[str, str]]:
    return [(link["rel"], link["href"].removeprefix("http://server.test/api/")) for link in shown["links"]]


def test_members_are_the_columns_in_order_and_typed(api: Api, computers: list[int]) -> None:
    answer = api("GET", f"Computer/{computers[0]}")
    shown = answer.json()
    model = api.app.model.items["Computer"]
    assert list(shown) == [c.name for c in model.columns] + ["links"]
    assert (shown["id"], shown["is_deleted"], shown["ticket_tco"]) == (computers[0], 0, "0.0000")
    assert answer.headers["Last-Modified"].endswith("GMT")


def test_links_lead_to_linked_items_and_to_children(api: Api, computers: list[int]) -> None:
    found = rels(api.get(f"Computer/{computers[0]}"))
    assert found[:3] == [
        ("Entity", "Entity/0"),
        ("User", "User/2"),
        ("ReservationItem", f"Computer/{computers[0]}/ReservationItem/"),
    ]
    for value in ("false", "0", ""):
        assert "links" not in api.get(f"Computer/{computers[0]}?get_hateoas={value}")


def test_advertised_children_can_be_followed(api: Api) -> None:
    for itemtype in ("Ticket", "Problem", "Change", "Project"):
        id = api.add(itemtype, name=unique(), content="x")
        for link in api.get(f"{itemtype}/{id}")["links"]:
            path = link["href"].removeprefix("http://server.test/api/")
            assert api("GET", path).status_code == 200, path


def test_polymorphic_links_name_the_type(api: Api, computers: list[int]) -> None:
    port = api.add("NetworkPort", itemtype="Computer", items_id=computers[0], name="eth0", logical_number=1)
    assert ("Computer", f"Computer/{computers[0]}") in rels(api.get(f"NetworkPort/{port}"))


def test_names_instead_of_ids(api: Api) -> None:
    parent = api.add("Location", name=unique("site"))
    below = api.add("Location", name=unique("room & co"), locations_id=parent)
    id = api.add("Computer", name=unique(), locations_id=below, users_id=2, states_id=987654)
    shown = api.get(f"Computer/{id}?expand_dropdowns=true")
    expected = api.get(f"Location/{below}")["completename"].replace(" > ", " &#62; ")
    assert shown["locations_id"] == expected
    assert (shown["users_id"], shown["states_id"], shown["groups_id"]) == ("glpi", "", 0)
    assert shown["entities_id"] == "Root entity"
    assert ("Location", f"Location/{below}") in rels(shown)


def test_names_beside_ids(api: Api, computers: list[int]) -> None:
    path = (
        f"Computer/{computers[0]}?get_hateoas=0&add_keys_names[]=users_id&add_keys_names[]=id&add_keys_names[]=nothing"
    )
    assert api.get(path)["_keys_names"] == {"users_id": "glpi", "id": "rack 00"}
    assert api.get(f"{path}&expand_dropdowns=1")["_keys_names"]["users_id"] == "glpi"
    assert api.get(f"Computer/{computers[0]}?add_keys_names=users_id")["_keys_names"] == {"users_id": "glpi"}
    assert api.get(f"{LIST}&range=0-0&add_keys_names[]=id")[0]["_keys_names"] == {"id": "rack 00"}


def test_the_signature_is_that_of_the_shown_item(api: Api, computers: list[int]) -> None:
    answer = api(
        "GET", f"UserTitle/{api.add('UserTitle', name='12.50')}?get_sha1=true&add_keys_names[]=id&get_hateoas=0"
    )
    assert "Last-Modified" not in answer.headers
    assert len(answer.json()) == 40
    title = api.add("UserTitle", name="12.50", comment="0.0000")
    shown = api.get(f"UserTitle/{title}?get_hateoas=false")
    text = (
        f'{{"id":{title},"name":12.5,"comment":0,'
        f'"date_mod":"{shown["date_mod"]}","date_creation":"{shown["date_creation"]}"}}'
    )
    wanted = hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()
    assert api.get(f"UserTitle/{title}?get_hateoas=false&get_sha1=1") == wanted
    assert api.get(f"Computer/{computers[0]}?get_sha1=1") != api.get(
        f"Computer/{computers[0]}?get_sha1=1&get_hateoas=0"
    )


def test_secrets_are_never_shown(api: Api) -> None:
    shown = api.get("User/2")
    assert not {"password", "api_token", "personal_token", "cookie_token"} & set(shown)
    assert "app_token" not in api.get("APIClient/1")
    assert api("GET", "User?searchText[password]=x").status_code in {200, 206}
    assert api("GET", "User?sort=password").json()[0] == "ERROR"


def test_what_hangs_on_an_item_comes_along_in_order(api: Api, computers: list[int]) -> None:
    api.add("Infocom", itemtype="Computer", items_id=computers[1], order_number="O<1>")
    shown = api.get(f"Computer/{computers[1]}?with_logs=1&with_infocoms=1&with_devices=true&with_disks=false")
    assert list(shown)[-4:] == ["_devices", "_infocoms", "_logs", "links"]
    assert shown["_devices"] == []
    assert shown["_infocoms"]["order_number"] == "O&#60;1&#62;"
    assert ("Computer", f"Computer/{computers[1]}") in rels(shown["_infocoms"])
    bare = api.get(f"Computer/{computers[1]}?with_infocoms=1&get_hateoas=0&expand_dropdowns=1")
    assert "links" not in bare["_infocoms"]
    assert bare["_infocoms"]["items_id"] == "rack 01"


def test_what_one_may_not_see_is_told_in_its_place(api: Api) -> None:
    id = api.add("Computer", name=unique())
    shown = api.get(f"Computer/{id}?with_logs=1", user="normal")
    assert shown["_logs"] == {"error": 401, "message": "You don't have permission to perform this action."}


@pytest.mark.parametrize(
    ("query", "status", "content", "names"),
    [
        ("", 200, "0-6/7", ["00", "01", "02", "03", "04", "05", "06"]),
        ("&range=0-1", 206, "0-1/7", ["00", "01"]),
        ("&range=00-01", 206, "0-1/7", ["00", "01"]),
        ("&range=5-99", 206, "5-6/7", ["05", "06"]),
        ("&range=0-999999999", 200, "0-6/7", ["00", "01", "02", "03", "04", "05", "06"]),
        ("&range=7-9", 206, "7-6/7", []),
        ("&sort=serial&range=0-1", 206, "0-1/7", ["00", "01"]),
        ("&order=desc&range=0-1", 206, "0-1/7", ["06", "05"]),
        ("&sort=1&order=DESC&range=0-0", 206, "0-0/7", ["06"]),
        ("&searchText[serial]=^5", 200, "0-0/1", ["05"]),
        ("&searchText[name]=rack 03$", 200, "0-0/1", ["03"]),
        ("&searchText[comment]=NULL&range=0-0", 206, "0-0/7", ["00"]),
        ("&searchText[all]=30 kcar", 200, "0-0/1", ["03"]),
        ("&searchText[name]=rack&searchText[comment]=x", 200, None, []),
    ],
)
def test_pages(api: Api, computers: list[int], query: str, status: int, content: str | None, names: list[str]) -> None:
    answer = api("GET", LIST + query)
    assert [row["name"][-2:] for row in answer.json()] == names
    assert (answer.status_code, answer.headers.get("Content-Range")) == (status, content)
    assert answer.headers["Accept-Range"] == "Computer 1000"
    assert "Last-Modified" not in answer.headers


@pytest.mark.parametrize(
    ("query", "code", "text"),
    [
        ("range=abc", "ERROR", "range must be in format : [start-end] with integers"),
        ("range=5-3", "ERROR", "range must be in format : [start-end] with integers"),
        ("range[]=1", "ERROR", "range must be in format"),
        ("order=foo", "ERROR", "order must be DESC or ASC"),
        ("order[]=ASC", "ERROR", "order must be DESC or ASC"),
        ("sort=foo", "ERROR", "sort param is not a field of glpi_computers"),
        ("sort=name; DROP TABLE x", "ERROR", "sort param is not a field of glpi_computers"),
        ("sort[]=1", "ERROR", "sort param is not a field of glpi_computers"),
        ("sort=31", "ERROR", "sort param is not a field of glpi_computers"),
        ("searchText[foo]=x", "ERROR_FIELD_NOT_FOUND", "Field foo is not valid for Computer item."),
        ("range=100000-100010", "ERROR_RANGE_EXCEED_TOTAL", "Provided range exceed total count of data: "),
    ],
)
def test_wrong_parameters_of_a_page(api: Api, query: str, code: str, text: str) -> None:
    answer = api("GET", f"Computer?{query}")
    assert answer.status_code == 400
    assert answer.json()[0] == code
    assert answer.json()[1].startswith(text)
    assert f"#{code}" in answer.json()[1]


def test_bare_ids_keep_their_children(api: Api, computers: list[int]) -> None:
    row = api.get("Computer?searchText[name]=rack&range=0-0&only_id=true")[0]
    assert set(row) == {"id", "links"}
    assert rels(row)[0] == ("ReservationItem", f"Computer/{computers[0]}/ReservationItem/")
    assert api.get(f"{LIST}&range=0-0&only_id=true") == [{"id": computers[0]}]


def test_the_trash_is_a_list_of_its_own(api: Api) -> None:
    name = unique("gone")
    id = api.add("Computer", name=name)
    api("DELETE", f"Computer/{id}")
    assert api.get(f"Computer?searchText[name]={name}") == []
    for word in ("true", "1"):
        assert [row["id"] for row in api.get(f"Computer?searchText[name]={name}&is_deleted={word}")] == [id]
    assert api.get(f"Computer/{id}")["is_deleted"] == 1


def test_sub_items(api: Api, computers: list[int]) -> None:
    for number in (1, 2):
        api.add("NetworkPort", itemtype="Computer", items_id=computers[2], name=f"p{number}", logical_number=number)
    answer = api("GET", f"Computer/{computers[2]}/NetworkPort?range=0-0&get_hateoas=0")
    assert (answer.status_code, answer.headers["Content-Range"]) == (206, "0-0/2")
    assert answer.headers["Accept-Range"] == "NetworkPort 1000"
    assert answer.json()[0]["name"] == "p1"
    assert api.get(f"Computer/{computers[2]}/UserTitle") == []
    port = answer.json()[0]["id"]
    assert api.get(f"Computer/{computers[2]}/NetworkPort/{port}")["name"] == "p1"


@pytest.mark.parametrize(
    ("path", "user", "status", "code"),
    [
        ("Computer/1/Foo", "glpi", 400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"),
        ("Foo/1/Log", "glpi", 400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"),
        ("CommonDropdown/1", "glpi", 400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"),
        ("Computer/999999/NetworkPort", "glpi", 404, "ERROR_ITEM_NOT_FOUND"),
        ("Computer/999999/Location", "tech", 403, "ERROR_RIGHT_MISSING"),
        ("User/2/Log", "post-only", 403, "ERROR_RIGHT_MISSING"),
    ],
)
def test_errors_around_sub_items(api: Api, path: str, user: str, status: int, code: str) -> None:
    answer = api("GET", path, user=user)
    assert (answer.status_code, answer.json()[0]) == (status, code)


def test_several_items_at_once(api: Api, computers: list[int]) -> None:
    wanted = [("Computer", computers[1]), ("User", 2), ("Computer", computers[0]), ("computer", computers[1])]
    query = "&".join(f"items[{n}][itemtype]={t}&items[{n}][items_id]={i}" for n, (t, i) in enumerate(wanted))
    found = api.get(f"getMultipleItems?{query}&get_hateoas=0&add_keys_names[]=id")
    assert [row["_keys_names"]["id"] for row in found] == ["rack 01", "glpi", "rack 00", "rack 01"]
    body = {"items": [{"itemtype": t, "items_id": i} for t, i in wanted]}
    assert [row["id"] for row in api("POST", "getMultipleItems", body).json()] == [i for _, i in wanted]


@pytest.mark.parametrize(
    ("query", "user", "status", "code"),
    [
        ("", "glpi", 400, "ERROR_BAD_ARRAY"),
        ("items=x", "glpi", 400, "ERROR_BAD_ARRAY"),
        ("items[0]=x", "glpi", 400, "ERROR_BAD_ARRAY"),
        ("items[0][itemtype]=NoSuch&items[0][items_id]=1", "glpi", 400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"),
        ("items[0][itemtype]=User", "glpi", 404, "ERROR_ITEM_NOT_FOUND"),
        ("items[0][itemtype]=User&items[0][items_id]=999", "glpi", 404, "ERROR_ITEM_NOT_FOUND"),
        ("items[0][itemtype]=User&items[0][items_id]=2", "post-only", 403, "ERROR_RIGHT_MISSING"),
    ],
)
def test_errors_of_several_items(api: Api, query: str, user: str, status: int, code: str) -> None:
    answer = api("GET", f"getMultipleItems?{query}", user=user)
    assert (answer.status_code, answer.json()[0]) == (status, code)


def test_every_type_can_be_listed_and_has_options(api: Api) -> None:
    for name in api.app.model.items:
        listed = api("GET", f"{name}?range=0-1")
        assert listed.status_code in {200, 206, 403}, f"{name}: {listed.text}"
        assert api("GET", f"listSearchOptions/{name}").status_code == 200
        assert api("GET", f"{name}/999999999").status_code in {403, 404}


def test_options_of_names_of_other_times(api: Api) -> None:
    found = api.get("listSearchOptions/TicketFollowup")
    assert list(found) == ["common", "1", "2", "3", "4", "5"]
    assert found["1"]["uid"] == "TicketFollowup.content"
    assert api.get("listSearchOptions/Netpoint") == api.get("listSearchOptions/Glpi%5CSocket")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("User/2", 2),
        ("User/2?expand_dropdowns=1", 2),
        ("User?range=0-0", 3),
        ("User?range=0-4", 3),
        ("User?range=0-4&expand_dropdowns=1", 3),
        ("User?range=0-4&add_keys_names[]=profiles_id", 4),
        ("Nothing", 1),
    ],
)
def test_statements_do_not_grow_with_the_page(api: Api, path: str, most: int) -> None:
    api("GET", path)
    api("GET", path)
    assert statements.value() <= most


def test_the_union_of_all_assets_has_options_too(api: Api) -> None:
    assert api.get("listSearchOptions/AllAssets")["1"]["name"] == "Name"
    assert api("GET", "AllAssets").json()[0] == "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"


def test_ports_come_along_with_a_page(api: Api, computers: list[int]) -> None:
    port = api.add(
        "NetworkPort", itemtype="Computer", items_id=computers[5], name="p", instantiation_type="NetworkPortEthernet"
    )
    api.add("NetworkName", itemtype="NetworkPort", items_id=port, name="host")
    page = api.get(f"{LIST}&with_networkports=true")
    assert statements.value() <= 8
    found = {row["id"]: row["_networkports"] for row in page}
    assert [p["netport_id"] for p in found[computers[5]]["NetworkPortEthernet"]] == [port]
    assert found[computers[5]] == api.get(f"Computer/{computers[5]}?with_networkports=1&get_hateoas=0")["_networkports"]
    assert found[computers[4]]["NetworkPortEthernet"] == []
    assert "_networkports" not in api.get(f"{LIST}&with_networkports=true&only_id=1")[0]
