"""search/:itemtype over a whole server: shapes, names, cursors, rights, and what is refused."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Api, unique


def criterion(field: Any = 1, searchtype: Any = "contains", value: Any = "", **more: Any) -> dict[str, Any]:
    return {"field": field, "searchtype": searchtype, "value": value, **more}


def query(*criteria: dict[str, Any], **more: Any) -> dict[str, str]:
    """As a query string of PHP's notation."""
    found = {f"criteria[{n}][{key}]": str(value) for n, one in enumerate(criteria) for key, value in one.items()}
    return {**found, **{key: str(value) for key, value in more.items()}}


@pytest.fixture(scope="module")
def word(api: Api) -> str:
    word = unique("found")
    for number in range(5):
        api.add("Computer", name=f"{word} {number}", serial=f"{word}-{number % 2}")
    return word


def test_the_members_of_an_answer(api: Api, word: str) -> None:
    answer = api("GET", "search/Computer", params=query(criterion(value=word), range="1-2", **{"forcedisplay[0]": 2}))
    assert answer.status_code == 206
    assert list(answer.json()) == ["totalcount", "count", "sort", "order", "data", "content-range"]
    assert answer.headers["Content-Range"] == answer.json()["content-range"] == "1-2/5"
    assert answer.headers["Accept-Range"] == "Computer 1000"
    assert [row["1"] for row in answer.json()["data"]] == [f"{word} 1", f"{word} 2"]


def test_nothing_found(api: Api) -> None:
    asked = {"params": query(criterion(value="nothing like this"))}
    plain = api("GET", "search/Computer", **asked)
    assert "data" not in plain.json()
    assert plain.json()["content-range"] == "0--1/0"
    assert "Content-Range" not in plain.headers
    assert api("GET", "search/Computer", dialect="itsm-ng", **asked).json()["data"] == []


def test_rows_by_id_and_columns_by_name(api: Api, word: str) -> None:
    asked = query(criterion(value=f"{word} 3"), withindexes="true", uid_cols="true")
    ((id, row),) = api.get("search/Computer", params=asked)["data"].items()
    assert api.get(f"Computer/{id}")["name"] == row["Computer.name"] == f"{word} 3"
    # A switch that is off is off, whatever the reference makes of its presence.
    off = query(criterion(value=word), withindexes="false", uid_cols="0", giveItems="")
    answer = api.get("search/Computer", params=off)
    assert isinstance(answer["data"], list)
    assert "1" in answer["data"][0]
    assert "data_html" not in answer


def test_fields_by_name(api: Api, word: str) -> None:
    numbered = api.get("search/Computer", params=query(criterion(5, "equals", f"{word}-1"), sort=5))
    named = api.get("search/Computer", params=query(criterion("serial", "equals", f"{word}-1"), sort="serial"))
    assert numbered == named
    assert numbered["totalcount"] == 2


def test_pages_by_cursor(api: Api, word: str) -> None:
    found: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        asked = query(criterion(value=word), sort=5, order="DESC", range="0-1", cursor=cursor)
        answer = api("GET", "search/Computer", params=asked)
        found += [row["1"] for row in answer.json()["data"]]
        assert answer.json()["totalcount"] == 5
        cursor = answer.json().get("cursor")
    assert [name[-1] for name in found] == ["1", "3", "0", "2", "4"]


def test_a_cursor_is_for_one_search_and_one_user(api: Api, word: str) -> None:
    asked = query(criterion(value=word), range="0-1", cursor="")
    cursor = api.get("search/Computer", params=asked)["cursor"]
    assert api("GET", "search/Computer", params={**asked, "cursor": cursor}).status_code == 206
    for other in (
        api("GET", "search/Computer", params={**asked, "cursor": cursor}, user="tech"),
        api("GET", "search/Computer", params={**asked, "sort": "5", "cursor": cursor}),
        api("GET", "search/Monitor", params={**asked, "cursor": cursor}),
        api("GET", "search/Computer", params={**asked, "cursor": cursor[:-3]}),
        api("GET", "search/Computer", params={**asked, "cursor": "no cursor"}),
    ):
        assert (other.status_code, other.json()[0]) == (400, "ERROR")
        assert "cursor" in other.json()[1]


def test_without_a_total(api: Api, word: str) -> None:
    answer = api.get("search/Computer", params=query(criterion(value=word), range="0-1", count="false"))
    assert "totalcount" not in answer
    assert answer["content-range"] == "0-1/*"


def test_columns_of_related_types_have_their_own_name(api: Api, word: str) -> None:
    computer, monitor = api.add("Computer", name=f"{word} x"), api.add("Monitor", name=f"{word} screen")
    api.add("Computer_Item", computers_id=computer, itemtype="Monitor", items_id=monitor)
    meta = criterion(1, "contains", "screen", meta="1", itemtype="Monitor")
    (row,) = api.get("search/Computer", params=query(criterion(value=word), meta))["data"]
    assert (row["1"], row["Monitor_1"]) == (f"{word} x", f"{word} screen")
    older = {f"metacriteria[0][{key}]": value for key, value in meta.items() if key != "meta"}
    assert api.get("search/Computer", params={**query(criterion(value=word)), **older})["totalcount"] == 1


def test_a_union_names_the_type_of_each_row(api: Api, word: str) -> None:
    printer = api.add("Printer", name=f"{word} p")
    rows = api.get("search/AllAssets", params=query(criterion(value=word)))["data"]
    assert {row["itemtype"] for row in rows} >= {"Computer", "Printer"}
    assert [row["id"] for row in rows if row["itemtype"] == "Printer"] == [printer]


def test_texts_are_encoded_and_paths_are_not(api: Api) -> None:
    above = api.add("Location", name="R&D")
    below = api.add("Location", name="<1>", locations_id=above)
    api.add("Computer", name="a & b", locations_id=below)
    asked = query(criterion(value="a & b"), **{"forcedisplay[0]": 3})
    (row,) = api.get("search/Computer", params=asked)["data"]
    assert (row["1"], row["3"]) == ("a &#38; b", "R&#38;D > &#60;1&#62;")
    (row,) = api.get("search/Computer", params=asked, headers={"X-GLPI-Sanitized-Content": "false"})["data"]
    assert (row["1"], row["3"]) == ("a & b", "R&D > <1>")


NESTED: dict[str, Any] = criterion()
for _ in range(20):
    NESTED = {"criteria": [NESTED]}


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"criteria": "text"}, "Malformed"),
        ({"criteria": ["text"]}, "Malformed"),
        ({"criteria": [[1]]}, "Malformed"),
        ({"criteria": [criterion(value=["a"])]}, "Malformed"),
        ({"criteria": [criterion(value=None)]}, "Malformed"),
        ({"criteria": [criterion(field=[1])]}, "Malformed"),
        ({"criteria": [criterion(searchtype={"a": 1})]}, "Malformed"),
        ({"criteria": [{"criteria": "text"}]}, "Malformed"),
        ({"criteria": [criterion(value="a" * 20_000)]}, "too long"),
        ({"criteria": [criterion()] * 1001}, "too many"),
        ({"criteria": [NESTED]}, "too deep"),
        ({"criteria": [criterion(99999)]}, "Bad field ID"),
        ({"criteria": [{"criteria": [criterion(99999)]}]}, "Bad field ID"),
        ({"criteria": [criterion(-1)]}, "Bad field ID"),
        ({"criteria": [criterion("seriall")]}, "did you mean serial"),
        ({"criteria": [criterion(meta=1, itemtype="Nonsense")]}, "Malformed"),
        ({"criteria": [criterion(meta=1, itemtype=["Monitor"])]}, "Malformed"),
        ({"criteria": [criterion(99999, meta=1, itemtype="Monitor")]}, "Bad field ID"),
        ({"metacriteria": "text"}, "Malformed"),
        ({"criteria": [criterion(99999)], "range": "x"}, "Bad field ID"),
        ({"range": "x"}, "range must be"),
        ({"range": "4-2"}, "range must be"),
        ({"range": ["0-1"]}, "range must be"),
    ],
)
def test_mistakes_are_told(api: Api, asked: dict[str, Any], told: str) -> None:
    answer = api("POST", "search/Computer", asked)
    assert (answer.status_code, answer.json()[0]) == (400, "ERROR")
    assert told in answer.json()[1]


@pytest.mark.parametrize(
    "value", ["2026-02-31", "9999-12-31 23:59:59", "0000-00-00", "99999YEAR", "-99999MONTH", "9" * 30, "'", "٣", "<9e9"]
)
@pytest.mark.parametrize(
    "searchtype", ["equals", "notequals", "lessthan", "morethan", "contains", "under", "empty", "?"]
)
def test_odd_values_do_no_harm(api: Api, searchtype: str, value: str) -> None:
    for field in (1, 2, 3, 7, 19, 70, 80, 86, 119, 120, 156):
        answer = api("POST", "search/Computer", {"criteria": [criterion(field, searchtype, value)]})
        assert answer.status_code in {200, 206}, answer.text


@pytest.mark.parametrize(("kind", "field", "count"), [("Computer", "all", 100), ("AllAssets", 1, 900)])
def test_conditions_that_multiply_are_bounded(api: Api, kind: str, field: object, count: int) -> None:
    answer = api("POST", f"search/{kind}", {"criteria": [criterion(field, value="x")] * count})
    assert (answer.status_code, answer.json()[0]) == (400, "ERROR")
    assert "conditions in all" in answer.json()[1]


def test_beyond_the_end(api: Api, word: str) -> None:
    asked = query(criterion(value=f"{word} 1"), range="50-60")
    assert api("GET", "search/Computer", params=asked).json()[0] == "ERROR_RANGE_EXCEED_TOTAL"


def test_types(api: Api) -> None:
    assert api("GET", "search").json()[0] == "ERROR_RESOURCE_MISSING"
    assert api("GET", "search/Nonsense").json()[0] == "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"
    assert api("GET", "search/Computer", user="post-only").status_code == 403
    assert api("GET", "search/AllAssets", user="post-only").status_code == 403


def test_secrets_are_not_searched_shown_or_sorted_by(api: Api) -> None:
    model = api.app.model
    checked = 0
    for item in model.items.values():
        for option in item.option.values():
            if option.path or option.field not in item.undisclosed:
                continue
            checked += 1
            asked = {"criteria": [criterion(option.number, "contains", "a")]}
            assert api("POST", f"search/{item.name}", asked).status_code == 400
            for name in (option.number, option.field, option.uid):
                rows = (
                    api("POST", f"search/{item.name}", {"forcedisplay": [name], "sort": [name]}).json().get("data", [])
                )
                assert all(row.get(str(option.number)) is None for row in rows)
    assert checked
