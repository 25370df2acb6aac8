"""Data centres and their server rooms."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, EXTERNALLY_LINKED, LOCATION_DETAILS, NOTED, POSITIONED, TRACKED
from steward.itemtypes.families import OBJECT
from steward.itemtypes.traits import commented, in_entity, located, photographed, recursive, trashable
from steward.vocabulary.fields import Link, LongText, Number
from steward.vocabulary.notation import ItemType


class Datacenter(ItemType):
    label = "Data center", "Data centers"
    traits = OBJECT - commented, trashable, located, photographed, in_entity(fixed=None), recursive.unlisted
    right = "datacenter"
    features = ("AssetImage",)
    options = (LOCATION_DETAILS,)


class DCRoom(ItemType):
    label = "Server room", "Server rooms"
    traits = OBJECT - commented, trashable, located, in_entity(fixed=None), recursive.unlisted
    right = "datacenter"
    notepad = True
    features = ("DCBreadcrumb",)
    options = (CONTRACTED, EXTERNALLY_LINKED, LOCATION_DETAILS, NOTED, POSITIONED, TRACKED)

    vis_cols = Number(option=5, label="Number of columns", null=True)
    vis_rows = Number(option=6, label="Number of rows", null=True)
    blueprint = LongText()
    datacenters_id = Link("Datacenter", option=4)
