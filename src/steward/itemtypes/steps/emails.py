"""E-mail addresses of users: well-formed, and exactly one of them the default."""

from __future__ import annotations

import re
from typing import Final

from steward.itemtypes.steps.ranks import refuse_unless_outranked
from steward.vocabulary.steps import Draft, Reads, Verb

_ADDRESS: Final = re.compile(r"[^@\s\"<>(),;:\\\[\]]+@(?!-)[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


def is_address(text: str) -> bool:
    return len(text) <= 254 and ".." not in text and _ADDRESS.fullmatch(text) is not None


def check_address(draft: Draft, reads: Reads) -> None:
    if draft.before is not None and "email" not in draft.values:
        return
    address = str(draft.values.get("email") or "").strip()
    if not is_address(address):
        draft.refuse()
    draft.values["email"] = address


def check_rank(draft: Draft, reads: Reads) -> None:
    """An address receives password links: changing somebody's is as good as changing his password."""
    refuse_unless_outranked(draft, draft.get("users_id", 0), reads)


def default_if_first(draft: Draft, reads: Reads) -> None:
    others = reads.rows("UserEmail", {"users_id": draft.get("users_id", 0), "is_default": 1}, columns=("id",), limit=1)
    if not others:
        draft.values["is_default"] = 1


def be_the_only_default(draft: Draft, reads: Reads) -> None:
    if draft.values.get("is_default") != 1:
        return
    others = reads.rows("UserEmail", {"users_id": draft.get("users_id"), "is_default": 1}, columns=("id",))
    for row in others:
        if row["id"] != draft.id:
            draft.then(Verb.UPDATE, "UserEmail", {"is_default": 0}, row["id"])


def hand_on_default(draft: Draft, reads: Reads) -> None:
    """When the default address goes, the oldest that is left takes its place."""
    if not draft.get("is_default"):
        return
    left = reads.rows("UserEmail", {"users_id": draft.get("users_id")}, columns=("id",), limit=2)
    heirs = [row["id"] for row in left if row["id"] != draft.id]
    if heirs:
        draft.then(Verb.UPDATE, "UserEmail", {"is_default": 1}, heirs[0])
