"""Impact analysis: which item depends on which."""

from __future__ import annotations

from steward.itemtypes.traits import identified
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Flag, Float, ItemId, ItemtypeName, Link, LongText, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class ImpactCompound(ItemType):
    label = "General"

    name = Text(option=1, label="Name", datatype="itemlink", fixed=True, default="")
    color = Text(null=False)


class ImpactContext(ItemType):
    label = "General"

    positions = LongText(kind=Kind.MEDIUMTEXT, null=False)
    zoom = Float()
    pan_x = Float()
    pan_y = Float()
    impact_color = Text(null=False)
    depends_color = Text(null=False)
    impact_and_depends_color = Text(null=False)
    show_depends = Flag(default=1)
    show_impact = Flag(default=1)
    max_depth = Number(default=5)


class ImpactItem(ItemType):
    label = "General"
    unique = ("itemtype", "items_id")
    indexes = {"source": ("itemtype", "items_id")}

    itemtype = ItemtypeName(size=255, default="")
    items_id = ItemId()
    parent_id = ItemId(indexed=True, of="")
    impactcontexts_id = Link("ImpactContext")
    is_slave = Small(default=1)


class ImpactRelation(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side(named_by="itemtype_source", entity=True), side(named_by="itemtype_impacted"))
    unique = ("itemtype_source", "items_id_source", "itemtype_impacted", "items_id_impacted")
    indexes = {"impacted_asset": ("itemtype_impacted", "items_id_impacted")}

    itemtype_source = adjust(size=255, default="")
    itemtype_impacted = adjust(size=255, default="")
