"""The engine as the surfaces see it: queries and commands in, rows and outcomes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from steward.engine.actor import Actor
from steward.engine.command import Command, Outcome
from steward.engine.query import Page, Query
from steward.engine.rights import allows
from steward.engine.search.criteria import Found, Search
from steward.engine.search.reading import Reading
from steward.engine.search.searching import Searching
from steward.engine.store.port import Store
from steward.engine.write.writing import Writing
from steward.vocabulary.item import Model
from steward.vocabulary.steps import Services

Clock = Callable[[], datetime]
Outcomes = list[Outcome]


class Engine:
    """One model over one store. Holds no state of a request; every call names its actor."""

    def __init__(self, model: Model, store: Store, clock: Clock, services: Services) -> None:
        self.model, self.store, self.clock, self.services = model, store, clock, services
        self._reading = Reading(model, store)
        self._searching = Searching(model, store, clock)
        self._writing = Writing(model, store, clock, services)

    def can(self, actor: Actor, item: str, verb: str) -> bool:
        """Whether the actor passes the class-level check of `verb`: view, create, update, delete or purge."""
        return allows(self.model, actor, self.model.items[item], verb)

    def get(self, actor: Actor, item: str, id: int, *, names: bool = False) -> dict[str, Any]:
        """One row; raises Missing or Denied."""
        return self._reading.get(actor, item, id, names=names)

    def list(self, actor: Actor, query: Query, *, names: bool = False) -> Page:
        """A page of rows and the total; raises Denied when the type is closed to the actor."""
        return self._reading.list(actor, query, names=names)

    def searchable(self, actor: Actor, name: str) -> bool:
        """Whether the actor may search an item type, or any of the types united under the name."""
        return bool(self._searching.parts(actor, name))

    def search(self, actor: Actor, search: Search) -> Found:
        """A page of rows by search options; raises Denied, or BadSearch when it cannot be run."""
        return self._searching.search(actor, search)

    def labels(self, actor: Actor, wanted: Iterable[tuple[str, int]]) -> Mapping[tuple[str, int], str]:
        """Friendly names of rows, one statement a type."""
        return self._reading.labels(actor, list(wanted))

    def attached(
        self, actor: Actor, item: str, row: Mapping[str, Any], wanted: set[str], *, names: bool = False
    ) -> dict[str, Any]:
        """What hangs on a row, by the names of v1's `with_*` parameters."""
        return self._reading.attached(actor, item, row, wanted, names=names)

    def attached_to_all(
        self, actor: Actor, item: str, rows: Sequence[Mapping[str, Any]], wanted: set[str], *, names: bool = False
    ) -> Sequence[dict[str, Any]]:
        """The same for many rows of a type, in as many statements as for one."""
        return self._reading.attached_to_all(actor, item, rows, wanted, names=names)

    def execute(self, actor: Actor, commands: Sequence[Command]) -> Outcomes:
        """Run a batch in one transaction; one outcome for each command, in order."""
        return self._writing.execute(actor, commands)
