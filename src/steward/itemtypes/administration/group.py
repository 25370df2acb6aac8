"""Groups of users, a tree."""

from __future__ import annotations

from steward.itemtypes.consequences import rule_actions, rule_criteria
from steward.itemtypes.families import ENTITY_TREE, father
from steward.itemtypes.traits import dynamic, grouped, identified
from steward.vocabulary.fields import Flag, Link, LongText, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import option
from steward.vocabulary.paths import child, link
from steward.vocabulary.relations import Relation


class Group(ItemType):
    label = "Group", "Groups"
    traits = ENTITY_TREE, grouped.unlisted
    right = "group"
    indexes = {"ldap_value": ("ldap_value(200)",), "ldap_group_dn": ("ldap_group_dn(200)",)}
    notepad = True
    translatable = False
    features = ("AssetImage", "Clonable")
    purges = (*rule_criteria("_groups_id%"), *rule_actions("_groups_id%"))
    roles = ("group",)
    options = (
        father("Group"),
        option(
            70, "Manager", (child("Group_User", where={"is_manager": 1}), link("User")), "name", fixed=True, right="all"
        ),
        option(
            71,
            "Delegatee",
            (child("Group_User", where={"is_userdelegate": 1}), link("User")),
            "name",
            fixed=True,
            right="all",
        ),
    )

    ldap_field = Text(indexed=True)
    ldap_value = LongText()
    ldap_group_dn = LongText()
    is_requester = Flag(option=11, label="Requester", default=1)
    is_watcher = Flag(option=21, label="Watcher", default=1)
    is_assign = Flag(option=12, label="Assigned to", default=1)
    is_task = Flag(option=72, label="Can be in charge of a task", default=1, indexed=False)
    is_notify = Flag(option=20, label="Can be notified", default=1)
    is_itemgroup = Flag(option=17, label="Can contain Items", default=1)
    is_usergroup = Flag(option=15, label="Can contain Users", default=1)
    is_manager = Flag(option=18, label="Can be manager", default=1)


class Group_User(ItemType):
    label = "General"
    traits = identified, dynamic
    relation = Relation(side("User", entity=True), side("Group"))
    unique = ("users_id", "groups_id")
    locks_deleted = True
    roles = ("group_user",)

    users_id = Link("User", option=5, fixed=True, right="all")
    groups_id = adjust(label="", datatype=None, shows="")
    is_dynamic = adjust(option=3, label="Dynamic", fixed=True)
    is_manager = Flag(option=6, label="Manager")
    is_userdelegate = Flag(option=7, label="Delegatee")
