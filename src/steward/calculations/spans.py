"""Spans: stretches of time as text ("YYYY-MM-DD HH:MM:SS", "HH:MM:SS"), which sorts like time itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

Span = tuple[str, str]
_HOUR, _MINUTE = 3600, 60
DAYS: Final = 7


def overlap(one: Span, two: Span) -> bool:
    """Whether two spans share time; touching ends do not count."""
    return one[0] < two[1] and two[0] < one[1]


def seconds_of_day(clock: str) -> int:
    hours, minutes, seconds = (int(part) for part in clock.split(":"))
    return hours * _HOUR + minutes * _MINUTE + seconds


def length_of_day(spans: Iterable[Span]) -> int:
    """Seconds covered by spans within one day."""
    return sum(seconds_of_day(end) - seconds_of_day(begin) for begin, end in spans)


def lengths_of_week(segments: Iterable[tuple[int, str, str]]) -> list[int]:
    """Seconds of work on each weekday (Sunday first) from segments of (day, begin, end)."""
    found = [0] * DAYS
    for day, begin, end in segments:
        if 0 <= day < DAYS:
            found[day] += length_of_day([(begin, end)])
    return found


def seconds_between(earlier: str, later: str) -> int:
    """Seconds from one moment to another, never less than 0."""
    passed = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    return max(0, int(passed.total_seconds()))
