"""Ordered rows: rules, columns of lists, saved searches."""

from __future__ import annotations

from typing import Final

from steward.itemtypes.steps.authorship import ranked
from steward.vocabulary.steps import Draft, Reads, Verb

rule_comes_last = ranked("ranking", "sub_type")
column_comes_last = ranked("rank", "users_id", "itemtype")

_MATCHES: Final = frozenset({"AND", "OR"})


def name_kind_of_rule(draft: Draft, reads: Reads) -> None:
    """A rule made through its own type is of that kind; through the general type the kind must be named."""
    discriminator = draft.item.discriminator
    if discriminator is not None:
        draft.values[discriminator[0]] = discriminator[1]
    elif draft.item.name != "Rule" and not draft.values.get("sub_type"):
        draft.values["sub_type"] = draft.item.name.removesuffix("Collection")
    if not draft.values.get("sub_type"):
        draft.refuse()


def check_match(draft: Draft, reads: Reads) -> None:
    match = draft.values.get("match")
    if draft.before is None and not match:
        draft.values["match"] = "AND"
    elif match is not None and match not in _MATCHES:
        draft.refuse()


def close_gap(draft: Draft, reads: Reads) -> None:
    """When a rule goes, those after it move up."""
    assert draft.before is not None
    for row in reads.rows("Rule", {"sub_type": draft.before["sub_type"]}, columns=("id", "ranking")):
        if row["ranking"] > draft.before["ranking"] and row["id"] != draft.id:
            draft.then(Verb.UPDATE, "Rule", {"ranking": row["ranking"] - 1}, row["id"])


def check_search(draft: Draft, reads: Reads) -> None:
    """A saved search belongs to a type, and to who saved it."""
    if reads.item(str(draft.values.get("itemtype") or "")) is None:
        draft.refuse()
    draft.values["users_id"] = draft.values.get("users_id") or draft.caller.user_id
