"""External events of the planning, reminders of what is planned, and calendar objects kept for CalDAV clients."""

from __future__ import annotations

from steward.itemtypes.consequences import alerts
from steward.itemtypes.families import DROPDOWN, OBJECT
from steward.itemtypes.steps import authorship, planning
from steward.itemtypes.traits import commented, dated, held, in_entity, recursive, used_by
from steward.vocabulary.columns import Kind
from steward.vocabulary.fields import Choice, Flag, Html, Link, LongText, Moment, Number, Text, adjust
from steward.vocabulary.notation import ItemType, parent
from steward.vocabulary.options import Heading


class PlanningExternalEvent(ItemType):
    label = "External event", "External events"
    traits = OBJECT - commented - recursive, held(groups_id=None), in_entity(fixed=None)
    right = "externalevent"
    unique = {"uuid": ("uuid",)}
    features = ("PlanningEvent",)
    right_labels = {"central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 1024: "manage background events"}}
    visible_if = "planned_events"
    on_add = (authorship.universal(), authorship.dated(), authorship.signed(), planning.check_event)
    on_update = (planning.check_event,)
    options = (Heading("common", "External events"),)

    uuid = Text()
    planningexternaleventtemplates_id = Link("PlanningExternalEventTemplate")
    is_recursive = Flag(option=86, label="Child entities", default=1)
    date = Moment()
    users_id_guests = Link(
        "User",
        option=12,
        label="Guests",
        datatype="specific",
        shows="users_id_guests",
        kind=Kind.TEXT,
        null=True,
        indexed=False,
        follows=False,
    )
    text = LongText(option=4, label="Description", fixed=True, extra={"htmltext": True})
    begin = Moment(option=8, label="Planning start date")
    end = Moment(option=9, label="Planning end date")
    rrule = LongText(option=10, label="Repeat")
    state = Choice(option=3, label="Status", fixed=True, search=("equals", "notequals"), indexed=True)
    planningeventcategories_id = Link("PlanningEventCategory", option=5, label="Event categories", forcegroupby=True)
    background = Flag(option=6, label="Background event")


class PlanningExternalEventTemplate(ItemType):
    label = "External events template", "External events templates"
    traits = DROPDOWN, in_entity(fixed=None)
    features = ("AssetImage", "PlanningEvent")
    options = (Heading("common", "External events templates"),)

    text = Html(option=4, label="Description", fixed=True, kind=Kind.MEDIUMTEXT)
    comment = adjust(option=11, label="Comment", fixed=True)
    duration = Number()
    before_time = Number()
    rrule = LongText(option=10, label="Repeat")
    state = Choice(option=3, label="Status", fixed=True, search=("equals", "notequals"), indexed=True)
    planningeventcategories_id = Link("PlanningEventCategory", option=5, label="Event categories", forcegroupby=True)
    background = Flag(option=6, label="Background event")


class PlanningEventCategory(ItemType):
    label = "Event category", "Event categories"
    traits = DROPDOWN

    color = Text()


class PlanningRecall(ItemType):
    label = "Planning reminder", "Planning reminders"
    traits = used_by.unlisted
    child_of = parent(among=("ChangeTask", "ProblemTask", "Reminder", "TicketTask"))
    unique = ("itemtype", "items_id", "users_id")
    purges = (alerts("PlanningRecall"),)

    before_time = Number(default=-10, indexed=True)
    when = Moment()
    items_id = adjust(among=())


class VObject(ItemType):
    label = "General"
    traits = dated.unlisted
    child_of = parent(among=("planning_types",))
    unique = ("itemtype", "items_id")
    indexes = {"item": ("itemtype", "items_id")}

    itemtype = adjust(null=True)
    data = LongText()
