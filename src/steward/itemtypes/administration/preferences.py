"""Which columns users see in lists."""

from __future__ import annotations

from steward.itemtypes.steps import authorship
from steward.itemtypes.traits import used_by
from steward.vocabulary.fields import ItemtypeName, Number, adjust
from steward.vocabulary.notation import ItemType


class DisplayPreference(ItemType):
    label = "Search result display"
    traits = used_by.unlisted
    right = "search_config"
    unique = ("users_id", "itemtype", "num")
    right_labels = {"central": {1024: "User display", 2048: "Default display"}}
    roles = ("preference",)
    on_add = (authorship.ranked("rank", "users_id", "itemtype"),)
    silent = True

    itemtype = ItemtypeName(indexed=True)
    num = Number(indexed=True)
    rank = Number(indexed=True)
    users_id = adjust(by_class=True)
