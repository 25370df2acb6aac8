"""Relative dates: the keywords that searches use for a day or a moment, counted from now."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import datetime, timedelta
from typing import Final

_SHIFT: Final = re.compile(r"([+-]?\d{1,5})(YEAR|MONTH|WEEK|DAY|HOUR|MINUTE)S?", re.ASCII)
_DAYS: Final = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}(?::\d{2}(?::\d{2})?)?)?")
_DAY, _MINUTE = 10, 16
FIRST, LAST = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59)


def relative(keyword: str, now: datetime, day_only: bool) -> str | None:
    """The date or moment that a keyword stands for, as rows hold it; None if it is no keyword.

    `day_only`: the column compared holds days. NOW keeps its seconds, shifts by hours, weeks and so on the minute.
    """
    word = keyword.strip().upper()
    if word == "NOW":
        return _text(now, day_only)
    if word == "TODAY":
        return _text(now, True)
    if word.startswith("LAST") and word[4:] in _DAYS:
        back = (now.weekday() - _DAYS.index(word[4:])) % 7 or 7
        return _text(now - timedelta(days=back), True)
    edge = _edge(word, now)
    if edge is not None:
        return _text(edge, True)
    found = _SHIFT.fullmatch(word)
    if found is None:
        return None
    moment = shifted(now, int(found[1]), found[2]).replace(second=0, microsecond=0)
    return _text(moment, day_only or found[2] == "DAY")


def _edge(word: str, now: datetime) -> datetime | None:
    match word:
        case "BEGINMONTH":
            return now.replace(day=1)
        case "ENDMONTH":
            return now.replace(day=monthrange(now.year, now.month)[1])
        case "BEGINYEAR":
            return now.replace(month=1, day=1)
        case "ENDYEAR":
            return now.replace(month=12, day=31)
    return None


def shifted(moment: datetime, count: int, unit: str) -> datetime:
    """A moment moved by calendar units; the last of the month where the day does not exist. Stays within the calendar."""
    if unit in {"YEAR", "MONTH"}:
        return add_months(moment, count * 12 if unit == "YEAR" else count)
    try:
        return moment + timedelta(**{f"{unit.lower()}s": count})
    except OverflowError:
        return FIRST if count < 0 else LAST


def add_months(moment: datetime, months: int) -> datetime:
    at = moment.year * 12 + moment.month - 1 + months
    year, month = divmod(at, 12)
    if not 1 <= year <= 9999:
        return FIRST if year < 1 else LAST
    return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))


def absolute(text: str, day_only: bool) -> str | None:
    """A full date or moment in the form rows hold it; None if there is no such date."""
    text = text.strip().replace("T", " ")
    if not text.isascii() or not _MOMENT.fullmatch(text):
        return None
    try:
        return _text(datetime.fromisoformat(text), day_only or len(text) == _DAY)
    except ValueError:
        return None


def span(prefix: str) -> tuple[str, str] | None:
    """The half-open range of moments that begin with a text such as "2026-11" or "2026-11-20 10:15"; None if none can."""
    lengths = {4: "-01-01 00:00:00", 7: "-01 00:00:00", 10: " 00:00:00", 13: ":00:00", 16: ":00", 19: ""}
    if len(prefix) not in lengths or not prefix.isascii():
        return None
    try:
        start = datetime.strptime(prefix + lengths[len(prefix)], "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None
    units = {4: "YEAR", 7: "MONTH", 10: "DAY", 13: "HOUR", 16: "MINUTE", 19: "SECOND"}
    end = shifted(start, 1, units[len(prefix)])
    return start.isoformat(" ", "seconds"), end.isoformat(" ", "seconds")


def _text(moment: datetime, day_only: bool) -> str:
    return moment.isoformat(" ", "seconds")[:_DAY] if day_only else moment.isoformat(" ", "seconds")
