"""Expressions: what the computed search options say, in words; the search engine writes each of them in SQL once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

EXPRESSIONS: Final[Mapping[str, str]] = {
    "late_to_resolve": "1 when it was solved, or is still open, after `time_to_resolve`; while pending it is not late",
    "late_to_own": "1 when it was taken into account, or still waits for that, after `time_to_own`",
    "late_to_resolve_internally": "as late_to_resolve, against `internal_time_to_resolve`",
    "late_to_own_internally": "as late_to_own, against `internal_time_to_own`",
    "next_escalation": "the earliest moment at which a level of the ticket's SLA or OLA is due to act; null if none",
    "total_cost": "of one cost row: `actiontime` (seconds) in hours times `cost_time`, plus `cost_fixed`, plus `cost_material`",
    "time_cost": "of one cost row: `actiontime` (seconds) in hours times `cost_time`",
    "mean_frequency": "sum of `frequency` over the rows divided by their number",
    "free_share": "of one volume: `freesize` as a percentage of `totalsize`, rounded; 0 when that is 0",
    "full_name": "of one contact: its name and first name with a blank between",
    "task_description": "of one automatic action: its description, made from its name when rendered",
}
"""Meaning by name, for `Computed(name)`, and for `Sum(name)` where the name is no column of the row."""
