"""Paths of v1: where the API is mounted, the segments after that, and what counts as an id."""

from __future__ import annotations

import re

_ENTRY = re.compile(r"/+(?:apirest\.php|api\.php/+v1|api)(?=/|$)")
_NUMERIC = re.compile(r"[ \t\n\r\v\f]*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?[ \t\n\r\v\f]*", re.ASCII)
_NO_ROW = -1
_LARGEST_ID = 2**63 - 1


def segments_of(path: str) -> tuple[str, ...]:
    """What follows the entry point: doubled slashes, a leading `v1` and every `api/` are without meaning.

    An ampersand ends the path: what follows it was meant as a query.
    """
    path = path.partition("&")[0]
    entry = _ENTRY.match(path)
    rest = path[entry.end() :] if entry else path
    if "api/" in rest:
        rest = rest.replace("api/", "")
    found = tuple([part for part in rest.split("/") if part])
    if found and found[0] in {"v1", "api"}:
        found = found[1:]
    return found


def is_numeric(text: str) -> bool:
    """Whether PHP takes the text for a number."""
    return (text.isdigit() and text.isascii()) or _NUMERIC.fullmatch(text) is not None


def id_of(value: object) -> int | None:
    """The id a number or a numeric text stands for, cut to an integer; None if it is neither.

    Numbers that no row can have become -1, so that they are simply not found.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value if 0 <= value <= _LARGEST_ID else _NO_ROW
    if isinstance(value, float):
        return int(value) if 0 <= value <= _LARGEST_ID else _NO_ROW
    if not isinstance(value, str) or len(value) > 400 or not is_numeric(value):
        return None
    number = int(value) if value.isdigit() else float(value)
    return int(number) if 0 <= number <= _LARGEST_ID else _NO_ROW


__all__ = ["id_of", "is_numeric", "segments_of"]
