"""What an administrator writes through the engine reaches open sessions with their next request, in every worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from access.conftest import HOME, Place
from steward.access import AccessDenied, Session, SessionInvalid
from steward.engine.actor import SYSTEM
from steward.engine.command import Command, Verb


def write(place: Place, verb: Verb, role: str, id: int | None = None, values: Mapping[str, Any] | None = None) -> int:
    command = Command(verb, place.model.role(role).name, id, values or {}, force=verb is Verb.PURGE)
    (outcome,) = place.engine.execute(SYSTEM, [command])
    assert outcome.ok, outcome
    return outcome.id or 0


class Watch:
    """An open session of a user, seen by this worker and another."""

    def __init__(self, place: Place, login: str, password: str) -> None:
        self.workers = place, place.again()
        self.token, _ = place.access.login(login=login, password=password, ip=HOME)
        self.look()

    def look(self) -> Session:
        first, second = (worker.enter(self.token) for worker in self.workers)
        assert first.actor == second.actor
        return first

    def is_over(self) -> bool:
        for worker in self.workers:
            with pytest.raises(SessionInvalid):
                worker.enter(self.token)
        return True


@pytest.fixture
def user(place: Place) -> int:
    values = {"name": "jo", "password": "secret-1", "password2": "secret-1", "_profiles_id": 6, "_is_recursive": 1}
    return write(place, Verb.ADD, "user", values={**values, "_entities_id": 0})


@pytest.fixture
def watch(place: Place, user: int) -> Watch:
    return Watch(place, "jo", "secret-1")


def test_a_user_made_by_the_engine_can_log_in(watch: Watch, user: int) -> None:
    assert (watch.look().actor.user_id, watch.look().profile.name) == (user, "Technician")


@pytest.mark.parametrize(
    ("verb", "values"),
    [
        (Verb.UPDATE, {"is_active": 0}),
        (Verb.UPDATE, {"password": "other-22", "password2": "other-22"}),
        (Verb.DELETE, {}),
        (Verb.PURGE, {}),
    ],
)
def test_sessions_end(place: Place, watch: Watch, user: int, verb: Verb, values: dict[str, Any]) -> None:
    write(place, verb, "user", user, values)
    assert watch.is_over()


def test_other_changes_of_a_user_end_nothing(place: Place, watch: Watch, user: int) -> None:
    write(place, Verb.UPDATE, "user", user, {"realname": "Doe", "comment": "x"})
    assert watch.look().actor.label == f"Doe ({user})"


def test_rights_of_a_profile(place: Place, watch: Watch) -> None:
    assert not watch.look().actor.may("location", 1)
    write(place, Verb.UPDATE, "profile", 6, {"_location": 1})
    assert watch.look().actor.may("location", 1)


def test_assignments(place: Place, watch: Watch, user: int) -> None:
    second = write(place, Verb.ADD, "profile_user", values={"users_id": user, "profiles_id": 2, "entities_id": 0})
    assert [profile.name for profile in watch.look().profiles] == ["Observer", "Technician"]
    write(place, Verb.PURGE, "profile_user", second)
    assert [profile.name for profile in watch.look().profiles] == ["Technician"]


def test_entities(place: Place, watch: Watch) -> None:
    new = write(place, Verb.ADD, "entity", values={"name": "new", "entities_id": 0})
    assert watch.look().actor.entities == {0, new}
    write(place, Verb.UPDATE, "entity", new, {"name": "newer"})
    assert watch.look().tree.names[new] == "Root entity > newer"
    write(place, Verb.PURGE, "entity", new)
    assert watch.look().actor.entities == {0}


def test_groups(place: Place, watch: Watch, user: int) -> None:
    group = write(place, Verb.ADD, "group", values={"name": "g", "entities_id": 0})
    write(place, Verb.ADD, "group_user", values={"users_id": user, "groups_id": group})
    assert watch.look().actor.groups == (group,)
    write(place, Verb.PURGE, "group", group)
    assert watch.look().actor.groups == ()


def test_api_clients_and_their_tokens(place: Place, watch: Watch) -> None:
    write(place, Verb.UPDATE, "apiclient", 1, {"app_token": "a-token-that-is-long-enough"})
    for worker in watch.workers:
        with pytest.raises(AccessDenied):
            worker.enter(watch.token)
        assert worker.access.enter(HOME, "a-token-that-is-long-enough", watch.token)[0].id == 1


def test_settings(place: Place, watch: Watch) -> None:
    (id,) = [id for id, name in place.rows("glpi_configs", "id", "name") if name == "enable_api"]
    write(place, Verb.UPDATE, "config", id, {"value": "0"})
    for worker in watch.workers:
        with pytest.raises(AccessDenied):
            worker.enter(watch.token)
