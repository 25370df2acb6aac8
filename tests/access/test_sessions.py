"""Sessions: how long they last, what ends them, and that nothing acts later than the next request."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from access.conftest import HOME, Place
from steward.access import Session, SessionInvalid
from steward.engine.store.count import statements

HOUR = 3600


def login(place: Place, who: str = "tech") -> str:
    return place.access.login(login=who, password=who, ip=HOME)[0]


def is_dead(place: Place, token: str) -> bool:
    with pytest.raises(SessionInvalid) as invalid:
        place.enter(token)
    assert invalid.value.code == "ERROR_SESSION_TOKEN_INVALID"
    return True


def test_a_missing_token_is_not_an_unknown_one(place: Place) -> None:
    for token in ("", "  ", "\t"):
        with pytest.raises(SessionInvalid) as invalid:
            place.access.session(token)
        assert invalid.value.code == "ERROR_SESSION_TOKEN_MISSING"
    for token in ("nonsense", "bad token; with spaces", "\ud800", "0" * 5000):
        assert is_dead(place, token)


def test_blanks_around_a_token_do_not_count(place: Place) -> None:
    assert place.access.session(f" {login(place)}\n").actor.login == "tech"


def test_tokens_are_case_sensitive(place: Place) -> None:
    assert is_dead(place, login(place).upper())


def test_a_session_idles_out_to_the_second(place: Place) -> None:
    token, other = login(place), login(place)
    place.clock.pass_(HOUR)
    place.enter(token)
    place.clock.pass_(1)
    assert is_dead(place, other)
    place.clock.pass_(HOUR - 1)
    place.enter(token)
    place.clock.pass_(HOUR + 1)
    assert is_dead(place, token)


def test_idle_sessions_are_forgotten_when_somebody_logs_in(place: Place) -> None:
    login(place)
    place.clock.pass_(HOUR + 1)
    login(place)
    assert len(place.rows("steward_sessions", "token_hash")) == 1


def test_use_is_noted_once_a_minute(place: Place) -> None:
    token = login(place)
    (start,) = place.rows("steward_sessions", "last_used")
    for _ in range(59):
        place.clock.pass_(1)
        place.enter(token)
    assert place.rows("steward_sessions", "last_used") == [start]
    place.clock.pass_(1)
    place.enter(token)
    assert place.rows("steward_sessions", "last_used") == [(start[0] + 60,)]


def test_another_worker_sees_the_use(place: Place) -> None:
    token, other = login(place), place.again()
    place.clock.pass_(HOUR - 10)
    place.enter(token)
    place.clock.pass_(60)
    other.enter(token)


def test_wall_time_that_repeats_an_hour_neither_ends_nor_prolongs(place: Place) -> None:
    berlin = place.again(timezone="Europe/Berlin")
    berlin.clock.now = berlin.clock.now.replace(month=10, day=25, hour=2, minute=30)
    token = login(berlin)
    berlin.clock.now = berlin.clock.now.replace(minute=29, fold=1)
    berlin.enter(token)
    berlin.clock.now = berlin.clock.now.replace(hour=3, minute=30, fold=0)
    assert is_dead(berlin, token)


def test_a_request_costs_one_statement(place: Place) -> None:
    token = login(place)
    place.enter(token)
    statements.reset()
    place.enter(token)
    assert statements.value() == 1


def test_killing_ends_one_session_at_once(place: Place) -> None:
    token, other, elsewhere = login(place), login(place), place.again()
    elsewhere.enter(token)
    place.access.kill(place.enter(token))
    assert is_dead(place, token) and is_dead(elsewhere, token)
    assert place.enter(other).actor.login == "tech"


@pytest.mark.parametrize(
    "change", [{"is_active": 0}, {"is_deleted": 1}, {"password": "$2y$10$other"}, {"end_date": "2026-03-02 08:00:00"}]
)
def test_closing_an_account_or_changing_its_password_ends_its_sessions(place: Place, change: dict[str, object]) -> None:
    token, other = login(place), login(place, "normal")
    place.enter(token)
    place.update("user", 4, **change)
    assert is_dead(place, token)
    assert place.enter(other).actor.login == "normal"


def test_an_account_that_ends_today_ends_its_sessions_then(place: Place) -> None:
    place.update("user", 4, end_date="2026-03-02 09:00:10")
    token = login(place)
    place.clock.pass_(10)
    place.enter(token)
    place.clock.pass_(1)
    assert is_dead(place, token)


def test_purging_a_user_ends_their_sessions(place: Place) -> None:
    token = login(place)
    place.enter(token)
    place.delete("user", 4)
    assert is_dead(place, token)


def test_a_right_given_or_taken_acts_on_the_next_request(place: Place) -> None:
    token = login(place)
    assert not place.enter(token).actor.may("location", 1)
    (right,) = [
        id
        for id, profile, name in place.rows("glpi_profilerights", "id", "profiles_id", "name")
        if (profile, name) == (6, "location")
    ]
    place.update("right", right, rights=1)
    assert place.enter(token).actor.may("location", 1)
    place.update("right", right, rights=0)
    assert not place.enter(token).actor.may("location", 1)


def test_a_profile_taken_away_is_gone_on_the_next_request(place: Place) -> None:
    second = place.assign(4, 2, 0, True)
    token = login(place)
    assert place.enter(token).profile.name == "Observer"
    place.delete("profile_user", second)
    assert place.enter(token).profile.name == "Technician"
    place.delete("profile_user", 4)
    assert is_dead(place, token)


def test_a_changed_name_shows_in_history_at_once(place: Place) -> None:
    token = login(place)
    place.update("user", 4, realname="Doe", firstname="Jo")
    assert place.enter(token).actor.label == "Doe Jo (4)"
    place.configure(names_format="1")
    assert place.enter(token).actor.label == "Jo Doe (4)"


def test_groups_in_reach(place: Place) -> None:
    child = place.entity("child", 0)
    below, above, above_only = (
        place.insert("group", name=name, entities_id=entity, is_recursive=recursive)
        for name, entity, recursive in (("below", child, 0), ("above", 0, 1), ("above only", 0, 0))
    )
    user = place.user("jo", (6, child, False))
    for group in (below, above, above_only):
        place.insert("group_user", users_id=user, groups_id=group)
    session = place.access.login(login="jo", password="secret", ip=HOME)[1]
    assert session.actor.groups == (below, above)


def test_an_actor_is_built_once_while_nothing_changes(place: Place) -> None:
    token = login(place)
    assert place.enter(token).actor is place.enter(token).actor


def test_one_session_in_use_by_many_at_once(place: Place) -> None:
    """Nobody waits for anybody: all are inside at the same time."""
    token, together = login(place), threading.Barrier(4, timeout=10)

    def use() -> Session:
        together.wait()
        return place.enter(token)

    with ThreadPoolExecutor(4) as pool:
        found = [future.result() for future in [pool.submit(use) for _ in range(4)]]
    assert {session.actor.login for session in found} == {"tech"}


def test_reading_goes_on_while_a_write_is_under_way(place: Place) -> None:
    token, inside, done = login(place), threading.Event(), threading.Event()

    def slow(_: object) -> bool:
        inside.set()
        return done.wait(10)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(place.store.write, slow)
        assert inside.wait(10)
        assert place.enter(token).actor.login == "tech"
        done.set()
        assert writing.result()


def test_many_sessions_do_not_fill_memory(place: Place) -> None:
    tokens = [login(place) for _ in range(3)]
    assert [place.enter(token).actor.login for token in tokens] == ["tech"] * 3
    assert len({place.enter(token).key for token in tokens}) == 3


def test_no_secret_is_stored_in_the_clear(place: Place) -> None:
    """Every byte of the store, its journal included, is searched for every secret that was in play."""
    token, api_token = login(place), place.access.new_api_token(4)
    place.access.login(user_token=api_token, ip=HOME)
    app_token = "a" * 20 + "Zz" * 10
    secrets = (token, api_token, app_token, "tech-secret")
    place.insert("apiclient", name="c", is_active=1, app_token=place.services.digest_token(app_token))
    place.user("jo", (6, 0, True), password="tech-secret")
    place.access.login(login="jo", password="tech-secret", ip=HOME)
    place.enter(token)
    file = place.settings.data / "steward.sqlite"
    place.store.close()
    stored = file.read_bytes() + b"".join(extra.read_bytes() for extra in file.parent.glob("steward.sqlite-*"))
    assert [secret for secret in secrets if secret.encode() in stored] == []


def test_a_session_holds_no_password_hash(place: Place) -> None:
    session = place.enter(login(place))
    assert session.person.password is None and "argon2" not in repr(session)
