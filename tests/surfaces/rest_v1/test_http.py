"""Addresses, methods, headers, the order of errors, and the page at the API's own address."""

from __future__ import annotations

from typing import Any

import pytest

from surfaces.rest_v1.conftest import Api, Opener, unique

JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(
    "entry", ["/apirest.php", "/api", "/api/v1", "/apirest.php/v1", "/api.php/v1", "/apirest.php/api"]
)
def test_all_entry_points_lead_to_the_same_place(api: Api, entry: str) -> None:
    assert api.get("User/2", entry=entry)["name"] == "glpi"


def test_slashes_and_case_of_item_types_do_not_matter(api: Api) -> None:
    for path in ("User//2", "User/2/", "/user/2", "USER/2"):
        answer = api("GET", path)
        assert answer.json()["id"] == 2
    assert "User 1000" in api("GET", "user").headers["Accept-Range"]
    assert api("GET", "getmyprofiles").json()[0] == "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"


@pytest.mark.parametrize(
    ("path", "status"), [("User/2.9", 200), ("User/2e0", 200), ("User/0", 404), ("User/-1", 404), ("User/9" * 1, 404)]
)
def test_ids_are_numbers_as_php_reads_them(api: Api, path: str, status: int) -> None:
    assert api("GET", path).status_code == status


def test_what_is_no_number_means_the_collection(api: Api) -> None:
    assert isinstance(api.get("User/abc"), list)


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "HEAD", "PURGE", "TRACE"])
def test_fixed_endpoints_take_any_method(api: Api, method: str) -> None:
    assert api(method, "getMyEntities").status_code == 200


def test_head_and_unknown_methods_read(api: Api) -> None:
    head = api("HEAD", "User/2")
    assert (head.status_code, head.content) == (200, b"")
    assert api("BREW", "User/2").json()["id"] == 2


def test_preflight_requests_are_answered_without_login(api: Api) -> None:
    asking = {
        "Origin": "http://example.org",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "session-token",
    }
    answer = api("OPTIONS", "Computer", user=None, headers=asking)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "PATCH" in answer.headers["Access-Control-Allow-Methods"]
    assert "app-token" in answer.headers["Access-Control-Allow-Headers"]


def test_other_origins_may_read(api: Api) -> None:
    answer = api("GET", "User/2", headers={"Origin": "http://example.org"})
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Expose-Headers"] == "content-type, content-range, accept-range"
    assert "Access-Control-Allow-Origin" not in api("GET", "User/2").headers
    assert "Access-Control-Expose-Headers" not in api("HEAD", "User/2").headers


def test_answers_are_json_that_nobody_keeps(api: Api) -> None:
    headers = api("GET", "User/2").headers
    assert headers["Content-Type"] == "application/json; charset=UTF-8"
    assert headers["Cache-Control"] == "no-store, no-cache, must-revalidate"
    assert headers["Pragma"] == "no-cache"
    assert headers["Expires"] == "Mon, 26 Jul 1997 05:00:00 GMT"
    assert "Set-Cookie" not in headers
    assert "ETag" not in headers


def test_text_leaves_as_utf_8_without_escapes(api: Api) -> None:
    id = api.add("Computer", name="é/漢 😀")
    assert 'name":"é/漢 😀"'.encode() in api("GET", f"Computer/{id}").content


def test_debug_indents_and_keeps_the_rest(api: Api) -> None:
    plain, indented = api("GET", "User/2"), api("GET", "User/2?debug")
    assert indented.json() == plain.json()
    assert b"\n    " in indented.content
    assert indented.headers["Content-Type"] == plain.headers["Content-Type"]


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()[0]


def test_errors_come_in_the_documented_order(api: Api) -> None:
    wrong = {"Session-Token": "wrong"}
    broken = api("POST", "Nothing", user=None, content=b"{", headers={**wrong, **JSON})
    assert code(broken) == (400, "ERROR_JSON_PAYLOAD_INVALID")
    app_token = api("GET", "Nothing", user=None, headers={**wrong, "App-Token": "x"})
    assert code(app_token) == (400, "ERROR_WRONG_APP_TOKEN_PARAMETER")
    assert code(api("GET", "Nothing", user=None)) == (400, "ERROR_SESSION_TOKEN_MISSING")
    assert code(api("GET", "Nothing", user=None, headers=wrong)) == (401, "ERROR_SESSION_TOKEN_INVALID")
    assert code(api("GET", "Nothing")) == (400, "ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM")
    assert code(api("GET", "Location/999999", user="tech")) == (404, "ERROR_ITEM_NOT_FOUND")
    assert code(api("GET", "Location?range=x", user="tech")) == (403, "ERROR_RIGHT_MISSING")
    assert code(api("GET", "Location?range=x")) == (400, "ERROR")


def test_errors_name_the_page_that_explains_them(api: Api) -> None:
    text = api("GET", "Nothing").json()[1]
    assert text.endswith(
        "view documentation in your browser at http://server.test/api/#ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"
    )
    page = api("GET", "", user=None)
    assert page.headers["Content-Type"] == "text/html; charset=UTF-8"
    assert page.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert 'id="ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM"' in page.text


def test_programs_get_the_page_as_markdown(api: Api) -> None:
    answer = api("GET", "", user=None, headers=JSON)
    assert answer.text.startswith("# ")
    assert answer.headers["Content-Type"] == "text/html; charset=UTF-8"


def test_a_forged_host_cannot_write_into_the_page(api: Api) -> None:
    answer = api("GET", "", user=None, headers={"Host": "x<script>alert(1)</script>"})
    assert "<script>" not in answer.text


def test_the_public_address_of_the_settings_wins(opened: Opener) -> None:
    api = opened(base_url="https://desk.example/")
    assert (
        api("POST", "Computer", {"input": {"name": "x"}})
        .headers["Location"]
        .startswith("https://desk.example/api/Computer/")
    )


def test_trusted_proxies_say_what_address_the_caller_sees(opened: Opener) -> None:
    told = {"X-Forwarded-For": "127.0.0.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "desk.example"}
    api = opened(trusted_proxies=("127.0.0.1/32",))
    api("PUT", "APIClient/1", {"input": {"ipv4_range_end": "127.0.0.255"}})
    assert api.get("User/2", headers=told)["links"][0]["href"].startswith("https://desk.example/api/")
    assert opened().get("User/2", headers=told)["links"][0]["href"].startswith("http://server.test/api/")


def test_texts_are_encoded_unless_the_header_says_otherwise(api: Api) -> None:
    name = f"{unique()} <b>R&D</b>"
    id = api.add("Computer", name=name, comment="&#60;i&#62;")
    encoded = name.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")
    assert api.get(f"Computer/{id}")["name"] == encoded
    assert api.get(f"Computer/{id}")["comment"] == "&#60;i&#62;"
    for value in ("true", "1", "on", "yes"):
        assert api.get(f"Computer/{id}", headers={"X-GLPI-Sanitized-Content": value})["name"] == encoded
    for value in ("false", "0", "", "no", "nonsense"):
        plain = api.get(f"Computer/{id}?with_logs=1", headers={"X-GLPI-Sanitized-Content": value})
        assert (plain["name"], plain["comment"]) == (name, "<i>")


def test_writing_back_what_was_read_changes_nothing(api: Api) -> None:
    id = api.add("Computer", name=f"{unique()} <b>&</b>", comment="a & b &lt; c")
    read = api.get(f"Computer/{id}")
    answer = api("PUT", f"Computer/{id}", {"input": {"name": read["name"], "comment": read["comment"]}})
    assert answer.json() == [{str(id): True, "message": ""}]
    again = api.get(f"Computer/{id}")
    assert (again["name"], again["comment"]) == (read["name"], read["comment"])


def test_unknown_dialects_are_refused(api: Api) -> None:
    assert code(api("GET", "User/2", dialect="glpi-12")) == (400, "ERROR")


def test_a_path_with_an_ampersand_is_understood_as_a_query(api: Api) -> None:
    assert len(api.get("User&range=0-1&get_hateoas=false")) == 2
