"""Knowledge base: who sees an article, where it is filed, what it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from steward.itemtypes.steps.inputs import several, text, truth, whole
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Verb

_TARGETS: Final = {
    "Entity": ("Entity_KnowbaseItem", "entities_id"),
    "Group": ("Group_KnowbaseItem", "groups_id"),
    "Profile": ("KnowbaseItem_Profile", "profiles_id"),
    "User": ("KnowbaseItem_User", "users_id"),
}


def show_to(draft: Draft, reads: Reads) -> None:
    """`_visibility`: {"_type": "Entity", "entities_id": 0, "is_recursive": 1} and the like, one or several."""
    sent = draft.input.get("_visibility")
    for one in [sent] if isinstance(sent, Mapping) and "_type" in sent else several(sent):
        if isinstance(one, Mapping) and text(one.get("_type")) in _TARGETS:
            _show(draft, one)


def _show(draft: Draft, sent: Mapping[str, Any]) -> None:
    item, column = _TARGETS[text(sent["_type"])]
    if column not in sent:
        return
    values: dict[str, Any] = {"knowbaseitems_id": OWN_ID, column: whole(sent[column])}
    if item != "KnowbaseItem_User":
        values["is_recursive"] = int(truth(sent.get("is_recursive")))
    if item in {"Group_KnowbaseItem", "KnowbaseItem_Profile"}:
        entity = sent.get("entities_id")
        anywhere = entity is None or whole(entity, -1) < 0
        values["no_entity_restriction"] = int(anywhere)
        values["entities_id"] = None if anywhere else whole(entity)
    draft.then(Verb.ADD, item, values)


def reach_anywhere(draft: Draft, reads: Reads) -> None:
    """Shown to a group or profile wherever it is: no entity counts."""
    if truth(draft.get("no_entity_restriction")):
        draft.values["entities_id"] = None


def file_under(draft: Draft, reads: Reads) -> None:
    """`_categories` (or a single `knowbaseitemcategories_id`) is the whole list of categories of an article."""
    key = next((k for k in ("_categories", "knowbaseitemcategories_id") if k in draft.input), None)
    if key is None:
        return
    wanted = {id for one in several(draft.input[key]) if (id := whole(one)) > 0}
    known = {} if draft.verb is Verb.ADD else _filed(draft, reads)
    for id in sorted(wanted - known.keys()):
        values = {"knowbaseitems_id": OWN_ID, "knowbaseitemcategories_id": id}
        draft.then(Verb.ADD, "KnowbaseItem_KnowbaseItemCategory", values)
    for id in sorted(known.keys() - wanted):
        draft.then(Verb.PURGE, "KnowbaseItem_KnowbaseItemCategory", {}, known[id])


def _filed(draft: Draft, reads: Reads) -> dict[int, int]:
    columns = ("id", "knowbaseitemcategories_id")
    rows = reads.rows("KnowbaseItem_KnowbaseItemCategory", {"knowbaseitems_id": draft.id}, columns=columns)
    return {row["knowbaseitemcategories_id"]: row["id"] for row in rows}


def belong_to(draft: Draft, reads: Reads) -> None:
    """`_do_item_link` with `itemtype` and `items_id`: the article answers that item."""
    kind, id = text(draft.input.get("itemtype")), whole(draft.input.get("items_id"))
    linked = truth(draft.input.get("_do_item_link")) and kind in reads.listed("kb_types")
    if linked and reads.visible(kind, id):
        draft.then(Verb.ADD, "KnowbaseItem_Item", {"knowbaseitems_id": OWN_ID, "itemtype": kind, "items_id": id})


def check_view_dates(draft: Draft, reads: Reads) -> None:
    begin, end = draft.get("begin_date"), draft.get("end_date")
    if begin and end and begin > end:
        draft.values["end_date"] = None
