"""The same life of a session on every store that answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from access.conftest import CHEAP, HOME, Clock, CountingServices, Place
from engine.store.stores import DIALECTS, fresh_address
from steward.access import Access, LoginFailed, SessionInvalid
from steward.access.tables import Tables, tables_of
from steward.engine.engine import Engine
from steward.engine.schema.tables import all_tables
from steward.engine.store.first import default_rows
from steward.engine.store.open import open_tables
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings

ALSO = ("glpi_events", "steward_outbox", "steward_versions")


@pytest.fixture(params=DIALECTS)
def anywhere(request: pytest.FixtureRequest, model: Model, tmp_path: Path) -> Iterator[Place]:
    """Only the tables that access needs: a whole schema takes a server many seconds."""
    special = {model.role(role).table for role in Tables.__dataclass_fields__ if role in model._by_role}
    tables = {n: t for n, t in all_tables(model).items() if n in special or n in ALSO or n.startswith("steward_")}
    settings, clock = Settings(data=tmp_path, session_idle=3600, **CHEAP), Clock()
    with fresh_address(request.param, tmp_path) as url, closing(open_tables(url, tables)) as store:
        for table, rows in default_rows("2026-01-01 00:00:00"):
            if table in tables:
                store.write(lambda tx, t=table, r=rows: tx.insert_many(t, r))
        services = CountingServices(settings)
        engine = Engine(model, store, clock, services)
        place = Place(model, store, settings, clock, services, engine, Access(engine, settings, clock))
        place.configure(enable_api="1", enable_api_login_credentials="1")
        yield place


def test_the_life_of_a_session(anywhere: Place) -> None:
    place = anywhere
    child = place.entity("child", 0)
    id = place.user("jo", (6, 0, True), (2, child, False))
    token, session = place.access.login(login="JO", password="secret", ip=HOME)
    assert (session.profile.id, session.actor.entities, session.actor.ancestors) == (2, {child}, {0})
    assert place.access.change_profile(session, 6)
    session = place.enter(token)
    assert session.actor.sees_all and session.actor.may("computer", 2)
    assert place.access.change_entities(session, child, False)
    assert place.enter(token).actor.entities == {child}
    place.clock.pass_(120)
    place.enter(token)
    place.update("user", id, realname="Doe")
    assert place.enter(token).actor.label == f"Doe ({id})"
    assert place.access.login(user_token=place.access.new_api_token(id), ip=HOME)[1].actor.user_id == id
    place.access.kill(place.enter(token))
    with pytest.raises(SessionInvalid):
        place.enter(token)


def test_guessing_is_throttled(anywhere: Place) -> None:
    place = anywhere
    place.user("jo", (6, 0, True))
    for _ in range(7):
        with pytest.raises(LoginFailed):
            place.access.login(login="jo", password="bad", ip=HOME)
    assert place.services.checks == 5
    place.clock.pass_(10)
    place.access.login(login="jo", password="secret", ip=HOME)
    assert place.rows("steward_login_failures", "key_hash") == []


def test_recovery_finds_the_address(anywhere: Place) -> None:
    place = anywhere
    id = place.user("jo", (6, 0, True))
    place.insert("email", users_id=id, email="Jo@example.org")
    place.access.recovery.ask("jo@example.org", HOME)
    assert len(place.rows("steward_outbox", "payload")) == 1
    assert place.access.recovery.mail_for({"email": "jo@example.org"}, place.access.configuration())
    assert tables_of(place.model, place.store).user.name == "glpi_users"
