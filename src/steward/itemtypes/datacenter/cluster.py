"""Clusters and their members."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, DOCUMENTED, EXTERNALLY_LINKED, NETWORKED, NOTED, ON_APPLIANCE, TRACKED
from steward.itemtypes.families import KIND, OBJECT
from steward.itemtypes.traits import (
    identified,
    in_charge,
    in_entity,
    recursive,
    stateful,
    trashable,
    updated_by,
)
from steward.vocabulary.fields import Link, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class Cluster(ItemType):
    label = "Cluster", "Clusters"
    traits = (
        OBJECT,
        trashable,
        stateful(condition={"is_visible_cluster": 1}),
        in_charge,
        updated_by.unlisted,
        identified.unlisted,
        in_entity.unlisted,
        recursive(search="equals"),
    )
    right = "cluster"
    indexes = {"group_id_tech": ("groups_id_tech",)}
    features = ("Clonable",)
    clones = ("NetworkPort",)
    options = (CONTRACTED, DOCUMENTED, EXTERNALLY_LINKED, NETWORKED, NOTED, ON_APPLIANCE, TRACKED)

    uuid = Text(option=5, label="UUID")
    version = Text()
    clustertypes_id = Link("ClusterType")


class ClusterType(ItemType):
    label = "Cluster type", "Cluster types"
    traits = KIND, in_entity, recursive


class Item_Cluster(ItemType):
    label = "Cluster item", "Cluster items"
    traits = identified
    relation = Relation(
        side("Cluster", rights="none", attached=False, entity=True), side(attached=False, among=("cluster_types",))
    )
    unique = ("clusters_id", "itemtype", "items_id")
    no_massive = ("clone", "MassiveAction:update", "CommonDBConnexity:affect", "CommonDBConnexity:unaffect")

    itemtype = adjust(null=True)
