"""Network names of ports, their aliases and the domains they end in."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_DROPDOWN, HOST_LABEL
from steward.itemtypes.steps import networks
from steward.itemtypes.traits import dated, dynamic, in_entity, trashable
from steward.vocabulary.fields import Link, Text, adjust
from steward.vocabulary.notation import ItemType, parent
from steward.vocabulary.options import option
from steward.vocabulary.paths import poly


class NetworkName(ItemType):
    label = "Network name", "Network names"
    traits = HOST_LABEL, dated.unlisted, trashable, dynamic
    child_of = parent(attached=False, among=("NetworkPort",))
    right = "internet"
    indexes = {"FQDN": ("name", "fqdns_id"), "item": ("itemtype", "items_id", "is_deleted")}
    forwards_entity_to = ("IPAddress", "NetworkAlias")
    roles = ("port_name",)
    on_add = (networks.check_label,)
    after_add = (networks.write_addresses,)
    on_update = (networks.check_label,)
    after_update = (networks.write_addresses,)
    options = (option(13, "IP address", poly("IPAddress"), "name", fixed=True),)

    items_id = adjust(
        option=21, label="ID", datatype="integer", fixed=True, among=("databaseinstance_types",), by_class=False
    )
    itemtype = adjust(option=20, label="Type", fixed=True)
    fqdns_id = Link("FQDN", option=12, shows="fqdn")
    ipnetworks_id = Link("IPNetwork")
    entities_id = adjust(by_class=False)


class NetworkAlias(ItemType):
    label = "Network alias", "Network aliases"
    traits = HOST_LABEL
    child_of = "NetworkName"

    networknames_id = adjust(option=20, fixed=True)
    fqdns_id = Link("FQDN", option=12, datatype="string", shows="fqdn")


class FQDN(ItemType):
    label = "Internet domain", "Internet domains"
    traits = ENTITY_DROPDOWN, in_entity
    right = "internet"
    translatable = False

    fqdn = Text(option=11, label="FQDN", indexed=True)
