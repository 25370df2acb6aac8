"""Items as v1 shows them: members in table order, links, names of linked rows, signature and headers."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from steward.engine.query import DENIED
from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.links import Links, ReadyLinks, children
from steward.surfaces.rest_v1.path import is_numeric
from steward.vocabulary.item import Item, Model

_REFUSED = {"error": 401, "message": "You don't have permission to perform this action."}
_JSON = msgspec.json.Encoder()
_LARGEST_INTEGER = 2**63


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(slots=True)
class Look:
    """How the rows of one answer are to look."""

    base: str
    expand: bool = False
    links: bool = True
    child_links: bool = True
    only_id: bool = False
    unset_link: int | str = 0
    texts_only: bool = False
    ready_links: bool = False
    """Links as JSON text: nothing may want to look inside them afterwards."""


class Renderer:
    """Turns rows of the engine into the objects of an answer."""

    def __init__(self, model: Model) -> None:
        self._links = Links(model)
        self._ready = ReadyLinks(self._links)

    def row(self, kind: Kind, row: Any, look: Look) -> dict[str, Any]:
        """One row with its links; `row` is the engine's Row (raw ids, names aside) and stays as it is."""
        shown = {**row, **row.names} if look.expand else dict(row)
        if look.expand and look.unset_link != 0:
            self._mark_unset(kind.item, shown, look.unset_link)
        if look.links:
            links = (
                self._ready.of(kind.item, row, look.base, anchors=not look.only_id, kin=look.child_links)
                if look.ready_links
                else self.links(kind.item, row, look)
            )
            if links:
                shown["links"] = links
        if kind.outputs or kind.drops or kind.adds:
            shown = kind.member(shown)
        return texts_only(shown) if look.texts_only else shown

    def links(self, item: Item, row: Mapping[str, Any], look: Look) -> list[dict[str, str]]:
        found = [] if look.only_id else self._links.anchors(row, self._links.of(item), look.base)
        if look.child_links and item.child_links:
            found += children(item, look.base, row.get("id", 0))
        return found

    def _mark_unset(self, item: Item, shown: dict[str, Any], mark: int | str) -> None:
        for anchor in self._links.of(item):
            if shown.get(anchor.column) == 0:
                shown[anchor.column] = mark

    def attach(self, attached: Mapping[str, Any], look: Look) -> dict[str, Any]:
        """The `with_*` members, rows inside expanded and linked like the item itself."""
        return {name: _REFUSED if found is DENIED else self._inside(found, look) for name, found in attached.items()}

    def _inside(self, value: Any, look: Look) -> Any:
        if isinstance(value, dict):
            names = getattr(value, "names", None) or {}
            shown = {key: self._inside(inner, look) for key, inner in value.items()}
            if look.expand:
                shown.update(names)
            links = self._links.nested(value, look.base) if look.links else None
            if links:
                shown["links"] = links
            return shown or []
        if isinstance(value, (list, tuple)):
            return [self._inside(inner, look) for inner in value]
        return value

    def keys_names(self, item: Item, row: Mapping[str, Any], wanted: Sequence[str]) -> dict[str, tuple[str, int]]:
        """Which (type, id) each wanted key names; keys that name nothing are left out."""
        found: dict[str, tuple[str, int]] = {}
        plan = {anchor.column: anchor for anchor in self._links.of(item)}
        known = self._links.items
        for key in wanted:
            anchor, value = plan.get(key), row.get(key)
            target = item.name if key == "id" else anchor.target(row, known) if anchor else None
            if target is not None and isinstance(value, int):
                found[key] = (target, value)
        return found


def texts_only(value: Any) -> Any:
    """The value with every number and boolean as a text, as GLPI 9 sent them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, dict):
        return {key: texts_only(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [texts_only(inner) for inner in value]
    return value


def signature(shown: Any) -> str:
    """SHA-1 of the item's JSON in which every text that looks like a number is one."""
    return hashlib.sha1(_JSON.encode(_numbers(shown)), usedforsecurity=False).hexdigest()


def _numbers(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _numbers(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_numbers(inner) for inner in value]
    if not isinstance(value, str) or not value or len(value) > 300 or not is_numeric(value):
        return value
    number = float(value)
    if value.strip().lstrip("+-").isdigit() and abs(int(value)) < _LARGEST_INTEGER:
        return int(value)
    return int(number) if number.is_integer() and abs(number) < 1e15 else number


def last_modified(moment: object, zone: str) -> str | None:
    """The Last-Modified header of a `date_mod` in the server's time zone."""
    return _http_date(moment, zone) if isinstance(moment, str) and moment else None


@lru_cache(maxsize=4_096)
def _http_date(moment: str, zone: str) -> str | None:
    try:
        local = datetime.fromisoformat(moment)
    except ValueError:
        return None
    utc = local.replace(tzinfo=_zone(zone)).astimezone(UTC)
    # The standard library's formatter takes longer than reading the row does.
    day, month = _DAYS[utc.weekday()], _MONTHS[utc.month - 1]
    return f"{day}, {utc.day:02} {month} {utc.year:04} {utc.hour:02}:{utc.minute:02}:{utc.second:02} GMT"


@lru_cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
