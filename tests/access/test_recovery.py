"""A lost password: the same answer and the same work for everybody, one mail, one day, one use."""

from __future__ import annotations

import re

import pytest

from access.conftest import HOME, Place
from steward.access import LoginFailed, RecoveryRefused
from steward.connectors.mail import Mail, MailFailed, MemoryMailer
from steward.engine.store.count import statements
from steward.jobs.outbox import Outbox, compose_mail, sends

JO = "jo@example.org"


def deliver(place: Place) -> list[Mail]:
    mailer = MemoryMailer()
    compose = sends(mailer, lambda payload: place.access.recovery.mail_for(payload, place.access.configuration()))
    Outbox(place.store, place.clock, {"password_reset": compose}).deliver()
    return mailer.sent


def token_in(mail: Mail) -> str:
    found = re.search(r"password_forget_token=(\w+)", mail.text)
    assert found
    return found[1]


def ask(place: Place, email: str = JO, ip: str = HOME) -> list[Mail]:
    place.access.recovery.ask(email, ip)
    return deliver(place)


def reset(place: Place, token: str, password: str = "New-pass1", email: str = "") -> str:
    try:
        place.access.recovery.reset(token, password, email)
    except RecoveryRefused as refused:
        return refused.message
    return ""


@pytest.fixture
def jo(place: Place) -> int:
    id = place.user("jo", (6, 0, True), realname="Doe", firstname="Jo")
    place.insert("email", users_id=id, email=JO)
    return id


def test_from_asking_to_the_new_password(place: Place, jo: int) -> None:
    place.configure(url_base="https://help.example.org/")
    old, _ = place.access.login(login="jo", password="secret", ip=HOME)
    (mail,) = ask(place)
    assert (mail.to, mail.to_name, mail.sender) == (JO, "Doe Jo", "admsys@localhost")
    assert "https://help.example.org/front/lostpassword.php?" in mail.text
    assert place.rows("steward_outbox", "id") == []
    assert place.row("glpi_users", jo, "password_forget_token_date") == ("2026-03-02 09:00:00",)
    assert reset(place, token_in(mail), email=JO) == ""
    assert place.row("glpi_users", jo, "password_forget_token", "password_forget_token_date") == (None, None)
    place.access.login(login="jo", password="New-pass1", ip=HOME)
    with pytest.raises(LoginFailed):
        place.access.login(login="jo", password="secret", ip=HOME)
    with pytest.raises(Exception, match="ERROR_SESSION_TOKEN_INVALID"):
        place.enter(old)
    assert reset(place, token_in(mail)) == "The password reset token is unknown or has expired."


def test_asking_costs_the_same_for_known_and_unknown_addresses(place: Place, jo: int) -> None:
    costs = []
    for email in (JO, "nobody@example.org"):
        statements.reset()
        place.access.recovery.ask(email, HOME + email)
        costs.append(statements.value())
    assert costs[0] == costs[1] > 0


@pytest.mark.parametrize("email", ["nobody@example.org", "", "not-an-email", "a\0b", "\ud800", "%", "jo@example.or_"])
def test_unknown_addresses_get_no_mail(place: Place, jo: int, email: str) -> None:
    assert ask(place, email) == []
    assert place.rows("steward_outbox", "id") == []


@pytest.mark.parametrize(
    "change", [{"is_active": 0}, {"is_deleted": 1}, {"authtype": 3}, {"end_date": "2026-03-01 00:00:00"}]
)
def test_closed_and_foreign_accounts_get_no_mail(place: Place, jo: int, change: dict[str, object]) -> None:
    place.update("user", jo, **change)
    assert ask(place) == []


def test_an_address_of_two_active_users_is_nobody_s(place: Place, jo: int) -> None:
    other = place.user("other", (6, 0, True))
    place.insert("email", users_id=other, email=JO.upper())
    assert ask(place) == []
    place.update("user", other, is_active=0)
    assert len(ask(place)) == 1


def test_a_token_lives_for_a_day(place: Place, jo: int) -> None:
    (mail,) = ask(place)
    place.clock.pass_(24 * 3600 + 1)
    assert reset(place, token_in(mail)) != ""
    (newer,) = ask(place)
    place.clock.pass_(24 * 3600)
    assert reset(place, token_in(newer)) == ""


def test_only_the_newest_token_works(place: Place, jo: int) -> None:
    (first,), (second,) = ask(place), ask(place)
    assert reset(place, token_in(first)) != ""
    assert reset(place, token_in(second)) == ""


def test_a_token_is_bound_to_its_user(place: Place, jo: int) -> None:
    (mail,) = ask(place)
    assert reset(place, token_in(mail), email="other@example.org") != ""
    for wrong in (
        "",
        "x",
        token_in(mail).swapcase(),
        place.row("glpi_users", jo, "password_forget_token")[0],
        "\ud800",
    ):
        assert reset(place, wrong) != "", wrong
    place.update("user", jo, is_active=0)
    assert reset(place, token_in(mail)) == "The account is not active."


def test_the_password_rules_are_told_and_the_token_stays(place: Place, jo: int) -> None:
    place.configure(use_password_security="1")
    (mail,) = ask(place)
    assert "8" in reset(place, token_in(mail), "abc")
    place.access.login(login="jo", password="secret", ip=HOME)
    assert reset(place, token_in(mail), "Abcdefg-1") == ""


def test_an_empty_password_is_refused(place: Place, jo: int) -> None:
    (mail,) = ask(place)
    assert reset(place, token_in(mail), "") != ""
    place.access.login(login="jo", password="secret", ip=HOME)


def test_asking_again_and_again_sends_little(place: Place, jo: int) -> None:
    for _ in range(50):
        place.access.recovery.ask(JO, HOME)
    assert len(place.rows("steward_outbox", "id")) == 5
    place.access.login(login="jo", password="secret", ip=HOME)


def test_the_token_is_in_the_mail_and_nowhere_else(place: Place, jo: int) -> None:
    (mail,) = ask(place)
    file = place.settings.data / "steward.sqlite"
    place.store.close()
    stored = file.read_bytes() + b"".join(extra.read_bytes() for extra in file.parent.glob("steward.sqlite-*"))
    assert token_in(mail).encode() not in stored


class Broken:
    """A mail server that is away, or does not want the message."""

    def __init__(self, *, temporary: bool) -> None:
        self.temporary, self.tried = temporary, 0

    def send(self, mail: Mail) -> None:
        self.tried += 1
        raise MailFailed("no", temporary=self.temporary)


def queue(place: Place, payload: str = '{"to": "a@b.c", "subject": "s", "text": "t"}', channel: str = "mail") -> int:
    values = {"channel": channel, "payload": payload, "send_after": "2026-03-02 09:00:00"}
    return place.store.write(lambda tx: tx.insert("steward_outbox", values))


def test_a_message_that_fails_is_tried_later_and_later(place: Place) -> None:
    queue(place)
    broken = Broken(temporary=True)
    outbox = Outbox(place.store, place.clock, {"mail": sends(broken, compose_mail)})
    for _ in range(60 * 24 * 2):
        outbox.deliver()
        place.clock.pass_(60)
    assert broken.tried == 10
    assert place.rows("steward_outbox", "attempts", "error") == [(10, "no")]


def test_a_message_that_is_refused_is_kept_with_its_reason(place: Place) -> None:
    queue(place)
    queue(place, "nonsense")
    broken = Broken(temporary=False)
    outbox = Outbox(place.store, place.clock, {"mail": sends(broken, compose_mail)})
    outbox.deliver()
    place.clock.pass_(10**6)
    assert (outbox.deliver(), broken.tried) == (0, 1)
    assert [row[0] for row in place.rows("steward_outbox", "attempts")] == [10, 10]


def test_messages_of_other_channels_wait(place: Place) -> None:
    queue(place, channel="webhook")
    mailer = MemoryMailer()
    outbox = Outbox(place.store, place.clock, {"mail": sends(mailer, compose_mail)})
    assert outbox.deliver() == 0
    queue(place)
    assert outbox.deliver() == 1
    assert mailer.sent == [Mail("a@b.c", "s", "t")]
    assert [row[0] for row in place.rows("steward_outbox", "channel")] == ["webhook"]
