"""ITIL objects (tickets, problems, changes): what a new one starts with, and what follows from a change."""

from __future__ import annotations

from typing import Any, Final

from steward.calculations.excerpts import title
from steward.calculations.priorities import level, matrix_of, priority
from steward.calculations.spans import seconds_between
from steward.itemtypes.steps.actors import names_assignee
from steward.itemtypes.steps.entities import setting
from steward.itemtypes.steps.inputs import several, text, truth, whole
from steward.itemtypes.steps.itil_kinds import ASSIGNED, CLOSED, ENDED, NEW, UPDATE, WAITING, kind_of
from steward.itemtypes.steps.ranks import is_checked
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Verb

INCIDENT: Final = 1
DUPLICATES: Final = 2
CHANGE_PRIORITY, ASSIGN, STEAL = 65536, 8192, 16384
SOLUTION_WAITING, SOLUTION_ACCEPTED, SOLUTION_REFUSED = 2, 3, 4

_DATES: Final = ("date", "solvedate", "closedate", "time_to_resolve", "time_to_own")
_KEPT_WHEN_CLOSED: Final = frozenset(
    {"status", "entities_id", "itilcategories_id", "locations_id", "is_deleted", "_accepted"}
)
_INITIAL: Final = frozenset({"content", "urgency", "priority", "itilcategories_id", "name", "items_id", "_filename"})
_ASSIGNING: Final = frozenset(
    f"{special}{role}{tail}"
    for special in ("_users_id_", "_groups_id_", "_suppliers_id_")
    for role in ("assign",)
    for tail in ("", "_notif", "_deleted")
) | {"_additional_assigns", "_itil_assign", "_actors", "status"}


def check_date(draft: Draft, reads: Reads) -> None:
    sent = draft.input.get("date")
    if sent not in (None, "", "NULL") and not draft.values.get("date"):
        draft.refuse("Incorrect value for date field.")
    if draft.before is None:
        draft.values["date"] = draft.values.get("date") or draft.now


def name_from_content(draft: Draft, reads: Reads) -> None:
    """An object without a name takes the beginning of its description."""
    for column in ("name", "content"):
        if isinstance(draft.values.get(column), str):
            draft.values[column] = draft.values[column].lstrip()
    if draft.before is None and not draft.values.get("name"):
        draft.values["name"] = title(draft.values.get("content") or "")


def set_levels(draft: Draft, reads: Reads) -> None:
    """Urgency, impact and the priority they lead to. A priority of one's own takes the right to set it."""
    for column in ("urgency", "impact"):
        draft.values[column] = level(draft.input.get(column))
    if not (draft.values.get("priority") and _may_prioritise(draft)):
        draft.values["priority"] = _priority(draft, reads)


def follow_levels(draft: Draft, reads: Reads) -> None:
    """On update, urgency always leads to a new priority; impact does unless a priority is sent."""
    for column in ("urgency", "impact"):
        if column in draft.values:
            draft.values[column] = level(draft.values[column])
    if "priority" in draft.values and not _may_prioritise(draft):
        del draft.values["priority"]
    if draft.changes("urgency") or (draft.changes("impact") and "priority" not in draft.values):
        draft.values["priority"] = _priority(draft, reads)


def _may_prioritise(draft: Draft) -> bool:
    kind = kind_of(draft)
    return kind.right != "ticket" or not is_checked(draft) or draft.caller.may(kind.right, CHANGE_PRIORITY)


def _priority(draft: Draft, reads: Reads) -> int:
    return priority(draft.get("urgency"), draft.get("impact"), matrix_of(reads.config("priority_matrix")))


def set_type(draft: Draft, reads: Reads) -> None:
    """Incident or request: as sent, else as the entity says."""
    if draft.values.get("type") not in (1, 2):
        draft.values["type"] = whole(setting(reads, draft.get("entities_id", 0), "tickettype", INCIDENT), INCIDENT)


def set_source(draft: Draft, reads: Reads) -> None:
    if not draft.values.get("requesttypes_id"):
        found = reads.rows("RequestType", {"is_helpdesk_default": 1}, columns=("id",), limit=1)
        draft.values["requesttypes_id"] = found[0]["id"] if found else 0


def sign(draft: Draft, reads: Reads) -> None:
    author = draft.caller.user_id
    draft.values["users_id_recipient"] = draft.values.get("users_id_recipient") or author
    draft.values["users_id_lastupdater"] = author


def sign_change(draft: Draft, reads: Reads) -> None:
    if any(draft.changes(column) for column in draft.values):
        draft.values["users_id_lastupdater"] = draft.caller.user_id


def assign_new(draft: Draft, reads: Reads) -> None:
    """An assignee at creation: the object is assigned, and (for tickets) taken into account at once."""
    draft.values.setdefault("status", NEW)
    if names_assignee(draft) and kind_of(draft).assigns:
        if draft.values["status"] == NEW:
            draft.values["status"] = ASSIGNED
        take_into_account(draft.values, draft.values["date"], draft)


def take_into_account(values: dict[str, Any], opened: str | None, draft: Draft) -> None:
    """Somebody works on a ticket: when, and how long after it was opened (never less than a second)."""
    if draft.item.has("takeintoaccountdate"):
        values["takeintoaccountdate"] = draft.now
        values["takeintoaccount_delay_stat"] = max(1, seconds_between(opened or draft.now, draft.now))


def date_status_of_new(draft: Draft, reads: Reads) -> None:
    status, date = draft.values["status"], draft.values["date"]
    if status == WAITING:
        draft.values.setdefault("begin_waiting_date", date)
    if status in ENDED:
        draft.values["solvedate"] = draft.values.get("solvedate") or date
    if status == CLOSED:
        draft.values["closedate"] = draft.values.get("closedate") or date


def drop_early_due_date(draft: Draft, reads: Reads) -> None:
    """A due date before the opening is left out."""
    for column in ("time_to_resolve", "time_to_own"):
        due = draft.values.get(column)
        if due and due < draft.values["date"]:
            draft.values[column] = None


def restrict(draft: Draft, reads: Reads) -> None:
    """What may be changed of a closed ticket, and by somebody who may only change his own request."""
    assert draft.before is not None
    if not is_checked(draft):
        return
    kept = _kept(draft)
    if kept is None:
        return
    sent = draft.values.keys() | {key for key in draft.input if key.startswith("_")}
    for key in sent - kept:
        draft.values.pop(key, None)
        draft.input.pop(key, None)
    if sent and not sent & kept:
        draft.refuse()


def _kept(draft: Draft) -> frozenset[str] | None:
    """The keys that may be changed; None: all of them."""
    assert draft.before is not None
    right = kind_of(draft).right
    if draft.before["status"] == CLOSED:
        return _KEPT_WHEN_CLOSED
    if draft.caller.may(right, UPDATE):
        return None
    may_assign = draft.caller.may(right, ASSIGN) or draft.caller.may(right, STEAL)
    return _INITIAL | {"is_deleted"} | (_ASSIGNING if may_assign else frozenset())


def move_status(draft: Draft, reads: Reads) -> None:
    """Dates and durations that follow from a new status."""
    assert draft.before is not None
    if not draft.changes("status"):
        return
    old, new = draft.before["status"], draft.values["status"]
    if old == WAITING:
        _leave_waiting(draft)
    if new == WAITING:
        draft.values["begin_waiting_date"] = draft.now
    if new in ENDED and old not in ENDED:
        draft.values["solvedate"] = draft.values.get("solvedate") or draft.now
        draft.values["solve_delay_stat"] = _active_seconds(draft)
    if new == CLOSED:
        draft.values["closedate"] = draft.values.get("closedate") or draft.now
        draft.values["close_delay_stat"] = _active_seconds(draft)
    if new not in ENDED and old in ENDED:
        draft.values.update({"solvedate": None, "solve_delay_stat": 0})
    if new != CLOSED and old == CLOSED:
        draft.values.update({"closedate": None, "close_delay_stat": 0})


def _leave_waiting(draft: Draft) -> None:
    assert draft.before is not None
    began = draft.before["begin_waiting_date"]
    if began:
        waited = draft.before["waiting_duration"] + seconds_between(began, draft.now)
        draft.values["waiting_duration"] = waited
    draft.values["begin_waiting_date"] = None


def _active_seconds(draft: Draft) -> int:
    opened = draft.get("date")
    return max(0, seconds_between(opened, draft.now) - draft.get("waiting_duration", 0)) if opened else 0


def settle_solution(draft: Draft, reads: Reads) -> None:
    """After a change of status: closing accepts the solution that waits, reopening refuses it."""
    assert draft.before is not None
    old, new = draft.before["status"], draft.get("status")
    if old == new or old not in ENDED:
        return
    if new in ENDED and new != CLOSED:
        return
    verdict = SOLUTION_ACCEPTED if new == CLOSED else SOLUTION_REFUSED
    where = {"itemtype": draft.item.name, "items_id": draft.id, "status": SOLUTION_WAITING}
    for row in reads.rows("ITILSolution", where, columns=("id",)):
        values = {"status": verdict, "users_id_approval": draft.caller.user_id, "date_approval": draft.now}
        draft.then(Verb.UPDATE, "ITILSolution", values, row["id"])


def end_duplicates(draft: Draft, reads: Reads) -> None:
    """After a ticket was solved or closed: so are those that duplicate it."""
    if not draft.changes("status") or draft.values["status"] not in ENDED:
        return
    where = {"tickets_id_2": draft.id, "link": DUPLICATES}
    ids = [row["tickets_id_1"] for row in reads.rows("Ticket_Ticket", where, columns=("tickets_id_1",))]
    if ids:
        for row in reads.rows("Ticket", {"id": ids, "is_deleted": 0}, columns=("id", "status")):
            if row["status"] not in {CLOSED, draft.values["status"]}:
                draft.then(Verb.UPDATE, "Ticket", {"status": draft.values["status"]}, row["id"])


def link_assets(draft: Draft, reads: Reads) -> None:
    """`items_id`: {"Computer": [1, 2]}, or the older `itemtype` with one `items_id`."""
    kind, sent = kind_of(draft), draft.input.get("items_id")
    if isinstance(sent, dict):
        pairs = [(name, whole(id)) for name, ids in sent.items() for id in several(ids)]
    else:
        pairs = [(text(draft.input.get("itemtype")), whole(one)) for one in several(sent)]
    for name, id in dict.fromkeys(pairs):
        if id > 0 and _may_link(draft, name, id, reads):
            draft.then(Verb.ADD, kind.assets, {kind.key: OWN_ID, "itemtype": name, "items_id": id})


def _may_link(draft: Draft, name: str, id: int, reads: Reads) -> bool:
    """Assets that the caller may read, and those that are his or his groups' own."""
    row = reads.row(name, id) if reads.item(name) is not None else None
    if row is None:
        return False
    own = row.get("users_id") == draft.caller.user_id or row.get("groups_id") in draft.caller.groups
    return own or not is_checked(draft) or reads.visible(name, id)


def link_tickets(draft: Draft, reads: Reads) -> None:
    """`_link`: {"tickets_id_2": 5, "link": 1}, one or several."""
    sent = draft.input.get("_link")
    for one in [sent] if isinstance(sent, dict) and "tickets_id_2" in sent else several(sent):
        other = whole(one.get("tickets_id_2")) if isinstance(one, dict) else 0
        if other > 0 and reads.visible("Ticket", other):
            values = {"tickets_id_1": OWN_ID, "tickets_id_2": other, "link": whole(one.get("link"), 1)}
            draft.then(Verb.ADD, "Ticket_Ticket", values)


def start_timeline(draft: Draft, reads: Reads) -> None:
    """`_followup`, `_contracts_id`, `_projects_id`: what a new object may bring along."""
    sent = draft.input.get("_followup")
    if isinstance(sent, dict) and text(sent.get("content")).strip():
        values = {"content": text(sent["content"]), "is_private": int(truth(sent.get("is_private")))}
        draft.then(Verb.ADD, "ITILFollowup", {"itemtype": draft.item.name, "items_id": OWN_ID, **values})
    for one in several(draft.input.get("_contracts_id")):
        if draft.item.name == "Ticket" and reads.visible("Contract", whole(one)):
            draft.then(Verb.ADD, "Ticket_Contract", {"tickets_id": OWN_ID, "contracts_id": whole(one)})
    for one in several(draft.input.get("_projects_id")):
        if reads.visible("Project", whole(one)):
            values = {"projects_id": whole(one), "itemtype": draft.item.name, "items_id": OWN_ID}
            draft.then(Verb.ADD, "Itil_Project", values)


def name_with_id(draft: Draft, reads: Reads) -> None:
    draft.display_name = f"{draft.get('name') or ''} ({draft.id})".strip()
