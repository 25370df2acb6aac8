"""Changes: planned alterations, with analysis and approval."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    DOCUMENTED,
    FOLLOWUPS,
    ITIL_ATTACHED,
    LOCATION_DETAILS,
    NOTED,
    SOLUTIONS,
    approvals,
    costs,
    itil_items,
    tasks,
)
from steward.itemtypes.bundles import actors as shown_actors
from steward.itemtypes.gates import READ, gate
from steward.itemtypes.service_desk.words import itil_words
from steward.itemtypes.service_families import APPROVED, ITIL_OBJECT
from steward.itemtypes.traits import located, recursive
from steward.vocabulary.fields import Html, Link, Number
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Computed, Count, option
from steward.vocabulary.paths import child
from steward.vocabulary.relations import Purge


class Change(ItemType):
    label = "Change", "Changes"
    traits = ITIL_OBJECT, recursive.unlisted, located(83), APPROVED
    right = "change"
    notepad = True
    forwards_entity_to = ("ChangeValidation", "ChangeCost")
    clones = ("Change_User", "Change_Group", "Change_Supplier")
    right_labels = {
        "central": {
            1: "See (author)",
            2: "Update",
            4: "Create",
            8: "Delete",
            16: "Purge",
            32: "Read notes",
            64: "Update notes",
            1024: "See all",
        }
    }
    child_links = (
        "ChangeTask",
        "ChangeCost",
        "Itil_Project",
        "Change_Problem",
        "Change_Ticket",
        "Change_Item",
        "ITILSolution",
        "ITILFollowup",
        "Change_User",
        "Group_Change",
        "Supplier_Change",
    )
    visible_if = "itil_actors"
    purges = (Purge("glpi_changetasks", ("changes_id",), item="ChangeTask"),)
    gates = {"view": gate("change", READ, 1024)}
    words = itil_words(open=(1, 9, 10, 7, 4, 11, 12), process=(7, 12, 11), solved=(8, 5), closed=(6, 14, 13))
    options = (
        LOCATION_DETAILS.numbered({91: 84, 92: 85, 93: 86}),
        DOCUMENTED,
        FOLLOWUPS,
        ITIL_ATTACHED,
        NOTED,
        SOLUTIONS,
        shown_actors("Change_User", "Change_Group", "Change_Supplier"),
        itil_items("Change_Item", nosort=False),
        tasks("ChangeTask"),
        costs("ChangeCost"),
        approvals("ChangeValidation", "create_validate", "validate"),
        option(
            82,
            "Time to resolve exceeded",
            (),
            Computed("late_to_resolve"),
            fixed=True,
            field="is_late",
            datatype="bool",
        ),
        option(68, "Number of items", child("Change_Item"), Count(), fixed=True),
        option(164, "Number of tickets", child("Change_Ticket"), Count(), fixed=True),
        option(165, "Number of problems", child("Change_Problem"), Count(), fixed=True),
    )

    users_id_recipient = Link("User")
    impactcontent = Html(option=60, label="Analysis impact", fixed=True)
    controlistcontent = Html(option=61, label="Control list", fixed=True)
    rolloutplancontent = Html(option=62, label="Deployment plan", fixed=True)
    backoutplancontent = Html(option=63, label="Backup plan", fixed=True)
    checklistcontent = Html(option=67, label="Checklist", fixed=True)
    waiting_duration = Number()
    close_delay_stat = Number()
    solve_delay_stat = Number()
