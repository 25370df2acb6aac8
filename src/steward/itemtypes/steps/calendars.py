"""Calendars: working hours and holidays."""

from __future__ import annotations

import json
from typing import Final

from steward.calculations.spans import DAYS, lengths_of_week, overlap
from steward.itemtypes.steps.authorship import ordered
from steward.vocabulary.steps import Draft, Reads, Verb

_END_OF_DAY: Final = "24:00:00"

holidays_in_order = ordered("begin_date", "end_date", "The end of a holiday is before its beginning.")


def check_segment(draft: Draft, reads: Reads) -> None:
    """A stretch of work lies within one weekday, begins before it ends, and meets no other of its calendar."""
    day, begin, end = draft.get("day", 1), draft.get("begin"), draft.get("end")
    if not 0 <= day < DAYS or not begin or not end or not begin < end <= _END_OF_DAY:
        draft.refuse("Error in entering dates. The starting date is later than the ending date")
    where = {"calendars_id": draft.get("calendars_id"), "day": day}
    for row in reads.rows("CalendarSegment", where, columns=("id", "begin", "end")):
        if row["id"] != draft.id and overlap((begin, end), (row["begin"], row["end"])):
            draft.refuse("This stretch of time meets another one of the calendar.")


def note_lengths(draft: Draft, reads: Reads) -> None:
    """A calendar knows the working seconds of each weekday."""
    calendar = draft.get("calendars_id", 0)
    if not calendar or reads.row("Calendar", calendar) is None:
        return
    rows = reads.rows("CalendarSegment", {"calendars_id": calendar}, columns=("day", "begin", "end"))
    lengths = lengths_of_week((row["day"], row["begin"], row["end"]) for row in rows)
    draft.then(Verb.UPDATE, "Calendar", {"cache_duration": json.dumps(lengths, separators=(",", ":"))}, calendar)
