"""The way of a request through v1: parse, admit, authenticate, then the endpoint; errors come first in this order."""

from __future__ import annotations

import traceback
from typing import Any

import falcon
import msgspec
import structlog

from steward.access import Access
from steward.access.clients import AccessDenied
from steward.access.sessions import SessionInvalid
from steward.engine.engine import Engine
from steward.engine.query import Denied, Missing
from steward.engine.store.port import Unavailable
from steward.surfaces.rest_v1.call import NOTHING, Answer, Call, filtered
from steward.surfaces.rest_v1.cors import allow_origins
from steward.surfaces.rest_v1.dialects import Dialect, dialect_named
from steward.surfaces.rest_v1.documentation import inline_documentation
from steward.surfaces.rest_v1.errors import ApiError, refused
from steward.surfaces.rest_v1.params import gather, header_params, is_large, is_multipart, parse_query
from steward.surfaces.rest_v1.path import segments_of
from steward.surfaces.rest_v1.routes import Routes
from steward.surfaces.rest_v1.text import encode_all
from steward.vocabulary.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger("steward.rest_v1")

_JSON = msgspec.json.Encoder()
_JSON_TYPE = "application/json; charset=UTF-8"
_METHODS = {"GET": "GET", "POST": "POST", "PUT": "PUT", "PATCH": "PUT", "DELETE": "DELETE"}
_WITHOUT_SESSION = frozenset({"initSession", "lostPassword", ""})
_ANY_CLIENT = frozenset({"lostPassword", ""})
_FRESH = {
    "Pragma": "no-cache",
    "Cache-Control": "no-store, no-cache, must-revalidate",
    "Expires": "Mon, 26 Jul 1997 05:00:00 GMT",
}


class RestV1:
    """The Falcon sink of v1."""

    def __init__(self, engine: Engine, access: Access, settings: Settings) -> None:
        self._engine, self._access, self._settings = engine, access, settings
        self._routes = Routes(engine, settings)
        self._default_dialect = dialect_named(settings.dialect)
        self._base = settings.base_url.rstrip("/") + "/api" if settings.base_url else None

    def __call__(self, req: falcon.Request, resp: falcon.Response, **_: object) -> None:
        allow_origins(req, resp)
        if req.method == "OPTIONS":
            resp.content_type = "text/html; charset=UTF-8"
            return
        call = self._call(req)
        try:
            answer = self._answer(req, call)
        except Exception as problem:
            answer = self._error_answer(req, call, problem)
        finally:
            if call.uploads:
                self._routes.uploads.discard(call.uploads)
                self._routes.uploads.forget_old()
        self._send(req, resp, call, answer)

    def _call(self, req: falcon.Request) -> Call:
        """The call with what needs no body, so that even errors of the body are told in the right words."""
        segments = segments_of(req.path)
        sanitized = req.env.get("HTTP_X_GLPI_SANITIZED_CONTENT")
        return Call(
            engine=self._engine,
            access=self._access,
            settings=self._settings,
            method=_METHODS.get(req.method, "GET"),
            verb=req.method,
            resource=segments[0] if segments else "",
            segments=segments[1:],
            params={},
            ip=req.context.client_ip,
            base=self._base or _own_address(req),
            dialect=self._default_dialect,
            encodes=True if sanitized is None else filtered(sanitized),
            header=req.get_header,
        )

    def _answer(self, req: falcon.Request, call: Call) -> Answer:
        mark = req.context.mark
        if is_large(req, self._settings.limits):
            self._prove(req, call)
        call.params = gather(req, self._settings.limits)
        mark("parse")
        self._admit(req, call)
        mark("session")
        if call.resource == "":
            return inline_documentation(call)
        if is_multipart(req):
            self._receive(req, call)
        answer = self._routes.answer(call)
        mark("answer")
        return answer

    def _prove(self, req: falcon.Request, call: Call) -> None:
        """Reading a large body costs seconds of work: only somebody whose session is shown beside it may ask for that."""
        shown = {**parse_query(req.query_string, self._settings.limits), **header_params(req)}
        token, app_token = (str(shown.get(name, "")) for name in ("session_token", "app_token"))
        if not token:
            most = self._settings.limits.body_without_session
            raise refused(f"A request body of more than {most} bytes needs the session token in a header.", 413)
        self._access.enter(call.ip, app_token, token)

    def _admit(self, req: falcon.Request, call: Call) -> None:
        """API enabled, address, App-Token and session, each only where the endpoint asks for it; then the dialect."""
        asked = req.env.get("HTTP_STEWARD_DIALECT")
        if asked is not None:
            call.dialect = dialect_named(asked)
        app_token, token = call.text("app_token"), call.text("session_token")
        if call.resource not in _WITHOUT_SESSION:
            call.client, call.session = self._access.enter(call.ip, app_token, token)
            req.context.user = call.session.actor.login
        elif call.resource in _ANY_CLIENT:
            self._access.admit(call.ip)
        else:
            call.client = self._access.admit(call.ip, app_token)
        if call.client is not None:
            if asked is None and call.client.dialect:
                call.dialect = _stored_dialect(call.client.dialect, self._default_dialect)
            if call.session is not None:
                self._access.log_call(call.client, call.resource, call.ip, call.session.actor.login)

    def _receive(self, req: falcon.Request, call: Call) -> None:
        manifest, call.uploads = self._routes.uploads.read(req)
        call.params = {**call.params, **manifest}

    def _error_answer(self, req: falcon.Request, call: Call, problem: Exception) -> Answer:
        error = self._told(call, problem)
        if error is None:
            # The message may hold values of the request, passwords among them, so only its kind and place are logged.
            log.error("unexpected error", request_id=req.context.request_id, **_traced(problem))
            error = ApiError(
                "ERROR", f"An internal error occurred. Request {req.context.request_id}.", status=500, link=False
            )
        return Answer(error.body(call.base), error.status)

    def _told(self, call: Call, problem: Exception) -> ApiError | None:
        """The error of v1 that an expected exception stands for."""
        if isinstance(problem, ApiError):
            return problem
        if isinstance(problem, falcon.HTTPError):  # a header that says nothing sensible
            return refused(str(problem.description or problem.title), problem.status_code)
        if isinstance(problem, Missing):
            return ApiError("ERROR_ITEM_NOT_FOUND")
        if isinstance(problem, Denied):
            return ApiError("ERROR_RIGHT_MISSING", status=call.dialect.right_missing_status)
        if isinstance(problem, AccessDenied):
            link = False if problem.code == "ERROR" else None
            return ApiError(problem.code, problem.detail, status=problem.status, link=link)
        if isinstance(problem, SessionInvalid):
            return ApiError(problem.code)
        if isinstance(problem, Unavailable):
            log.error("the store is unavailable", reason=str(problem))
            return ApiError("ERROR", "The database does not answer; try again later.", status=503, link=False)
        return None

    def _send(self, req: falcon.Request, resp: falcon.Response, call: Call, answer: Answer) -> None:
        resp.status = answer.status
        for name, value in answer.headers.items():
            resp.set_header(name, value)
        if answer.raw is not None:
            resp.content_type = answer.content_type
            if isinstance(answer.raw, bytes):
                resp.data = answer.raw
            else:
                resp.set_stream(answer.raw, answer.length or 0)
            return
        if answer.body is NOTHING:
            resp.content_type = answer.content_type
            return
        for name, value in _FRESH.items():
            resp.set_header(name, value)
        resp.content_type = _JSON_TYPE
        resp.data = _json(call, answer)


def _json(call: Call, answer: Answer) -> bytes:
    data = _JSON.encode(answer.body)
    # Most answers hold no character that would have to be encoded; searching the bytes is far cheaper than a walk.
    if call.encodes and not answer.final and (b"&" in data or b"<" in data or b">" in data):
        data = _JSON.encode(encode_all(answer.body))
    return msgspec.json.format(data, indent=4) if "debug" in call.params else data


def _own_address(req: falcon.Request) -> str:
    """The API's address as the caller sees it; a proxy is believed where its word on the caller's address was."""
    if req.context.client_ip != req.remote_addr:
        return f"{req.forwarded_scheme}://{req.forwarded_host}/api"
    return f"{req.scheme}://{req.netloc}/api"


def _stored_dialect(name: str, fallback: Dialect) -> Dialect:
    try:
        return dialect_named(name)
    except ApiError:
        return fallback


def _traced(problem: BaseException) -> dict[str, Any]:
    """The kinds of an exception and its causes, and where the last one came from, innermost first."""
    # An error raised from itself is its own cause: following it without end would take all memory.
    chain = [problem]
    while (cause := problem.__cause__ or problem.__context__) is not None and cause not in chain:
        problem = cause
        chain.append(problem)
    kinds = [type(one).__name__ for one in chain]
    frames = traceback.extract_tb(problem.__traceback__)
    return {"kinds": kinds, "places": [f"{f.filename}:{f.lineno} {f.name}" for f in reversed(frames[-12:])]}


__all__ = ["RestV1"]
