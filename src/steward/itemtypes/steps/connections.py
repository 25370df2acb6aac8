"""Connections: what hangs on a computer, and the components in an asset."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from steward.itemtypes.steps.authorship import parent_of
from steward.itemtypes.steps.inputs import truth
from steward.vocabulary.steps import Draft, Reads, Verb

_FOLLOWS: Final = {
    "is_location_autoupdate": ("locations_id",),
    "is_user_autoupdate": ("users_id",),
    "is_group_autoupdate": ("groups_id",),
    "is_contact_autoupdate": ("contact", "contact_num"),
}
"""Configuration switches, and the fields of a connected device that then follow its computer."""
RESTRICTED: Final = {
    "Monitor": "monitors_management_restrict",
    "Peripheral": "peripherals_management_restrict",
    "Phone": "phones_management_restrict",
    "Printer": "printers_management_restrict",
}
_STATE_MODES: Final = {"-1"}
_DEFAULT: Final = "_default"


def connect_once(draft: Draft, reads: Reads) -> None:
    """A device that is not managed globally hangs on one computer only."""
    row = parent_of(draft, reads)
    if row is None:
        draft.refuse()
    where = {"itemtype": draft.get("itemtype"), "items_id": draft.get("items_id"), "is_deleted": 0}
    if not row.get("is_global"):
        connected = reads.rows("Computer_Item", where, columns=("id",), limit=1)
    else:
        where["computers_id"] = draft.get("computers_id")
        connected = reads.rows("Computer_Item", where, columns=("id",), limit=1)
    if connected:
        draft.refuse()


def follow_computer(draft: Draft, reads: Reads) -> None:
    """A device takes place, user, group and contact of the computer it is connected to, as the configuration says."""
    row, computer = parent_of(draft, reads), reads.row("Computer", draft.get("computers_id", 0))
    if row is None or computer is None or row.get("is_global"):
        return
    changed = _followed(row, computer, reads)
    if changed:
        draft.then(Verb.UPDATE, draft.values["itemtype"], changed, row["id"])


def _followed(row: Mapping[str, Any], computer: Mapping[str, Any], reads: Reads) -> dict[str, Any]:
    changed = {}
    for switch, columns in _FOLLOWS.items():
        if truth(reads.config(switch) or "0"):
            for column in columns:
                if computer.get(column) and column in row and row[column] != computer[column]:
                    changed[column] = computer[column]
    if (reads.config("state_autoupdate_mode") or "0") in _STATE_MODES and computer["states_id"] != row.get("states_id"):
        changed["states_id"] = computer["states_id"]
    return changed


def lead_devices(draft: Draft, reads: Reads) -> None:
    """When a computer moves or changes hands, the devices on it follow, as the configuration says."""
    assert draft.before is not None
    columns = [column for group in _FOLLOWS.values() for column in group]
    if not any(draft.changes(column) for column in (*columns, "states_id")):
        return
    computer = {**draft.before, **draft.values}
    for link in reads.rows("Computer_Item", {"computers_id": draft.id, "is_deleted": 0}):
        row = reads.row(link["itemtype"], link["items_id"]) if reads.item(link["itemtype"]) else None
        changed = _followed(row, computer, reads) if row is not None and not row.get("is_global") else {}
        if changed:
            draft.then(Verb.UPDATE, link["itemtype"], changed, link["items_id"])


def manage_as_configured(draft: Draft, reads: Reads) -> None:
    """Whether devices of a type are managed one by one (0) or globally (1) may be settled for all of them."""
    settled = reads.config(RESTRICTED[draft.item.name])
    if settled in {"0", "1"}:
        draft.values["is_global"] = int(settled)


def fill_from_component(draft: Draft, reads: Reads) -> None:
    """A built-in component starts with the default values of its model: size from `size_default`, and so on."""
    second = draft.item.relation.second if draft.item.relation else None
    if second is None or second.item is None:
        return
    model = reads.row(second.item, draft.get(second.id_column, 0))
    for column, value in (model or {}).items():
        own = column.removesuffix(_DEFAULT)
        if column.endswith(_DEFAULT) and value and draft.item.has(own) and own not in draft.values:
            draft.values[own] = value
