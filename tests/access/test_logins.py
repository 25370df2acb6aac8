"""Who gets in, who does not, and that the refusals cannot be told apart by what they cost."""

from __future__ import annotations

import bcrypt
import pytest

from access.conftest import HOME, Place
from steward.access import LoginFailed
from steward.access.passwords import Passwords
from steward.access.tokens import digest
from steward.vocabulary.settings import Settings


def refusal(place: Place, **credentials: str) -> tuple[str, str]:
    with pytest.raises(LoginFailed) as failed:
        place.access.login(ip=HOME, **credentials)
    return failed.value.code, failed.value.message


WRONG = ("ERROR_GLPI_LOGIN", "Incorrect username or password")
CLOSED = (
    "ERROR_GLPI_LOGIN",
    "You don't have access to this application because your account was deactivated or removed",
)
BAD_TOKEN = ("ERROR_GLPI_LOGIN_USER_TOKEN", "")
MISSING = ("ERROR_LOGIN_PARAMETERS_MISSING", "")


def test_a_password_opens_a_session(place: Place) -> None:
    token, session = place.access.login(login="tech", password="tech", ip=HOME)
    assert len(token) >= 26 and set(token) <= set("0123456789abcdefghijklmnopqrstuv")
    assert (session.actor.user_id, session.actor.login, session.actor.label) == (4, "tech", "tech (4)")
    assert place.enter(token).actor == session.actor


def test_logins_ignore_case_and_passwords_do_not(place: Place) -> None:
    place.access.login(login="TECH", password="tech", ip=HOME)
    assert refusal(place, login="tech", password="TECH") == WRONG


def test_the_last_login_is_noted_and_nothing_else_changes(place: Place) -> None:
    place.access.login(login="tech", password="tech", ip=HOME)
    assert place.row("glpi_users", 4, "last_login", "date_mod") == ("2026-03-02 09:00:00", None)
    (event,) = place.rows("glpi_events", "service", "message")
    assert event == ("login", f"tech logged in from {HOME}")


@pytest.mark.parametrize(
    ("credentials", "expected"),
    [
        ({}, MISSING),
        ({"login": "tech"}, MISSING),
        ({"password": "tech"}, MISSING),
        ({"login": "", "password": "", "user_token": ""}, MISSING),
        ({"login": "tech", "password": "bad"}, WRONG),
        ({"login": "nobody", "password": "bad"}, WRONG),
        ({"login": "glpi-system", "password": "bad"}, WRONG),
        ({"login": "tech\0", "password": "tech"}, WRONG),
        ({"login": "tech", "password": "\ud800"}, WRONG),
        ({"user_token": "bad"}, BAD_TOKEN),
        ({"user_token": "bad", "login": "tech"}, BAD_TOKEN),
    ],
)
def test_refusals(place: Place, credentials: dict[str, str], expected: tuple[str, str]) -> None:
    assert refusal(place, **credentials) == expected


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": 0},
        {"is_deleted": 1},
        {"end_date": "2026-03-02 08:59:59"},
        {"begin_date": "2026-03-02 09:00:01"},
    ],
)
def test_a_closed_account_is_told_only_to_who_knows_the_password(place: Place, change: dict[str, object]) -> None:
    place.update("user", 4, **change, api_token=digest("mine"))
    assert refusal(place, login="tech", password="tech") == CLOSED
    assert refusal(place, login="tech", password="bad") == WRONG
    assert refusal(place, user_token="mine") == BAD_TOKEN


def test_a_period_that_includes_now_is_open(place: Place) -> None:
    place.update("user", 4, begin_date="2026-03-02 09:00:00", end_date="2026-03-02 09:00:00")
    place.access.login(login="tech", password="tech", ip=HOME)


def test_nobody_connects_without_a_profile(place: Place) -> None:
    place.user("lost", api_token=digest("mine"))
    assert refusal(place, login="lost", password="secret") == ("ERROR_GLPI_LOGIN", "You don't have right to connect")
    assert refusal(place, user_token="mine") == BAD_TOKEN


def test_a_password_kept_elsewhere_is_no_password_here(place: Place) -> None:
    place.user("from-ldap", (6, 0, True), authtype=3)
    assert refusal(place, login="from-ldap", password="secret") == WRONG


def test_an_api_token_opens_a_session(place: Place) -> None:
    clear = place.access.new_api_token(4)
    token, session = place.access.login(user_token=clear, ip=HOME)
    assert session.actor.user_id == 4
    assert place.enter(token).actor.login == "tech"
    newer = place.access.new_api_token(4)
    assert refusal(place, user_token=clear) == BAD_TOKEN
    place.access.login(user_token=newer, ip=HOME)
    assert place.services.checks == 0


def test_a_wrong_api_token_leaves_the_password_its_chance(place: Place) -> None:
    assert place.access.login(user_token="bad", login="tech", password="tech", ip=HOME)[1].actor.login == "tech"


def test_credentials_can_be_switched_off(place: Place) -> None:
    place.configure(enable_api_login_credentials="0")
    assert refusal(place, login="tech", password="tech")[0] == "ERROR_LOGIN_WITH_CREDENTIALS_DISABLED"
    assert refusal(place, login="tech", password="tech", user_token="bad") == BAD_TOKEN
    assert place.access.login(user_token=place.access.new_api_token(4), ip=HOME)[1].actor.login == "tech"


def test_api_tokens_can_be_switched_off(place: Place) -> None:
    clear = place.access.new_api_token(4)
    place.configure(enable_api_login_external_token="0")
    assert refusal(place, user_token=clear) == BAD_TOKEN
    place.access.login(user_token=clear, login="tech", password="tech", ip=HOME)


def test_every_refused_password_costs_one_check_of_equal_cost(place: Place) -> None:
    """What a stopwatch could see, counted instead."""
    place.update("user", 5, is_active=0)
    for login in ("tech", "nobody", "glpi-system", "normal"):
        before = place.services.checks
        refusal(place, login=login, password="bad")
        assert place.services.checks == before + 1, login
    costs = {hashed.rsplit("$", 2)[0] for hashed in place.services.hashes}
    assert len(costs) == 1


def test_an_imported_hash_works_and_is_replaced(place: Place) -> None:
    imported = bcrypt.hashpw(b"secret", bcrypt.gensalt(4)).decode().replace("$2b$", "$2y$")
    id = place.user("imported", (6, 0, True))
    place.update("user", id, password=imported)
    first, _ = place.access.login(login="imported", password="secret", ip=HOME)
    (stored,) = place.row("glpi_users", id, "password")
    assert stored.startswith("$argon2id$")
    place.access.login(login="imported", password="secret", ip=HOME)
    assert place.row("glpi_users", id, "password") == (stored,)
    assert place.enter(first).actor.user_id == id


def test_a_dearer_cost_replaces_hashes_and_ends_no_session(place: Place) -> None:
    first, _ = place.access.login(login="tech", password="tech", ip=HOME)
    dearer = place.again(argon2_time=2)
    second, _ = dearer.access.login(login="tech", password="tech", ip=HOME)
    assert "t=2," in place.row("glpi_users", 4, "password")[0]
    place.bump("user")
    assert [place.enter(token).actor.login for token in (first, second)] == ["tech", "tech"]


def test_long_passwords_do_not_break_imported_hashes() -> None:
    passwords = Passwords(Settings(argon2_time=1, argon2_memory=8))
    imported = bcrypt.hashpw(b"x" * 72, bcrypt.gensalt(4)).decode()
    assert passwords.verify("x" * 100, imported)
    assert not passwords.verify("y" * 100, imported)
    assert not passwords.verify("anything", "$2y$broken")
    assert not passwords.verify("anything", "5f4dcc3b5aa765d61d8327deb882cf99")


def test_a_password_is_looked_for_where_the_caller_says(place: Place) -> None:
    place.access.login(login="tech", password="tech", ip=HOME, source="local")
    assert refusal(place, login="tech", password="tech", source="ldap-1") == WRONG
    assert place.services.checks == 2
