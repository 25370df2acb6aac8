"""Outbox: what was written down in a transaction leaves here, after it, as often as it takes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import sqlalchemy as sa
import structlog

from steward.connectors.mail import Mail, Mailer, MailFailed
from steward.engine.store.constructs import in_list
from steward.engine.store.port import Store

log: structlog.stdlib.BoundLogger = structlog.get_logger("steward.outbox")

MOST_ATTEMPTS = 10
_BATCH = 50
_CLAIMED_FOR = timedelta(minutes=5)
_OUTBOX = "steward_outbox"

Handler = Callable[[Mapping[str, Any]], bool]
"""Does what a row's payload asks; whether there was anything to do. Raises MailFailed or OSError when it could not."""
Composer = Callable[[Mapping[str, Any]], Mail | None]
"""Turns a payload into the mail to send; None when there is nothing to send after all."""


def sends(mailer: Mailer, compose: Composer) -> Handler:
    """A handler that sends what `compose` makes of the payload."""

    def handle(payload: Mapping[str, Any]) -> bool:
        mail = compose(payload)
        if mail is not None:
            mailer.send(mail)
        return mail is not None

    return handle


def compose_mail(payload: Mapping[str, Any]) -> Mail:
    """Payloads of the channel `mail` are a mail's own fields."""
    return Mail(**{name: value for name, value in payload.items() if name in Mail.__dataclass_fields__})


class Outbox:
    """Does what is due; rows of channels without a handler wait. A row that is done is deleted; one that failed is tried again,
    later each time, and at last kept with its error. A crash in the middle does a row twice: better than not at all.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime], handlers: Mapping[str, Handler]) -> None:
        self._store, self._clock, self._handlers = store, clock, dict(handlers)
        self._due, self._take, self._delete = partial(_due, store), partial(_take, store), partial(_delete, store)

    def deliver(self) -> int:
        """Work off what is due now; returns how many rows had an effect."""
        params = {"now": _moment(self._clock()), "most": MOST_ATTEMPTS, "channels": list(self._handlers)}
        with self._store.read() as reader:
            rows = reader.all("outbox.due", self._due, params)
        return sum(self._deliver(*row) for row in rows)

    def _deliver(self, id: int, channel: str, payload: str, attempts: int) -> bool:
        if not self._claim(id):
            return False
        try:
            effect = self._handlers[channel](json.loads(payload))
        except MailFailed as failed:
            self._put_back(id, attempts + 1 if failed.temporary else MOST_ATTEMPTS, str(failed))
            return False
        except OSError as error:
            self._put_back(id, attempts + 1, error.strerror or type(error).__name__)
            return False
        except (TypeError, ValueError, KeyError) as error:
            # A payload that nobody understands stays, with the reason, for somebody to look at.
            self._put_back(id, MOST_ATTEMPTS, f"{type(error).__name__} in the payload")
            return False
        self._store.write(lambda tx: tx.run("outbox.delete", self._delete, {"id": id}))
        return effect

    def _claim(self, id: int) -> bool:
        """Put the row off for a while, so that no other process takes it up too; whether this process was first."""
        now = self._clock()
        params = {"id": id, "now": _moment(now), "later": _moment(now + _CLAIMED_FOR)}
        return self._store.write(lambda tx: tx.run("outbox.claim", self._take, params)) == 1

    def _put_back(self, id: int, attempts: int, reason: str) -> None:
        log.warning("message kept", id=id, attempts=attempts, reason=reason)
        later = self._clock() + timedelta(minutes=2 ** min(attempts, MOST_ATTEMPTS))
        values = {"attempts": attempts, "error": reason, "send_after": _moment(later)}
        self._store.write(lambda tx: tx.update(_OUTBOX, id, values))


def _due(store: Store) -> sa.Select[tuple[Any, ...]]:
    o = store.tables[_OUTBOX].c
    return (
        sa.select(o.id, o.channel, o.payload, o.attempts)
        .where(
            o.sent.is_(None),
            o.send_after <= sa.bindparam("now"),
            o.attempts < sa.bindparam("most"),
            in_list(o.channel, "channels"),
        )
        .order_by(o.id)
        .limit(_BATCH)
    )


def _take(store: Store) -> sa.Update:
    o = store.tables[_OUTBOX]
    return (
        o.update()
        .where(o.c.id == sa.bindparam("id"), o.c.send_after <= sa.bindparam("now"))
        .values(send_after=sa.bindparam("later"))
    )


def _delete(store: Store) -> sa.Delete:
    o = store.tables[_OUTBOX]
    return o.delete().where(o.c.id == sa.bindparam("id"))


def _moment(time: datetime) -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S")
