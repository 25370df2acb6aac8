"""External links: web addresses and files made from fields of an item."""

from __future__ import annotations

from steward.itemtypes.families import OBJECT
from steward.itemtypes.traits import commented, recursive
from steward.vocabulary.fields import Flag, ItemtypeName, LongText, Small, Text
from steward.vocabulary.notation import ItemType


class ExternalLink(ItemType, name="Link"):
    label = "External link", "External links"
    traits = OBJECT - commented - recursive
    right = "link"

    is_recursive = Flag(default=1)
    link = Text(option=3, label="Link or filename")
    data = LongText()
    open_window = Small(default=1)


class Link_Itemtype(ItemType):
    label = "General"
    child_of = "Link"
    unique = ("itemtype", "links_id")
    no_massive = ("update",)

    itemtype = ItemtypeName()
