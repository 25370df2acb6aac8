"""How many statements a request takes, the gate included; pinned, so that nobody adds one without noticing."""

from __future__ import annotations

import re

import httpx
import pytest

from .conftest import Api, unique


def cost(answer: httpx.Response) -> int:
    assert answer.is_success, answer.text
    found = re.search(r"sql;desc=(\d+)", answer.headers["Server-Timing"])
    assert found
    return int(found[1])


@pytest.fixture
def computer(api: Api) -> int:
    made = api("POST", "Computer", {"input": {"name": unique("computer")}})
    id: int = made.json()["id"]
    return id


def test_one_item_takes_the_gate_and_one_more(api: Api, computer: int) -> None:
    assert cost(api("GET", f"Computer/{computer}")) == 2
    assert cost(api("GET", f"Computer/{computer}?expand_dropdowns=true")) == 2


def test_a_page_takes_two_and_a_count_where_there_is_more(api: Api, computer: int) -> None:
    api("POST", "Computer", {"input": {"name": unique("computer")}})
    assert cost(api("GET", "Computer?range=0-999")) == 2
    assert cost(api("GET", "Computer?range=0-0")) == 3
    assert cost(api("GET", "Computer?range=0-0&expand_dropdowns=true")) == 3


def test_a_creation_takes_four_besides_the_gate(api: Api, computer: int) -> None:
    assert cost(api("POST", "Computer", {"input": {"name": unique("computer")}})) <= 1 + 4


def test_a_batch_takes_one_for_each_row_besides_the_gate(api: Api, computer: int) -> None:
    rows = [{"name": unique("computer")} for _ in range(20)]
    assert cost(api("POST", "Computer", {"input": rows})) <= 20 + 5


def test_an_update_takes_four_besides_the_gate(api: Api, computer: int) -> None:
    assert cost(api("PUT", f"Computer/{computer}", {"input": {"comment": unique()}})) <= 1 + 4


def test_a_login_by_token_takes_nine(api: Api) -> None:
    token = api.app.access.new_api_token(2)
    headers = {"Authorization": f"user_token {token}"}
    assert cost(api("GET", "initSession", user=None, headers=headers))  # reads what logins have in common
    assert cost(api("GET", "initSession", user=None, headers=headers)) <= 9
    assert cost(api("GET", "initSession", user=None, headers=headers)) <= 9


def test_the_first_request_of_a_session_costs_no_more_than_any_other(api: Api, computer: int) -> None:
    token = api.app.access.new_api_token(2)
    opened = api("GET", "initSession", user=None, headers={"Authorization": f"user_token {token}"})
    headers = {"Session-Token": opened.json()["session_token"]}
    assert cost(api("GET", f"Computer/{computer}", user=None, headers=headers)) == 2
