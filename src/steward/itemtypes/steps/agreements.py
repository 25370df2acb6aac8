"""Agreements (SLA, OLA): what they take from their level management, and the due dates of tickets."""

from __future__ import annotations

from typing import Final

from steward.calculations.agreements import due
from steward.vocabulary.steps import Draft, Reads

_DUE: Final = {
    "slas_id_tto": ("SLA", "time_to_own", None),
    "slas_id_ttr": ("SLA", "time_to_resolve", None),
    "olas_id_tto": ("OLA", "internal_time_to_own", "ola_tto_begin_date"),
    "olas_id_ttr": ("OLA", "internal_time_to_resolve", "ola_ttr_begin_date"),
}
"""Column of the agreement: its type, the due date, and the column of its own beginning."""


def take_from_management(draft: Draft, reads: Reads) -> None:
    """Calendar and its use come from the level management an agreement belongs to."""
    management = reads.row("SLM", draft.get("slms_id", 0))
    if management is not None:
        for column in ("calendars_id", "use_ticket_calendar"):
            draft.values[column] = management[column]


def pass_on_calendar(draft: Draft, reads: Reads) -> None:
    """After the calendar of a level management changed: its agreements follow."""
    changed = {c: draft.values[c] for c in ("calendars_id", "use_ticket_calendar") if draft.changes(c)}
    if changed:
        for item in ("SLA", "OLA"):
            for row in reads.rows(item, {"slms_id": draft.id}, columns=("id",)):
                draft.then(draft.verb, item, dict(changed), row["id"])


def set_due_dates(draft: Draft, reads: Reads) -> None:
    """A newly chosen agreement says when the ticket is due; a date given by hand beside it takes the agreement away."""
    for column, (item, target, begin) in _DUE.items():
        chosen = draft.values.get(column)
        if not chosen or not draft.changes(column):
            continue
        if draft.values.get(target) and draft.changes(target):
            draft.values[column] = 0
            continue
        row = reads.row(item, chosen)
        if row is None:
            continue
        start = draft.get("date") or draft.now if begin is None or draft.before is None else draft.now
        if begin is not None:
            draft.values[begin] = start
        draft.values[target] = due(start, row["number_time"], row["definition_time"])
