"""Kinds of ITIL objects: tickets, problems and changes, and the names of what hangs on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from steward.vocabulary.steps import Caller, Draft, Reads

Row = Mapping[str, Any]

NEW, ASSIGNED, PLANNED, WAITING, SOLVED, CLOSED = range(1, 7)
REQUESTER, ASSIGNEE, OBSERVER = 1, 2, 3
ENDED: Final = frozenset({SOLVED, CLOSED})

UPDATE, OWN = 2, 32768


@dataclass(frozen=True, slots=True)
class Kind:
    """Names around one kind of ITIL object. `assigns`: the first assignee moves it from new to assigned."""

    item: str
    key: str
    right: str
    users: str
    groups: str
    suppliers: str
    assets: str
    task: str
    assigns: bool = True
    validation: str | None = None


KINDS: Final[Mapping[str, Kind]] = {
    kind.item: kind
    for kind in (
        Kind(
            "Ticket", "tickets_id", "ticket", "Ticket_User", "Group_Ticket", "Supplier_Ticket", "Item_Ticket", "TicketTask",
            validation="TicketValidation",
        ),
        Kind(
            "Problem", "problems_id", "problem", "Problem_User", "Group_Problem", "Problem_Supplier", "Item_Problem",
            "ProblemTask",
        ),
        Kind(
            "Change", "changes_id", "change", "Change_User", "Change_Group", "Change_Supplier", "Change_Item", "ChangeTask",
            assigns=False, validation="ChangeValidation",
        ),
    )
}  # fmt: skip

ACTOR_COLUMNS: Final = {"users": "users_id", "groups": "groups_id", "suppliers": "suppliers_id"}


def kind_of(draft: Draft) -> Kind:
    """The kind of the object itself."""
    return KINDS[draft.item.name]


def parent_kind(draft: Draft) -> Kind | None:
    """The kind of the object that a child or relation row hangs on."""
    named = draft.get("itemtype")
    if isinstance(named, str) and named in KINDS:
        return KINDS[named]
    return next((kind for kind in KINDS.values() if draft.item.has(kind.key)), None)


def parent_row(draft: Draft, reads: Reads) -> tuple[Kind, Row] | None:
    """The object that a row hangs on; None as well when it is that object's purge which takes the row along."""
    kind = parent_kind(draft)
    if kind is None:
        return None
    id = draft.get(kind.key if draft.item.has(kind.key) else "items_id", 0)
    if draft.cause is not None and (draft.cause.item.name, draft.cause.id) == (kind.item, id):
        return None
    row = reads.row(kind.item, id)
    return None if row is None else (kind, row)


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to an ITIL object. `*_group`: through one of his groups."""

    recipient: bool
    requester: bool
    observer: bool
    assignee: bool
    requester_group: bool
    observer_group: bool
    assigned_group: bool

    @property
    def is_assigned(self) -> bool:
        return self.assignee or self.assigned_group

    @property
    def asked(self) -> bool:
        return self.requester or self.recipient


def standing(caller: Caller, kind: Kind, row: Row, reads: Reads) -> Standing:
    users = reads.rows(kind.users, {kind.key: row["id"], "users_id": caller.user_id or -1}, columns=("type",))
    own = {one["type"] for one in users}
    theirs: set[int] = set()
    if caller.groups:
        where = {kind.key: row["id"], "groups_id": list(caller.groups)}
        theirs = {one["type"] for one in reads.rows(kind.groups, where, columns=("type",))}
    return Standing(
        recipient=row["users_id_recipient"] == caller.user_id,
        requester=REQUESTER in own,
        observer=OBSERVER in own,
        assignee=ASSIGNEE in own,
        requester_group=REQUESTER in theirs,
        observer_group=OBSERVER in theirs,
        assigned_group=ASSIGNEE in theirs,
    )


def is_anybody_assigned(kind: Kind, id: int, reads: Reads) -> bool:
    where = {kind.key: id, "type": ASSIGNEE}
    return any(reads.rows(item, where, columns=("id",), limit=1) for item in (kind.users, kind.groups, kind.suppliers))
