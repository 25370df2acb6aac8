"""Versions of software, and where they are installed."""

from __future__ import annotations

from steward.itemtypes.families import OBJECT
from steward.itemtypes.steps import software
from steward.itemtypes.traits import dynamic, identified, in_entity, modified, recursive, stateful, trashable
from steward.vocabulary.fields import Date, Flag, ItemId, Link, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class SoftwareVersion(ItemType):
    label = "Version", "Versions"
    traits = (
        OBJECT,
        stateful(condition={"is_visible_softwareversion": 1}),
        identified.unlisted,
        modified.unlisted,
        in_entity.unlisted,
        recursive.unlisted,
    )
    child_of = "Software"

    name = adjust(option=2, datatype=None, fixed=None)
    arch = Text(indexed=True)
    operatingsystems_id = Link("OperatingSystem", option=4)


class Item_SoftwareVersion(ItemType):
    label = "Installation", "Installations"
    traits = identified, in_entity.unlisted, trashable, dynamic
    relation = Relation(
        side(entity=True, actions=(4, 21, 5), among=("software_types",)), side("SoftwareVersion", actions=(4, 21, 5))
    )
    unique = ("itemtype", "items_id", "softwareversions_id")
    indexes = {"computers_info": ("entities_id", "is_template_item", "is_deleted_item")}
    locks_deleted = True
    roles = ("installation",)
    on_add = (software.copy_item_flags,)

    items_id = ItemId(
        option=3,
        label="Associated elements",
        fixed=True,
        nosort=True,
        additionalfields=("itemtype",),
        among=("software_types",),
    )
    itemtype = adjust(option=5, label="Request source", datatype="dropdown")
    softwareversions_id = adjust(label="", datatype=None, shows="")
    is_deleted_item = Flag()
    is_template_item = Flag()
    date_install = Date()
