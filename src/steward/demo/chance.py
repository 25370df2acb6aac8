"""Chance, the same for the same seed, and moments that follow from it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

T = TypeVar("T")
_LETTERS: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_OPENS: Final = 8 * 3600
_DAY: Final = 9 * 3600
"""Offices open at eight, for nine hours."""


class Chance(random.Random):
    """`random.Random` with the few draws that sample data needs, cheap ones: millions are made."""

    def of(self, values: Sequence[T]) -> T:
        return values[int(self.random() * len(values))]

    def happens(self, share: float) -> bool:
        return self.random() < share

    def below(self, number: int) -> int:
        return int(self.random() * number)

    def serial(self, length: int) -> str:
        return "".join([_LETTERS[int(self.random() * 34)] for _ in range(length)])

    def uuid(self) -> str:
        text = f"{self.getrandbits(128):032x}"
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-a{text[17:20]}-{text[20:]}"

    def mac(self) -> str:
        text = f"{self.getrandbits(40):010x}"
        return ":".join(("02", text[:2], text[2:4], text[4:6], text[6:8], text[8:]))

    def workday(self, until: datetime, days: int) -> datetime:
        """A moment in office hours within the `days` before `until`, sooner ones more often."""
        back = int(self.random() * self.random() * days) + 1
        day = until - timedelta(days=back)
        weekday = day.weekday()
        if weekday > 4:
            day -= timedelta(days=weekday - 4)
        return day.replace(hour=0, minute=0, second=0) + timedelta(seconds=_OPENS + int(self.random() * _DAY))

    def later(self, moment: datetime, most: float) -> datetime:
        """Up to `most` hours later, mostly much less."""
        return moment + timedelta(seconds=60 + int(self.random() ** 3 * most * 3600))


def text(moment: datetime) -> str:
    return moment.isoformat(" ")
