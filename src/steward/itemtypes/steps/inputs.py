"""Inputs: reading the loose values callers send, the specials (`_…`) above all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

_FALSE: Final = frozenset({"", "0", "false", "no", "off", "null"})
_HIGHEST: Final = 2**32 - 1


def whole(value: Any, default: int = 0) -> int:
    """An id or count, from a number or its text; `default` for anything else."""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int):
        found = value
    else:
        text = str(value).strip() if isinstance(value, str) else ""
        digits = text.removeprefix("-")
        found = int(text) if digits.isascii() and digits.isdigit() and len(digits) <= 10 else default
    return found if -_HIGHEST <= found <= _HIGHEST else default


def truth(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().lower() not in _FALSE
    return bool(value)


def text(value: Any) -> str:
    """Scalar as text; "" for null and for lists and objects."""
    if value is None or isinstance(value, Mapping | list | tuple):
        return ""
    return str(value)


def several(value: Any) -> list[Any]:
    """A list out of what may be one value, a list, or an object with numbered keys."""
    if value is None or value == "":
        return []
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else [value]


def entries(value: Any) -> list[tuple[int, Any]]:
    """(key, value) pairs of an object whose keys are row ids; -1 for new ones, and for the values of a plain list."""
    if isinstance(value, Mapping):
        return [(whole(key, -1), one) for key, one in value.items()]
    return [(-1, one) for one in several(value)]


def at(value: Any, place: int, default: Any = None) -> Any:
    """The element at a place of a list, or of an object with numbered keys."""
    if isinstance(value, Mapping):
        return value.get(place, value.get(str(place), default))
    if isinstance(value, list | tuple):
        return value[place] if place < len(value) else default
    return default
