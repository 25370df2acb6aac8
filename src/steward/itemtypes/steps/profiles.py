"""Profiles, the rights in them, and who gets which profile where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steward.itemtypes.steps.inputs import truth, whole
from steward.itemtypes.steps.ranks import CONFIGURATION, PROFILES, UPDATE, administrators, holds, is_checked
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Verb


def asked_rights(draft: Draft, reads: Reads) -> dict[str, int]:
    """Rights that the caller names as `_<right>`: the number, or an object of `<bit>_0` with 1 or 0."""
    found = {}
    for right in reads.rights:
        sent = draft.input.get(f"_{right}")
        if isinstance(sent, Mapping):
            found[right] = _bits(sent)
        elif sent is not None:
            found[right] = whole(sent)
    return found


def _bits(sent: Mapping[str, Any]) -> int:
    total = 0
    for key, on in sent.items():
        bit = whole(str(key).partition("_")[0])
        if bit > 0 and truth(on):
            total |= bit
    return total


def create_rights(draft: Draft, reads: Reads) -> None:
    """A profile has a row for every right, without any bit unless asked for."""
    asked = asked_rights(draft, reads)
    for right in reads.rights:
        draft.then(Verb.ADD, "ProfileRight", {"profiles_id": OWN_ID, "name": right, "rights": asked.get(right, 0)})


def change_rights(draft: Draft, reads: Reads) -> None:
    asked = asked_rights(draft, reads)
    if not asked:
        return
    rows = reads.rows("ProfileRight", {"profiles_id": draft.id, "name": list(asked)})
    known = {row["name"]: row for row in rows}
    for right, bits in asked.items():
        row = known.get(right)
        if row is None:
            draft.then(Verb.ADD, "ProfileRight", {"profiles_id": draft.id, "name": right, "rights": bits})
        elif row["rights"] != bits:
            draft.then(Verb.UPDATE, "ProfileRight", {"rights": bits}, row["id"])


def be_the_only_default(draft: Draft, reads: Reads) -> None:
    if draft.values.get("is_default") != 1:
        return
    for row in reads.rows("Profile", {"is_default": 1}, columns=("id",)):
        if row["id"] != draft.id:
            draft.then(Verb.UPDATE, "Profile", {"is_default": 0}, row["id"])


def keep_configuring_profile(draft: Draft, reads: Reads) -> None:
    """The profile of all who may configure the server stays."""
    _keep_administrators(draft.id, draft, reads)


def keep_configuring_right(draft: Draft, reads: Reads) -> None:
    """So does the bit that lets them."""
    assert draft.before is not None
    kept = draft.verb is Verb.UPDATE and draft.get("rights", 0) & UPDATE
    if draft.before["name"] == CONFIGURATION and not kept:
        _keep_administrators(draft.before["profiles_id"], draft, reads)


def _keep_administrators(without_profile: int | None, draft: Draft, reads: Reads) -> None:
    if administrators(reads) and not administrators(reads, without_profile=without_profile):
        draft.refuse("Somebody must keep the right to configure.")


def within_reach(draft: Draft, entity: int, recursive: object, reads: Reads) -> bool:
    """Whether the caller himself reaches all entities of an assignment: nobody widens what he has."""
    if not draft.caller.reaches(entity):
        return False
    if not truth(recursive) or draft.caller.may(PROFILES, UPDATE):
        return True
    return all(draft.caller.reaches(one) for one in reads.sons("Entity", entity))


def check_assignment(draft: Draft, reads: Reads) -> None:
    """Nobody gives a profile with more rights than his own."""
    if draft.before is None and reads.row("Profile", draft.get("profiles_id", 0)) is None:
        draft.refuse()
    if is_checked(draft) and not holds(draft.caller, [draft.get("profiles_id", 0)], reads):
        draft.deny()
    if draft.before is not None or not is_checked(draft):
        return
    if not within_reach(draft, draft.get("entities_id", 0), draft.get("is_recursive"), reads):
        draft.deny()


def check_moved_assignment(draft: Draft, reads: Reads) -> None:
    assert draft.before is not None
    if not is_checked(draft):
        return
    moved = draft.changes("entities_id") or draft.changes("is_recursive")
    if moved and not within_reach(draft, draft.get("entities_id", 0), draft.get("is_recursive"), reads):
        draft.deny()
    given = [draft.before["profiles_id"], draft.get("profiles_id", 0)]
    if not holds(draft.caller, given, reads):
        draft.refuse(f"Cannot update item {draft.item.plural} #{draft.id}: not enough right on the parent(s) item(s)")


def keep_last_administrator(draft: Draft, reads: Reads) -> None:
    """The assignment that makes somebody the last administrator stays."""
    if administrators(reads) and not administrators(reads, without_assignment=draft.id):
        draft.deny()


def keep_administrator_assigned(draft: Draft, reads: Reads) -> None:
    if draft.changes("profiles_id") or draft.changes("users_id"):
        keep_last_administrator(draft, reads)
