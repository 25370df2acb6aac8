"""Agreements: when something is due that was promised within a number of minutes, hours, days or months."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

SECONDS: Final = {"minute": 60, "hour": 3_600, "day": 86_400, "month": 30 * 86_400}


def due(start: str, number: int, unit: str | None, waited: int = 0) -> str:
    """`number` units after `start` ("YYYY-MM-DD HH:MM:SS"), around the clock; seconds spent waiting come on top."""
    seconds = number * SECONDS.get(unit or "", SECONDS["hour"]) + waited
    try:
        return (datetime.fromisoformat(start) + timedelta(seconds=seconds)).isoformat(sep=" ")
    except OverflowError:
        return datetime.max.replace(microsecond=0).isoformat(sep=" ")
