"""Approvals: who is asked, who answers, and what the answers add up to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from steward.itemtypes.steps.actors import touch
from steward.itemtypes.steps.itil_kinds import parent_row
from steward.itemtypes.steps.ranks import is_checked
from steward.vocabulary.steps import Draft, Reads

NONE, WAITING, ACCEPTED, REFUSED = 1, 2, 3, 4
CREATE, CREATE_REQUEST, CREATE_INCIDENT = 4, 1024, 2048
REQUEST: Final = 2
_ANSWERS: Final = frozenset({ACCEPTED, REFUSED})


def check_request(draft: Draft, reads: Reads) -> None:
    """Somebody must be asked."""
    if not draft.get("users_id_validate"):
        draft.refuse()


def may_ask(draft: Draft, reads: Reads) -> None:
    found = parent_row(draft, reads)
    if found is None:
        draft.deny()
    kind, row = found
    if not is_checked(draft):
        return
    if not reads.visible(kind.item, row["id"]):
        draft.deny()
    if "type" in row:
        bit = CREATE_REQUEST if row["type"] == REQUEST else CREATE_INCIDENT
        allowed = draft.caller.may("ticketvalidation", bit)
    else:
        allowed = draft.caller.may("changevalidation", CREATE)
    if not allowed:
        draft.deny()


def ask(draft: Draft, reads: Reads) -> None:
    draft.values["users_id"] = draft.values.get("users_id") or draft.caller.user_id
    draft.values["status"] = WAITING
    draft.values["submission_date"] = draft.now
    draft.values["validation_date"] = None


def answer(draft: Draft, reads: Reads) -> None:
    """Only who was asked answers; a refusal needs its reason."""
    assert draft.before is not None
    if not is_checked(draft):
        return
    asked = draft.before["users_id_validate"] == draft.caller.user_id
    if not asked:
        draft.values.pop("status", None)
        draft.values.pop("comment_validation", None)
    if draft.changes("status"):
        if draft.values["status"] == REFUSED and not str(draft.get("comment_validation") or "").strip():
            draft.refuse("If approval is denied, specify a reason.")
        draft.values["validation_date"] = draft.now if draft.values["status"] in _ANSWERS else None


def sum_up(draft: Draft, reads: Reads) -> None:
    """The object's own status of approval, out of all answers."""
    found = parent_row(draft, reads)
    if found is None:
        return
    kind, row = found
    rows = reads.rows(draft.item.name, {kind.key: row["id"]}, columns=("id", "status"))
    gone = draft.id if draft.verb.value == "purge" else None
    total = verdict([one["status"] for one in rows if one["id"] != gone], row["validation_percent"])
    touch(draft, kind, row["id"], {"global_validation": total})


def verdict(answers: Sequence[int], percent: int) -> int:
    """All must accept (`percent` 0), or at least that share; a refusal counts once the share cannot be reached any more."""
    if not answers:
        return NONE
    accepted, refused = answers.count(ACCEPTED), answers.count(REFUSED)
    if percent <= 0:
        if refused:
            return REFUSED
        return ACCEPTED if accepted == len(answers) else WAITING
    if accepted * 100 >= percent * len(answers):
        return ACCEPTED
    return REFUSED if (len(answers) - refused) * 100 < percent * len(answers) else WAITING
