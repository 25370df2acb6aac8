"""Logins: from credentials to a person, or the reason why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from steward.access import tables, tokens
from steward.access.clock import Time
from steward.access.configuration import Switches
from steward.access.passwords import Passwords
from steward.access.people import Person, person_of
from steward.access.tables import Tables
from steward.access.throttle import Throttle
from steward.engine.store.port import Store
from steward.vocabulary.steps import Services

BAD_TOKEN = "ERROR_GLPI_LOGIN_USER_TOKEN"  # noqa: S105
BAD_LOGIN = "ERROR_GLPI_LOGIN"
WRONG = "Incorrect username or password"
CLOSED_ACCOUNT = "You don't have access to this application because your account was deactivated or removed"
NO_PROFILE = "You don't have right to connect"
_HERE = frozenset({"", "local"})
"""Sources of passwords that are kept in the store."""


class LoginFailed(Exception):
    """`code` is v1's; `message` the reason in plain words ("" when the code says it all)."""

    def __init__(self, code: str, message: str = "") -> None:
        super().__init__(code)
        self.code, self.message = code, message


@dataclass(frozen=True, slots=True)
class Proof:
    """Who it is. `throttle_key` and `new_hash` (when the stored one is outdated) only come with a password."""

    person: Person
    throttle_key: str | None = None
    new_hash: str | None = None


class Logins:
    """Proves who somebody is. Every refused password costs exactly one hash, whether the login exists or not."""

    def __init__(
        self, store: Store, t: Tables, services: Services, passwords: Passwords, throttle: Throttle, time: Time
    ) -> None:
        self._store, self._services, self._passwords = store, services, passwords
        self._throttle, self._time = throttle, time
        self._by_login = partial(tables.users_by_login, t)
        self._by_token = partial(tables.user_by_api_token, t)

    def prove(self, switches: Switches, login: str, password: str, user_token: str, ip: str, source: str) -> Proof:
        """Whoever these credentials belong to, a token before a password; raises LoginFailed.

        `source` is where the password is kept, as on a login form; "" leaves that to the account.
        """
        has_password = bool(login and password)
        if not has_password and not user_token:
            raise LoginFailed("ERROR_LOGIN_PARAMETERS_MISSING")
        if not user_token and not switches.credentials:
            raise LoginFailed("ERROR_LOGIN_WITH_CREDENTIALS_DISABLED")
        if user_token and switches.external_token and (person := self._person_by_token(user_token)):
            return Proof(person)
        if has_password and switches.credentials:
            return self._prove_by_password(login, password, ip, source)
        raise LoginFailed(BAD_TOKEN)

    def _person_by_token(self, clear: str) -> Person | None:
        digest = tokens.digest(clear)
        with self._store.read() as reader:
            person = person_of(reader.one("access.by_token", self._by_token, {"digest": digest}))
        return person if person and person.may_connect(self._time.moment()) else None

    def _prove_by_password(self, login: str, password: str, ip: str, source: str) -> Proof:
        with self._store.read() as reader:
            rows = reader.all("access.by_login", self._by_login, {"login": login}) if is_storable(login) else []
            person = _local(person_of(row) for row in rows) if source in _HERE else None
            # By the login as it is stored: a store may take many spellings for the same, each a new try otherwise.
            key = self._throttle.key(ip, person.login if person else login)
            if self._throttle.closed(reader, key):
                raise LoginFailed(BAD_LOGIN, WRONG)
        hashed = person.password if person else None
        verified = self._services.verify_password(password, hashed or self._passwords.decoy)
        if not verified or person is None or not hashed:
            self._throttle.failed(key)
            raise LoginFailed(BAD_LOGIN, WRONG)
        if not person.may_connect(self._time.moment()):
            raise LoginFailed(BAD_LOGIN, CLOSED_ACCOUNT)
        outdated = self._passwords.outdated(hashed)
        return Proof(person, key, self._services.hash_password(password) if outdated else None)


def is_storable(text: str) -> bool:
    """Whether a column could hold the text; no store takes NUL characters or halves of surrogate pairs."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _local(people: Iterable[Person | None]) -> Person | None:
    """The one among users of the same login whose password is ours."""
    return next((person for person in people if person and person.has_local_password), None)
