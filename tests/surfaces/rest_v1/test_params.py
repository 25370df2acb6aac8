"""Parameters: PHP's notation, bodies by content type, limits, and what is not text."""

from __future__ import annotations

import base64
from typing import Any

import falcon
import falcon.testing
import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.params import gather, parse_json, parse_query
from steward.vocabulary.settings import Limits

LIMITS = Limits(query_string=4000, batch=100, json_depth=8, body=10_000)


def request(method: str = "GET", query: str = "", body: str | bytes = b"", **headers: str) -> falcon.Request:
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return falcon.testing.create_req(method=method, query_string=query, body=body, headers=names)


def params(*args: Any, **headers: str) -> dict[str, Any]:
    return gather(request(*args, **headers), LIMITS)


def refusal(*args: Any, **headers: str) -> ApiError:
    with pytest.raises(ApiError) as caught:
        params(*args, **headers)
    return caught.value


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {}),
        ("a=1&b=", {"a": "1", "b": ""}),
        ("debug", {"debug": ""}),
        ("a=1&a=2", {"a": "2"}),
        ("a+b=c+d%20e", {"a_b": "c d e"}),
        ("f[]=1&f[]=2", {"f": ["1", "2"]}),
        ("f[5]=1&f[2]=2", {"f": ["1", "2"]}),
        ("f%5Ba%5D=1&f%5Bb%5D%5Bc%5D=2", {"f": {"a": "1", "b": {"c": "2"}}}),
        ("c[0][field]=1&c[0][x][1][v]=2", {"c": [{"field": "1", "x": [{"v": "2"}]}]}),
        ("f[=1", {"f_": "1"}),
        ("f=1&f[a]=2", {"f": {"a": "2"}}),
        ("x=é", {"x": "é"}),
        ("x=%C3%A9", {"x": "é"}),
        ("&&=3&", {}),
    ],
)
def test_query_strings_are_read_as_php_reads_them(query: str, found: dict[str, Any]) -> None:
    raw = query.encode().decode("latin-1")
    assert parse_query(raw, LIMITS) == found


def test_only_whole_top_level_words_become_booleans() -> None:
    found = params("GET", "a=true&b=false&c=TRUE&d[x]=true")
    assert found == {"a": True, "b": False, "c": "TRUE", "d": {"x": "true"}}


def test_the_body_wins_over_the_query_and_headers_over_both() -> None:
    found = params(
        "POST",
        "range=1&session_token=query",
        '{"range": "2", "session_token": "body"}',
        Content_Type="application/json; charset=utf-8",
        Session_Token="header",
    )
    assert found == {"range": "2", "session_token": "header"}


@pytest.mark.parametrize("kind", ["application/json", ""])
def test_bodies_without_content_type_are_json(kind: str) -> None:
    assert params("POST", "", '{"input": {"name": "x"}}', Content_Type=kind) == {"input": {"name": "x"}}


@pytest.mark.parametrize("kind", ["text/plain", "application/xml", "Application/JSON"])
def test_other_content_types_are_not_read(kind: str) -> None:
    assert params("POST", "", '{"input": {}}', Content_Type=kind) == {}


def test_forms_are_read_like_query_strings() -> None:
    kind = "application/x-www-form-urlencoded"
    assert params("PUT", "", "input[name]=a%26b&input[n][]=1", Content_Type=kind) == {
        "input": {"name": "a&b", "n": ["1"]}
    }


@pytest.mark.parametrize("body", ["", "   \n", "[]", "0", "null", '"text"', "[1, 2]", "{}"])
def test_json_that_is_no_object_says_nothing(body: str) -> None:
    assert params("POST", "", body, Content_Type="application/json") == {}


@pytest.mark.parametrize(
    "body", [b"{bad", b"[1,2", b'{"a": "\xff"}', b"\xef\xbb\xbf{}", b'{"a": 1e999}', b'"\\ud800"', b"NaN"]
)
def test_broken_json_is_an_error(body: bytes) -> None:
    error = refusal("POST", "", body, Content_Type="application/json")
    assert (error.code, error.status) == ("ERROR_JSON_PAYLOAD_INVALID", 400)


def test_a_get_must_not_have_a_body() -> None:
    assert refusal("GET", "", "x", Content_Type="text/plain").code == "ERROR_JSON_PAYLOAD_FORBIDDEN"
    assert params("GET", "", " \n ", Content_Type="application/json") == {}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (lambda: refusal("GET", "x=" + "a" * 5000), "limit of 4000"),
        (lambda: refusal("GET", "&".join(["a=1"] * 200)), "limit of 100"),
        (lambda: refusal("GET", "a" + "[b]" * 20 + "=1"), "limit of 8 levels"),
        (lambda: refusal("POST", "", "[" * 9 + "]" * 9, Content_Type="application/json"), "limit of 8 levels"),
        (lambda: refusal("POST", "", "[" * 5000 + "]" * 5000, Content_Type="application/json"), "limit of 8 levels"),
        (lambda: refusal("POST", "", "x" * 10_001, Content_Type="application/json"), "limit of 10000"),
    ],
)
def test_what_exceeds_a_limit_is_told(error: Any, said: str) -> None:
    problem = error()
    assert problem.code == "ERROR"
    assert said in problem.detail
    assert problem.status in {400, 413, 414}


def test_flat_json_with_many_objects_is_not_deep() -> None:
    rows = [{"id": n} for n in range(50)]
    assert parse_json(str(rows).replace("'", '"').encode(), LIMITS) == rows


@pytest.mark.parametrize(
    "given_to",
    [
        lambda: refusal("GET", "a=%00"),
        lambda: refusal("GET", "a%00b=1"),
        lambda: refusal("GET", "a=%ff"),
        lambda: refusal("POST", "", b'{"a": {"b": ["\\u0000"]}}', Content_Type="application/json"),
        lambda: refusal("POST", "", b"a=%e9", Content_Type="application/x-www-form-urlencoded"),
    ],
)
def test_what_is_no_text_is_refused(given_to: Any) -> None:
    assert given_to().status == 400


def test_an_escaped_backslash_is_no_nul() -> None:
    assert params("POST", "", rb'{"a": "\\u0000"}', Content_Type="application/json") == {"a": r"\u0000"}


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("Basic " + base64.b64encode(b"glpi:a:b").decode(), {"login": "glpi", "password": "a:b"}),
        ("basic " + base64.b64encode("é:ü".encode()).decode(), {"login": "é", "password": "ü"}),
        ("Basic " + base64.b64encode("é:ü".encode("latin-1")).decode(), {"login": "é", "password": "ü"}),
        ("user_token abc", {"user_token": "abc"}),
        ("user_token", {}),
        ("Basic !!!", {}),
        ("Basic", {}),
        ("Bearer abc", {}),
    ],
)
def test_authorization_becomes_parameters(header: str, found: dict[str, str]) -> None:
    assert params("GET", Authorization=header) == found


@given(st.dictionaries(st.text(st.characters(codec="ascii", categories=["L"]), min_size=1), st.text(), max_size=5))
def test_any_text_survives_a_query_string(values: dict[str, str]) -> None:
    values = {name: value.replace("\0", "") for name, value in values.items()}
    kept = {name: value for name, value in values.items() if not _has_surrogate(value)}
    query = "&".join(f"{name}={falcon.uri.encode_value(value)}" for name, value in kept.items())
    assert parse_query(query, Limits()) == kept


@given(st.text(max_size=300))
def test_no_query_string_breaks_the_parser(text: str) -> None:
    raw = text.encode("utf-8", "replace").decode("latin-1")
    try:
        parse_query(raw, LIMITS)
    except ApiError as error:
        assert error.status in {400, 414}


@given(st.binary(max_size=300))
def test_no_body_breaks_the_parser(body: bytes) -> None:
    try:
        parse_json(body, LIMITS)
    except ApiError as error:
        assert error.status == 400


def _has_surrogate(text: str) -> bool:
    return any("\ud800" <= c <= "\udfff" for c in text)
