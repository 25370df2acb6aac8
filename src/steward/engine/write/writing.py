"""Writing: a batch of commands in one transaction, each in its own savepoint, with one outcome for each."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.actor import Actor
from steward.engine.command import Command, Failure, Outcome, Verb
from steward.engine.query import Denied, Missing
from steward.engine.rights import Rights
from steward.engine.store.port import BadValue, Duplicate, Store, Transaction
from steward.engine.write.add import add
from steward.engine.write.admit import DENIED, NOT_FOUND
from steward.engine.write.plan import Plan, Plans
from steward.engine.write.remove import remove, restore
from steward.engine.write.update import update
from steward.engine.write.work import Row, Tools, Work
from steward.vocabulary.item import Model
from steward.vocabulary.steps import NotAllowed, Refused, Services

Handler = Callable[..., Outcome]
_HANDLERS: Final[Mapping[Verb, Handler]] = {
    Verb.ADD: add,
    Verb.UPDATE: update,
    Verb.DELETE: remove,
    Verb.PURGE: remove,
    Verb.RESTORE: restore,
}


class Writing:
    """The writing half of the engine. Holds plans and tools, nothing of a request."""

    def __init__(self, model: Model, store: Store, clock: Callable[[], datetime], services: Services) -> None:
        self._store, self._clock = store, clock
        self._tools = Tools(model, Plans(model), store.tables, Rights(model, store.tables), services, perform)

    def execute(self, actor: Actor, commands: Sequence[Command]) -> list[Outcome]:
        """Run a batch in one transaction; what fails leaves no trace, the rest is done."""
        now = self._clock().isoformat(sep=" ", timespec="seconds")

        def one(tx: Transaction) -> list[Outcome]:
            """Alone in its transaction, a command needs no savepoint: its failure undoes the transaction."""
            work = Work(self._tools, tx, actor, now)
            outcome = _judged(work, commands[0])
            if not outcome.ok:
                raise _Undone(outcome)
            _finish(work)
            return [outcome]

        def many(tx: Transaction) -> list[Outcome]:
            work = Work(self._tools, tx, actor, now)
            outcomes = [_attempt(work, command) for command in commands]
            _finish(work)
            return outcomes

        if not commands:
            return []
        try:
            return self._store.write(one if len(commands) == 1 else many)
        except _Undone as undone:
            return [undone.outcome]


class _Undone(Exception):
    """Takes a transaction or savepoint back together with the reason."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.message)
        self.outcome = outcome


def _attempt(work: Work, command: Command) -> Outcome:
    """One command among others, undone as a whole if it fails."""
    mark = work.mark()
    try:
        with work.tx.nested():
            outcome = _judged(work, command)
            if not outcome.ok:
                raise _Undone(outcome)
            return outcome
    except _Undone as undone:
        work.undo_to(mark)
        return undone.outcome


def _judged(work: Work, command: Command) -> Outcome:
    """The outcome of a command, failures included; what a failed one has written must be undone."""
    named = None if command.verb is Verb.ADD else command.id
    try:
        return perform(work, command, trusted=work.actor.is_system)
    except Missing:
        return Outcome(named, NOT_FOUND, Failure.MISSING)
    except (Denied, NotAllowed):
        return Outcome(named, DENIED, Failure.DENIED)
    except Refused as refused:
        return Outcome(named, refused.message, Failure.REFUSED)
    except (Duplicate, BadValue) as refused:
        return Outcome(named, str(refused), Failure.REFUSED)


def perform(work: Work, command: Command, *, trusted: bool) -> Outcome:
    """Carry one command out; raises what makes it fail."""
    plan = work.plan(command.item)
    if plan is None:
        raise Denied(DENIED)
    if trusted and command.verb is Verb.ADD and "log" in plan.item.roles:
        return _journaled(work, plan, command)
    return _HANDLERS[command.verb](work, plan, command, trusted=trusted)


def _journaled(work: Work, plan: Plan, command: Command) -> Outcome:
    """History that a step words itself keeps its place among the rest."""
    coerced = plan.coerce({"user_name": work.actor.label, **command.values})
    for message in coerced.errors.values():
        raise Refused(message)
    work.journal.append(plan.row(coerced.values, work.now))
    return Outcome(None)


def _finish(work: Work) -> None:
    """Store what the commands left pending: history, outbox, and word for other processes."""
    log = work.plans.role("log")
    if work.journal and log:
        work.tx.insert_many(log.table, work.journal)
    if work.outbox:
        work.tx.insert_many("steward_outbox", [_letter(entry, work.now) for entry in work.outbox])
    for role in sorted(work.written_roles):
        _bump(work, role)


def _letter(entry: Mapping[str, Any], now: str) -> Row:
    payload = {name: value for name, value in entry.items() if name not in {"kind", "send_after"}}
    return {
        "channel": str(entry.get("kind", "mail"))[:50],
        "itemtype": entry.get("itemtype"),
        "items_id": entry.get("items_id") or 0,
        "payload": json.dumps(payload, ensure_ascii=False, default=str),
        "date_creation": now,
        "send_after": entry.get("send_after", now),
    }


def _bump(work: Work, role: str) -> None:
    def build() -> sa.Update:
        t = work.table("steward_versions")
        return sa.update(t).where(t.c.name == sa.bindparam("role")).values(value=t.c.value + 1)

    if work.tx.run(("bump",), build, {"role": role}):
        return
    try:
        with work.tx.nested():
            work.tx.insert("steward_versions", {"name": role, "value": 1})
    except Duplicate:  # somebody else's first write of this role came between
        work.tx.run(("bump",), build, {"role": role})
