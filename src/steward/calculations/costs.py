"""Costs: what the work on tickets adds up to, in exact decimals."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

_HOUR: Final = Decimal(3600)
_CENT: Final = Decimal("0.0001")


def cost(actiontime: int, cost_time: Any, cost_fixed: Any, cost_material: Any) -> Decimal:
    """One cost row: an hourly rate for the seconds spent, and what was paid besides."""
    return (
        Decimal(actiontime) / _HOUR * Decimal(str(cost_time)) + Decimal(str(cost_fixed)) + Decimal(str(cost_material))
    )


def total(costs: Iterable[Decimal]) -> str:
    """The sum as columns hold it, with four digits."""
    return str(sum(costs, Decimal(0)).quantize(_CENT, ROUND_HALF_UP))
