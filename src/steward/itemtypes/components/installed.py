"""Installed components: single pieces of the catalogue's entries, inside assets or in stock."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, TRACKED
from steward.itemtypes.families import INSTALLED_DEVICE, on_bus
from steward.itemtypes.gates import NEVER
from steward.itemtypes.steps import connections, finance
from steward.itemtypes.traits import (
    commented,
    dynamic,
    held,
    identified,
    in_entity,
    located,
    recursive,
    serialised,
    stateful,
    trashable,
)
from steward.vocabulary.fields import Date, ItemId, Link, Number, Shown, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Option, option
from steward.vocabulary.paths import link
from steward.vocabulary.relations import Relation


def installed(device: str, *among: str) -> Relation:
    """A component in an item of one of the types or lists `among`; it outlives its catalogue entry."""
    return Relation(
        side(attached=False, actions=(1, 2, 3), among=among),
        side(device, attached=False, entity=True, logs=False, cascades=False),
    )


def catalogue_entry(device: str, label: str) -> Option:
    """The component's own entry, as option 4."""
    path = (link(f"Item_{device}", "id", prints={"jointype": "child"}), link(device))
    return option(4, label, path, "designation", fixed=True, datatype="itemlink", many=True)


def held_by_item(*among: str) -> ItemId:
    return ItemId(
        option=5,
        label="Associated elements",
        nosort=True,
        additionalfields=("itemtype",),
        extra={"comments": True},
        among=among,
    )


class Item_Devices(ItemType):
    label = ""
    relation = Relation(
        side(attached=False, actions=(1, 2, 3)), side(named_by=None, attached=False, entity=True, logs=False)
    )
    table = None
    foreign_key = ""
    history = True
    no_form = False
    forwards_entity_to = ("Infocom",)
    gates = NEVER
    roles = ("component_link",)


class Item_DeviceBattery(ItemType):
    label = "Battery item", "Battery items"
    traits = INSTALLED_DEVICE
    relation = installed("DeviceBattery", "itemdevicebattery_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceBattery", "Battery"))

    items_id = held_by_item("itemdevicebattery_types")
    manufacturing_date = Date(option=20, label="Manufacturing date", fixed=False, indexed=False)
    real_capacity = Number(option=21, label="Real capacity (mWh)", datatype="progressbar", fixed=False)


class Item_DeviceCamera(ItemType):
    label = "Camera item", "Camera items"
    traits = INSTALLED_DEVICE - stateful - serialised
    relation = installed("DeviceCamera", "itemdevicecamera_types")
    indexes = {"item": ("itemtype", "items_id")}
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceCamera", "Camera"))

    items_id = ItemId(
        option=5,
        label="Associated elements",
        nosort=True,
        additionalfields=("itemtype",),
        extra={"comments": True},
        indexed=True,
        among=("itemdevicecamera_types",),
    )
    locations_id = Link("Location", option=3)


class Item_DeviceCase(ItemType):
    label = "Case item", "Case items"
    traits = INSTALLED_DEVICE
    relation = installed("DeviceCase", "databaseinstance_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceCase", "Case"))

    items_id = held_by_item("databaseinstance_types")


class Item_DeviceControl(ItemType):
    label = "Controller item", "Controller items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceControl", "itemdevicecontrol_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceControl", "Controller"))

    items_id = held_by_item("itemdevicecontrol_types")


class Item_DeviceDrive(ItemType):
    label = "Drive item", "Drive items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceDrive", "itemdevicedrive_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceDrive", "Drive"))

    items_id = held_by_item("itemdevicedrive_types")


class Item_DeviceFirmware(ItemType):
    label = "Firmware item", "Firmware items"
    traits = INSTALLED_DEVICE
    relation = installed("DeviceFirmware", "itemdevicefirmware_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceFirmware", "Firmware"))

    items_id = held_by_item("itemdevicefirmware_types")


class Item_DeviceGeneric(ItemType):
    label = "Generic device item", "Generic device items"
    traits = INSTALLED_DEVICE
    relation = installed("DeviceGeneric", "itemdevices_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceGeneric", "Generic device"))

    items_id = held_by_item("itemdevices_types")


class Item_DeviceGraphicCard(ItemType):
    label = "Graphics card item", "Graphics card items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceGraphicCard", "itemdevicegraphiccard_types")
    indexes = {"specificity": ("memory",)}
    options = (
        CONTRACTED,
        DOCUMENTED,
        FINANCED,
        LOCATION_DETAILS,
        catalogue_entry("DeviceGraphicCard", "Graphics card"),
    )

    items_id = held_by_item("itemdevicegraphiccard_types")
    memory = Number(option=20, label="Memory (Mio)", datatype="integer", fixed=False)


class Item_DeviceHardDrive(ItemType):
    label = "Hard drive item", "Hard drive items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceHardDrive", "itemdeviceharddrive_types")
    indexes = {"specificity": ("capacity",)}
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceHardDrive", "Hard drive"))

    items_id = held_by_item("itemdeviceharddrive_types")
    capacity = Number(option=20, label="Capacity (Mio)", datatype="integer", fixed=False)


class Item_DeviceMemory(ItemType):
    label = "Memory item", "Memory items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceMemory", "itemdevicememory_types")
    indexes = {"specificity": ("size",)}
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceMemory", "Memory"))

    items_id = held_by_item("itemdevicememory_types")
    size = Number(option=20, label="Size (Mio)", datatype="integer", fixed=False)


class Item_DeviceMotherboard(ItemType):
    label = "System board item", "System board items"
    traits = INSTALLED_DEVICE
    relation = installed("DeviceMotherboard", "itemdevicemotherboard_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceMotherboard", "System board"))

    items_id = held_by_item("itemdevicemotherboard_types")


class Item_DeviceNetworkCard(ItemType):
    label = "Network card item", "Network card items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceNetworkCard", "itemdevicenetworkcard_types")
    indexes = {"specificity": ("mac",)}
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceNetworkCard", "Network card"))

    items_id = held_by_item("itemdevicenetworkcard_types")
    mac = Text(option=20, label="MAC address", datatype="mac", fixed=False)


class Item_DevicePci(ItemType):
    label = "PCI device item", "PCI device items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DevicePci", "itemdevices_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DevicePci", "PCI device"))

    items_id = held_by_item("itemdevices_types")


class Item_DevicePowerSupply(ItemType):
    label = "Power supply item", "Power supply items"
    traits = INSTALLED_DEVICE
    relation = installed("DevicePowerSupply", "itemdevicepowersupply_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DevicePowerSupply", "Power supply"))

    items_id = held_by_item("itemdevicepowersupply_types")


class Item_DeviceProcessor(ItemType):
    label = "Processor item", "Processor items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceProcessor", "itemdeviceprocessor_types")
    indexes = {"specificity": ("frequency",)}
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceProcessor", "Processor"))

    items_id = held_by_item("itemdeviceprocessor_types")
    frequency = Number(option=20, label="Frequency (MHz)", datatype="integer", fixed=False)
    nbcores = Number(option=21, label="Number of cores", datatype="integer", fixed=False, null=True, indexed=True)
    nbthreads = Number(option=22, label="Number of threads", datatype="integer", fixed=False, null=True, indexed=True)


class Item_DeviceSensor(ItemType):
    label = "Sensor item", "Sensor items"
    traits = INSTALLED_DEVICE
    relation = installed("DeviceSensor", "itemdevicesensor_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceSensor", "Sensor"))

    items_id = held_by_item("itemdevicesensor_types")


class Item_DeviceSimcard(ItemType):
    label = "Simcard item", "Simcard items"
    traits = (
        identified(1, datatype="itemlink"),
        commented.unlisted,
        in_entity(fixed=None),
        recursive.unlisted,
        trashable,
        dynamic,
        located,
        stateful,
        serialised,
        held,
    )
    relation = installed("DeviceSimcard", "itemdevicesimcard_types")
    name_field = "serial"
    history = True
    no_form = False
    locks_deleted = True
    ancestors = ("Item_Devices", "CommonDBRelation", "CommonDBConnexity", "CommonDBTM", "CommonGLPI")
    forwards_entity_to = ("Infocom",)
    roles = ("simcard",)
    on_add = (connections.fill_from_component,)
    after_add = (finance.start_financial_information,)
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, TRACKED, catalogue_entry("DeviceSimcard", "Simcard"))

    items_id = held_by_item("itemdevicesimcard_types")
    itemtype = adjust(option=6, label="Associated item types", nosort=True, itemtype_list="itemdevices_types")
    serial = adjust(option=10, datatype="", fixed=False)
    otherserial = adjust(option=12, datatype="", fixed=False)
    states_id = adjust(option=14, fixed=False, shows="name")
    locations_id = Link("Location", option=3, also=(Shown(option=13, fixed=False),))
    lines_id = Link("Line", option=19, fixed=False)
    users_id = adjust(option=21, fixed=False, extra={})
    groups_id = adjust(option=22, fixed=False, shows="name", extra={})
    pin = Text(option=15, label="PIN code", datatype="text", fixed=False, nosearch=True, nodisplay=True, null=False)
    pin2 = Text(option=16, label="PIN2 code", fixed=False, nosearch=True, nodisplay=True, null=False)
    puk = Text(option=17, label="PUK code", fixed=False, nosearch=True, nodisplay=True, null=False)
    puk2 = Text(option=18, label="PUK2 code", fixed=False, nosearch=True, nodisplay=True, null=False)
    msin = Text(option=20, label="Mobile Subscriber Identification Number", fixed=False, null=False)


class Item_DeviceSoundCard(ItemType):
    label = "Soundcard item", "Soundcard items"
    traits = INSTALLED_DEVICE, on_bus
    relation = installed("DeviceSoundCard", "itemdevicesoundcard_types")
    options = (CONTRACTED, DOCUMENTED, FINANCED, LOCATION_DETAILS, catalogue_entry("DeviceSoundCard", "Soundcard"))

    items_id = held_by_item("itemdevicesoundcard_types")
