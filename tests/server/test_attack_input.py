"""Broken, huge, deep and strange requests: a clear error of v1, in little time, and nothing is told or changed."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.attackers import PASSWORD, Town, connect, town
from steward.assemble import build
from steward.vocabulary.settings import Settings

JSON = {"Content-Type": "application/json"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
HOSTILE = "<script>alert(1)</script>'\";--\\ %_&amp;\r\nX-Evil: 1"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with town(tmp_path_factory.mktemp("input") / "data") as made:
        yield made


def proper(answer: httpx.Response) -> httpx.Response:
    """Never a 500, never an empty success, errors in v1's form."""
    assert answer.status_code < 500, answer.text
    assert answer.content or answer.status_code in {204, 304}, answer.request.url
    if answer.status_code >= 400 and answer.request.method != "HEAD":
        assert answer.json()[0].startswith("ERROR") or "ok" in answer.json(), answer.text
    return answer


BODIES: dict[str, bytes] = {
    "deep lists": b"[" * 10_000 + b"]" * 10_000,
    "deep objects": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "1e400": b'{"input":{"name":1e400}}',
    "minus zero": b'{"input":{"name":-0,"locations_id":-0.0}}',
    "2**63": b'{"input":{"locations_id":9223372036854775808}}',
    "2**64": b'{"input":{"locations_id":18446744073709551616}}',
    "5000 digits": b'{"input":{"locations_id":' + b"9" * 5000 + b"}}",
    "NaN": b'{"input":{"a":NaN}}',
    "lone surrogate": b'{"input":{"name":"\\ud800"}}',
    "surrogate key": b'{"input":{"\\ud800":1}}',
    "invalid UTF-8": b'{"input":{"name":"\xff"}}',
    "NUL": b'{"input":{"name":"\\u0000"}}',
    "NUL key": b'{"\\u0000":1}',
    "byte order mark": b'\xef\xbb\xbf{"input":{}}',
    "no text": b'{"input":"x"}',
    "scalars": b'{"input":[1,"a",null,[],true]}',
    "a million": b'{"input":[' + b"1," * 999_999 + b"1]}",
    "half": b'{"input":{"name":"a',
}
DOORS = [
    ("POST", "/Computer"), ("PUT", "/Computer/1"), ("DELETE", "/Computer"), ("POST", "/initSession"), ("PUT", "/lostPassword"),
    ("POST", "/getMultipleItems"), ("POST", "/changeActiveEntities"),
    ("POST", "/applyMassiveAction/Computer/MassiveAction:update"),
]  # fmt: skip


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_strange_bodies(place: Town, body: bytes) -> None:
    for method, address in DOORS:
        proper(place.root.request(method, address, content=body, headers=JSON))


def test_ten_megabytes_in_a_name_are_cut_and_in_a_text_refused(place: Town) -> None:
    long = "a" * 10_000_000
    cut = place.add("Computer", {"name": long})
    assert len(place.root.get(f"/Computer/{cut}").json()["name"]) == 255
    answer = proper(place.root.post("/Computer", json={"input": {"name": "x", "comment": long}}))
    assert answer.status_code == 400
    assert len(answer.content) < 1000
    assert proper(place.root.post("/Computer", json={"input": {"name": "x" * 40_000_000}})).status_code == 413


QUERIES = [
    "a[]=1&a[b]=2", "input[__proto__]=1", "a[b", "a]b[=1", "[]=1", "=1", "&&&", "a[[b]]=1", "searchText=x", "searchText[]=x",
    "searchText[id][]=1", "searchText[id]=1e400", "searchText[id]=%00", "searchText[name]=%ff", "searchText[name]=%ed%a0%80",
    "range=0-99999999999999999999", "range=-1-5", "range[]=1", "range=%C2%B2-%C2%B3", "sort[]=1", "sort=99999999999999999",
    "sort=id;drop", "order[]=1", "add_keys_names=x", "add_keys_names[a][b]=x", "is_deleted[]=1", "only_id[]=1", "get_sha1[]=1",
    "expand_dropdowns[]=", "with_logs[]=1&with_devices[]=1", "debug[]=1", "alt[]=media", "range=0-0&get_hateoas[]=1",
]  # fmt: skip
ADDRESSES = ["/Computer", "/Entity/0", "/User", "/getMultipleItems", "/listSearchOptions/Computer", "/getFullSession",
             "/getMassiveActions/Computer", "/User/2/Picture", "/Entity/0/Computer", "/getMyEntities"]  # fmt: skip


@pytest.mark.parametrize("query", QUERIES)
def test_strange_queries(place: Town, query: str) -> None:
    for address in ADDRESSES:
        answer = place.root.get(f"{address}?{query}")
        assert answer.status_code < 500, (address, answer.text)
        assert answer.content or answer.status_code == 204, address


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "FOO", "get", "CONNECT"])
def test_strange_paths_and_methods(place: Town, method: str) -> None:
    for path in ("/%00", "/Computer/%00", "/Computer/1/%00", "/Computer/1e400", "/Computer/-0", "/Computer/" + "9" * 30,
                 "/applyMassiveAction/Computer/%00", "/CommonDBTM", "/CommonITILObject/1", "/" + "a" * 9000, "/..%2f..%2fetc",
                 "/User/x/Picture", "/getMassiveActions/Computer/x"):  # fmt: skip
        assert place.root.request(method, path).status_code < 500, path


@pytest.mark.parametrize(
    "headers",
    [{"Content-Length": "-1"}, {"Content-Length": "x"}, {"Content-Type": "multipart/form-data"}, {"Content-Type": ""},
     {"Content-Type": "multipart/form-data; boundary="}, {"Steward-Dialect": "x"}, {"Authorization": "Basic ////"},
     {"Authorization": "user_token"}, {"If-Modified-Since": "x", "Accept": "application/octet-stream"}, {"X-Request-ID": "a b"}],
    ids=str,
)  # fmt: skip
def test_strange_headers(place: Town, headers: dict[str, str]) -> None:
    for method, address in (
        ("POST", "/Computer"),
        ("POST", "/Document"),
        ("PUT", "/Computer/1"),
        ("GET", "/Document/1"),
    ):
        body = b'{"input":{"name":"h"}}' if method != "GET" else b""
        assert place.root.request(method, address, content=body, headers=headers).status_code < 500


def test_arrays_without_keys_cost_one_step_an_element(place: Town) -> None:
    """Five thousand numbers taken, five thousand sought: whoever looks for each from the start looks 25 million times."""
    half = 4_900
    body = "&".join([*(f"a[{n}]=1" for n in range(half, 2 * half)), *["a[]=1"] * half])
    with closing(connect(place.app)) as stranger:
        started = time.process_time()
        proper(stranger.post("/initSession", content=body, headers=FORM))
        assert time.process_time() - started < 1.0


def test_more_parameters_than_allowed_are_refused_in_words(place: Town) -> None:
    with closing(connect(place.app)) as stranger:
        answer = stranger.post("/initSession", content="&".join(f"k{n}=1" for n in range(100_000)), headers=FORM)
        assert answer.status_code == 400
        assert "100000 parameters" in answer.text
        assert stranger.post("/initSession", content="a" + "[b]" * 100_000, headers=FORM).status_code == 400


WRONG: list[Any] = [
    None, True, -1, 2**63, 1.5, 1e308, "", " ", "abc", "-1", "1e400", "9" * 400, "0000-00-00", "2026-02-30 25:61:61", "NULL",
    [], [1], {}, {"a": 1}, [[["x"]]], "x" * 70_000, HOSTILE, "\u202e\u0301😀", "\uffff",
]  # fmt: skip
KINDS = ["Computer", "Ticket", "User", "Entity", "Location", "Document", "Infocom", "Contract", "SoftwareLicense", "Group",
         "NetworkPort", "IPNetwork", "Calendar", "SLA", "ITILFollowup", "TicketTask", "Reminder", "Profile", "RuleTicket",
         "Budget", "Project", "ProjectTask", "KnowbaseItem", "APIClient", "Item_DeviceSimcard", "Config"]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_with_every_wrong_value(place: Town, kind: str) -> None:
    names = [column.name for column in place.app.model.items[kind].columns if column.name != "id"]
    made = place.root.post(f"/{kind}", json={"input": {"name": f"base-{kind}", "content": "x"}})
    row = made.json()["id"] if made.status_code == 201 else 1
    for value in WRONG:
        many = [{"name": "n", "content": "c", name: value} for name in names]
        for method, sent in (("POST", many), ("PUT", [{"id": row, name: value} for name in names])):
            answer = place.root.request(method, f"/{kind}", content=json.dumps({"input": sent}), headers=JSON)
            assert answer.status_code in {200, 201, 207, 400}, (method, value, answer.text[:500])
            assert "X-Evil" not in answer.headers
    assert place.root.get("/getActiveProfile").status_code == 200


@pytest.mark.parametrize("field", ["name", "comment", "serial"])
def test_sql_and_html_are_texts(place: Town, field: str) -> None:
    id = place.add("Computer", {"name": "x", field: HOSTILE})
    shown = place.root.get(f"/Computer/{id}", headers={"X-GLPI-Sanitized-Content": "false"})
    assert shown.json()[field].replace("&#38;", "&") == HOSTILE.replace("&#38;", "&")
    assert "<script>" not in place.root.get(f"/Computer/{id}?with_logs=1").text
    assert "<script>" not in place.root.get("/Computer?range=0-99&expand_dropdowns=1").text


@pytest.mark.parametrize("pattern", ["%" * 3000, "a%" * 3000, "^" + "_%" * 5000, "%_" * 3000 + "b", "!" * 3000])
def test_patterns_do_not_explode(place: Town, pattern: str) -> None:
    place.add("Computer", {"name": "a" * 255, "comment": "a" * 20_000})
    started = time.process_time()
    for field in ("name", "comment", "all"):
        assert place.root.get("/Computer", params={f"searchText[{field}]": pattern}).status_code < 500
    assert time.process_time() - started < 3


def test_tokens_behind_a_forgotten_question_mark_stay_out_of_the_log(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    app = build(Settings(data=tmp_path / "data", demo=True))
    with closing(app), closing(connect(app)) as stranger:
        answer = stranger.get("/initSession&user_token=TOPSECRET")
        assert answer.status_code == 401
        assert "TOPSECRET" not in answer.text + str(answer.headers)
    written = capfd.readouterr().err
    assert "/apirest.php/initSession" in written
    assert "TOPSECRET" not in written


@pytest.mark.parametrize("spelling", ["u-tech", "U-TECH", " u-tech", "u-tech "])
def test_a_login_has_one_count_of_failures_however_it_is_spelled(place: Town, spelling: str) -> None:
    with closing(connect(place.app, ip="127.0.0.1")) as stranger:
        for guess in range(6):
            assert stranger.get("/initSession", auth=(spelling, f"wrong-{guess}")).status_code == 401
        headers = {
            "X-Forwarded-For": "10.9.8.7",
            "X-Real-IP": "10.9.8.7",
            "Forwarded": "for=10.9.8.7",
            "Client-IP": "10.9.8.7",
        }
        assert stranger.get("/initSession", auth=("u-tech", PASSWORD), headers=headers).status_code == 401


def test_a_killed_session_is_dead_and_a_chosen_token_never_lives(place: Town) -> None:
    with closing(connect(place.app, "u-observer", PASSWORD)) as person:
        token = person.headers["Session-Token"]
        assert person.get("/killSession").json() is True
        for sent in (token, f" {token} ", token.upper()):
            assert person.get("/getMyProfiles", headers={"Session-Token": sent}).status_code == 401
        wished = {"Session-Token": "0" * 26}
        answer = person.get(
            "/initSession", auth=("u-observer", PASSWORD), headers=wished, params={"session_token": "0" * 26}
        )
        assert answer.json()["session_token"] != "0" * 26
        assert person.get("/getMyProfiles", headers=wished).status_code == 401


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.txt", "..\\..\\x.txt", "a/b.txt", "CON.txt", "😀.txt", "\u202egpj.txt", 'a"; x=".txt']
)
def test_names_of_files_are_names_only(place: Town, name: str) -> None:
    manifest = (None, json.dumps({"input": {"name": "d", "_filename": [name]}}), "application/json")
    sent = {"uploadManifest": manifest, "filename[0]": (name, b"<script>alert(1)</script>", "image/png")}
    answer = place.root.post("/Document", files=sent)
    assert answer.status_code == 201, answer.text
    row = place.root.get(f"/Document/{answer.json()['id']}").json()
    assert "/" not in row["filename"]
    assert "\\" not in row["filename"]
    assert row["mime"] == "text/plain"
    got = place.root.get(f"/Document/{answer.json()['id']}?alt=media")
    assert got.headers["Content-Disposition"].startswith("attachment;")
    assert got.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["a.html", "a.svg", "a.php", ".htaccess", "nul"])
def test_what_a_browser_would_run_is_never_shown_inline(place: Town, name: str) -> None:
    manifest = (None, json.dumps({"input": {"name": "d"}}), "application/json")
    answer = place.root.post(
        "/Document", files={"uploadManifest": manifest, "filename[0]": (name, b"<script>", "image/png")}
    )
    got = place.root.get(f"/Document/{answer.json()['id']}?alt=media")
    assert got.status_code == 404 or got.headers["Content-Disposition"].startswith("attachment;")


@pytest.mark.parametrize("cut", [10, 80, 150, 220, 300])
def test_multipart_that_ends_early(place: Town, cut: int) -> None:
    manifest = (None, json.dumps({"input": {"name": "cut"}}), "application/json")
    whole = place.root.build_request(
        "POST", "/Document", files={"uploadManifest": manifest, "filename[0]": ("a.txt", b"x" * 99)}
    )
    body = whole.read()[:cut]
    answer = place.root.post("/Document", content=body, headers={"Content-Type": whole.headers["Content-Type"]})
    assert answer.status_code == 400, answer.text
    assert place.root.get("/Document?searchText[name]=^cut$").json() == []
    assert list((place.app.settings.data / "tmp").glob("*")) == []


def test_large_bodies_are_not_read_for_strangers(place: Town) -> None:
    body = b'{"login": "' + b"x" * 1_100_000 + b'"}'
    how = {"content": body, "headers": {"Content-Type": "application/json"}}
    stranger = connect(place.app)
    refused = stranger.post("/initSession", **how)
    assert (refused.status_code, refused.json()[0]) == (413, "ERROR")
    how["headers"] = {**how["headers"], "Session-Token": "made-up"}
    assert stranger.post("/Computer", **how).json()[0] == "ERROR_SESSION_TOKEN_INVALID"
