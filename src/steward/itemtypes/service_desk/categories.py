"""Categories and sources of tickets, problems and changes."""

from __future__ import annotations

from steward.itemtypes.consequences import rule_criteria
from steward.itemtypes.families import DROPDOWN, ENTITY_TREE, father
from steward.itemtypes.steps import dropdowns
from steward.itemtypes.traits import grouped, held
from steward.vocabulary.fields import Flag, Link, Number, Text, adjust
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Count, option
from steward.vocabulary.paths import child


class ITILCategory(ItemType):
    label = "ITIL category", "ITIL categories"
    traits = ENTITY_TREE, held, grouped(extra={})
    right = "itilcategory"
    purges = (*rule_criteria("itilcategories_id"),)
    options = (
        father("ITILCategory"),
        option(77, "Number of tickets", child("Ticket"), Count(), fixed=True),
        option(78, "Number of problems", child("Problem"), Count(), fixed=True),
        option(151, "Number of changes", child("Change"), Count(), fixed=True),
    )

    itilcategories_id = Link("ITILCategory")
    knowbaseitemcategories_id = Link("KnowbaseItemCategory", option=79, label="Knowledge base")
    users_id = adjust(label="Technician in charge", right="own_ticket", extra={})
    code = Text(option=99, label="Code representing the ticket category", fixed=True)
    is_helpdeskvisible = Flag(option=3, label="Visible in the simplified interface", default=1)
    tickettemplates_id_incident = Link("TicketTemplate", option=73, label="Template for an incident")
    tickettemplates_id_demand = Link("TicketTemplate", option=72, label="Template for a request")
    changetemplates_id = Link("ChangeTemplate", option=100, label="Template for a change")
    problemtemplates_id = Link("ProblemTemplate", option=101, label="Template for a problem")
    is_incident = Number(option=74, label="Visible for an incident", datatype="bool", default=1, indexed=True)
    is_request = Number(option=75, label="Visible for a request", datatype="bool", default=1, indexed=True)
    is_problem = Number(option=76, label="Visible for a problem", datatype="bool", default=1, indexed=True)
    is_change = Flag(option=85, label="Visible for a change", default=1)


class TaskCategory(ItemType):
    label = "Task category", "Task categories"
    traits = ENTITY_TREE
    right = "taskcategory"
    options = (father("TaskCategory"),)

    taskcategories_id = Link("TaskCategory")
    is_active = Flag(option=8, label="Active", default=1)
    is_helpdeskvisible = Flag(default=1)
    knowbaseitemcategories_id = Link("KnowbaseItemCategory")


class RequestType(ItemType):
    label = "Request source", "Request sources"
    traits = DROPDOWN
    purges = (*rule_criteria("requesttypes_id"),)
    after_add = (dropdowns.drop_default_flag_of_others,)
    after_update = (dropdowns.drop_default_flag_of_others,)

    is_helpdesk_default = Flag(option=14, label="Default for tickets", fixed=True)
    is_followup_default = Flag(option=182, label="Default for followups", fixed=True)
    is_mail_default = Flag(option=15, label="Default for mail recipients", fixed=True)
    is_mailfollowup_default = Flag(option=183, label="Default for followup mail recipients", fixed=True)
    is_active = Flag(option=8, label="Active", default=1)
    is_ticketheader = Flag(option=180, label="Request source visible for tickets", default=1)
    is_itilfollowup = Flag(option=181, label="Request source visible for followups", default=1)
