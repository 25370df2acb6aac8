"""What cameras can do: image formats and resolutions."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_DROPDOWN
from steward.itemtypes.traits import dynamic, identified, in_entity, trashable
from steward.vocabulary.fields import Flag
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class ImageFormat(ItemType):
    label = "Image format", "Image formats"
    traits = ENTITY_DROPDOWN, in_entity
    unique = ("name",)
    translatable = False


class ImageResolution(ItemType):
    label = "Resolution", "Resolutions"
    traits = ENTITY_DROPDOWN, in_entity
    unique = ("name",)
    translatable = False

    is_video = Flag()


class Item_DeviceCamera_ImageFormat(ItemType):
    label = "Format", "Formats"
    traits = identified, trashable, dynamic
    relation = Relation(side("Item_DeviceCamera", entity=True), side("ImageFormat"))
    locks_deleted = True
    no_massive = ("clone", "MassiveAction:update", "CommonDBConnexity:affect", "CommonDBConnexity:unaffect")


class Item_DeviceCamera_ImageResolution(ItemType):
    label = "Resolution", "Resolutions"
    traits = identified, trashable, dynamic
    relation = Relation(side("Item_DeviceCamera", entity=True), side("ImageResolution"))
    locks_deleted = True
    no_massive = ("clone", "MassiveAction:update", "CommonDBConnexity:affect", "CommonDBConnexity:unaffect")
