"""Assembly: the only module that knows all parts. Finds item types, opens the store, binds engine and surfaces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from steward.access import Access
from steward.access.keys import Keyring
from steward.access.services import Services
from steward.access.unlocking import unlock
from steward.connectors.mail import ConsoleMailer
from steward.engine.engine import Engine
from steward.engine.store.open import open_store
from steward.engine.store.port import Store
from steward.itemtypes import model as declared_model
from steward.jobs.discards import discards
from steward.jobs.outbox import Handler, Outbox, compose_mail, sends
from steward.surfaces.http import HttpApp
from steward.surfaces.rest_v1 import RestV1
from steward.surfaces.rest_v1.files import FileStore
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings


@cache
def load_model() -> Model:
    """All declared item types, linked. The same value every time in a process."""
    return declared_model()


@dataclass(frozen=True)
class App:
    """A running Steward without its socket: what `serve`, the other commands and the tests use."""

    settings: Settings
    model: Model
    store: Store
    engine: Engine
    access: Access
    outbox: Outbox
    wsgi: Callable[..., Any]

    def close(self) -> None:
        self.store.close()


def clock(settings: Settings) -> Callable[[], datetime]:
    """Wall clock in the server's time zone, without offset, as rows and answers hold it."""
    zone = ZoneInfo(settings.timezone)
    return lambda: datetime.now(UTC).astimezone(zone).replace(tzinfo=None)


def build(settings: Settings, now: Callable[[], datetime] | None = None) -> App:
    """Open (creating or migrating) the store and bind everything to it."""
    model = load_model()
    now = now or clock(settings)
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(model, settings)
    files = FileStore(settings.data / "files", settings.data / "tmp")
    engine = Engine(model, store, now, Services(files, settings, _unlocked(store, model, settings)))
    access = Access(engine, settings, now)
    rest_v1 = RestV1(engine, access, settings)
    outbox = Outbox(store, now, _handlers(settings, store, access, model, files))
    return App(settings, model, store, engine, access, outbox, HttpApp(settings, store, {"v1": rest_v1}))


def _unlocked(store: Store, model: Model, settings: Settings) -> Keyring:
    try:
        return unlock(store, model, settings)
    except BaseException:
        store.close()
        raise


def _handlers(settings: Settings, store: Store, access: Access, model: Model, files: FileStore) -> dict[str, Handler]:
    """What the outbox can do. Mail waits for a mail connector, except in a demonstration, which prints it."""
    places = [
        (table, column)
        for role, column in (("document", "filepath"), ("user", "picture"))
        if (table := model.role(role).table)
    ]
    discard = discards(store, places, files.remove)
    handlers: dict[str, Handler] = {"document.discard": discard, "picture.discard": discard}
    if settings.demo:
        mailer = ConsoleMailer()
        handlers["mail"] = sends(mailer, compose_mail)
        handlers["password_reset"] = sends(
            mailer, lambda payload: access.recovery.mail_for(payload, access.configuration())
        )
    return handlers
