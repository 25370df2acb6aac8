"""Tasks of tickets, problems and changes, and their templates."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED
from steward.itemtypes.families import RULED_TEMPLATE
from steward.itemtypes.gates import PURGE, READ, UPDATE, gate
from steward.itemtypes.service_families import ITIL_TASK
from steward.itemtypes.traits import in_charge
from steward.vocabulary.fields import Choice, Duration, Flag, ItemId, Link, adjust
from steward.vocabulary.notation import ItemType


class TicketTask(ItemType):
    label = "Ticket task", "Ticket tasks"
    traits = ITIL_TASK
    right_labels = {
        "central": {
            1: "See public ones",
            16: "Purge",
            1024: "Update all",
            4096: "Add to all items",
            8192: "See private ones",
        },
        "helpdesk": {1: "See public ones"},
    }
    visible_if = "timeline"
    gates = {"create": gate("task", 4096) + gate("ticket", 32768), "update": gate("task", 1024) + gate("ticket", 32768)}
    options = (DOCUMENTED,)

    tickets_id = Link("Ticket", by_class=True)
    state = Choice(option=7, label="Status", default=1, indexed=True)
    sourceitems_id = ItemId(indexed=True, of="")
    sourceof_items_id = ItemId(indexed=True, of="")


class ProblemTask(ItemType):
    label = "Problem task", "Problem tasks"
    traits = ITIL_TASK
    visible_if = "timeline"
    gates = {
        "view": gate("problem", READ, 1024),
        "create": gate("problem", UPDATE) + gate("task", 4096),
        "update": gate("problem", UPDATE) + gate("task", 1024),
        "purge": gate("problem", PURGE),
    }
    options = (DOCUMENTED,)

    problems_id = Link("Problem", by_class=True)
    state = Choice(option=7, label="Status", indexed=True)


class ChangeTask(ItemType):
    label = "Change task", "Change tasks"
    traits = ITIL_TASK
    visible_if = "timeline"
    gates = {
        "view": gate("change", READ, 1024),
        "create": gate("change", UPDATE) + gate("task", 4096),
        "update": gate("change", UPDATE) + gate("task", 1024),
    }
    options = (DOCUMENTED,)

    changes_id = Link("Change", by_class=True)
    state = Choice(option=7, label="Status", indexed=True)


class TaskTemplate(ItemType):
    label = "Task template", "Task templates"
    traits = RULED_TEMPLATE, in_charge
    right = "taskcategory"
    private = False

    taskcategories_id = Link("TaskCategory", option=3, shows="name")
    actiontime = Duration(option=9, label="Total duration", fixed=True)
    state = Choice(option=10, label="Status", search="equals")
    is_private = Flag(option=5, label="Private")
    users_id_tech = adjust(option=7, label="By", right="own_ticket", extra={})
    groups_id_tech = adjust(option=8, label="", condition={"is_task": 1}, extra={})
