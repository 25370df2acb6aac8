"""History of items, and events of the system."""

from __future__ import annotations

from steward.itemtypes.traits import modified
from steward.vocabulary.fields import ItemId, ItemtypeName, LongText, Moment, Number, Text
from steward.vocabulary.notation import ItemType


class Log(ItemType):
    label = "Historical"
    traits = modified.unlisted
    right = "logs"
    right_labels = {"central": {1: "Read"}}
    visible_if = "history"
    roles = ("log",)

    itemtype = ItemtypeName(default="")
    items_id = ItemId()
    itemtype_link = ItemtypeName(default="", indexed=True)
    linked_action = Number()
    user_name = Text()
    id_search_option = Number(indexed=True)
    old_value = Text()
    new_value = Text()


class Event(ItemType, name="Glpi\\Event"):
    label = "Log", "Logs"
    right = "system_logs"
    indexes = {"item": ("type", "items_id")}
    right_labels = {"central": {1: "Read"}}

    items_id = ItemId(of="")
    type = Text()
    date = Moment()
    service = Text()
    level = Number(indexed=True)
    message = LongText()
