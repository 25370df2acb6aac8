"""CORS headers: pages of other origins may call the API."""

from __future__ import annotations

import falcon

_METHODS = "PUT, PATCH, GET, POST, DELETE, OPTIONS"
_HEADERS = (
    "origin, content-type, accept, session-token, authorization, app-token, x-glpi-sanitized-content, steward-dialect"
)
_EXPOSED = "content-type, content-range, accept-range"


def allow_origins(req: falcon.Request, resp: falcon.Response) -> None:
    """Set what the request asks for; a preflight (OPTIONS) gets the lists as well."""
    if req.env.get("HTTP_ORIGIN"):
        resp.set_header("Access-Control-Allow-Origin", "*")
    if req.method in {"GET", "OPTIONS"}:
        resp.set_header("Access-Control-Expose-Headers", _EXPOSED)
    if req.method == "OPTIONS":
        if req.get_header("Access-Control-Request-Method"):
            resp.set_header("Access-Control-Allow-Methods", _METHODS)
        if req.get_header("Access-Control-Request-Headers"):
            resp.set_header("Access-Control-Allow-Headers", _HEADERS)
