"""Timeline of ITIL objects: followups, tasks, solutions and costs, and what they do to the object."""

from __future__ import annotations

from typing import Any, Final

from steward.calculations.spans import seconds_between
from steward.itemtypes.steps.actors import touch
from steward.itemtypes.steps.authorship import filled, unique
from steward.itemtypes.steps.entities import setting
from steward.itemtypes.steps.inputs import text, truth, whole
from steward.itemtypes.steps.itil import SOLUTION_ACCEPTED, SOLUTION_REFUSED, SOLUTION_WAITING
from steward.itemtypes.steps.itil_kinds import (
    ASSIGNED,
    CLOSED,
    ENDED,
    NEW,
    OWN,
    PLANNED,
    SOLVED,
    UPDATE,
    WAITING,
    Kind,
    Row,
    Standing,
    is_anybody_assigned,
    parent_kind,
    parent_row,
    standing,
)
from steward.itemtypes.steps.ranks import is_checked
from steward.vocabulary.steps import Draft, Reads, Verb

FOLLOWUP, TASK = "followup", "task"
ADD_OWN, ADD_GROUP, ADD_ALL, ADD_OBSERVED = 4, 2048, 4096, 16384
LEFT, RIGHT = 1, 4
OBSERVED: Final = 8
BEST_RATING: Final = 5
_REOPENED: Final = ENDED | {WAITING, OBSERVED}

followup_has_content = filled("content", "You can't add a followup without description")
task_has_content = filled("content", "You can't add a task without description.")
solution_has_content = filled("content")
asset_once = unique("itemtype", "items_id", "tickets_id")
asset_once_in_problem = unique("itemtype", "items_id", "problems_id")
asset_once_in_change = unique("itemtype", "items_id", "changes_id")


def _parent(draft: Draft, reads: Reads) -> tuple[Kind, Row]:
    found = parent_row(draft, reads)
    if found is None:
        draft.deny()
    return found


def _see(draft: Draft, kind: Kind, row: Row, reads: Reads) -> None:
    """Whatever else is allowed: nothing is hung on what the caller cannot see."""
    if not reads.visible(kind.item, row["id"]):
        draft.deny()


def may_follow_up(draft: Draft, reads: Reads) -> None:
    """Who may add a followup: those with the right to it as what they are to the object, and whoever is assigned."""
    kind, row = _parent(draft, reads)
    if not is_checked(draft):
        return
    _see(draft, kind, row, reads)
    who = standing(draft.caller, kind, row, reads)
    grants = (
        (ADD_ALL, True),
        (ADD_OWN, who.asked),
        (ADD_GROUP, who.requester_group),
        (ADD_OBSERVED, who.observer or who.observer_group),
    )
    if not who.is_assigned and not any(holds and draft.caller.may(FOLLOWUP, bit) for bit, holds in grants):
        draft.deny()


def may_add_task(draft: Draft, reads: Reads) -> None:
    kind, row = _parent(draft, reads)
    if not is_checked(draft):
        return
    _see(draft, kind, row, reads)
    if row["status"] == CLOSED:
        draft.deny()
    if not draft.caller.may(TASK, ADD_ALL) and not standing(draft.caller, kind, row, reads).is_assigned:
        draft.deny()


def may_move_task(draft: Draft, reads: Reads) -> None:
    """A task comes to another object as a new one would."""
    kind = parent_kind(draft)
    if kind is not None and draft.changes(kind.key):
        may_add_task(draft, reads)


def may_solve(draft: Draft, reads: Reads) -> None:
    kind, row = _parent(draft, reads)
    if not is_checked(draft):
        return
    _see(draft, kind, row, reads)
    if not _may_solve(draft, kind, row, reads) or row["status"] == CLOSED:
        draft.deny()


def _may_solve(draft: Draft, kind: Kind, row: Row, reads: Reads) -> bool:
    if draft.caller.may(kind.right, UPDATE):
        return True
    return draft.caller.may(kind.right, OWN) and standing(draft.caller, kind, row, reads).is_assigned


def place(draft: Draft, reads: Reads) -> None:
    """Where it stands in the conversation: whoever is assigned on the right, others on the left."""
    found = parent_row(draft, reads)
    if found is not None and not draft.values.get("timeline_position"):
        assigned = standing(draft.caller, *found, reads).assignee
        draft.values["timeline_position"] = RIGHT if assigned else LEFT


def private_by_preference(draft: Draft, reads: Reads) -> None:
    """Whether it is private, where that is not said, is a preference of the author."""
    column = "task_private" if draft.item.has("actiontime") else "followup_private"
    if "is_private" not in draft.values:
        author = reads.row("User", draft.caller.user_id) or {}
        own = author.get(column)
        draft.values["is_private"] = whole(own if own is not None else reads.config(column), 0)


def plan_task(draft: Draft, reads: Reads) -> None:
    """Beginning and end, from the columns or from `plan` ({begin, end} or {begin, _duration}); both or neither."""
    sent = draft.input.get("plan")
    if isinstance(sent, dict):
        draft.values["begin"] = text(sent.get("begin")) or None
        draft.values["end"] = text(sent.get("end")) or None
        if whole(sent.get("_duration")) > 0:
            draft.values["actiontime"] = draft.values.get("actiontime") or whole(sent["_duration"])
    begin, end = draft.get("begin"), draft.get("end")
    if begin and end and begin > end:
        draft.refuse("Error in entering dates. The starting date is later than the ending date")
    if begin and end and not draft.get("actiontime"):
        draft.values["actiontime"] = seconds_between(begin, end)


def work_on_parent(draft: Draft, reads: Reads) -> None:
    """After a followup, task or validation: the object is taken into account by who works on it, and changed now."""
    found = parent_row(draft, reads)
    if found is None:
        return
    kind, row = found
    touch(draft, kind, row["id"], taken(draft, kind, row, standing(draft.caller, kind, row, reads)))


def taken(draft: Draft, kind: Kind, row: Row, who: Standing) -> dict[str, Any]:
    """A ticket is taken into account by its assignees, and by those who work on tickets without having asked for this one."""
    if "takeintoaccountdate" not in row or row["takeintoaccountdate"] or draft.trusted:
        return {}
    works = draft.caller.may(FOLLOWUP, ADD_ALL) or draft.caller.may(TASK, ADD_ALL)
    if not who.assignee and (who.requester or not works):
        return {}
    delay = seconds_between(row["date"] or draft.now, draft.now)
    return {"takeintoaccountdate": draft.now, "takeintoaccount_delay_stat": max(1, delay)}


def note_followup(draft: Draft) -> None:
    """The object's history names the followup before what follows from it (and once more after, as every child)."""
    noted = {"itemtype": draft.get("itemtype"), "items_id": draft.get("items_id"), "itemtype_link": draft.item.name}
    draft.then(Verb.ADD, "Log", {**noted, "linked_action": 17, "old_value": "", "new_value": str(draft.id)})


def answer_parent(draft: Draft, reads: Reads) -> None:
    """After a followup: it may close or reopen the object; the answer of a requester reopens it by itself."""
    note_followup(draft)
    found = parent_row(draft, reads)
    if found is None:
        return
    kind, row = found
    who = standing(draft.caller, kind, row, reads)
    changes = taken(draft, kind, row, who)
    status = row["status"]
    if truth(draft.input.get("add_close")) and status == SOLVED:
        changes["status"] = CLOSED
    elif (truth(draft.input.get("add_reopen")) and status in ENDED) or _reopens(draft, who, status):
        changes["status"] = _open_status(kind, row, reads)
    elif whole(draft.input.get("_status")) > 0 and status not in ENDED and is_checked(draft):
        changes["status"] = whole(draft.input["_status"])
    touch(draft, kind, row["id"], changes)


def _reopens(draft: Draft, who: Standing, status: int) -> bool:
    return who.requester and not who.is_assigned and status in _REOPENED and not draft.trusted


def _open_status(kind: Kind, row: Row, reads: Reads) -> int:
    return ASSIGNED if is_anybody_assigned(kind, row["id"], reads) else NEW


def sum_up_tasks(draft: Draft, reads: Reads) -> None:
    """After a task came, changed or went: the object knows the time spent on it, and that work is planned."""
    found = parent_row(draft, reads)
    if found is None:
        return
    kind, row = found
    spent = reads.rows(kind.task, {kind.key: row["id"]}, columns=("id", "actiontime"))
    left = [one["actiontime"] for one in spent if draft.verb is not Verb.PURGE or one["id"] != draft.id]
    changes = {} if draft.verb is not Verb.ADD else taken(draft, kind, row, standing(draft.caller, kind, row, reads))
    changes["actiontime"] = sum(left)
    if draft.verb is Verb.ADD and draft.get("begin") and row["status"] in {NEW, ASSIGNED}:
        changes["status"] = PLANNED
    touch(draft, kind, row["id"], changes)


def check_open(draft: Draft, reads: Reads) -> None:
    _, row = _parent(draft, reads)
    if row["status"] in ENDED and not draft.trusted:
        draft.refuse("The item is already solved, did anyone pushed a solution before you?")


def start_solution(draft: Draft, reads: Reads) -> None:
    """A solution waits for an answer, unless the entity closes what is solved at once."""
    kind, row = _parent(draft, reads)
    at_once = str(setting(reads, row["entities_id"], "autoclose_delay")) == "0" and kind.item == "Ticket"
    draft.values["status"] = SOLUTION_ACCEPTED if at_once else SOLUTION_WAITING
    draft.values["users_id"] = draft.values.get("users_id") or draft.caller.user_id


def solve_parent(draft: Draft, reads: Reads) -> None:
    kind, row = _parent(draft, reads)
    closed = draft.get("status") == SOLUTION_ACCEPTED
    changes = taken(draft, kind, row, standing(draft.caller, kind, row, reads))
    touch(draft, kind, row["id"], {**changes, "status": CLOSED if closed else SOLVED})


def answer_solution(draft: Draft, reads: Reads) -> None:
    """Accepting or refusing a solution notes who did it and when."""
    if not is_checked(draft):
        return
    if draft.changes("status") and draft.values["status"] in {SOLUTION_ACCEPTED, SOLUTION_REFUSED}:
        draft.values["users_id_approval"] = draft.caller.user_id
        draft.values["date_approval"] = draft.now
    if draft.changes("content") or draft.changes("solutiontypes_id"):
        draft.values["users_id_editor"] = draft.caller.user_id


def follow_answer(draft: Draft, reads: Reads) -> None:
    """An accepted solution closes its object, a refused one opens it again."""
    found = parent_row(draft, reads)
    if draft.trusted or found is None or not draft.changes("status"):
        return
    kind, row = found
    if draft.values["status"] == SOLUTION_ACCEPTED and row["status"] == SOLVED:
        touch(draft, kind, row["id"], {"status": CLOSED})
    elif draft.values["status"] == SOLUTION_REFUSED and row["status"] in ENDED:
        touch(draft, kind, row["id"], {"status": _open_status(kind, row, reads)})


def name_by_id(draft: Draft, reads: Reads) -> None:
    draft.display_name = str(draft.id)


def name_by_asset(draft: Draft, reads: Reads) -> None:
    kind, id = draft.get("itemtype"), draft.get("items_id")
    if isinstance(kind, str) and isinstance(id, int) and reads.item(kind) is not None:
        draft.display_name = reads.label(kind, id) or None


def trash_with_last_asset(draft: Draft, reads: Reads) -> None:
    """A ticket about nothing but an asset that is purged goes to the trash, unless the configuration keeps it."""
    cause = draft.cause
    if (
        cause is None
        or cause.item.name != draft.get("itemtype")
        or truth(reads.config("keep_tickets_on_delete") or "0")
    ):
        return
    id = draft.get("tickets_id", 0)
    if not reads.rows("Item_Ticket", {"tickets_id": id}, columns=("id",), limit=1):
        draft.then(Verb.UPDATE, "Ticket", {"is_deleted": 1}, id)


def touch_parent(draft: Draft, reads: Reads) -> None:
    found = parent_row(draft, reads)
    if found is not None:
        touch(draft, found[0], found[1]["id"], {})


def rate(draft: Draft, reads: Reads) -> None:
    """An answer to the survey of satisfaction: 0 to 5, and when it was given."""
    if is_checked(draft) and not reads.visible("Ticket", draft.get("tickets_id", 0)):
        draft.deny()
    rating = draft.values.get("satisfaction")
    if rating is None:
        return
    if not 0 <= rating <= BEST_RATING:
        draft.refuse(f"Satisfaction goes from 0 to {BEST_RATING}.")
    draft.values["date_answered"] = draft.now


def check_ticket_link(draft: Draft, reads: Reads) -> None:
    """Two different tickets, linked once, whichever way round."""
    one, two = draft.get("tickets_id_1", 0), draft.get("tickets_id_2", 0)
    if not one or not two or one == two:
        draft.refuse()
    for pair in ((one, two), (two, one)):
        where = {"tickets_id_1": pair[0], "tickets_id_2": pair[1]}
        if any(row["id"] != draft.id for row in reads.rows("Ticket_Ticket", where, columns=("id",), limit=2)):
            draft.refuse()
