"""The read port that steps get, inside the transaction of the write they belong to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from steward.engine.write.rows import above, is_id, labels, looked_at, matching, sons
from steward.engine.write.work import Work
from steward.vocabulary.item import Item


class StepReads:
    """Answers of `vocabulary.steps.Reads`. What is kept is forgotten with the next write that could change it."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self.now = work.now
        self.rights = work.model.rights

    def item(self, name: str) -> Item | None:
        plan = self._work.plan(name)
        return plan.item if plan else None

    def listed(self, name: str) -> tuple[str, ...]:
        return self._work.model.type_lists.get(name, ())

    def row(self, item: str, id: int) -> Mapping[str, Any] | None:
        found = looked_at(self._work, self._work.plans[item], id, judge=False) if is_id(id) else None
        return found[0] if found else None

    def rows(
        self, item: str, where: Mapping[str, Any], *, columns: Sequence[str] = (), limit: int = 10_000
    ) -> list[Mapping[str, Any]]:
        return list(matching(self._work, self._work.plans[item], where, columns, limit))

    def visible(self, item: str, id: int) -> bool:
        found = looked_at(self._work, self._work.plans[item], id, judge=True) if is_id(id) else None
        return found is not None and (found[1] or found[2])

    def changeable(self, item: str, id: int) -> bool:
        found = looked_at(self._work, self._work.plans[item], id, judge=True) if is_id(id) else None
        return found is not None and found[2]

    def config(self, name: str, context: str = "core") -> str | None:
        """A configuration value, each read once in a transaction."""
        found: str | None = self._work.remember(("config", context, name), lambda: self._config(name, context))
        return found

    def _config(self, name: str, context: str) -> str | None:
        plan = self._work.plans[self._work.model.role("config").name]
        rows = matching(self._work, plan, {"context": context, "name": name}, ("value",), 1)
        return rows[0]["value"] if rows else None

    def label(self, item: str, id: int) -> str:
        return labels(self._work, {item: [id]}).get((item, id), "")

    def sons(self, item: str, id: int) -> list[int]:
        return sons(self._work, self._work.plans[item], [id])

    def ancestors(self, item: str, id: int) -> list[int]:
        return above(self._work, self._work.plans[item], id)[1:]
