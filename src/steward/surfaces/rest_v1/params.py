"""Parameters of a request: PHP-style query strings and forms, JSON bodies, and the headers that are parameters too."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from urllib.parse import unquote_to_bytes

import falcon
import msgspec

from steward.surfaces.rest_v1.errors import ApiError, refused
from steward.vocabulary.settings import Limits

_JSON = msgspec.json.Decoder()
_WORDS = {"true": True, "false": False}


def gather(req: falcon.Request, limits: Limits) -> dict[str, Any]:
    """All parameters of a request that is not multipart: query, then body, then headers; the later wins."""
    query = req.query_string
    if "&" in req.path:
        # An address with its question mark forgotten, as the GLPI 9 document itself has one.
        query = f"{req.path.partition('&')[2].encode().decode('latin-1')}&{query}"
    params = parse_query(query, limits)
    body = _body_params(req, limits)
    if body:
        params.update(body)
    for name, value in params.items():
        if isinstance(value, str) and value in _WORDS:
            params[name] = _WORDS[value]
    params.update(header_params(req))
    return params


def is_multipart(req: falcon.Request) -> bool:
    return (req.content_type or "").startswith("multipart/form-data")


def is_large(req: falcon.Request, limits: Limits) -> bool:
    """Whether the body is, or with a session may become, more than anybody needs to log in."""
    length = req.content_length if "CONTENT_LENGTH" in req.env else None
    if length is None:
        return "HTTP_TRANSFER_ENCODING" in req.env and _shows_session(req)
    return length > limits.body_without_session


def _shows_session(req: falcon.Request) -> bool:
    return "HTTP_SESSION_TOKEN" in req.env or "session_token=" in req.query_string


def _body_params(req: falcon.Request, limits: Limits) -> dict[str, Any]:
    if is_multipart(req):
        return {}
    body = read_body(req, limits)
    if req.method == "GET":
        if body.strip():
            raise ApiError("ERROR_JSON_PAYLOAD_FORBIDDEN")
        return {}
    kind = req.content_type
    # The reference compares the content type letter by letter; "Application/JSON" is not read there either.
    if not kind or kind.startswith("application/json"):
        found = parse_json(body, limits)
        return found if isinstance(found, dict) else {}
    if kind.startswith("application/x-www-form-urlencoded"):
        return parse_form(body, limits)
    return {}


def read_body(req: falcon.Request, limits: Limits) -> bytes:
    """The whole body, within the limit."""
    environ = req.env
    length = req.content_length if "CONTENT_LENGTH" in environ else None
    if length is None:
        if "chunked" not in environ.get("HTTP_TRANSFER_ENCODING", "").lower():
            return b""
        most = limits.body if _shows_session(req) else limits.body_without_session
        body: bytes = req.stream.read(most + 1)
        if len(body) > most:
            raise refused(f"The request body has more than the limit of {most} bytes.", 413)
        return body
    if length > limits.body:
        raise refused(f"The request body has {length} bytes, more than the limit of {limits.body}.", 413)
    return req.bounded_stream.read()


def parse_json(body: bytes, limits: Limits) -> Any:
    """The value of a JSON text; None when there is no text at all."""
    if not body.strip():
        return None
    try:
        found = _JSON.decode(body)
    except RecursionError:
        raise _too_deep(limits) from None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        raise ApiError("ERROR_JSON_PAYLOAD_INVALID") from None
    # Only a text with that many brackets can be that deep, so most bodies need no walk.
    if body.count(b"[") + body.count(b"{") > limits.json_depth and _deeper_than(found, limits.json_depth):
        raise _too_deep(limits)
    if b"\\u0000" in body and _holds_nul(found):
        raise _nul()
    return found


def _too_deep(limits: Limits) -> ApiError:
    return refused(f"The JSON payload is nested deeper than the limit of {limits.json_depth} levels.")


def _nul() -> ApiError:
    return refused("Parameters must not contain NUL characters.")


def _deeper_than(value: Any, levels: int) -> bool:
    if isinstance(value, dict):
        value = list(value.values())
    if not isinstance(value, list):
        return False
    return levels <= 0 or any(_deeper_than(inner, levels - 1) for inner in value if isinstance(inner, (dict, list)))


def _holds_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(inner) for key, inner in value.items())
    return isinstance(value, list) and any(_holds_nul(inner) for inner in value)


def parse_form(body: bytes, limits: Limits) -> dict[str, Any]:
    return _parse_pairs(body.decode("latin-1"), limits)


def parse_query(text: str, limits: Limits) -> dict[str, Any]:
    if not text:
        return {}
    if len(text) > limits.query_string:
        raise refused(f"The query string has {len(text)} bytes, more than the limit of {limits.query_string}.", 414)
    return _parse_pairs(text, limits)


def _parse_pairs(text: str, limits: Limits) -> dict[str, Any]:
    """`a=1&b[]=2&c[x][y]=3` as nested values; arrays whose keys are all numbers become lists."""
    pairs = text.split("&")
    if len(pairs) > limits.batch:
        raise refused(f"The request has {len(pairs)} parameters, more than the limit of {limits.batch}.")
    found = _Array()
    nested = False
    for pair in pairs:
        raw_name, _, raw_value = pair.partition("=")
        name = _decoded(raw_name).lstrip(" ")
        if not name:
            continue
        value = _decoded(raw_value)
        if "[" in name:
            nested = True
            _put(found, _keys(name, limits), value)
        else:
            found[_flat(name)] = value
    return {key: _listed(value) for key, value in found.items()} if nested else found


def _decoded(text: str) -> str:
    if "+" in text:
        text = text.replace("+", " ")
    if "%" in text or not text.isascii():
        try:
            text = unquote_to_bytes(text.encode("latin-1")).decode("utf-8")
        except (UnicodeDecodeError, UnicodeEncodeError):
            raise refused("The parameters are not valid UTF-8.") from None
    if "\0" in text:
        raise _nul()
    return text


def _flat(name: str) -> str:
    return name.replace(".", "_").replace(" ", "_")


def _keys(name: str, limits: Limits) -> list[str]:
    """`criteria[0][field]` as ["criteria", "0", "field"]; an empty key stands for the next number."""
    head, _, rest = name.partition("[")
    keys = [_flat(head)]
    while True:
        key, closed, rest = rest.partition("]")
        if not closed:
            break
        keys.append(key)
        if not rest.startswith("["):
            break
        rest = rest[1:]
    if len(keys) > limits.json_depth:
        raise refused(f"A parameter is nested deeper than the limit of {limits.json_depth} levels.")
    return keys if keys[0] and len(keys) > 1 else [_flat(name.replace("[", "_", 1))]


class _Array(dict[str, Any]):
    """An array under construction. `free` is the number that an empty key stands for: one more than any so far."""

    free = 0

    def key(self, wanted: str) -> str:
        if not wanted:
            wanted = str(self.free)
        if wanted.isdigit() and wanted.isascii() and len(wanted) < 10:
            self.free = max(self.free, int(wanted) + 1)
        return wanted


def _put(found: _Array, keys: list[str], value: str) -> None:
    node = found
    for wanted in keys[:-1]:
        key = node.key(wanted)
        inner = node.get(key)
        if not isinstance(inner, _Array):
            inner = node[key] = _Array()
        node = inner
    node[node.key(keys[-1])] = value


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(item) for key, item in value.items()}
    if all(key.isdigit() for key in inner):
        return list(inner.values())
    return inner


def header_params(req: falcon.Request) -> dict[str, Any]:
    """Session-Token, App-Token and Authorization as the parameters they stand for."""
    found: dict[str, Any] = {}
    header = req.env.get
    session, app, authorization = header("HTTP_SESSION_TOKEN"), header("HTTP_APP_TOKEN"), header("HTTP_AUTHORIZATION")
    if session is not None:
        found["session_token"] = session
    if app is not None:
        found["app_token"] = app
    if authorization:
        found.update(_credentials(authorization))
    return found


def _credentials(authorization: str) -> dict[str, str]:
    words = authorization.split()
    if "user_token" in authorization:
        return {"user_token": words[1]} if len(words) > 1 else {}
    if len(words) < 2 or words[0].lower() != "basic":
        return {}
    try:
        clear = base64.b64decode(words[1])
    except (binascii.Error, ValueError):
        return {}
    try:
        text = clear.decode("utf-8")
    except UnicodeDecodeError:
        text = clear.decode("latin-1")
    login, colon, password = text.partition(":")
    return {"login": login, "password": password} if colon and "\0" not in text else {}


__all__ = ["gather", "header_params", "is_multipart", "parse_form", "parse_json", "parse_query", "read_body"]
