"""Criteria: the nested arrays of a query string as the values that the engine searches by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from steward.engine.search.criteria import BadSearch, Criterion, Element, FieldName, Group
from steward.surfaces.rest_v1.call import truthy
from steward.vocabulary.settings import Limits

_LINKS: Final[Mapping[str, tuple[Literal["AND", "OR"], bool]]] = {
    "AND": ("AND", False),
    "OR": ("OR", False),
    "AND NOT": ("AND", True),
    "OR NOT": ("OR", True),
}
_NEEDED: Final = ("field", "searchtype", "value")
_LONGEST_VALUE: Final = 10_000
Given = Mapping[str, Any]


def criteria_of(asked: object, meta: object, limits: Limits) -> tuple[Element, ...]:
    """`criteria`, and the older `metacriteria` as criteria about related types behind them."""
    left = _Budget(limits.criteria)
    found = list(_elements(asked, limits.criteria_depth, left))
    for given in _listed(meta):
        found.append(_element({**_object(given), "meta": "1"}, limits.criteria_depth, left))
    return tuple(found)


class _Budget:
    """How many conditions may still come."""

    def __init__(self, left: int) -> None:
        self.left = left

    def spend(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise BadSearch("malformed", "too many criteria")


def _elements(asked: object, depth: int, budget: _Budget) -> Iterator[Element]:
    if depth < 0:
        raise BadSearch("malformed", "criteria are nested too deep")
    for given in _listed(asked):
        yield _element(_object(given), depth, budget)


def _listed(asked: object) -> list[Any]:
    """An array; an object stands for its values, as PHP takes it."""
    if asked is None or asked == "":
        return []
    if isinstance(asked, Mapping):
        return list(asked.values())
    if isinstance(asked, list):
        return asked
    raise BadSearch("malformed")


def _object(given: object) -> Given:
    if not isinstance(given, Mapping):
        raise BadSearch("malformed")
    return given


def _element(given: Given, depth: int, budget: _Budget) -> Element:
    budget.spend()
    link = given.get("link")
    joins, negated = _LINKS.get(link.strip().upper(), ("AND", False)) if isinstance(link, str) else ("AND", False)
    if "criteria" in given:
        return Group(tuple(_elements(given["criteria"], depth - 1, budget)), joins, negated)
    if any(given.get(name) is None for name in _NEEDED):
        raise BadSearch("malformed")
    meta = _text(given.get("itemtype")) if _is_meta(given.get("meta")) else None
    return Criterion(name_of(given["field"]), _text(given["searchtype"]), _value(given["value"]), joins, negated, meta)


def _is_meta(value: object) -> bool:
    return value not in {"false", "False"} if isinstance(value, str) and not truthy(value) else truthy(value)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, (str, int, float)):
        return str(value)
    raise BadSearch("malformed")


def _value(value: object) -> str:
    text = _text(value)
    if len(text) > _LONGEST_VALUE:
        raise BadSearch("malformed", "a value is too long")
    return text


def name_of(value: object) -> FieldName:
    """The number of an option, or a name for it."""
    text = _text(value).strip()
    return int(text) if text.isdigit() and text.isascii() and len(text) < 10 else text


def names_of(asked: object) -> tuple[FieldName, ...] | None:
    """One name or several; None where nothing is asked for. What cannot be a name is left out."""
    if asked is None:
        return None
    if isinstance(asked, Mapping):
        asked = list(asked.values())
    given = asked if isinstance(asked, list) else [asked]
    return tuple(name_of(one) for one in given if isinstance(one, (str, int, float)))


__all__ = ["criteria_of", "name_of", "names_of"]
