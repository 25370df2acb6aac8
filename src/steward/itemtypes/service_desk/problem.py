"""Problems: causes of incidents."""

from __future__ import annotations

from steward.itemtypes.bundles import (
    DOCUMENTED,
    FOLLOWUPS,
    ITIL_ATTACHED,
    LOCATION_DETAILS,
    NOTED,
    SOLUTIONS,
    costs,
    itil_items,
    tasks,
)
from steward.itemtypes.bundles import actors as shown_actors
from steward.itemtypes.gates import READ, gate
from steward.itemtypes.service_desk.words import itil_words
from steward.itemtypes.service_families import ITIL_OBJECT, STATISTICS
from steward.itemtypes.traits import located, recursive
from steward.vocabulary.fields import Html, Link
from steward.vocabulary.notation import ItemType
from steward.vocabulary.options import Computed, Count, Heading, option
from steward.vocabulary.paths import child
from steward.vocabulary.relations import Purge


class Problem(ItemType):
    label = "Problem", "Problems"
    traits = ITIL_OBJECT, recursive.unlisted, located(83), STATISTICS
    right = "problem"
    notepad = True
    forwards_entity_to = ("ProblemCost",)
    clones = ("Problem_User", "Group_Problem", "Problem_Supplier")
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
        "ProblemTask",
        "ProblemCost",
        "Change_Problem",
        "Problem_Ticket",
        "Item_Problem",
        "ITILSolution",
        "ITILFollowup",
        "Problem_User",
        "Group_Problem",
        "Supplier_Problem",
    )
    visible_if = "itil_actors"
    purges = (Purge("glpi_problemtasks", ("problems_id",), item="ProblemTask"),)
    gates = {"view": gate("problem", READ, 1024)}
    words = itil_words(open=(1, 7, 2, 3, 4), process=(7, 2, 3), solved=(8, 5), closed=(6,))
    options = (
        Heading("analysis", "Analysis"),
        LOCATION_DETAILS.numbered({91: 84, 92: 85, 93: 86}),
        DOCUMENTED,
        FOLLOWUPS,
        ITIL_ATTACHED,
        NOTED,
        SOLUTIONS,
        shown_actors("Problem_User", "Group_Problem", "Problem_Supplier"),
        itil_items("Item_Problem"),
        tasks("ProblemTask"),
        costs("ProblemCost"),
        option(
            82,
            "Time to resolve exceeded",
            (),
            Computed("late_to_resolve"),
            fixed=True,
            field="is_late",
            datatype="bool",
        ),
        option(63, "Number of items", child("Item_Problem"), Count(), fixed=True),
        option(141, "Number of tickets", child("Problem_Ticket"), Count(), fixed=True),
        option(211, "Number of changes", child("Change_Problem"), Count(), fixed=True),
    )

    users_id_recipient = Link("User")
    impactcontent = Html(option=60, label="Impacts", fixed=True)
    causecontent = Html(option=61, label="Causes", fixed=True)
    symptomcontent = Html(option=62, label="Symptoms", fixed=True)
