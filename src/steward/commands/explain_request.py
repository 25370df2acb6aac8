"""`steward explain "search/Computer?…"`: the statements behind a GET request of v1, and the store's plan for each."""

from __future__ import annotations

from typing import Any

from steward.access import Access, SessionInvalid
from steward.access.services import Services
from steward.assemble import clock, load_model
from steward.commands.options import CommandError
from steward.commands.tracing import Traced, TracedStore
from steward.engine.actor import SYSTEM
from steward.engine.engine import Engine
from steward.engine.query import Denied, Missing
from steward.engine.store.open import open_store
from steward.surfaces.rest_v1.call import Call
from steward.surfaces.rest_v1.dialects import dialect_named
from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.params import parse_query
from steward.surfaces.rest_v1.path import segments_of
from steward.surfaces.rest_v1.routes import Routes
from steward.vocabulary.settings import Settings


class _AsSystem:
    """A session of nobody: the system's own, for which no row is hidden."""

    actor = SYSTEM


def explain_request(settings: Settings, request: str, session_token: str | None) -> list[str]:
    """Lines to print. Without a session token the system asks, and rights are no part of the statements."""
    store = TracedStore(open_store(load_model(), settings))
    try:
        engine = Engine(load_model(), store, clock(settings), Services(None, settings))
        access = Access(engine, settings, clock(settings))
        session: Any = access.session(session_token) if session_token else _AsSystem()
        store.found.clear()
        _answer(engine, access, settings, request, session)
        return [line for number, traced in enumerate(store.found, 1) for line in _lines(number, traced)]
    except SessionInvalid:
        raise CommandError("The session token opens nothing; it may have expired.") from None
    finally:
        store.close()


def _answer(engine: Engine, access: Access, settings: Settings, request: str, session: Any) -> None:
    path, _, query = request.partition("?")
    resource, *segments = segments_of("/apirest.php/" + path) or ("",)
    call = Call(
        engine=engine,
        access=access,
        settings=settings,
        method="GET",
        verb="GET",
        resource=resource,
        segments=tuple(segments),
        params=parse_query(query, settings.limits),
        ip="127.0.0.1",
        base="",
        dialect=dialect_named(settings.dialect),
        encodes=True,
        header=lambda name: None,
        session=session,
    )
    try:
        Routes(engine, settings).answer(call)
    except ApiError as error:
        raise CommandError(f"{error.code}: {error.detail}") from None
    except Missing:
        raise CommandError("There is no such item.") from None
    except Denied:
        raise CommandError("The session's user may not see that.") from None


def _lines(number: int, traced: Traced) -> list[str]:
    plan = [f"    {' '.join(str(cell) for cell in row)}" for row in traced.plan]
    return [f"{number}. {traced.sql}", "  plan:", *plan, ""]
