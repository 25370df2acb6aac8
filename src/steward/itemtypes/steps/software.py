"""Software: installations and licences, and whether there are enough of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from steward.itemtypes.steps.authorship import parent_of
from steward.itemtypes.steps.inputs import truth, whole
from steward.vocabulary.steps import Draft, Reads, Verb

UNLIMITED: Final = -1


def copy_item_flags(draft: Draft, reads: Reads) -> None:
    """An installation notes whether its asset is a template or in the trash, so that counting needs no join."""
    row = parent_of(draft, reads)
    if row is not None:
        draft.values["is_template_item"] = row.get("is_template") or 0
        draft.values["is_deleted_item"] = row.get("is_deleted") or 0
        draft.values["entities_id"] = row.get("entities_id") or 0


def visible_by_default(draft: Draft, reads: Reads) -> None:
    if "is_helpdesk_visible" not in draft.values:
        draft.values["is_helpdesk_visible"] = whole(reads.config("default_software_helpdesk_visible"), 1)


def need_software(draft: Draft, reads: Reads) -> None:
    """A licence belongs to a software; one below another belongs to the same."""
    parent = reads.row("SoftwareLicense", draft.get("softwarelicenses_id", 0))
    if parent is not None and not draft.values.get("softwares_id"):
        draft.values["softwares_id"] = parent["softwares_id"]
    if draft.before is None and not draft.values.get("softwares_id"):
        draft.refuse("A licence belongs to a software.")


def judge_licence(draft: Draft, reads: Reads) -> None:
    """Before a licence is written: do its rights cover its use?"""
    if draft.before is None or draft.changes("number") or draft.changes("allow_overquota"):
        used = 0 if draft.id is None else _used(draft.id, reads)
        draft.values["is_valid"] = int(_covers(draft.get("number", 0), draft.get("allow_overquota", 0), used))


def _covers(number: int, overquota: Any, used: int) -> bool:
    return number == UNLIMITED or truth(overquota) or used <= number


def _used(licence: int, reads: Reads) -> int:
    return len(reads.rows("Item_SoftwareLicense", {"softwarelicenses_id": licence, "is_deleted": 0}, columns=("id",)))


def judge_software(draft: Draft, reads: Reads) -> None:
    """After a licence changed: a software is valid when all its licences are."""
    software = reads.row("Software", draft.get("softwares_id", 0))
    if software is None:
        return
    where = {"softwares_id": software["id"], "is_valid": 0, "is_deleted": 0, "is_template": 0}
    valid = int(not reads.rows("SoftwareLicense", where, columns=("id",), limit=1))
    if valid != software["is_valid"]:
        draft.then(Verb.UPDATE, "Software", {"is_valid": valid}, software["id"])


def judge_assigned_licence(draft: Draft, reads: Reads) -> None:
    """After an assignment came or went."""
    licence: Mapping[str, Any] | None = reads.row("SoftwareLicense", draft.get("softwarelicenses_id", 0))
    if licence is None:
        return
    valid = int(_covers(licence["number"], licence["allow_overquota"], _used(licence["id"], reads)))
    if valid != licence["is_valid"]:
        draft.then(Verb.UPDATE, "SoftwareLicense", {"is_valid": valid}, licence["id"])
