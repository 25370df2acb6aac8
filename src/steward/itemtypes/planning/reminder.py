"""Reminders, their translations and readers."""

from __future__ import annotations

from steward.itemtypes.bundles import DOCUMENTED
from steward.itemtypes.families import ENTITY_READERS, SHARED
from steward.itemtypes.gates import public_or_personal
from steward.itemtypes.steps import authorship, documents, planning
from steward.itemtypes.traits import dated, identified, named, recursive, used_by
from steward.vocabulary.fields import Choice, Flag, Html, Link, LongText, Moment, Text, adjust
from steward.vocabulary.notation import ItemType, parent, side
from steward.vocabulary.relations import Relation


class Reminder(ItemType):
    label = "Reminder", "Reminders"
    traits = SHARED, named(label="Title", forcegroupby=True), used_by
    right = "reminder_public"
    unique = {"uuid": ("uuid",)}
    translatable = True
    features = ("Clonable", "PlanningEvent")
    clones = ("Entity_Reminder", "Group_Reminder", "Profile_Reminder", "Reminder_User", "ReminderTranslation")
    right_labels = {
        "central": {1: "Read", 2: "Update", 4: "Create", 16: "Purge", 128: "Manage personal"},
        "helpdesk": {1: "Read"},
    }
    visible_if = "shared"
    gates = public_or_personal("reminder_public")
    on_add = (authorship.universal(), authorship.dated(), authorship.signed(), planning.plan, planning.check_view_dates)
    after_add = (documents.attach_files,)
    on_update = (planning.plan, planning.check_view_dates, authorship.fixed("users_id"))
    options = (DOCUMENTED,)

    uuid = Text()
    date = Moment()
    users_id = Link("User", option=2, label="Writer", fixed=True, right="all", by_class=True)
    text = LongText(option=4, label="Description", fixed=True, extra={"htmltext": True})
    begin = Moment(option=8, label="Planning start date")
    end = Moment(option=9, label="Planning end date")
    is_planned = Flag(option=7, label="Planning", fixed=True)
    state = Choice(option=3, label="Status", fixed=True, search=("equals", "notequals"), indexed=True)
    begin_view_date = Moment(option=5, label="Visibility start date", indexed=False)
    end_view_date = Moment(option=6, label="Visibility end date", indexed=False)


class ReminderTranslation(ItemType):
    label = "Translation", "Translations"
    traits = dated.unlisted, used_by.unlisted
    child_of = parent("Reminder", logs=False)
    right = "reminder_public"
    indexes = {"item": ("reminders_id", "language")}
    history = True
    no_massive = ("update",)

    language = Text(size=5)
    name = LongText(option=1, label="Name", datatype="itemlink", fixed=True, indexed=False)
    text = Html()
    users_id = adjust(by_class=True)


class Reminder_User(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("Reminder", entity=True), side("User", rights="none", logs=False))


class Group_Reminder(ItemType):
    label = "General"
    traits = ENTITY_READERS
    relation = Relation(side("Reminder", entity=True), side("Group", rights="none", logs=False))


class Profile_Reminder(ItemType):
    label = "General"
    traits = ENTITY_READERS
    relation = Relation(side("Reminder", entity=True), side("Profile", rights="none", logs=False))


class Entity_Reminder(ItemType):
    label = "General"
    traits = identified, recursive.unlisted
    relation = Relation(side("Reminder", entity=True), side("Entity", rights="none", logs=False))

    entities_id = adjust(by_class=True)
