"""Access: who is calling, and what may they do. What the surfaces ask before they ask the engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import structlog

from steward.access import tables, tokens
from steward.access.clients import AccessDenied, ApiClient, admitted, matching
from steward.access.clock import Time
from steward.access.configuration import Configuration, ConfigurationReader, Switches
from steward.access.entities import Choice, choice_at_login, is_allowed
from steward.access.logins import BAD_LOGIN, BAD_TOKEN, NO_PROFILE, WRONG, LoginFailed, Logins, Proof
from steward.access.passwords import Passwords
from steward.access.recovery import Recovery
from steward.access.sessions import MISSING, Session, SessionInvalid, Sessions
from steward.access.tables import tables_of
from steward.access.throttle import Throttle

if TYPE_CHECKING:
    from steward.engine.engine import Engine
from steward.engine.store.port import Reader, Transaction
from steward.vocabulary.settings import Settings

api_log: structlog.stdlib.BoundLogger = structlog.get_logger("steward.api")

CALLED = 12
"""The number of a history row that is only a message."""


class Access:
    """Clients, logins and sessions over one engine's store. Keeps nothing that another worker would need to know."""

    def __init__(self, engine: Engine, settings: Settings, clock: Callable[[], datetime]) -> None:
        self._engine, self._store = engine, engine.store
        self._t = tables_of(engine.model, engine.store)
        self._time = Time(clock, settings.timezone)
        limits = settings.limits
        self._throttle = Throttle(self._store, self._t, limits.login_failures, limits.login_window, self._time)
        self._passwords = Passwords(settings)
        self._logins = Logins(self._store, self._t, engine.services, self._passwords, self._throttle, self._time)
        self._sessions = Sessions(self._store, self._t, settings.session_idle, self._time)
        self._configurations = ConfigurationReader(self._t)
        self._versions = partial(tables.versions, self._t)
        self._gate = partial(tables.gate, self._t)
        self._rehash = partial(tables.rehash, self._t)
        self._change_credential = partial(tables.change_credential, self._t)
        self.recovery = Recovery(engine, self._t, self._time, self._throttle, settings.base_url)

    # Every request

    def enter(self, ip: str, app_token: str, session_token: str) -> tuple[ApiClient, Session]:
        """The whole gate of a request, in v1's order and in one statement; raises AccessDenied or SessionInvalid."""
        token = session_token.strip()
        key = tokens.digest(token)
        with self._store.glance() as reader:
            row = _sure(reader.one("access.gate", self._gate, {"token": key}))
        configuration = self._configurations.known
        if configuration is None or configuration.version != row[2]:
            configuration = self.configuration()
        _check_open(configuration.switches)
        client = admitted(configuration.clients, ip, app_token)
        if not token:
            raise SessionInvalid(MISSING)
        session = self._sessions.remembered(key, row)
        if session is None:  # new or changed: the gate again, and all else about it, in one state of the store
            return client, self.session(token)
        self._sessions.used(session)
        return client, session

    def admit(self, ip: str, app_token: str | None = None) -> ApiClient:
        """The gate of a request without a session; None asks for the address only. Raises AccessDenied."""
        configuration = self.configuration()
        _check_open(configuration.switches)
        if app_token is None:
            return matching(configuration.clients, ip)[0]
        return admitted(configuration.clients, ip, app_token)

    def session(self, token: str) -> Session:
        """Who is behind a token; raises SessionInvalid."""
        token = token.strip()
        if not token:
            raise SessionInvalid(MISSING)
        key = tokens.digest(token)
        with self._store.read() as reader:
            row = _sure(reader.one("access.gate", self._gate, {"token": key}))
            session = self._sessions.check(reader, key, row, self._configurations.read(reader, row[2]))
        self._sessions.used(session)
        return session

    def client_for(self, ip: str, app_token: str) -> ApiClient:
        """The API client that admits this address with this App-Token ("" for none); raises AccessDenied."""
        return admitted(self.configuration().clients, ip, app_token)

    def allowed_ip(self, ip: str) -> bool:
        """Whether any API client includes the address, whatever the App-Token."""
        try:
            return bool(matching(self.configuration().clients, ip))
        except AccessDenied:
            return False

    def configuration(self) -> Configuration:
        with self._store.read() as reader:
            return self._configurations.read(reader, self._read_versions(reader)[2])

    def switches(self) -> Switches:
        return self.configuration().switches

    def log_call(self, client: ApiClient, endpoint: str, ip: str, login: str) -> None:
        """Note a call as the client's logging mode says: not at all, in the log, or in its history."""
        if client.logging == 1:
            api_log.info("call", endpoint=endpoint, ip=ip, login=login)
        elif client.logging == 2:
            # The misspelling is part of the text that people's reports look for.
            text = f"Enpoint '{endpoint}' called by {ip} ({login})"
            values = {
                "itemtype": self._engine.model.role("apiclient").name,
                "items_id": client.id,
                "linked_action": CALLED,
                "user_name": login,
                "date_mod": self._time.moment(),
                "old_value": "",
                "new_value": text[:255],
            }
            self._store.write(lambda tx: tx.insert(self._t.log.name, values))

    # Coming and going

    def login(
        self, *, login: str = "", password: str = "", user_token: str = "", ip: str = "", source: str = ""
    ) -> tuple[str, Session]:
        """Open a session; its token, which is nowhere else in the clear, and the session. Raises LoginFailed.

        `source` is where the password is kept: "" wherever the account says, "local" here; others are not there yet.
        """
        with self._store.read() as reader:
            versions = self._read_versions(reader)
            configuration = self._configurations.read(reader, versions[2])
        proof = self._logins.prove(configuration.switches, login, password, user_token, ip, source)
        token = tokens.session_token()
        with self._store.read() as reader:
            row = self._sessions.start(reader, tokens.digest(token), proof.person, versions, configuration)
        if row is None:
            raise LoginFailed(BAD_LOGIN, NO_PROFILE) if proof.throttle_key else LoginFailed(BAD_TOKEN)
        self._store.write(lambda tx: self._open(tx, proof, row, ip))
        try:
            return token, self.session(token)
        except SessionInvalid:
            # Deactivated, or given another password, in the middle of this.
            raise LoginFailed(BAD_LOGIN, WRONG) from None

    def kill(self, session: Session) -> None:
        self._sessions.kill(session)

    def change_entities(self, session: Session, entity: int | Literal["all"], recursive: bool) -> bool:
        """Work elsewhere from the next request on; False when the active profile does not reach that far."""
        choice = Choice(None, recursive=True) if entity == "all" else Choice(entity, recursive)
        if not is_allowed(session.profile, session.tree, choice):
            return False
        self._sessions.change(session, session.profile, choice, switched=True)
        return True

    def change_profile(self, session: Session, profile_id: int) -> bool:
        """Take another of one's profiles, in the entities it would have at login; False when it is not one's own."""
        profile = next((held for held in session.profiles if held.id == profile_id), None)
        if profile is None:
            return False
        choice = choice_at_login(profile, session.tree, session.person.default_entity)
        self._sessions.change(session, profile, choice, switched=False)
        return True

    def new_api_token(self, user_id: int) -> str:
        """Give a user a new API token and return it, the only time that it is seen."""
        token = tokens.random_token()
        values = {"api_token": tokens.digest(token), "api_token_date": self._time.moment()}
        self._store.write(lambda tx: tx.update(self._t.user.name, user_id, values))
        return token

    def _open(self, tx: Transaction, proof: Proof, row: dict[str, Any], ip: str) -> None:
        person, now = proof.person, self._time.moment()
        if proof.new_hash:
            row["credential"] = self._replace_hash(tx, person.id, person.password or "", proof.new_hash)
        tx.update(self._t.user.name, person.id, {"last_login": now})
        self._sessions.insert(tx, row)
        if proof.throttle_key:
            self._throttle.forget(tx, proof.throttle_key)
        tx.insert(
            "glpi_events",
            {
                "items_id": 0,
                "type": "system",
                "date": now,
                "service": "login",
                "level": 3,
                "message": f"{person.login} logged in from {ip or 'an unknown address'}",
            },
        )

    def _replace_hash(self, tx: Transaction, user: int, old: str, new: str) -> str:
        """Returns the new credential, which the user's other sessions get too: the password is the same one."""
        params = {"user": user, "old": old, "new": new}
        if not tx.run("access.rehash", self._rehash, params):
            return tokens.digest(old)
        credential = tokens.digest(new)
        changed = {"user": user, "old": tokens.digest(old), "new": credential}
        tx.run("access.change_credential", self._change_credential, changed)
        return credential

    def _read_versions(self, reader: Reader) -> tuple[int, int, int]:
        entities, people, settings = _sure(reader.one("access.versions", self._versions))
        return entities, people, settings


def _check_open(switches: Switches) -> None:
    if switches.maintenance:
        raise AccessDenied("ERROR", "Service is down for maintenance", status=503)
    if not switches.enable_api:
        raise AccessDenied("ERROR", "API disabled")


def _sure(row: tuple[Any, ...] | None) -> tuple[Any, ...]:
    # An aggregate without groups has exactly one row.
    assert row is not None
    return row
