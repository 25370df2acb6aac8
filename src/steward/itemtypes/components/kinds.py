"""Types and models of components, and the vendors of their identifiers."""

from __future__ import annotations

from steward.itemtypes.families import DEVICE_KIND, DEVICE_MODEL, ENTITY_DROPDOWN
from steward.itemtypes.traits import dated, in_entity, named, named_always
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Text
from steward.vocabulary.notation import ItemType, family

DEVICE_KINDS = family(
    DEVICE_KIND,
    ("DeviceBatteryType", "Battery type", "Battery types"),
    ("DeviceCaseType", "Case type", "Case types"),
    ("DeviceFirmwareType", "Firmware type", "Firmware types"),
    ("DeviceMemoryType", "Memory type", "Memory types"),
)


OTHER_DEVICE_KINDS = family(
    DEVICE_KIND - dated,
    ("DeviceGenericType", "Generic type", "Generic types"),
    ("DeviceSensorType", "Sensor type", "Sensor types"),
)


class DeviceSimcardType(ItemType):
    label = "Simcard type", "Simcard types"
    traits = DEVICE_KIND - named, named_always


DEVICE_MODELS = family(
    DEVICE_MODEL - dated,
    ("DeviceBatteryModel", "Device battery model", "Device batteries models"),
    ("DeviceCameraModel", "Device camera model", "Device camera models"),
    ("DeviceCaseModel", "Device case model", "Device case models"),
    ("DeviceControlModel", "Device control model", "Device control models"),
    ("DeviceDriveModel", "Device drive model", "Device drive models"),
    ("DeviceFirmwareModel", "Device firmware model", "Device firmware models"),
    ("DeviceGenericModel", "Device generic model", "Device generic models"),
    ("DeviceGraphicCardModel", "Device graphic card model", "Device graphic card models"),
    ("DeviceHardDriveModel", "Device hard drive model", "Device hard drive models"),
    ("DeviceMemoryModel", "Device memory model", "Device memory models"),
    ("DeviceMotherboardModel", "System board model", "System board models"),
    ("DeviceNetworkCardModel", "Network card model", "Network card models"),
    ("DevicePciModel", "Other component model", "Other component models"),
    ("DevicePowerSupplyModel", "Device power supply model", "Device power supply models"),
    ("DeviceProcessorModel", "Device processor model", "Device processor models"),
    ("DeviceSensorModel", "Device sensor model", "Device sensor models"),
    ("DeviceSoundCardModel", "Device sound card model", "Device sound card models"),
)


class PCIVendor(ItemType):
    label = "PCI vendor", "PCI vendors"
    traits = ENTITY_DROPDOWN, in_entity
    unique = ("vendorid", "deviceid")

    vendorid = Text(option=10, label="Vendor ID", size=4, null=False, default=NO_DEFAULT)
    deviceid = Text(option=11, label="Device ID", size=4, indexed=True)


class USBVendor(ItemType):
    label = "USB vendor", "USB vendors"
    traits = ENTITY_DROPDOWN, in_entity
    unique = ("vendorid", "deviceid")

    vendorid = Text(option=10, label="Vendor ID", size=4, null=False, default=NO_DEFAULT)
    deviceid = Text(option=11, label="Device ID", size=4, indexed=True)
