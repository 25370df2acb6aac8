"""Pages of collections: the range parameter, and the headers and status that say what part of the whole this is."""

from __future__ import annotations

from dataclasses import dataclass

from steward.surfaces.rest_v1.errors import ApiError

_DEFAULT = "0-50"


@dataclass(frozen=True, slots=True)
class Range:
    """Rows `start` to `start + limit - 1`."""

    start: int
    limit: int


def range_of(asked: object, most: int) -> Range:
    """The range parameter, default the first 51 rows; ends beyond `most` rows are cut, as those beyond the total are."""
    text = _DEFAULT if asked is None else asked if isinstance(asked, str) else ""
    start, dash, end = text.partition("-")
    if not (dash and start.isdigit() and end.isdigit() and text.isascii() and len(text) < 60):
        raise _bad_range()
    first, last = int(start), int(end)
    if last < first:
        raise _bad_range()
    return Range(min(first, 2**62), min(last - first + 1, most))


def _bad_range() -> ApiError:
    return ApiError("ERROR", "range must be in format : [start-end] with integers")


def page_headers(start: int, count: int, total: int, accept: str, name: str) -> tuple[int, dict[str, str]]:
    """Status and headers of a page of `count` rows out of `total`, from `start` on."""
    headers = {"Accept-Range": accept.format(item=name)}
    if total == 0:
        return 200, headers
    headers["Content-Range"] = f"{start}-{start + count - 1}/{total}"
    return 206 if count < total else 200, headers
