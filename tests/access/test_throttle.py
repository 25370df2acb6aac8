"""Guessing gets slower for the guesser, and for nobody else; no worker ever waits."""

from __future__ import annotations

import pytest

from access.conftest import HOME, Place
from steward.access import LoginFailed


def guess(place: Place, login: str = "tech", password: str = "bad", ip: str = HOME) -> str:
    with pytest.raises(LoginFailed) as failed:
        place.access.login(login=login, password=password, ip=ip)
    return failed.value.message


def fail(place: Place, times: int, **who: str) -> None:
    for _ in range(times):
        guess(place, **who)


def test_the_sixth_attempt_is_refused_early_with_the_same_words(place: Place) -> None:
    fail(place, 4)
    place.access.login(login="tech", password="tech", ip=HOME)
    fail(place, 5)
    before = place.services.checks
    assert guess(place, password="tech") == "Incorrect username or password"
    assert place.services.checks == before


def test_the_door_stays_shut_twice_as_long_each_time(place: Place) -> None:
    fail(place, 5)
    shut = []
    for _ in range(8):
        failed_at, before = place.clock.now, place.services.checks
        while place.services.checks == before:
            place.clock.pass_(1)
            guess(place)
        shut.append((place.clock.now - failed_at).seconds)
    assert shut == [9, 18, 36, 72, 144, 288, 300, 300]


def test_waiting_helps_the_right_password(place: Place) -> None:
    fail(place, 5)
    place.clock.pass_(9)
    place.access.login(login="tech", password="tech", ip=HOME)
    fail(place, 4)
    place.access.login(login="tech", password="tech", ip=HOME)


def test_two_quiet_windows_forget_everything(place: Place) -> None:
    fail(place, 5)
    place.clock.pass_(601)
    fail(place, 4)
    place.access.login(login="tech", password="tech", ip=HOME)
    place.clock.pass_(601)
    guess(place, login="another")
    assert len(place.rows("steward_login_failures", "key_hash")) == 1


def test_other_logins_and_other_addresses_are_not_touched(place: Place) -> None:
    fail(place, 5)
    place.access.login(login="normal", password="normal", ip=HOME)
    place.access.login(login="tech", password="tech", ip="10.0.0.7")
    place.access.login(user_token=place.access.new_api_token(4), ip=HOME)


def test_spelling_the_login_otherwise_is_no_way_around(place: Place) -> None:
    for login in ("tech", "Tech", "TECH", "tech ", "tEch"):
        guess(place, login=login)
    before = place.services.checks
    guess(place, login="tecH", password="tech")
    assert place.services.checks == before


def test_all_workers_know(place: Place) -> None:
    fail(place, 5)
    other = place.again()
    guess(other, password="tech")
    assert other.services.checks == 0


def test_what_was_typed_is_not_kept(place: Place) -> None:
    guess(place, login="hunter2")
    assert "hunter2" not in repr(place.rows("steward_login_failures", "key_hash"))
