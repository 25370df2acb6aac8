"""Recovery: a new password for somebody who lost theirs, by way of their mail address."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from steward.access import tables, tokens
from steward.access.clock import Time
from steward.access.configuration import Configuration
from steward.access.logins import is_storable
from steward.access.people import Person
from steward.access.tables import USER_COLUMNS, Tables
from steward.access.throttle import Throttle
from steward.connectors.mail import Mail
from steward.engine.actor import SYSTEM
from steward.engine.command import Command, Verb

if TYPE_CHECKING:
    from steward.engine.engine import Engine
from steward.engine.store.port import Reader, Transaction

CHANNEL = "password_reset"
"""The outbox channel whose rows `Recovery.mail_for` turns into mail."""
LIFETIME = 24 * 3600
TOKEN_LENGTH = 40


class RecoveryRefused(Exception):
    """Step two did not happen; `message` says why, in plain words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Recovery:
    """Step one, the mail that follows, and step two.

    Step one does the same work for every address: it writes down the wish and looks nobody up. So it takes as long for unknown
    addresses as for known ones, without the random delay of the reference. Whose address it is comes out when the outbox is
    emptied; the token is made then, and exists nowhere but in that mail (the store has its digest).
    """

    def __init__(self, engine: Engine, t: Tables, time: Time, throttle: Throttle, base_url: str | None) -> None:
        self._engine, self._store, self._t = engine, engine.store, t
        self._time, self._throttle, self._base_url = time, throttle, base_url
        self._by_email = partial(tables.users_by_email, t)
        self._by_token = partial(tables.user_by_reset_token, t)

    @staticmethod
    def is_offered(configuration: Configuration) -> bool:
        return configuration.on("use_notifications") and configuration.on("notifications_mailing")

    def ask(self, email: str, ip: str) -> None:
        """Step one. Silently nothing when the same address (of the network) asked too often."""
        if not is_storable(email):
            return
        self._store.write(lambda tx: self._note_wish(tx, email, ip))

    def mail_for(self, payload: Mapping[str, str], configuration: Configuration) -> Mail | None:
        """The mail with a fresh token, if the address is that of exactly one user who may connect."""
        email = payload["email"]
        person, token = self._store.write(lambda tx: self._give_token(tx, email))
        if person is None:
            return None
        base = self._base_url or configuration.core.get("url_base") or ""
        name = person.friendly_name(configuration.number("names_format"))
        return Mail(
            to=email,
            to_name=name,
            subject="Choose a new password",
            text=_TEXT.format(name=name, login=person.login, base=base.rstrip("/"), token=token),
            sender=configuration.core.get("from_email") or configuration.core.get("admin_email") or "",
        )

    def reset(self, token: str, password: str, email: str) -> None:
        """Step two; raises RecoveryRefused. The token is spent, the user's sessions end."""
        person = self._holder(token, email)
        if person is None:
            raise RecoveryRefused("The password reset token is unknown or has expired.")
        if not person.may_connect(self._time.moment()):
            raise RecoveryRefused("The account is not active.")
        if not password:
            raise RecoveryRefused("The password must not be empty.")
        values = {
            "password": password,
            "password2": password,
            "password_forget_token": None,
            "password_forget_token_date": None,
        }
        user = self._engine.model.role("user").name
        (outcome,) = self._engine.execute(SYSTEM, [Command(Verb.UPDATE, user, person.id, values)])
        if not outcome.ok:
            raise RecoveryRefused(outcome.message or "The password was refused.")

    def _note_wish(self, tx: Transaction, email: str, ip: str) -> None:
        key = self._throttle.key(ip, CHANNEL)
        if self._throttle.closed(tx, key):
            return
        self._throttle.note(tx, key)
        now = self._time.moment()
        row = {"channel": CHANNEL, "payload": json.dumps({"email": email}), "date_creation": now, "send_after": now}
        tx.insert(self._t.outbox.name, row)

    def _give_token(self, tx: Transaction, email: str) -> tuple[Person | None, str]:
        now = self._time.moment()
        people = [Person(*row) for row in tx.all("access.by_email", self._by_email, {"email": email})]
        able = [person for person in people if person.has_local_password and person.may_connect(now)]
        if len(able) != 1:
            return None, ""
        token = tokens.random_token(TOKEN_LENGTH)
        values = {"password_forget_token": tokens.short_digest(token), "password_forget_token_date": now}
        tx.update(self._t.user.name, able[0].id, values)
        return able[0], token

    def _holder(self, token: str, email: str) -> Person | None:
        with self._store.read() as reader:
            row = reader.one("access.by_reset_token", self._by_token, {"digest": tokens.short_digest(token)})
            if row is None:
                return None
            person, asked = Person(*row[: len(USER_COLUMNS)]), row[-1]
            if email and not (is_storable(email) and person.id in self._ids_of(reader, email)):
                return None
        fresh = asked is not None and asked >= self._time.moment_before(LIFETIME)
        return person if fresh and person.has_local_password else None

    def _ids_of(self, reader: Reader, email: str) -> set[int]:
        return {row[0] for row in reader.all("access.by_email", self._by_email, {"email": email})}


_TEXT = """Hello {name},

somebody, perhaps you, asked for a new password of the account {login}.
To choose one, open this page within a day:

{base}/front/lostpassword.php?password_forget_token={token}

Programs use the token itself: {token}

If it was not you, nothing needs to be done.
"""
