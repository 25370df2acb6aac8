"""search/:itemtype: criteria of the query string as a Search, and what was found as v1 shows it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from steward.engine.query import Denied
from steward.engine.search.criteria import BadSearch, Element, FieldName, Found, Search, Shown, Sort
from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.call import Answer, Call, filtered
from steward.surfaces.rest_v1.criteria import criteria_of, name_of, names_of
from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.paging import page_headers, range_of
from steward.surfaces.rest_v1.render import texts_only
from steward.surfaces.rest_v1.text import encode, encode_path

_NAME: Final = 1
_TREE_NAME: Final = "completename"
_DETAILS: Final = {
    "malformed": "Malformed search criteria",
    "field": "Bad field ID in search criteria",
    "forbidden": "Forbidden field ID in search criteria",
    "display": "ID is forbidden along with 'forcedisplay' parameter.",
    "cursor": "Bad cursor",
}
Order = list[tuple[FieldName, bool]]


def search(call: Call, kind: Kind) -> Answer:
    if not call.engine.searchable(call.actor, kind.item.name):
        raise Denied
    order = order_of(call.params.get("sort"), call.params.get("order"))
    try:
        asked = _asked(call, kind, order)
        return _answer(call, kind, asked, order)
    except BadSearch as problem:
        detail = _DETAILS[problem.kind]
        raise ApiError("ERROR", f"{detail} ({problem.detail})" if problem.detail else detail) from None


def order_of(sort: object, order: object) -> Order:
    """Names and directions. One order is descending if it says DESC, each of several unless it says ASC."""
    names = names_of(sort) or (_NAME,)
    if isinstance(order, dict):
        order = list(order.values())
    if isinstance(order, list):
        given = [*order, *["ASC"] * len(names)]
        return [(name, given[place] != "ASC") for place, name in enumerate(names)]
    return [(name, place == 0 and order == "DESC") for place, name in enumerate(names)]


def _asked(call: Call, kind: Kind, order: Order) -> Search:
    params = call.params
    criteria: tuple[Element, ...] = criteria_of(
        params.get("criteria"), params.get("metacriteria"), call.settings.limits
    )
    asked = Search(
        kind.item.name,
        criteria,
        tuple(Sort(name, descending) for name, descending in order),
        names_of(params.get("forcedisplay")),
        trash=filtered(params.get("is_deleted")),
        fixed=tuple(kind.fixed.items()),
        count=call.flag("count", True),
        on_map=filtered(params.get("as_map")),
        cursor=call.text("cursor") if "cursor" in params else None,
    )
    try:
        range_ = range_of(params.get("range"), call.settings.limits.range)
    except ApiError:
        # Mistakes in criteria are told first.
        call.engine.search(call.actor, replace(asked, limit=0, count=False))
        raise
    return replace(asked, offset=range_.start, limit=range_.limit)


def _answer(call: Call, kind: Kind, asked: Search, order: Order) -> Answer:
    found = call.engine.search(call.actor, asked)
    count = len(found.rows)
    if found.total is not None and found.start > found.total:
        raise ApiError("ERROR_RANGE_EXCEED_TOTAL")
    total = found.total if found.total is not None else found.start + count
    status, headers = page_headers(found.start, count, total, call.dialect.accept_range, kind.name)
    body = _body(call, kind, asked, found, order)
    body["content-range"] = f"{found.start}-{found.start + count - 1}/{total}" if total else "0--1/0"
    if found.total is None:
        body["content-range"] = headers["Content-Range"] = f"{found.start}-{found.start + count - 1}/*"
    if call.dialect.texts_only and "data" in body:
        body["data"] = texts_only(body["data"])
    return Answer(body, status, headers, final=True)


def _body(call: Call, kind: Kind, asked: Search, found: Found, order: Order) -> dict[str, Any]:
    body: dict[str, Any] = {} if found.total is None else {"totalcount": found.total}
    body["count"] = len(found.rows)
    body["sort"] = list(found.sort)
    body["order"] = ["DESC" if descending else "ASC" for _, descending in order]
    if found.rows or call.dialect.empty_data:
        body["data"] = _data(call, found, united=kind.item.name in call.engine.model.unions)
        if filtered(call.params.get("giveItems")):
            body["data_html"] = body["data"]
    if filtered(call.params.get("rawdata")):
        body["rawdata"] = _raw(kind, asked, found)
    if found.cursor is not None:
        body["cursor"] = found.cursor
    return body


def _data(call: Call, found: Found, united: bool) -> Any:
    encodes = call.encodes
    keys = _keys(found, filtered(call.params.get("uid_cols")))
    paths = [shown.option.field == _TREE_NAME for shown in found.columns]
    rows = []
    for id, item, cells in found.rows:
        shown = cells
        if encodes:
            shown = [_encoded(cell, path) for cell, path in zip(cells, paths, strict=True)]
        row: Any = dict(zip(keys, shown, strict=True)) if keys else []
        if united:
            row |= {"id": id, "itemtype": item}
        rows.append((id, row))
    if filtered(call.params.get("withindexes")):
        return {str(id): row for id, row in rows}
    return [row for _, row in rows]


def _encoded(cell: Any, path: bool) -> Any:
    if isinstance(cell, str):
        return encode_path(cell) if path else encode(cell)
    return [_encoded(one, path) for one in cell] if isinstance(cell, list) else cell


def _keys(found: Found, uids: bool) -> list[str]:
    """Columns by number; those of related types under the type's name where the number is taken."""
    own = {shown.option.number for shown in found.columns if shown.meta is None}
    keys = []
    for shown in found.columns:
        if uids:
            keys.append(shown.option.uid)
        elif shown.meta is not None and shown.option.number in own:
            keys.append(f"{shown.meta}_{shown.option.number}")
        else:
            keys.append(str(shown.option.number))
    return keys


def _raw(kind: Kind, asked: Search, found: Found) -> dict[str, Any]:
    """What was understood, for the curious: without statements, which are nobody's business outside."""
    request = {
        "sort": [str(s.field) for s in asked.sort],
        "is_deleted": int(asked.trash),
        "start": asked.offset,
        "list_limit": asked.limit,
        "criteria": [repr(c) for c in asked.criteria],
    }
    data = {"totalcount": found.total, "count": len(found.rows), "cols": [_column(s) for s in found.columns]}
    return {"itemtype": kind.name, "search": request, "sql": {}, "data": data}


def _column(shown: Shown) -> dict[str, Any]:
    return {"id": shown.option.number, "name": shown.option.label, "itemtype": shown.meta}


__all__ = ["name_of", "search"]
