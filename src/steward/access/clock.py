"""Time, as access counts it: whole seconds that never jump, and moments as rows hold them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo


class Time:
    """Reads the injected clock, which shows the server's wall time without an offset."""

    def __init__(self, clock: Callable[[], datetime], timezone: str) -> None:
        self._clock, self._zone = clock, ZoneInfo(timezone)

    def seconds(self) -> int:
        """Seconds since 1970. Wall time repeats an hour each autumn; `fold` tells which one it is."""
        return int(self._clock().replace(tzinfo=self._zone).timestamp())

    def moment(self) -> str:
        return self._clock().strftime("%Y-%m-%d %H:%M:%S")

    def moment_before(self, seconds: int) -> str:
        """The moment that was `seconds` ago."""
        then = datetime.fromtimestamp(self.seconds() - seconds, self._zone)
        return then.strftime("%Y-%m-%d %H:%M:%S")
