"""Whatever comes in, v1 answers in its own form, and never with an internal error."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from surfaces.rest_v1.conftest import Api, Opener, unique

ODD = [
    None, True, False, 0, -1, 2**31, 2**63, 10**30, 1.5, 1e308,
    "", " ", "0", "null", "NULL", "' OR 1=1 --", "x" * 70_000, "<b>&\"'",
    "\u202e\ufffd", "é" * 300,
    [], {}, [[]], [{}], {"a": {"b": ["c"]}}, ["1", 2], "../../etc/passwd", "%00", "2026-99-99", "\\",
]  # fmt: skip
COLUMNS = (
    "name",
    "entities_id",
    "is_recursive",
    "locations_id",
    "date_creation",
    "ticket_tco",
    "comment",
    "is_deleted",
    "id",
)


def sound(answer: Any) -> bool:
    """Whether an answer is one that v1 may give."""
    if answer.status_code >= 500:
        return False
    if answer.status_code < 400:
        return True
    body = answer.json()
    return isinstance(body, list) and len(body) == 2 and body[0].startswith("ERROR")


@pytest.mark.parametrize("column", COLUMNS)
def test_odd_values_in_every_kind_of_column(api: Api, column: str) -> None:
    id = api.add("Computer", name=unique())
    for value in ODD:
        made = api("POST", "Computer", {"input": {"name": "odd", column: value}})
        changed = api("PUT", f"Computer/{id}", {"input": {column: value}})
        listed = api("POST", "Computer", {"input": [{column: value}, {"name": "fine"}]})
        for answer in (made, changed, listed):
            assert sound(answer), f"{column} = {str(value)[:40]}: {answer.text[:200]}"


@pytest.mark.parametrize(
    "kind", ["Ticket", "User", "Document", "NetworkPort", "Config", "Entity", "Location", "Glpi%5CSocket", "Profile"]
)
def test_odd_values_in_special_types(api: Api, kind: str) -> None:
    columns = [c.name for c in api.app.model.items[kind.replace("%5C", "\\")].columns][:12]
    specials = [
        "_users_id_requester",
        "_filename",
        "_actors",
        "items_id",
        "itemtype",
        "password",
        "_profiles_id",
        "content",
    ]
    for column in columns + specials:
        for value in ([], {}, [{"a": 1}], "x", 10**20, None, True):
            answer = api("POST", kind, {"input": {"name": unique(), column: value}})
            assert sound(answer), f"{kind}.{column} = {value}: {answer.text[:200]}"


@pytest.mark.parametrize(
    "path",
    [
        "Computer?range=" + "9" * 40 + "-" + "9" * 41,
        "Computer?range=0-" + "9" * 18,
        "Computer/99999999999999999999999",
        "Computer/" + "9" * 1000,
        "Computer/1e999",
        "Computer?sort[x]=1&order[y]=2&range[z]=3&searchText[name][]=x&is_deleted[]=1",
        "Computer?searchText[name]=%25%25%25%5F%5C%5E%24",
        "Computer?searchText[id]=x&searchText[date_mod]=%5E&searchText[ticket_tco]=NULL",
        "Computer?searchText[]=x",
        "Computer?add_keys_names[][]=x&add_keys_names[a]=id",
        "Computer?expand_dropdowns[]=1&get_hateoas[]=0&only_id[x]=1",
        "User/2?get_sha1[]=1&with_logs[]=1&with_infocoms=&with_nothing=1",
        "Computer/1/Computer/1/Computer/1",
        "Ticket/1/Ticket_User/abc",
        "%2e%2e/%2e%2e/etc/passwd",
        "Computer%00",
        "Computer;id=1",
        "listSearchOptions/%3Cscript%3E",
        "getMultipleItems?items[0][itemtype][]=x&items[0][items_id][]=1",
        "getMassiveActions/Computer/%ff",
        "User/%F0%9F%98%80/Picture",
        "changeActiveEntities?entities_id[]=1",
        "changeActiveProfile?profiles_id[a]=1",
        "getMyEntities?is_recursive[]=1",
        "initSession?login[]=a&password[]=b",
        "?" + "a" * 100,
    ],
)
def test_odd_addresses(api: Api, path: str) -> None:
    for method in ("GET", "DELETE", "PUT", "POST"):
        answer = api(method, path)
        assert sound(answer), f"{method} {path[:80]}: {answer.text[:200]}"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
@pytest.mark.parametrize("id", ODD)
def test_odd_ids_in_the_input(api: Api, method: str, id: Any) -> None:
    for body in ({"input": {"id": id}}, {"input": [{"id": id}, {"id": id}]}):
        answer = api(method, "Monitor", body)
        assert sound(answer), f"{str(id)[:40]}: {answer.text[:200]}"


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    input=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["id", "name", "comment", "entities_id", "_x", "users_id"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    ),
    method=st.sampled_from(["POST", "PUT", "DELETE"]),
)
def test_any_json_as_input(api: Api, input: Any, method: str) -> None:
    body = json.dumps({"input": input}).encode("utf-8", "replace")
    answer = api(method, "Monitor", content=body, headers={"Content-Type": "application/json"})
    assert sound(answer), answer.text[:200]


@pytest.mark.parametrize(
    ("limits", "request_", "told"),
    [
        ({"batch": 5}, {"json": {"input": [{"name": "x"}] * 6}}, "limit of 5"),
        ({"body": 100}, {"json": {"input": {"name": "x" * 200}}}, "limit of 100"),
        ({"json_depth": 4}, {"json": {"input": [[[[[[]]]]]]}}, "limit of 4"),
        ({"query_string": 50}, {"params": {"a": "x" * 60}}, "limit of 50"),
    ],
)
def test_limits_are_told(opened: Opener, limits: dict[str, int], request_: dict[str, Any], told: str) -> None:
    answer = opened(limits=limits)("POST", "Computer", **request_)
    assert 400 <= answer.status_code < 500
    assert answer.json()[0] == "ERROR"
    assert told in answer.json()[1]


def test_big_texts_are_stored_or_refused_but_not_lost(api: Api) -> None:
    text = "x" * 10_000_000
    answer = api("POST", "Ticket", {"input": {"name": unique(), "content": text}})
    assert sound(answer)
    if answer.status_code == 201:
        assert api.get(f"Ticket/{answer.json()['id']}")["content"] == text


def test_injected_text_is_only_text(api: Api) -> None:
    text = "'; DROP TABLE glpi_computers; -- \" ) UNION SELECT"
    id = api.add("Computer", name=text, serial=text)
    assert [row["id"] for row in api.get("Computer", params={"searchText[name]": text})] == [id]
    for parameter in ("searchText[id]", "sort", "order", "range", "is_deleted", "only_id", "searchText[x']"):
        assert sound(api("GET", "Computer", params={parameter: text}))
    assert api.get(f"Computer/{id}")["serial"] == text


def test_an_unexpected_error_tells_its_request_and_no_more(opened: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    api = opened()

    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret in a message")

    monkeypatch.setattr(api.app.engine, "get", broken)
    with capture_logs() as logs:
        answer = api("GET", "User/2", headers={"X-Request-ID": "abc-1"})
    assert answer.status_code == 500
    assert answer.json() == ["ERROR", "An internal error occurred. Request abc-1."]
    assert answer.headers["Content-Type"] == "application/json; charset=UTF-8"
    (logged,) = [entry for entry in logs if entry["log_level"] == "error"]
    assert (logged["request_id"], logged["kinds"]) == ("abc-1", ["RuntimeError"])
    assert "secret in a message" not in str(logs)
