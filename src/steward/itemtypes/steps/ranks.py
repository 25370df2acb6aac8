"""Ranks: whether somebody holds every right that a profile gives, so that nobody hands out more than he has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from steward.vocabulary.steps import Caller, Draft, Reads

UPDATE: Final = 2
PROFILES, CONFIGURATION = "profile", "config"
_MEANINGLESS: Final[Mapping[str, int]] = {"lineoperator": 32, "reservation": 128}
"""Bits that default profiles carry although nothing asks for them."""


def holds(caller: Caller, profiles: Iterable[int], reads: Reads) -> bool:
    """Whether the caller has all rights of all these profiles. Who may change profiles can give himself any right anyway."""
    wanted = sorted({profile for profile in profiles if profile})
    if caller.is_system or not wanted or caller.may(PROFILES, UPDATE):
        return True
    rows = reads.rows("ProfileRight", {"profiles_id": wanted}, columns=("name", "rights"))
    return all(
        not row["rights"] & ~_MEANINGLESS.get(row["name"], 0) & ~caller.rights.get(row["name"], 0) for row in rows
    )


def is_checked(draft: Draft) -> bool:
    """Whether the caller's own standing matters: not for consequences of other writes, nor for the system itself."""
    return not (draft.trusted or draft.caller.is_system)


def profiles_of(user: int, reads: Reads) -> set[int]:
    rows = reads.rows("Profile_User", {"users_id": user}, columns=("profiles_id",))
    return {row["profiles_id"] for row in rows}


def outranks(caller: Caller, user: int, reads: Reads) -> bool:
    """Whether the caller stands at least as high as that user; everybody does as himself."""
    return caller.is_system or user == caller.user_id or holds(caller, profiles_of(user, reads), reads)


def administrators(
    reads: Reads, *, without_assignment: int | None = None, without_profile: int | None = None
) -> set[int]:
    """Active users who may change the configuration; on request as if an assignment or a profile did not exist."""
    rights = reads.rows("ProfileRight", {"name": CONFIGURATION}, columns=("profiles_id", "rights"))
    profiles = {row["profiles_id"] for row in rights if row["rights"] & UPDATE} - {without_profile}
    if not profiles:
        return set()
    assigned = reads.rows("Profile_User", {"profiles_id": sorted(profiles)}, columns=("id", "users_id"))
    users = sorted({row["users_id"] for row in assigned if row["id"] != without_assignment})
    if not users:
        return set()
    active = reads.rows("User", {"id": users, "is_active": 1, "is_deleted": 0}, columns=("id",))
    return {row["id"] for row in active}


def is_last_administrator(user: int, reads: Reads) -> bool:
    return administrators(reads) == {user}


def refuse_unless_outranked(draft: Draft, user: int, reads: Reads) -> None:
    if is_checked(draft) and not outranks(draft.caller, user, reads):
        draft.deny()
