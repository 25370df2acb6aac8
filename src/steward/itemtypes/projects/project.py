"""Projects: a tree with teams, costs, items and links to the service desk."""

from __future__ import annotations

from steward.itemtypes.bundles import CONTRACTED, DOCUMENTED, NOTED
from steward.itemtypes.families import DROPDOWN, OBJECT
from steward.itemtypes.service_families import COST
from steward.itemtypes.steps import authorship, projects
from steward.itemtypes.traits import (
    commented,
    dated,
    held,
    identified,
    in_entity,
    named,
    recursive,
    templated,
    trashable,
)
from steward.vocabulary.columns import NO_DEFAULT, Kind
from steward.vocabulary.fields import (
    Choice,
    Decimal,
    Flag,
    ItemId,
    Link,
    LongText,
    Moment,
    Number,
    Small,
    Text,
    adjust,
)
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.options import Count, Sum, Virtual, option
from steward.vocabulary.paths import child, link, polylink
from steward.vocabulary.relations import Relation


class Project(ItemType):
    label = "Project", "Projects"
    traits = (
        OBJECT - commented,
        trashable,
        templated(template_name=50),
        held,
        named(forcegroupby=True),
        in_entity(fixed=None),
    )
    right = "project"
    notepad = True
    features = ("Clonable", "Kanban", "Teamwork")
    forwards_entity_to = ("ProjectCost", "ProjectTask")
    clones = (
        "ProjectCost",
        "ProjectTask",
        "Document_Item",
        "ProjectTeam",
        "Itil_Project",
        "Contract_Item",
        "Notepad",
        "KnowbaseItem_Item",
    )
    right_labels = {
        "central": {
            1: "See (actor)",
            2: "Update",
            4: "Create",
            8: "Delete",
            16: "Purge",
            32: "Read notes",
            64: "Update notes",
            1024: "See all",
        }
    }
    child_links = ("ProjectTask", "ProjectCost", "Itil_Project", "Item_Project")
    visible_if = "project_members"
    on_add = (
        projects.check_percent,
        authorship.ordered("plan_start_date", "plan_end_date", "The planned dates are not in order."),
        authorship.ordered("real_start_date", "real_end_date", "The real dates are not in order."),
    )
    on_update = (
        projects.keep_out_of_own_branch,
        projects.check_percent,
        authorship.ordered("plan_start_date", "plan_end_date", "The planned dates are not in order."),
        authorship.ordered("real_start_date", "real_end_date", "The real dates are not in order."),
    )
    after_update = (projects.pass_on_project_progress,)
    options = (
        CONTRACTED,
        DOCUMENTED,
        NOTED,
        option(
            13,
            "Father",
            link("Project", named="visible", prints={"condition": [{"_expr": "1=1"}]}),
            "name",
            fixed=True,
            datatype="itemlink",
        ),
        option(
            17, "Planned duration", (), Virtual("_virtual_planned_duration"), nosearch=True, nosort=True, fixed=True
        ),
        option(
            18, "Effective duration", (), Virtual("_virtual_effective_duration"), nosearch=True, nosort=True, fixed=True
        ),
        option(
            91,
            "Total cost",
            (link("Project", "id", prints={"jointype": "child"}), child("ProjectCost")),
            Sum("cost"),
            fixed=True,
            field="totalcost",
            join={
                "jointype": "child",
                "specific_itemtype": "ProjectCost",
                "condition": {"NEWTABLE.projects_id": {"_expr": "`REFTABLE`.`id`"}},
                "beforejoin": {"table": "glpi_projects", "joinparams": {"jointype": "child"}},
            },
        ),
        option(
            92,
            "Number of changes",
            child(
                "Itil_Project", where={"itemtype": "Change"}, prints={"condition": "AND NEWTABLE.`itemtype` = 'Change'"}
            ),
            Count(),
            fixed=True,
        ),
        option(
            93,
            "Number of problems",
            child(
                "Itil_Project",
                where={"itemtype": "Problem"},
                prints={"condition": "AND NEWTABLE.`itemtype` = 'Problem'"},
            ),
            Count(),
            fixed=True,
        ),
        option(
            94,
            "Number of tickets",
            child(
                "Itil_Project", where={"itemtype": "Ticket"}, prints={"condition": "AND NEWTABLE.`itemtype` = 'Ticket'"}
            ),
            Count(),
            fixed=True,
        ),
        option(87, "Users", (child("ProjectTeam"), polylink("User")), "name"),
        option(88, "Groups", (child("ProjectTeam"), polylink("Group")), "completename"),
        option(89, "Suppliers", (child("ProjectTeam"), polylink("Supplier")), "name"),
        option(90, "Contacts", (child("ProjectTeam"), polylink("Contact")), "name"),
        option(111, "Name", child("ProjectTask"), "name", fixed=True, splititems=True, datatype="string"),
        option(112, "Description", child("ProjectTask"), "content", fixed=True, splititems=True),
        option(
            113,
            "State",
            (
                child("ProjectTask"),
                link("ProjectState", prints={"jointype": "item_revert", "specific_itemtype": "ProjectState"}),
            ),
            "name",
            fixed=True,
            additionalfields=["color"],
            splititems=True,
        ),
        option(
            114,
            "Type",
            (
                child("ProjectTask"),
                link("ProjectTaskType", prints={"jointype": "item_revert", "specific_itemtype": "ProjectTaskType"}),
            ),
            "name",
            fixed=True,
            splititems=True,
        ),
        option(115, "Creation date", child("ProjectTask"), "date_creation", fixed=True, splititems=True),
        option(116, "Last update", child("ProjectTask"), "date_mod", fixed=True, splititems=True),
        option(
            117,
            "Percent done",
            child("ProjectTask"),
            "percent_done",
            fixed=True,
            max=100,
            min=0,
            splititems=True,
            step=5,
            unit="%",
        ),
        option(118, "Planned start date", child("ProjectTask"), "plan_start_date", fixed=True, splititems=True),
        option(1400, "Planned end date", child("ProjectTask"), "plan_end_date", fixed=True, splititems=True),
        option(120, "Real start date", child("ProjectTask"), "real_start_date", fixed=True, splititems=True),
        option(122, "Real end date", child("ProjectTask"), "real_end_date", fixed=True, splititems=True),
        option(
            123,
            "Planned Duration",
            child("ProjectTask"),
            "planned_duration",
            fixed=True,
            addfirstminutes=True,
            inhours=True,
            max=360000,
            min=0,
            splititems=True,
            step=3600,
            datatype="timestamp",
        ),
        option(
            124,
            "Effective duration",
            child("ProjectTask"),
            "effective_duration",
            fixed=True,
            addfirstminutes=True,
            inhours=True,
            max=360000,
            min=0,
            splititems=True,
            step=3600,
            datatype="timestamp",
        ),
        option(125, "Comments", child("ProjectTask"), "comment", fixed=True, splititems=True),
        option(126, "Milestone", child("ProjectTask"), "is_milestone", fixed=True, splititems=True),
    )

    code = Text(option=4, label="Code", fixed=True, indexed=True)
    priority = Choice(option=3, label="Priority", search="equals", default=1, indexed=True)
    projects_id = Link("Project")
    projectstates_id = Link("ProjectState", option=12, label="State", additionalfields=("color",))
    projecttypes_id = Link("ProjectType", option=14, label="Type")
    date = Moment(option=15, label="Creation date", fixed=True)
    users_id = adjust(option=24, label="Manager", right="see_project", extra={})
    groups_id = adjust(option=49, label="Manager group", condition={"is_manager": 1}, extra={})
    plan_start_date = Moment(option=7, label="Planned start date")
    plan_end_date = Moment(option=8, label="Planned end date")
    real_start_date = Moment(option=9, label="Real start date")
    real_end_date = Moment(option=10, label="Real end date")
    percent_done = Number(option=5, label="Percent done", unit="%", min=0, max=100, step=5, indexed=True)
    auto_percent_done = Small()
    show_on_global_gantt = Flag(indexed=True)
    content = LongText(kind=Kind.LONGTEXT, option=21, label="Description", fixed=True)
    comment = LongText(kind=Kind.LONGTEXT, option=16, label="Comments")
    projecttemplates_id = ItemId(indexed=True, of="")


class ProjectCost(ItemType):
    label = "Cost", "Costs"
    traits = COST, recursive.unlisted
    child_of = "Project"

    cost = Decimal(option=14, label="Cost")


class ProjectState(ItemType):
    label = "Project state", "Project states"
    traits = DROPDOWN

    color = Text(option=11, label="Color", datatype="color")
    is_finished = Flag(option=12, label="Finished state")


class ProjectType(ItemType):
    label = "Project type", "Project types"
    traits = DROPDOWN


class ProjectTeam(ItemType):
    label = "Project team", "Project teams"
    traits = identified
    relation = Relation(
        side("Project", entity=True), side(rights="none", among=("Contact", "Group", "Supplier", "User"))
    )
    name_field = "id"
    unique = ("projects_id", "itemtype", "items_id")
    history = True
    no_massive = ("clone", "update")
    on_add = (projects.check_member, authorship.unique("projects_id", "itemtype", "items_id"))

    itemtype = adjust(null=True)
    items_id = adjust(among=())


class Item_Project(ItemType):
    label = "Project item", "Project items"
    traits = identified
    relation = Relation(side("Project", entity=True), side(rights="view", among=("project_asset_types",)))
    unique = ("projects_id", "itemtype", "items_id")
    no_massive = ("clone", "update")

    itemtype = adjust(null=True)


class Itil_Project(ItemType):
    label = "Link Project/Itil", "Links Project/Itil"
    traits = identified
    relation = Relation(side(entity=True, among=("Change", "Problem", "Ticket")), side("Project"))
    unique = ("itemtype", "items_id", "projects_id")
    no_massive = ("clone", "update")

    itemtype = adjust(default="")


class Item_Kanban(ItemType):
    label = "General"
    traits = identified, dated.unlisted
    relation = Relation(side(rights="none", entity=True, among=("kanban_types",)), side("User"))
    unique = ("itemtype", "items_id", "users_id")

    items_id = adjust(null=True)
    users_id = adjust(default=NO_DEFAULT)
    state = LongText()
