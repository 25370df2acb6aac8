"""Planning: reservations, reminders, external events, feeds."""

from __future__ import annotations

import re
from typing import Final

from steward.calculations.spans import overlap
from steward.itemtypes.steps.authorship import parent_of, unique
from steward.itemtypes.steps.inputs import text
from steward.vocabulary.steps import Draft, Reads

reservable_once = unique("itemtype", "items_id")

_BAD_DATES: Final = "Error in entering dates. The starting date is later than the ending date"
_TAKEN: Final = "The required item is already reserved for this timeframe"
_WEB: Final = re.compile(r"https?://[^\s/?#]+\S*", re.I)


def check_reservable(draft: Draft, reads: Reads) -> None:
    if draft.get("itemtype") not in reads.listed("reservation_types") or parent_of(draft, reads) is None:
        draft.refuse()


def check_span(draft: Draft, reads: Reads) -> None:
    """A reservation begins before it ends, and nobody else has the item then."""
    if draft.before is not None and not any(draft.changes(c) for c in ("begin", "end", "reservationitems_id")):
        return
    begin, end = draft.get("begin"), draft.get("end")
    if not begin or not end or begin >= end:
        draft.refuse(_BAD_DATES)
    where = {"reservationitems_id": draft.get("reservationitems_id")}
    for row in reads.rows("Reservation", where, columns=("id", "begin", "end")):
        if row["id"] != draft.id and overlap((begin, end), (row["begin"], row["end"])):
            draft.refuse(_TAKEN)


def check_reservation_item(draft: Draft, reads: Reads) -> None:
    item = reads.row("ReservationItem", draft.get("reservationitems_id", 0))
    if item is None or not item["is_active"]:
        draft.refuse()


def plan(draft: Draft, reads: Reads) -> None:
    """A reminder with beginning and end is in the planning; `plan` holds both as one object."""
    sent = draft.input.get("plan")
    if isinstance(sent, dict):
        for column in ("begin", "end"):
            draft.values[column] = text(sent.get(column)) or draft.values.get(column)
    begin, end = draft.get("begin"), draft.get("end")
    if begin and end and begin > end:
        draft.refuse(_BAD_DATES)
    if draft.before is None or "begin" in draft.values or "end" in draft.values:
        draft.values["is_planned"] = int(bool(begin and end))


def check_view_dates(draft: Draft, reads: Reads) -> None:
    """Dates of display that contradict each other are left out."""
    begin, end = draft.get("begin_view_date"), draft.get("end_view_date")
    if begin and end and begin > end:
        draft.values["begin_view_date"] = draft.values["end_view_date"] = None


def check_event(draft: Draft, reads: Reads) -> None:
    begin, end = draft.get("begin"), draft.get("end")
    if begin and end and begin > end:
        draft.refuse(_BAD_DATES)


def check_feed(draft: Draft, reads: Reads) -> None:
    """A feed is a web address. It is not read here, so its name is the address until somebody gives another."""
    if draft.before is not None and "url" not in draft.values:
        return
    url = str(draft.values.get("url") or "").strip()
    if not _WEB.fullmatch(url):
        draft.refuse("Invalid link")
    draft.values["url"] = url
    if draft.before is None and not draft.values.get("name"):
        draft.values["name"] = url[:255]
