"""Words that searches use for sets of statuses and approvals of tickets, problems and changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Words = Mapping[str, Mapping[str, tuple[int, ...]]]
SCALES: Final = ("priority", "urgency", "impact")
"""Searched by `-3` for "3 and above", by 0 for any."""


def itil_words(
    open: tuple[int, ...], process: tuple[int, ...], solved: tuple[int, ...], closed: tuple[int, ...]
) -> Words:
    """Of the column `status`, by the sets of its values; `process` is a part of `open`."""
    status = {"notold": open, "notclosed": open + solved, "process": process, "old": solved + closed}
    return {"status": status, "global_validation": {"can": (1, 3)}}
