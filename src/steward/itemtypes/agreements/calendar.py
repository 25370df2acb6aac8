"""Calendars: working hours and close times."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_DROPDOWN
from steward.itemtypes.steps import authorship, calendars
from steward.itemtypes.traits import begun, identified, in_entity, recursive
from steward.vocabulary.fields import Clock, Flag, LongText, Small, adjust
from steward.vocabulary.notation import ItemType, side
from steward.vocabulary.relations import Relation


class Calendar(ItemType):
    label = "Calendar", "Calendars"
    traits = ENTITY_DROPDOWN, in_entity
    right = "calendar"
    translatable = False
    features = ("AssetImage", "Clonable")
    forwards_entity_to = ("CalendarSegment",)
    clones = ("Calendar_Holiday", "CalendarSegment")
    no_massive = ("CommonDropdown:merge",)

    cache_duration = LongText()


class CalendarSegment(ItemType):
    label = "Time range", "Time ranges"
    traits = in_entity.unlisted, recursive(search="equals")
    child_of = "Calendar"
    history = True
    no_massive = ("update",)
    on_add = (calendars.check_segment,)
    after_add = (calendars.note_lengths,)
    on_update = (calendars.check_segment,)
    after_update = (calendars.note_lengths,)
    after_purge = (calendars.note_lengths,)

    day = Small(default=1, indexed=True)
    begin = Clock(null=True)
    end = Clock(null=True)


class Calendar_Holiday(ItemType):
    label = "General"
    traits = identified
    relation = Relation(side("Calendar", entity=True), side("Holiday", rights="none"))
    unique = ("calendars_id", "holidays_id")
    no_massive = ("clone", "update")


class Holiday(ItemType):
    label = "Close time", "Close times"
    traits = ENTITY_DROPDOWN, begun, in_entity
    right = "calendar"
    translatable = False
    on_add = (authorship.ordered("begin_date", "end_date", "The end of a holiday is before its beginning."),)
    on_update = (authorship.ordered("begin_date", "end_date", "The end of a holiday is before its beginning."),)

    begin_date = adjust(option=11, label="Start")
    end_date = adjust(option=12, label="End")
    is_perpetual = Flag(option=13, label="Recurrent")
