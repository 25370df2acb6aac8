"""Session endpoints of v1, over HTTP: what recordings show, the documented older shapes, and the repairs."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import falcon
import falcon.testing
import pytest

from access.conftest import Place
from steward.surfaces.http import HttpApp
from steward.surfaces.rest_v1 import RestV1

JO = "jo@example.org"
BAD_REQUEST = "Bad Request; view documentation in your browser at"


class Api:
    """A client of one installation; `get`, `post` and `put` return status and body."""

    def __init__(self, place: Place) -> None:
        rest = RestV1(place.engine, place.access, place.settings)
        self._client = falcon.testing.TestClient(HttpApp(place.settings, place.store, {"v1": rest})._app)
        self.headers: dict[str, str] = {}

    def call(self, method: str, path: str, *, params: Any = None, json: Any = None, **headers: str) -> tuple[int, Any]:
        sent = {**self.headers, **{name.replace("_", "-"): value for name, value in headers.items()}}
        answer = self._client.simulate_request(method, f"/apirest.php/{path}", params=params, json=json, headers=sent)
        return answer.status_code, answer.json

    def get(self, path: str, **params: str) -> tuple[int, Any]:
        return self.call("GET", path, params=params)

    def post(self, path: str, json: Any) -> tuple[int, Any]:
        return self.call("POST", path, json=json)

    def put(self, path: str, json: Any, **headers: str) -> tuple[int, Any]:
        return self.call("PUT", path, json=json, **headers)

    def login(self, who: str, password: str = "") -> Api:
        basic = base64.b64encode(f"{who}:{password or who}".encode()).decode()
        status, body = self.call("GET", "initSession", Authorization=f"Basic {basic}")
        assert (status, list(body)) == (200, ["session_token"])
        self.headers["Session-Token"] = body["session_token"]
        return self


@pytest.fixture
def api(place: Place) -> Api:
    return Api(place)


@pytest.fixture
def mailing(place: Place) -> Place:
    place.configure(use_notifications="1", notifications_mailing="1")
    return place


def test_coming_and_going(api: Api) -> None:
    api.login("tech")
    assert api.get("getMyProfiles")[0] == 200
    assert api.get("killSession") == (200, True)
    invalid = ["ERROR_SESSION_TOKEN_INVALID", "session_token seems invalid"]
    assert api.get("getMyProfiles") == api.get("killSession") == (401, invalid)


@pytest.mark.parametrize(
    ("params", "status", "code", "text"),
    [
        ({}, 400, "ERROR_LOGIN_PARAMETERS_MISSING", "parameter(s) login, password or user_token are missing; view"),
        ({"login": "tech", "password": "no"}, 401, "ERROR_GLPI_LOGIN", "Incorrect username or password"),
        ({"user_token": "no"}, 401, "ERROR_GLPI_LOGIN_USER_TOKEN", "parameter user_token seems invalid"),
        ({"login[]": "tech", "password": "no"}, 400, "ERROR_LOGIN_PARAMETERS_MISSING", "parameter(s) login"),
    ],
)
def test_refused_logins(api: Api, params: dict[str, str], status: int, code: str, text: str) -> None:
    found, (found_code, found_text) = api.call("GET", "initSession", params=params)
    assert (found, found_code) == (status, code) and found_text.startswith(text)


def test_the_login_may_bring_the_session(api: Api) -> None:
    status, body = api.get("initSession", login="tech", password="tech", get_full_session="true")
    assert status == 200 and body["session"]["glpiname"] == "tech"
    assert "session" not in api.get("initSession", login="tech", password="tech", get_full_session="false")[1]


def test_logins_are_noted_as_the_client_says(api: Api, place: Place) -> None:
    place.update("apiclient", 1, dolog_method=2)
    api.login("tech").get("getMyEntities")
    texts = [row[0] for row in place.rows("glpi_logs", "new_value") if str(row[0]).startswith("Enpoint")]
    assert texts == [f"Enpoint '{name}' called by 127.0.0.1 (tech)" for name in ("initSession", "getMyEntities")]


def test_entities_of_a_fresh_administrator(api: Api) -> None:
    api.login("glpi")
    assert api.get("getMyEntities") == (200, {"myentities": [{"id": 0, "name": "Root entity"}]})
    active = {"id": 0, "active_entity_recursive": 1, "active_entities": [{"id": 0}]}
    assert api.get("getActiveEntities") == (200, {"active_entity": active})
    assert api.get("getMyProfiles") == (
        200,
        {
            "myprofiles": [
                {"id": 4, "name": "Super-Admin", "entities": [{"id": 0, "name": "Root entity", "is_recursive": 1}]}
            ]
        },
    )


def test_what_is_below_comes_first(api: Api, place: Place) -> None:
    a = place.entity("a", 0)
    b = place.entity("b", a)
    api.login("glpi")
    listed = [
        {"id": a, "name": "Root entity &#62; a"},
        {"id": b, "name": "Root entity &#62; a &#62; b"},
        {"id": 0, "name": "Root entity"},
    ]
    for value in ("true", "1"):
        assert api.get("getMyEntities", is_recursive=value) == (200, {"myentities": listed})
    assert api.call("GET", "getMyEntities", params={"is_recursive[0]": "a"})[0] == 200


@pytest.mark.parametrize(
    ("json", "expected"),
    [
        ({}, True),
        ({"entities_id": "all"}, True),
        ({"entities_id": None}, True),
        ({"entities_id": 0}, True),
        ({"entities_id": "0", "is_recursive": True}, True),
        ({"entities_id": "abc"}, True),
        ({"entities_id": "0.9"}, True),
        ({"entities_id": 99_999_999}, False),
        ({"entities_id": "99abc"}, False),
        ({"entities_id": -1}, False),
        ({"entities_id": 10**25}, False),
    ],
)
def test_changing_entities(api: Api, json: dict[str, Any], expected: bool) -> None:
    assert api.login("tech").post("changeActiveEntities", json) == (200, expected)


@pytest.mark.parametrize(
    "json",
    [
        {"entities_id": 0, "is_recursive": 1},
        {"entities_id": 0, "is_recursive": "yes"},
        {"entities_id": [1]},
        {"entities_id": {"a": 1}},
    ],
)
def test_changing_entities_needs_real_values(api: Api, json: dict[str, Any]) -> None:
    status, (code, text) = api.login("tech").post("changeActiveEntities", json)
    assert (status, code) == (400, "ERROR") and text.startswith(BAD_REQUEST)


def test_the_flag_is_what_the_last_setter_made_it(api: Api) -> None:
    api.login("glpi").post("changeActiveEntities", {"entities_id": 0, "is_recursive": False})
    body = {"active_entity": {"id": 0, "active_entity_recursive": False, "active_entities": [{"id": 0}]}}
    # In Python 0 == False, on the wire they differ.
    assert repr(api.get("getActiveEntities")[1]) == repr(body)


def test_changing_the_profile(api: Api, place: Place) -> None:
    place.user("jo", (6, 0, True), (1, 0, True))
    api.login("jo", "secret")
    assert api.get("getActiveProfile")[1]["active_profile"]["id"] == 1
    assert api.post("changeActiveProfile", {"profiles_id": "6"}) == (200, True)
    assert api.get("getActiveProfile")[1]["active_profile"]["id"] == 6
    assert api.get("changeActiveProfile", profiles_id="1") == (200, True)
    for wrong in (4, 99_999_999, "x", "", [1], True, -1):
        found = api.post("changeActiveProfile", {"profiles_id": wrong})
        assert found == (404, ["ERROR_ITEM_NOT_FOUND", "Item not found"])
    assert api.post("changeActiveProfile", {})[1][1].startswith(BAD_REQUEST)


def test_the_active_profile(api: Api) -> None:
    profile = api.login("post-only", "postonly").get("getActiveProfile")[1]["active_profile"]
    names = list(profile)
    assert names[:4] == ["id", "name", "interface", "is_default"] and names[-1] == "entities"
    rights = names[names.index("date_creation") + 1 : -1]
    assert rights == sorted(rights) and len(rights) == 94
    assert profile["helpdesk_item_type"][0] == "Computer"
    assert profile["ticket_status"]["1"]["2"] == 0
    assert (profile["problem_status"], profile["change_status"], profile["managed_domainrecordtypes"]) == ([], None, [])
    assert profile["ticket"] == 5


def test_the_full_session(api: Api, place: Place) -> None:
    place.update("user", 4, list_limit=33, language=None)
    session = api.login("tech").get("getFullSession")[1]["session"]
    for name, value in {
        "glpiID": 4,
        "glpiname": "tech",
        "glpifriendlyname": "tech",
        "glpiactive_entity": 0,
        "glpidefault_entity": 0,
        "glpilanguage": "en_GB",
        "glpilist_limit": 33,
        "glpidate_format": "0",
        "glpigroups": [],
        "glpi_currenttime": "2026-03-02 09:00:00",
        "glpiactive_entity_name": "Root entity (tree structure)",
        "glpiactiveentities_string": "'0'",
        "glpishowallentities": 1,
    }.items():
        assert session[name] == value, name
    assert set(session["glpiprofiles"]) == {"6"} and session["glpiactiveprofile"]["id"] == 6
    assert isinstance(session["valid_id"], str) and session["valid_id"] not in api.headers["Session-Token"]


def test_secrets_are_in_no_answer(api: Api, place: Place) -> None:
    place.access.new_api_token(4)
    place.configure(smtp_passwd="hunter2", proxy_passwd="hunter2")
    api.login("tech")
    text = repr([api.get(name) for name in ("getFullSession", "getGlpiConfig", "getActiveProfile")])
    hidden = ("argon2", "hunter2", "smtp_passwd", "api_token", "password_forget", api.headers["Session-Token"])
    assert [secret for secret in hidden if secret in text] == []


def test_the_configuration(api: Api) -> None:
    shown = api.login("post-only", "postonly").get("getGlpiConfig")[1]["cfg_glpi"]
    assert shown["version"].startswith("10.") and shown["language"] == "en_GB" and shown["list_limit_max"] == "50"
    assert shown["priority_matrix"]["5"]["5"] == 5
    assert "Computer" in shown["asset_types"] and isinstance(shown["languages"], dict)
    for name in ("url_base", "url_base_api", "list_limit", "urgency_mask", "impact_mask", "use_notifications"):
        assert isinstance(shown[name], str), name
    assert isinstance(shown["devices_in_menu"], list)


OLD = {"Steward_Dialect": "glpi-9"}


@pytest.mark.parametrize(
    ("endpoint", "check"),
    [
        ("getMyEntities", lambda body: set(body) == {"0"} and set(body["0"]) == {"id", "name"}),
        ("getMyProfiles", lambda body: set(body) == {"6"} and set(body["6"]) == {"name", "entities"}),
        ("getActiveProfile", lambda body: body["name"] == "Technician" and "0" in body["entities"]),
        ("getFullSession", lambda body: body["glpiname"] == "tech"),
        (
            "getActiveEntities",
            lambda body: (
                set(body) == {"active_entity", "active_entity_recursive", "active_entities"}
                and isinstance(body["active_entities"], list)
                and list(body["active_entities"][0]) == ["0"]
            ),
        ),
    ],
)
def test_the_shapes_of_glpi_9(api: Api, endpoint: str, check: Callable[[Any], bool]) -> None:
    status, body = api.login("tech").call("GET", endpoint, **OLD)
    assert status == 200 and check(body), body


def test_lost_password_refusals_in_order(api: Api, place: Place) -> None:
    def refusal(method: str = "PUT", json: Any = None, **headers: str) -> str:
        status, (code, text) = api.call(method, "lostPassword", json=json, **headers)
        assert (status, code) == (400, "ERROR")
        return str(text.split(";")[0])

    assert refusal("GET") == refusal("POST", {"email": JO}) == refusal("DELETE") == "Only HTTP verb PUT is allowed"
    assert refusal(json={}) == refusal(json={"email": JO}) == "Email notifications are disabled"
    place.configure(use_notifications="1")
    assert refusal(json={"email": JO}) == "Email notifications are disabled"
    place.configure(notifications_mailing="1")
    assert refusal(json={}) == refusal(json={"email": [JO]}) == "email parameter missing"
    assert refusal(json={"email": JO}, Session_Token="anything") == "A session is active"
    bad = {"email": JO, "password_forget_token": "wrong", "password": "New-1234"}
    assert refusal(json=bad).startswith("The password reset token")
    place.configure(enable_api="0")
    assert refusal(json={"email": JO}) == "API disabled"


def test_lost_password_says_the_same_to_everybody(api: Api, mailing: Place) -> None:
    id = mailing.user("jo", (6, 0, True))
    mailing.insert("email", users_id=id, email=JO)
    known, unknown = api.put("lostPassword", {"email": JO}), api.put("lostPassword", {"email": "no@example.org"})
    assert known == unknown and known[0] == 200 and len(known[1]) == 1


def test_lost_password_to_the_end(api: Api, mailing: Place) -> None:
    id = mailing.user("jo", (6, 0, True))
    mailing.insert("email", users_id=id, email=JO)
    mail = mailing.access.recovery.mail_for({"email": JO}, mailing.access.configuration())
    assert mail is not None
    token = mail.text.split("password_forget_token=")[1].split()[0]
    json = {"password_forget_token": token, "password": "New-1234"}
    assert api.put("lostPassword", json) == (200, ["Reset password successful."])
    api.login("jo", "New-1234")
