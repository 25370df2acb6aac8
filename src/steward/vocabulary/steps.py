"""Steps: what a type does of its own around a write, named in order in the type's file.

A step is `step(draft, reads) -> None`. It changes `draft.values`, refuses the write, or queues consequences; it never sees a
connection. Steps run inside the write's transaction, so what `reads` answers cannot change before the commit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, NoReturn, Protocol

if TYPE_CHECKING:
    from steward.vocabulary.item import Item


class Verb(StrEnum):
    ADD = "add"
    UPDATE = "update"
    DELETE = "delete"
    RESTORE = "restore"
    PURGE = "purge"


PERMISSION: Final = "You don't have permission to perform this action."


class Refused(Exception):
    """A step vetoes the write; the message (may be empty) goes to the caller."""

    def __init__(self, message: str = "") -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(Refused):
    """A step finds that the caller may not do this: the outcome is a denial, as if the rights had said so."""

    def __init__(self) -> None:
        super().__init__(PERMISSION)


class Caller(Protocol):
    """Who is writing, as far as steps may know (access.Actor is one)."""

    @property
    def user_id(self) -> int: ...
    @property
    def profile_id(self) -> int: ...
    @property
    def groups(self) -> tuple[int, ...]: ...
    @property
    def interface(self) -> str: ...
    @property
    def rights(self) -> Mapping[str, int]: ...
    @property
    def active_entity(self) -> int: ...
    @property
    def is_system(self) -> bool: ...
    def may(self, right: str, bit: int) -> bool: ...
    def reaches(self, entity: int) -> bool: ...


class Reads(Protocol):
    """Read port of a step. Rows are mappings of column to value (integers, texts, None; dates and decimals as text)."""

    now: str  # "YYYY-MM-DD HH:MM:SS"
    rights: tuple[str, ...]  # all right names

    def item(self, name: str) -> Item | None:
        """The declaration of an item type that has rows, by its exact name."""
        ...

    def listed(self, name: str) -> tuple[str, ...]:
        """A named list of item types (`infocom_types`, `document_types`, …), as clients know it."""
        ...

    def row(self, item: str, id: int) -> Mapping[str, Any] | None: ...
    def rows(
        self, item: str, where: Mapping[str, Any], *, columns: Sequence[str] = (), limit: int = 10_000
    ) -> list[Mapping[str, Any]]:
        """Rows whose columns equal the given values; a list value means "one of"; None means NULL."""
        ...

    def visible(self, item: str, id: int) -> bool:
        """Whether the row exists and the caller may read it."""
        ...

    def changeable(self, item: str, id: int) -> bool:
        """Whether the row exists and the caller may update it."""
        ...

    def config(self, name: str, context: str = "core") -> str | None: ...
    def label(self, item: str, id: int) -> str:
        """Friendly name of a row ("" when it is missing)."""
        ...

    def sons(self, item: str, id: int) -> list[int]:
        """Ids of a tree row's descendants, itself included."""
        ...

    def ancestors(self, item: str, id: int) -> list[int]:
        """Ids above a tree row, nearest first, itself not included."""
        ...


class Services(Protocol):
    """What steps may ask of the outside world, all of it pure from the transaction's view."""

    def hash_password(self, clear: str) -> str: ...
    def verify_password(self, clear: str, hashed: str) -> bool: ...
    def digest_token(self, clear: str) -> str: ...
    def random_token(self, length: int = 40) -> str: ...
    def seal(self, clear: str) -> str:
        """A secret as the store holds it; different each time."""
        ...

    def unseal(self, sealed: str) -> str:
        """What was sealed; raises Unreadable when this server's key did not seal it."""
        ...

    def take_upload(self, temporary_name: str) -> Mapping[str, Any] | None:
        """Move an uploaded temporary file into the store: {filename, filepath, mime, sha1sum, size}, or None if unknown."""
        ...


@dataclass(slots=True)
class FollowUp:
    """A further write in the same transaction, after the row itself, through the whole engine but without a rights check.

    Values equal to `OWN_ID` are replaced by the id of the row that was written.
    """

    verb: Verb
    item: str
    values: dict[str, Any]
    id: int | None = None
    history: bool = True


class _OwnId:
    def __repr__(self) -> str:
        return "OWN_ID"


OWN_ID = _OwnId()


@dataclass(slots=True)
class Draft:
    """A write while it is being decided. `input` is what the caller sent (specials such as `_profiles_id` included);
    `values` the columns to write, coerced; `before` the stored row (updates and deletes); `id` is None until added.
    `side_option`: the search option that the first side's history names when this relation is added.
    `cause`: the write of the row whose purge takes this one along.
    `trusted`: a consequence of another write or the system's own doing, so that steps leave out checks of the caller."""

    item: Item
    verb: Verb
    caller: Caller
    services: Services
    now: str
    input: dict[str, Any]
    values: dict[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] | None = None
    id: int | None = None
    messages: list[str] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    outbox: list[Mapping[str, Any]] = field(default_factory=list)
    display_name: str | None = None
    side_option: int = 0
    cause: Draft | None = None
    trusted: bool = False

    def get(self, column: str, default: Any = None) -> Any:
        """The value the row will have: new, else stored, else `default`."""
        if column in self.values:
            return self.values[column]
        if self.before is not None:
            return self.before.get(column, default)
        return default

    def changes(self, column: str) -> bool:
        return column in self.values and (self.before is None or self.values[column] != self.before.get(column))

    def refuse(self, message: str = "") -> NoReturn:
        raise Refused(message)

    def deny(self) -> NoReturn:
        raise NotAllowed

    def say(self, message: str) -> None:
        """Add a message for the caller; the write goes on."""
        self.messages.append(message)

    def then(self, verb: Verb, item: str, values: dict[str, Any], id: int | None = None) -> None:
        self.follow_ups.append(FollowUp(verb, item, values, id))


Step = Callable[[Draft, Reads], None]
