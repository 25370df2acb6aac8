"""Notes on items."""

from __future__ import annotations

from steward.itemtypes.traits import dated, used_by
from steward.vocabulary.fields import Html, Link, adjust
from steward.vocabulary.notation import ItemType, parent


class Notepad(ItemType):
    label = "Note", "Notes"
    traits = dated.unlisted, used_by.unlisted
    child_of = parent(among=("noted",))
    visible_if = "notes"
    roles = ("note",)
    silent = True

    itemtype = adjust(null=True)
    users_id_lastupdater = Link("User")
    content = Html()
    items_id = adjust(among=())
