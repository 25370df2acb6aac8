"""Components: the catalogue, one entry a model of component."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED
from steward.itemtypes.families import DEVICE
from steward.itemtypes.traits import located, stateful
from steward.vocabulary.fields import Date, Flag, Link, Number, Text
from steward.vocabulary.notation import ItemType


class DeviceBattery(ItemType):
    label = "Battery", "Batteries"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceBattery", "Infocom")
    options = (DOCUMENTED,)

    voltage = Number(option=12, label="Voltage", datatype="integer", null=True)
    capacity = Number(option=11, label="Capacity", datatype="integer", null=True)
    devicebatterytypes_id = Link("DeviceBatteryType", option=13, label="Type")
    devicebatterymodels_id = Link("DeviceBatteryModel", null=True)


class DeviceCamera(ItemType):
    label = "Camera", "Cameras"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceCamera", "Infocom")
    options = (DOCUMENTED,)

    flashunit = Flag(option=11, label="Flashunit")
    lensfacing = Text(option=12, label="Lensfacing")
    orientation = Text(option=13, label="orientation")
    focallength = Text(option=14, label="Focal length")
    sensorsize = Text(option=15, label="Sensor size")
    devicecameramodels_id = Link("DeviceCameraModel", option=10, label="Model", null=True)
    support = Text(option=17, label="Support")


class DeviceCase(ItemType):
    label = "Case", "Cases"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceCase", "Infocom")
    options = (DOCUMENTED,)

    devicecasetypes_id = Link("DeviceCaseType", option=12, label="Type")
    devicecasemodels_id = Link("DeviceCaseModel", option=13, label="Model", null=True)


class DeviceControl(ItemType):
    label = "Controller", "Controllers"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceControl", "Infocom")
    options = (DOCUMENTED,)

    is_raid = Flag(option=12, label="RAID", indexed=False)
    interfacetypes_id = Link("InterfaceType", option=14, label="Interface")
    devicecontrolmodels_id = Link("DeviceControlModel", option=15, label="Model", null=True)


class DeviceDrive(ItemType):
    label = "Drive", "Drives"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceDrive", "Infocom")
    options = (DOCUMENTED,)

    is_writer = Flag(option=12, label="Writing ability", default=1, indexed=False)
    speed = Text(option=13, label="Speed")
    interfacetypes_id = Link("InterfaceType", option=14, label="Interface")
    devicedrivemodels_id = Link("DeviceDriveModel", option=15, label="Model", null=True)


class DeviceFirmware(ItemType):
    label = "Firmware"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceFirmware", "Infocom")
    options = (DOCUMENTED,)

    date = Date(option=11, label="Release date", indexed=False)
    version = Text(option=14, label="Version", datatype="")
    devicefirmwaretypes_id = Link("DeviceFirmwareType", option=13, label="Type")
    devicefirmwaremodels_id = Link("DeviceFirmwareModel", option=12, label="Model", null=True)


class DeviceGeneric(ItemType):
    label = "Generic device", "Generic devices"
    traits = DEVICE, located.unlisted, stateful.unlisted
    forwards_entity_to = ("Item_DeviceGeneric", "Infocom")
    options = (DOCUMENTED,)

    devicegenerictypes_id = Link("DeviceGenericType", option=12, label="Type")
    devicegenericmodels_id = Link("DeviceGenericModel", null=True)


class DeviceGraphicCard(ItemType):
    label = "Graphics card", "Graphics cards"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceGraphicCard", "Infocom")
    options = (DOCUMENTED,)

    interfacetypes_id = Link("InterfaceType", option=14, label="Interface")
    memory_default = Number(option=12, label="Memory by default", datatype="integer")
    devicegraphiccardmodels_id = Link("DeviceGraphicCardModel", option=15, label="Model", null=True)
    chipset = Text(option=11, label="Chipset", indexed=True)


class DeviceHardDrive(ItemType):
    label = "Hard drive", "Hard drives"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceHardDrive", "Infocom")
    options = (DOCUMENTED,)

    rpm = Text(option=12, label="Rpm")
    interfacetypes_id = Link("InterfaceType", option=14, label="Interface")
    cache = Text(option=13, label="Cache", datatype="integer")
    capacity_default = Number(option=11, label="Capacity by default", datatype="integer")
    deviceharddrivemodels_id = Link("DeviceHardDriveModel", option=15, label="Model", null=True)


class DeviceMemory(ItemType):
    label = "Memory", "Memories"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceMemory", "Infocom")
    options = (DOCUMENTED,)

    frequence = Text(option=12, label="Frequency (MHz)", datatype="integer")
    size_default = Number(option=11, label="Size by default", datatype="integer")
    devicememorytypes_id = Link("DeviceMemoryType", option=13, label="Type")
    devicememorymodels_id = Link("DeviceMemoryModel", option=14, label="Model", null=True)


class DeviceMotherboard(ItemType):
    label = "System board", "System boards"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceMotherboard", "Infocom")
    options = (DOCUMENTED,)

    chipset = Text(option=11, label="Chipset")
    devicemotherboardmodels_id = Link("DeviceMotherboardModel", option=12, label="Model", null=True)


class DeviceNetworkCard(ItemType):
    label = "Network card", "Network cards"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceNetworkCard", "Infocom")
    options = (DOCUMENTED,)

    bandwidth = Text(option=12, label="Flow")
    mac_default = Text(option=11, label="MAC address by default", datatype="mac")
    devicenetworkcardmodels_id = Link("DeviceNetworkCardModel", option=13, label="Model", null=True)


class DevicePci(ItemType):
    label = "PCI device", "PCI devices"
    traits = DEVICE
    forwards_entity_to = ("Item_DevicePci", "Infocom")
    options = (DOCUMENTED,)

    devicenetworkcardmodels_id = Link("DeviceNetworkCardModel")
    devicepcimodels_id = Link("DevicePciModel", option=17, label="Model", null=True)


class DevicePowerSupply(ItemType):
    label = "Power supply", "Power supplies"
    traits = DEVICE
    forwards_entity_to = ("Item_DevicePowerSupply", "Infocom")
    options = (DOCUMENTED,)

    power = Text(option=12, label="Power")
    is_atx = Flag(option=11, label="ATX", default=1, indexed=False)
    devicepowersupplymodels_id = Link("DevicePowerSupplyModel", option=13, label="Model", null=True)


class DeviceProcessor(ItemType):
    label = "Processor", "Processors"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceProcessor", "Infocom")
    options = (DOCUMENTED,)

    frequence = Number(option=12, label="Frequency (MHz)", datatype="integer")
    frequency_default = Number(option=11, label="Frequency by default (MHz)", datatype="integer")
    nbcores_default = Number(option=13, label="Number of cores", datatype="integer", null=True)
    nbthreads_default = Number(option=14, label="Number of threads", datatype="integer", null=True)
    deviceprocessormodels_id = Link("DeviceProcessorModel", option=15, label="Model", null=True)


class DeviceSensor(ItemType):
    label = "Sensor", "Sensors"
    traits = DEVICE, located.unlisted, stateful.unlisted
    forwards_entity_to = ("Item_DeviceSensor", "Infocom")
    options = (DOCUMENTED,)

    devicesensortypes_id = Link("DeviceSensorType", option=12, label="Type")
    devicesensormodels_id = Link("DeviceSensorModel")


class DeviceSimcard(ItemType):
    label = "Simcard", "Simcards"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceSimcard", "Infocom")
    options = (DOCUMENTED,)

    voltage = Number(option=12, label="Voltage", datatype="integer", null=True)
    devicesimcardtypes_id = Link("DeviceSimcardType", option=13, label="Type")
    allow_voip = Flag(option=14, label="Allow VOIP")


class DeviceSoundCard(ItemType):
    label = "Soundcard", "Soundcards"
    traits = DEVICE
    forwards_entity_to = ("Item_DeviceSoundCard", "Infocom")
    options = (DOCUMENTED,)

    type = Text(option=12, label="Type")
    devicesoundcardmodels_id = Link("DeviceSoundCardModel", option=13, label="Model", null=True)
