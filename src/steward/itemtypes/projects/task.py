"""Tasks of projects: a tree with teams and links between tasks."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED, NOTED
from steward.itemtypes.families import DROPDOWN, ENTITY_DROPDOWN, OBJECT
from steward.itemtypes.gates import READ, UPDATE, gate
from steward.itemtypes.steps import authorship, projects
from steward.itemtypes.traits import commented, identified, in_entity, templated, used_by
from steward.vocabulary.columns import NO_DEFAULT, Kind
from steward.vocabulary.fields import Duration, Flag, Html, Link, LongText, Moment, Number, Small, Text, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import option
from steward.vocabulary.paths import link
from steward.vocabulary.relations import Relation


class ProjectTask(ItemType):
    label = "Project task", "Project tasks"
    traits = OBJECT - commented, templated(template_name=50), used_by, identified.unlisted, in_entity(fixed=None)
    child_of = "Project"
    right = "projecttask"
    unique = {"uuid": ("uuid",)}
    notepad = True
    translatable = True
    features = ("Clonable", "PlanningEvent", "Teamwork")
    right_labels = {"central": {1: "See (actor)", 32: "Read notes", 64: "Update notes", 1024: "Update (actor)"}}
    visible_if = "project_task_members"
    gates = {
        "view": gate("project", READ, 1024) + gate("projecttask", READ),
        "create": gate("project", UPDATE),
        "update": gate("projecttask", 1024),
        "purge": gate("project", UPDATE),
    }
    on_add = (
        projects.follow_parent_task,
        projects.need_project,
        projects.check_percent,
        authorship.ordered("plan_start_date", "plan_end_date", "The planned dates are not in order."),
        authorship.ordered("real_start_date", "real_end_date", "The real dates are not in order."),
        authorship.universal(),
        authorship.signed(),
    )
    after_add = (projects.pass_on_progress,)
    on_update = (
        projects.keep_out_of_own_branch,
        projects.check_percent,
        authorship.ordered("plan_start_date", "plan_end_date", "The planned dates are not in order."),
        authorship.ordered("real_start_date", "real_end_date", "The real dates are not in order."),
    )
    after_update = (projects.pass_on_progress,)
    options = (
        DOCUMENTED,
        NOTED,
        option(13, "Father", link("ProjectTask", named="visible", prints={"condition": "AND 1=1"}), "name", fixed=True),
    )

    uuid = Text()
    content = Html(option=21, label="Description", fixed=True)
    comment = LongText(kind=Kind.LONGTEXT, option=16, label="Comments")
    projects_id = adjust(option=2, fixed=True)
    projecttasks_id = Link("ProjectTask")
    plan_start_date = Moment(option=7, label="Planned start date")
    plan_end_date = Moment(option=8, label="Planned end date")
    real_start_date = Moment(option=9, label="Real start date")
    real_end_date = Moment(option=10, label="Real end date")
    planned_duration = Duration(
        option=11,
        label="Planned duration",
        min=0,
        max=360000,
        step=3600,
        extra={"addfirstminutes": True, "inhours": True},
    )
    effective_duration = Duration(
        option=17,
        label="Effective duration",
        min=0,
        max=360000,
        step=3600,
        extra={"addfirstminutes": True, "inhours": True},
    )
    projectstates_id = Link("ProjectState", option=12, label="State")
    projecttasktypes_id = Link("ProjectTaskType", option=14, label="Type")
    users_id = adjust(option=24, label="Creator", extra={})
    percent_done = Number(option=5, label="Percent done", unit="%", min=0, max=100, step=5, indexed=True)
    auto_percent_done = Small()
    is_milestone = Flag(option=18, label="Milestone")
    projecttasktemplates_id = Link("ProjectTaskTemplate")


class ProjectTaskLink(ItemType):
    label = "General"
    traits = identified
    relation = Relation(
        side("ProjectTask", "projecttasks_id_source", entity=True), side("ProjectTask", "projecttasks_id_target")
    )

    projecttasks_id_source = adjust(default=NO_DEFAULT)
    source_uuid = Text(null=False, default=NO_DEFAULT)
    projecttasks_id_target = adjust(default=NO_DEFAULT)
    target_uuid = Text(null=False, default=NO_DEFAULT)
    type = Small()
    lag = Number(kind=Kind.SMALLINT, null=True, default=0)
    lead = Number(kind=Kind.SMALLINT, null=True, default=0)


class ProjectTaskTeam(ItemType):
    label = "Task team", "Task teams"
    traits = identified
    relation = Relation(
        side("ProjectTask", entity=True), side(rights="none", among=("Contact", "Group", "Supplier", "User"))
    )
    name_field = "id"
    unique = ("projecttasks_id", "itemtype", "items_id")
    history = True
    no_massive = ("clone", "update")
    on_add = (projects.check_member, authorship.unique("projecttasks_id", "itemtype", "items_id"))

    itemtype = adjust(null=True)
    items_id = adjust(among=())


class ProjectTaskTemplate(ItemType):
    label = "Project task template", "Project task templates"
    traits = ENTITY_DROPDOWN - commented, used_by.unlisted, in_entity
    right = "project"

    description = Html(option=15, label="Description")
    comment = LongText(kind=Kind.LONGTEXT, option=16, label="Comments")
    projects_id = Link("Project")
    projecttasks_id = Link("ProjectTask", option=6, label="As child of", datatype="itemlink")
    plan_start_date = Moment(option=9, label="Planned start date")
    plan_end_date = Moment(option=11, label="Planned end date")
    real_start_date = Moment(option=10, label="Real start date")
    real_end_date = Moment(option=12, label="Real end date")
    planned_duration = Duration(option=13, label="Planned duration")
    effective_duration = Duration(option=14, label="Effective duration")
    projectstates_id = Link("ProjectState", option=4, label="State")
    projecttasktypes_id = Link("ProjectTaskType", option=5, label="Type")
    percent_done = Number(option=7, label="Percent done", datatype="progressbar", indexed=True)
    is_milestone = Flag(option=8, label="Milestone")
    comments = LongText()


class ProjectTaskType(ItemType):
    label = "Project tasks type", "Project tasks types"
    traits = DROPDOWN


class ProjectTask_Ticket(ItemType):
    label = "Link Ticket/Project task", "Links Ticket/Project task"
    traits = identified
    relation = Relation(side("ProjectTask", entity=True), side("Ticket"))
    unique = ("tickets_id", "projecttasks_id")
    indexes = {"projects_id": ("projecttasks_id",)}
    no_massive = ("clone", "update")
