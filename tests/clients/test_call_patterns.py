"""Habits of clients that are not run here (glpi_py, py-glpi, glpic, the Zabbix webhook): their requests, byte for byte."""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
from typing import Any

import pytest

from live import Server

pytestmark = pytest.mark.clients


def call(server: Server, method: str, path: str, headers: dict[str, str], body: str | None = None) -> tuple[int, Any]:
    """Send a path as it is: no client library tidies it up."""
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)) as link:
        link.request(method, path, body, headers)
        answer = link.getresponse()
        text = answer.read()
    return answer.status, json.loads(text) if text else None


@pytest.fixture(scope="module")
def token(server: Server) -> str:
    # py-glpi writes the scheme in lower case.
    basic = base64.b64encode(b"glpi:glpi").decode()
    status, body = call(server, "GET", "/apirest.php/initSession", {"Authorization": f"basic {basic}"})
    assert status == 200
    return str(body["session_token"])


@pytest.mark.parametrize(
    "path",
    [
        "/apirest.php//User//2",
        "/apirest.php/User/2/",
        "//apirest.php/User/2",
        "/api/User/2",
        "/api.php/v1/User/2",
        "/apirest.php/v1/User/2",
        "/apirest.php/user/2",
    ],
)
def test_slashes_and_prefixes(server: Server, token: str, path: str) -> None:
    status, body = call(server, "GET", path, {"Session-Token": token})
    assert (status, body["name"]) == (200, "glpi")


def test_list_search_options_with_a_doubled_slash(server: Server, token: str) -> None:
    status, body = call(server, "GET", "/apirest.php/listSearchOptions//Ticket", {"Session-Token": token})
    assert status == 200
    assert body["12"]["field"] == "status"


def test_json_content_type_on_a_get_without_body(server: Server, token: str) -> None:
    headers = {"Session-Token": token, "Content-Type": "application/json"}
    assert call(server, "GET", "/apirest.php/User/2", headers)[0] == 200


@pytest.mark.parametrize("end", [99_999, 999_999_999])
def test_a_range_that_means_everything(server: Server, token: str, end: int) -> None:
    status, body = call(server, "GET", f"/apirest.php/Profile?range=0-{end}", {"Session-Token": token})
    assert status == 200
    assert len(body) == 8


def test_ids_as_texts(server: Server, token: str) -> None:
    headers = {"Session-Token": token, "Content-Type": "application/json"}
    status, made = call(
        server, "POST", "/apirest.php/Problem/", headers, '{"input":{"name":"P","urgency":"4","content":"x"}}'
    )
    assert status == 201
    body = json.dumps(
        {"id": str(made["id"]), "input": {"content": "seen", "itemtype": "Problem", "items_id": str(made["id"])}}
    )
    status, followup = call(server, "POST", f"/apirest.php/Problem/{made['id']}/ITILFollowup", headers, body)
    assert status == 201, followup
    assert isinstance(followup["id"], int)
