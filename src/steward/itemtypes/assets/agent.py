"""Agents: programs on assets that send inventories."""

from __future__ import annotations

from steward.itemtypes.traits import in_entity, named, recursive
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Flag, ItemId, ItemtypeName, Link, Moment, Number, Text
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Heading, option
from steward.vocabulary.relations import Purge


class Agent(ItemType):
    label = "Agent", "Agents"
    traits = named(fixed=None), in_entity(2, fixed=None), recursive(3)
    right = "agent"
    unique = {"deviceid": ("deviceid",)}
    history = True
    not_logged = ("last_contact",)
    options = (
        Heading("common", "Agent"),
        option(
            15,
            "Item",
            (),
            "items_id",
            nosearch=True,
            fixed=True,
            search="equals",
            additionalfields=["itemtype"],
            linkfield="agents_id",
            datatype="specific",
            join={"jointype": "child"},
            many=True,
        ),
    )

    deviceid = Text(option=6, label="Device id", datatype="text", fixed=True, null=False, default=NO_DEFAULT)
    agenttypes_id = Link("AgentType", default=NO_DEFAULT, by_class=True)
    last_contact = Moment(option=4, label="Last contact", indexed=False)
    version = Text(option=8, label="Version", datatype="text", fixed=True)
    locked = Flag(option=5, label="Locked")
    itemtype = ItemtypeName()
    items_id = ItemId(default=NO_DEFAULT, among=("agent_types",))
    useragent = Text(option=10, label="Useragent", datatype="text", fixed=True)
    tag = Text(option=11, label="Tag", datatype="text", fixed=True)
    port = Text(option=14, label="Port", datatype="integer", size=6)
    remote_addr = Text(option=16, label="Public contact address", datatype="text", fixed=True)
    threads_networkdiscovery = Number(default=1)
    threads_networkinventory = Number(default=1)
    timeout_networkdiscovery = Number()
    timeout_networkinventory = Number()
    use_module_wake_on_lan = Flag(option=17, label="Wake on LAN", fixed=True)
    use_module_computer_inventory = Flag(option=18, label="Computer inventory", fixed=True)
    use_module_esx_remote_inventory = Flag(option=19, label="ESX remote inventory", fixed=True)
    use_module_remote_inventory = Flag(option=24, label="Remote inventory", fixed=True)
    use_module_network_inventory = Flag(option=20, label="Network inventory (SNMP)", fixed=True)
    use_module_network_discovery = Flag(option=21, label="Network discovery (SNMP)", fixed=True)
    use_module_package_deployment = Flag(option=22, label="Package Deployment", fixed=True)
    use_module_collect_data = Flag(option=23, label="Collect data", fixed=True)


class AgentType(ItemType):
    label = "Agent type", "Agents types"
    traits = named
    purges = (Purge("glpi_agents", ("agenttypes_id",), item="Agent"),)
