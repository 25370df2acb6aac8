"""Racks: whether something fits at a place in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

FRONT, REAR = 0, 1
WHOLE, LEFT, RIGHT = 0, 1, 2
_DEEP: Final = 1.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: lowest unit, height in units, side of the rack it faces, half of the width, depth as a share."""

    position: int
    units: int = 1
    orientation: int = FRONT
    half: int = WHOLE
    depth: float = _DEEP

    @property
    def top(self) -> int:
        return self.position + self.units - 1

    def meets(self, other: Place) -> bool:
        """Whether both want the same room."""
        same_units = self.position <= other.top and other.position <= self.top
        same_width = WHOLE in (self.half, other.half) or self.half == other.half
        same_depth = self.orientation == other.orientation or self.depth + other.depth > _DEEP
        return same_units and same_width and same_depth


def fits(place: Place, height: int, taken: Iterable[Place]) -> bool:
    """Whether the place lies inside a rack of that height and meets nothing that is there."""
    inside = place.position >= 1 and place.top <= height
    return inside and not any(place.meets(other) for other in taken)
