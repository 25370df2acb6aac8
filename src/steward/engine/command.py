"""Command: what every surface asks of the engine when it writes; Outcome: what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from steward.vocabulary.steps import Verb


@dataclass(frozen=True, slots=True)
class Command:
    """One write. `values` are as the caller sent them (specials with a leading underscore included, `id` left out).
    An addition with an `id` starts as a copy of that row, where the type can be copied.

    `force`: purge even if the type has a trash. `history`: False leaves out the deletion's own history row.
    """

    verb: Verb
    item: str
    id: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    force: bool = False
    history: bool = True


class Failure(StrEnum):
    """Why a command did nothing."""

    MISSING = "missing"
    DENIED = "denied"
    REFUSED = "refused"


@dataclass(slots=True)
class Outcome:
    """What became of one command, at its place in the batch. `message` is for people, in plain (unencoded) text."""

    id: int | None
    message: str = ""
    failure: Failure | None = None

    @property
    def ok(self) -> bool:
        return self.failure is None


__all__ = ["Command", "Failure", "Outcome", "Verb"]
