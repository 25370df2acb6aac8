"""Work: one transaction as the stages of a write share it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, Protocol

import sqlalchemy as sa

from steward.engine.actor import Actor
from steward.engine.command import Command, Outcome
from steward.engine.rights import Rights
from steward.engine.store.port import Transaction
from steward.engine.write.plan import Plan, Plans
from steward.vocabulary.item import Model
from steward.vocabulary.steps import OWN_ID, Draft, FollowUp, Refused, Services

DEEPEST_CONSEQUENCE: Final = 12
VERSIONED: Final = frozenset(
    {"entity", "profile", "right", "profile_user", "group", "group_user", "user", "apiclient", "config"}
)
_REMEMBERED: Final = VERSIONED | {"unicity"}

Row = dict[str, Any]


class Perform(Protocol):
    def __call__(self, work: Work, command: Command, *, trusted: bool) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Tools:
    """What outlives transactions and is the same for all of them."""

    model: Model
    plans: Plans
    tables: Mapping[str, sa.Table]
    rights: Rights
    services: Services
    perform: Perform


class Mark(NamedTuple):
    """Where the pending rows stood before a command."""

    journal: list[Row]
    notes: int
    letters: int
    roles: frozenset[str]


@dataclass(slots=True)
class Work:
    """The state of one transaction: pending history and outbox rows, and what has been read that cannot change meanwhile.

    `seen` holds rows of parents and sides by (type, id): the row, seen, open, judged; forgotten whenever rows may have changed.
    """

    tools: Tools
    tx: Transaction
    actor: Actor
    now: str
    journal: list[Row] = field(default_factory=list)
    outbox: list[Mapping[str, Any]] = field(default_factory=list)
    written_roles: set[str] = field(default_factory=set)
    seen: dict[tuple[str, int], tuple[Row, bool, bool, bool]] = field(default_factory=dict)
    remembered: dict[Hashable, Any] = field(default_factory=dict)
    depth: int = 0

    @property
    def model(self) -> Model:
        return self.tools.model

    @property
    def plans(self) -> Plans:
        return self.tools.plans

    def table(self, name: str) -> sa.Table:
        return self.tools.tables[name]

    def plan_of_table(self, table: str) -> Plan | None:
        return self.plan(self.model.type_of_table.get(table))

    def plan(self, name: object) -> Plan | None:
        """The plan of a type that has rows, from a name that may be anything."""
        if not isinstance(name, str) or name not in self.model.items:
            return None
        plan = self.plans[name]
        return plan if plan.table else None

    def remember(self, key: Hashable, read: Callable[[], Any]) -> Any:
        if key not in self.remembered:
            self.remembered[key] = read()
        return self.remembered[key]

    def wrote(self, plan: Plan, *, only_added: bool = False) -> None:
        """Note that rows of a type changed: cached answers about it are void, other processes must look again."""
        if not only_added:
            self.seen.clear()
        if plan.item.roles & _REMEMBERED:
            self.remembered.clear()
            self.written_roles |= plan.item.roles & VERSIONED

    def mark(self) -> Mark:
        return Mark(self.journal, len(self.journal), len(self.outbox), frozenset(self.written_roles))

    def undo_to(self, mark: Mark) -> None:
        """Forget what a failed command had pending."""
        self.journal = mark.journal
        del self.journal[mark.notes :]
        del self.outbox[mark.letters :]
        self.written_roles = set(mark.roles)
        self.seen.clear()
        self.remembered.clear()
        self.depth = 0

    def strike(self, item: str, ids: Collection[int]) -> None:
        """Take pending history of purged rows out. A new list, so that a mark can still return to the old one."""
        self.journal = [r for r in self.journal if r["itemtype"] != item or r["items_id"] not in ids]

    def carry_out(self, draft: Draft) -> None:
        """Execute the consequences a draft has queued, each through the whole engine; a refused one refuses everything."""
        queued, draft.follow_ups = draft.follow_ups, []
        for follow_up in queued:
            if self.depth >= DEEPEST_CONSEQUENCE:
                raise Refused("Too many consequences of one write")
            self.depth += 1
            self.tools.perform(self, _command(follow_up, draft.id), trusted=True)
            self.depth -= 1
        self.outbox.extend(draft.outbox)
        draft.outbox = []


def _command(follow_up: FollowUp, own_id: int | None) -> Command:
    values = {key: own_id if value is OWN_ID else value for key, value in follow_up.values.items()}
    return Command(follow_up.verb, follow_up.item, follow_up.id, values, force=True, history=follow_up.history)


def draft_of(
    work: Work, plan: Plan, command: Command, values: Row, before: Row | None = None, *, trusted: bool
) -> Draft:
    return Draft(
        item=plan.item,
        verb=command.verb,
        caller=work.actor,
        services=work.tools.services,
        now=work.now,
        input=dict(command.values),
        values=values,
        before=before,
        id=command.id if before is not None else None,
        trusted=trusted,
    )
