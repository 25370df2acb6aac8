"""Profiles: rights by name, and the users who hold them in which entity."""

from __future__ import annotations

from steward.itemtypes.bundles import PROFILE_RIGHTS
from steward.itemtypes.consequences import rule_actions, rule_criteria
from steward.itemtypes.families import OBJECT
from steward.itemtypes.steps import authorship, profiles
from steward.itemtypes.traits import dynamic, identified, in_entity, named, recursive
from steward.vocabulary.fields import Choice, Flag, Link, LongText, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Heading
from steward.vocabulary.relations import Relation


class Profile(ItemType):
    label = "Profile", "Profiles"
    traits = OBJECT - in_entity - recursive
    right = "profile"
    no_massive = ("update", "clone")
    purges = (*rule_criteria("PROFILES", "UNIQUE_PROFILE"), *rule_actions("profiles_id"))
    roles = ("profile",)
    after_add = (profiles.create_rights, profiles.be_the_only_default)
    after_update = (profiles.change_rights, profiles.be_the_only_default)
    on_purge = (profiles.keep_configuring_profile,)
    options = (Heading("ticket", "Assistance"), PROFILE_RIGHTS)

    interface = Text(
        option=5,
        label="Profile's interface",
        datatype="specific",
        fixed=True,
        search=("equals", "notequals"),
        default="helpdesk",
        indexed=True,
    )
    is_default = Flag(option=3, label="Default profile", fixed=True)
    helpdesk_hardware = Choice(option=86, label="Link with items for the creation of tickets", fixed=True)
    helpdesk_item_type = LongText(
        option=87, label="Associable items to tickets, changes and problems", datatype="specific", fixed=True
    )
    ticket_status = LongText(option=100, label="Life cycle of tickets", fixed=True, nosearch=True)
    problem_status = LongText(option=110, label="Life cycle of problems", fixed=True, nosearch=True)
    create_ticket_on_login = Flag(option=118, label="Ticket creation form on login")
    tickettemplates_id = Link(
        "TicketTemplate", option=108, label="Default ticket template", condition={"entities_id": 0, "is_recursive": 1}
    )
    changetemplates_id = Link("ChangeTemplate")
    problemtemplates_id = Link("ProblemTemplate")
    change_status = LongText(option=111, label="Life cycle of changes", fixed=True, nosearch=True)
    managed_domainrecordtypes = LongText(
        option=88, label="Managed domain records types", datatype="specific", fixed=True
    )


class Profile_User(ItemType):
    label = "Profile", "Profiles"
    traits = identified, in_entity(fixed=False), dynamic
    relation = Relation(side("User", entity=True), side("Profile", rights="none"), forwards_entity=False)
    recursive = False
    locks_deleted = True
    no_massive = ("clone", "update")
    roles = ("profile_user",)
    on_add = (profiles.check_assignment,)
    on_update = (profiles.check_moved_assignment, profiles.keep_administrator_assigned)
    on_purge = (profiles.check_assignment, profiles.keep_last_administrator)
    silent = True

    users_id = Link("User", option=5, fixed=True, right="all")
    profiles_id = adjust(label="", datatype=None, shows="")
    is_recursive = Flag(option=86, label="Child entities", fixed=True, default=1)
    is_dynamic = adjust(option=3, label="Dynamic", fixed=True)
    is_default_profile = Small()
    entities_id = adjust(by_class=True)


class ProfileRight(ItemType):
    label = "General"
    traits = named
    child_of = "Profile"
    unique = ("profiles_id", "name")
    history = True
    roles = ("right",)
    on_update = (authorship.fixed("profiles_id", "name"), profiles.keep_configuring_right)
    on_purge = (profiles.keep_configuring_right,)
    silent = True

    rights = Number()
