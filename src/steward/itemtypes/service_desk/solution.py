"""Solutions of tickets, problems and changes, their types and templates."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED
from steward.itemtypes.families import DROPDOWN, RULED_TEMPLATE
from steward.itemtypes.gates import READ, gate
from steward.itemtypes.steps import documents, timeline
from steward.itemtypes.traits import dated, in_entity, used_by
from steward.vocabulary.fields import Flag, Html, Link, Moment, Number, Text
from steward.vocabulary.notation import ItemType, parent


class ITILSolution(ItemType):
    label = "Solution", "Solutions"
    traits = dated.unlisted, used_by.unlisted
    child_of = parent(among=("Change", "Problem", "Ticket"))
    name_field = "id"
    history = True
    gates = {"view": gate("ticket", READ, 1024) + gate("problem", READ, 1024) + gate("change", READ, 1024)}
    roles = ("timeline",)
    on_add = (timeline.may_solve, timeline.check_open, timeline.start_solution)
    after_add = (timeline.solve_parent, documents.attach_files, timeline.name_by_id)
    on_update = (timeline.answer_solution,)
    after_update = (timeline.follow_answer, documents.attach_files)
    options = (DOCUMENTED,)

    solutiontypes_id = Link("SolutionType")
    solutiontype_name = Text()
    content = Html()
    date_approval = Moment(indexed=False)
    user_name = Text()
    users_id_editor = Link("User")
    users_id_approval = Link("User")
    user_name_approval = Text()
    status = Number(default=1, indexed=True)
    itilfollowups_id = Link("ITILFollowup", null=True)


class SolutionTemplate(ItemType):
    label = "Solution template", "Solution templates"
    traits = RULED_TEMPLATE
    right = "solutiontemplate"

    solutiontypes_id = Link("SolutionType", option=3)


class SolutionType(ItemType):
    label = "Solution type", "Solution types"
    traits = DROPDOWN, in_entity

    is_recursive = Flag(option=86, label="Child entities", default=1)
