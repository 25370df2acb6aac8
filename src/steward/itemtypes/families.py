"""Families: what clients know about whole families of item types: their columns, options, right, flags and ancestors."""

from __future__ import annotations

from steward.itemtypes.steps import (
    connections,
    knowledge,
)
from steward.itemtypes.traits import (
    commented,
    contactable,
    dated,
    dynamic,
    held,
    identified,
    identified_outside,
    in_charge,
    in_entity,
    located,
    made,
    named,
    numbered,
    photographed,
    pictured,
    recursive,
    serialised,
    sized,
    stateful,
    templated,
    ticketed,
    trashable,
    tree,
)
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import (
    Html,
    ItemtypeName,
    Link,
    Shown,
    Small,
    Text,
)
from steward.vocabulary.notation import ANCESTORS, OF_PARENT
from steward.vocabulary.options import Option, option
from steward.vocabulary.paths import link
from steward.vocabulary.traits import trait

OF_CHILD = ("CommonDBChild", *OF_PARENT)
OF_RELATION = ("CommonDBRelation", *OF_PARENT)
OF_DROPDOWN = ("CommonDropdown", *ANCESTORS)

# Dropdowns
DROPDOWN = (
    identified
    + named
    + commented
    + dated
    + trait(right="dropdown", history=True, translatable=True, features=("AssetImage",), ancestors=OF_DROPDOWN)
)
ENTITY_DROPDOWN = DROPDOWN + in_entity(fixed=None) + recursive
KIND = DROPDOWN + trait(ancestors=("CommonType", *OF_DROPDOWN))
DEVICE_KIND = DROPDOWN + trait(ancestors=("CommonDeviceType", "CommonType", *OF_DROPDOWN))
MODEL = DROPDOWN + numbered + photographed
RACKABLE_MODEL = MODEL + sized + pictured + trait(ancestors=("CommonDCModelDropdown", *OF_DROPDOWN))
DEVICE_MODEL = DROPDOWN + dated.unlisted + numbered + trait(ancestors=("CommonDeviceModel", *OF_DROPDOWN))
TREE = (
    identified
    + tree
    + named(14, fixed=None)
    + commented
    + dated
    + trait(
        right="dropdown",
        history=True,
        translatable=True,
        features=("AssetImage",),
        ancestors=("CommonTreeDropdown", *OF_DROPDOWN),
    )
)


def father(item: str) -> Option:
    """The row above in a tree, as option 13."""
    above = link(item, named="visible", prints={"condition": [{"_expr": "1=1"}]})
    return option(13, "Father", above, "completename", fixed=True)


ENTITY_TREE = TREE + in_entity + recursive
RULED_TEMPLATE = (
    ENTITY_DROPDOWN
    + in_entity
    + trait(
        content=Html(option=4, label="Content", kind=Kind.MEDIUMTEXT),
        ancestors=("AbstractITILChildTemplate", *OF_DROPDOWN),
    )
)

# Assets and what is near them
OBJECT = identified + named + commented + dated + in_entity + recursive + trait(history=True)
ASSET = (
    OBJECT
    + in_entity(fixed=None)
    + recursive(search="equals")
    + trashable
    + serialised
    + contactable
    + templated
    + dynamic
    + located
    + stateful
    + made
    + held
    + in_charge
    + ticketed
    + identified_outside.unlisted
    + trait(notepad=True)
)
MOUNTED = (
    OBJECT
    + recursive(search="equals")
    + trashable
    + serialised(serial={"indexed": False}, otherserial={"indexed": False})
    + templated
    + located
    + stateful
    + made
    + in_charge
    + trait(right="datacenter")
)
DEVICE = (
    identified
    + trait(designation=Text(option=1, label="Name", datatype="itemlink", fixed=True, indexed=True))
    + commented
    + dated
    + in_entity(fixed=None)
    + recursive.unlisted
    + made
    + trait(
        name_field="designation",
        right="device",
        history=True,
        features=("AssetImage",),
        ancestors=("CommonDevice", *OF_DROPDOWN),
    )
)
INSTALLED_DEVICE = (
    identified(1, datatype="itemlink")
    + trait(
        itemtype=ItemtypeName(
            option=6, label="Associated item types", nosort=True, itemtype_list="itemdevices_types", size=255, null=True
        )
    )
    + in_entity(fixed=None)
    + recursive.unlisted
    + trashable
    + dynamic
    + serialised(
        serial={"option": 10, "datatype": "", "fixed": False},
        otherserial={"option": 12, "datatype": "", "fixed": False},
    )
    + located(also=(Shown(option=13, fixed=False),))
    + stateful(14, fixed=False, shows="name")
    + trait(
        history=True,
        no_form=False,
        locks_deleted=True,
        forwards_entity_to=("Infocom",),
        on_add=(connections.fill_from_component,),
        ancestors=("Item_Devices", *OF_RELATION),
    )
)
on_bus = trait(busID=Text(option=11, label="Position of the device on its bus", datatype="", fixed=False, indexed=True))
HOST_LABEL = named + commented.unlisted + in_entity.unlisted + trait(history=True, ancestors=("FQDNLabel", *OF_CHILD))
PORT_KIND = dated.unlisted + trait(
    unique={"networkports_id": ("networkports_id",)}, ancestors=("NetworkPortInstantiation", *OF_CHILD)
)

# What is shared with readers, and who may read it
SHARED = dated + trait(history=True, ancestors=("CommonDBVisible", *ANCESTORS))
ENTITY_READERS = (
    identified
    + recursive.unlisted
    + trait(
        entities_id=Link("Entity", null=True),
        no_entity_restriction=Small(),
        on_add=(knowledge.reach_anywhere,),
        on_update=(knowledge.reach_anywhere,),
    )
)
