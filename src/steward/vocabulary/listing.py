"""Listing: an item type's search options as `listSearchOptions` answers them, plain and raw."""

from __future__ import annotations

from collections.abc import Mapping

from steward.vocabulary.item import Item
from steward.vocabulary.options import Content, Count, Heading, Max, Min, Option, Sum, Virtual

Listed = dict[str, object]
CURRENT_USER = "{current_user_id}"


def plain(item: Item, *, linkfield: bool = False) -> Listed | list[object]:
    """Options by number and headings by key, in order; a type without options answers an empty array.

    `linkfield` adds the member that GLPI 9 documents. The recordings of GLPI 10 have no such member and allow no other.
    """
    return {_key(one): _plain(one, linkfield) for one in item.options} or []


def raw(item: Item, *, user: int = 0) -> Listed | list[object]:
    """As declared, without what is derived for searching; `user` is whom the session belongs to."""
    return {_key(one): _raw(one, user) for one in item.options} or []


def _key(one: Option | Heading) -> str:
    return one.key if isinstance(one, Heading) else str(one.number)


def _plain(one: Option | Heading, linkfield: bool) -> Listed:
    if isinstance(one, Heading):
        return {"name": one.label}
    listed: Listed = {
        "name": one.label,
        "table": one.table,
        "field": one.field,
        "datatype": one.datatype,
        "nosearch": one.nosearch,
        "nodisplay": one.nodisplay,
        "available_searchtypes": list(one.searchtypes),
        "uid": one.uid,
    }
    return listed | {"linkfield": one.linkfield} if linkfield else listed


def _raw(one: Option | Heading, user: int) -> Listed:
    if isinstance(one, Heading):
        return {"name": one.label}
    listed: Listed = {"table": one.table, "field": one.field, "name": one.label}
    if one.datatype:
        listed["datatype"] = one.datatype
    for name in ("nosearch", "nosort", "nodisplay"):
        if value := getattr(one, name):
            listed[name] = value
    listed |= one.extra
    if "computation" in listed:
        listed["computation"] = _words(one.content)
    return listed | {"linkfield": one.linkfield, "joinparams": _sent(one.join, user) or []}


def _words(content: Content) -> str:
    """In place of the SQL text that GLPI sends; nobody can run it anyway."""
    match content:
        case Count():
            return "COUNT"
        case Sum(of=of) | Min(of=of) | Max(of=of):
            return f"{type(content).__name__.upper()} {of}"
        case Virtual(name=name):
            return name
        case _:
            return getattr(content, "name", "")


def _sent(value: object, user: int) -> object:
    """As it arrives at clients: sub-queries and expressions are objects without visible members."""
    if isinstance(value, Mapping):
        return {} if "_expr" in value else {key: _sent(v, user) for key, v in value.items()}
    if isinstance(value, list):
        return [_sent(v, user) for v in value]
    if value == "<QuerySubQuery>":
        return {}
    return value.replace(CURRENT_USER, str(user)) if isinstance(value, str) else value
