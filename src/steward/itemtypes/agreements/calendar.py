"""Calendars: working hours and close times."""

from __future__ import annotations

from steward.itemtypes.families import ENTITY_DROPDOWN
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

    begin_date = adjust(option=11, label="Start")
    end_date = adjust(option=12, label="End")
    is_perpetual = Flag(option=13, label="Recurrent")
