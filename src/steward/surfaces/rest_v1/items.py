"""Reading: one item, collections, sub-items, several items of several types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steward.engine.actor import SYSTEM
from steward.engine.query import Denied, Missing, Page, Query, Where
from steward.surfaces.rest_v1.aliases import Kind, Kinds
from steward.surfaces.rest_v1.call import Answer, Call, truthy
from steward.surfaces.rest_v1.data import table
from steward.surfaces.rest_v1.errors import ApiError, refused
from steward.surfaces.rest_v1.paging import Range, page_headers, range_of
from steward.surfaces.rest_v1.path import id_of
from steward.surfaces.rest_v1.render import Look, Renderer, last_modified, signature, texts_only
from steward.surfaces.rest_v1.text import encode_all

_WITH = (
    "with_devices",
    "with_disks",
    "with_softwares",
    "with_connections",
    "with_networkports",
    "with_infocoms",
    "with_contracts",
    "with_documents",
    "with_tickets",
    "with_problems",
    "with_changes",
    "with_notes",
    "with_logs",
)
_PORTS = "with_networkports"
_ALL = "all"


class Items:
    """The reading endpoints of item types."""

    def __init__(self, kinds: Kinds, renderer: Renderer) -> None:
        self._kinds, self._renderer = kinds, renderer

    def get(self, call: Call, kind: Kind, id: int) -> Answer:
        look = _look(call)
        look.ready_links = not (kind.deprecated or look.texts_only or "get_sha1" in call.params)
        row = call.engine.get(call.actor, kind.item.name, id, names=look.expand)
        if not kind.covers(row):
            raise Missing
        shown = self._full(call, kind, row, look)
        if call.flag("get_sha1"):
            return Answer(signature(encode_all(shown) if call.encodes else shown), final=True)
        self._add_names(call, [(kind, row, shown)])
        answer = Answer(shown)
        modified = last_modified(row.get("date_mod"), call.settings.timezone)
        if modified:
            answer.headers["Last-Modified"] = modified
        return answer

    def _full(self, call: Call, kind: Kind, row: Any, look: Look) -> dict[str, Any]:
        """A row with what was asked to hang on it, and its links at the end."""
        wanted = {name for name in _WITH if name in call.params and call.flag(name)}
        if call.flag("with_components"):
            wanted.add("with_devices")
        shown = self._renderer.row(kind, row, look)
        further = table("further_members").get(kind.item.name)
        if wanted or further:
            links = shown.pop("links", None)
            if further:
                shown.update(_further(call, kind, row["id"], further))
            if wanted:
                attached = call.engine.attached(call.actor, kind.item.name, row, wanted, names=look.expand)
                found = self._renderer.attach(attached, look)
                shown.update(texts_only(found) if look.texts_only else found)
            if links is not None:
                shown["links"] = links
        if kind.deprecated:
            shown["links"] = [_renamed(link, kind) for link in shown.get("links", ())]
        return shown

    def page(self, call: Call, kind: Kind, under: tuple[str, int] | None = None) -> Answer:
        if under is None and not call.engine.can(call.actor, kind.item.name, "view"):
            raise Denied
        asked = range_of(call.params.get("range"), call.settings.limits.range)
        query = _query(call, kind, asked, under)
        look = _look(call)
        look.only_id = call.flag("only_id")
        look.ready_links = not (kind.deprecated or look.texts_only)
        page = call.engine.list(call.actor, query, names=look.expand) if kind.item.columns else Page([], 0)
        if asked.start > page.total:
            raise ApiError("ERROR_RANGE_EXCEED_TOTAL", f"Provided range exceed total count of data: {page.total}")
        shown = [self._renderer.row(kind, row, look) for row in page.rows]
        if call.flag(_PORTS) and not look.only_id:
            self._add_ports(call, kind, page.rows, shown, look)
        if not look.only_id:
            self._add_names(call, [(kind, row, one) for row, one in zip(page.rows, shown, strict=True)])
        status, headers = page_headers(asked.start, len(shown), page.total, call.dialect.accept_range, kind.name)
        return Answer(shown, status, headers)

    def _add_ports(self, call: Call, kind: Kind, rows: list[Any], shown: list[dict[str, Any]], look: Look) -> None:
        """The one thing that may hang on the rows of a page."""
        found = call.engine.attached_to_all(call.actor, kind.item.name, rows, {_PORTS}, names=look.expand)
        for members, one in zip(found, shown, strict=True):
            links = one.pop("links", None)
            attached = self._renderer.attach(members, look)
            one.update(texts_only(attached) if look.texts_only else attached)
            if links is not None:
                one["links"] = links

    def several(self, call: Call) -> Answer:
        """getMultipleItems: in the order asked, or the first error."""
        wanted = [self._wanted(element) for element in _elements(call)]
        look = _look(call)
        rows = _rows_by_type(call, wanted, look)
        found = []
        for kind, id in wanted:
            row = rows.get((kind.item.name, id))
            if row is None:
                row = call.engine.get(call.actor, kind.item.name, id, names=look.expand)
            found.append((kind, row, self._full(call, kind, row, look)))
        self._add_names(call, found)
        return Answer([shown for _, _, shown in found])

    def _wanted(self, element: object) -> tuple[Kind, int]:
        if not isinstance(element, Mapping):
            raise ApiError("ERROR_BAD_ARRAY")
        kind = self._kinds.get(element.get("itemtype"))
        id = id_of(element.get("items_id"))
        return kind, -1 if id is None else id

    def _add_names(self, call: Call, found: list[tuple[Kind, Any, dict[str, Any]]]) -> None:
        """Fill `_keys_names` for the keys of add_keys_names, whatever the number of rows with one question."""
        keys = _keys_wanted(call)
        if not keys:
            return
        named = [
            (shown, self._renderer.keys_names(kind.item, row, [kind.column(key) for key in keys]), kind)
            for kind, row, shown in found
        ]
        pairs = {pair for _, names, _ in named for pair in names.values()}
        labels = call.engine.labels(call.actor, sorted(pairs)) if pairs else {}
        for shown, names, kind in named:
            shown["_keys_names"] = {kind.outputs.get(key, key): labels.get(pair, "") for key, pair in names.items()}


def _elements(call: Call) -> list[Any]:
    items = call.params.get("items")
    if isinstance(items, Mapping):
        items = [items] if "itemtype" in items else list(items.values())
    if not isinstance(items, list) or not items:
        raise ApiError("ERROR_BAD_ARRAY")
    limit = call.settings.limits.batch
    if len(items) > limit:
        raise refused(f"The request names {len(items)} items, more than the limit of {limit}.")
    return items


def _rows_by_type(call: Call, wanted: list[tuple[Kind, int]], look: Look) -> dict[tuple[str, int], Any]:
    """The readable ones among the wanted rows, with one query a type."""
    by_type: dict[str, set[int]] = {}
    for kind, id in wanted:
        by_type.setdefault(kind.item.name, set()).add(id)
    found: dict[tuple[str, int], Any] = {}
    for name, ids in by_type.items():
        if len(ids) > 1 and call.engine.can(call.actor, name, "view"):
            query = Query(name, (Where(("id",), "in", tuple(sorted(ids))),), trash=None, limit=len(ids))
            page = call.engine.list(call.actor, query, names=look.expand)
            found.update({(name, row["id"]): row for row in page.rows})
    return found


def _further(call: Call, kind: Kind, id: int, members: Mapping[str, Mapping[str, str]]) -> dict[str, list[int]]:
    """Members of single items that are no columns: the ids that a relation joins them with, for whoever reads the item."""
    found = {}
    for name, member in members.items():
        query = Query(member["joint"], (Where((kind.item.foreign_key,), "equals", id),), limit=1000)
        found[name] = [row[member["column"]] for row in call.engine.list(SYSTEM, query).rows]
    return found


def _renamed(link: dict[str, str], kind: Kind) -> dict[str, str]:
    return {"rel": link["rel"], "href": link["href"].replace(kind.item.name, kind.name)}


def _look(call: Call) -> Look:
    dialect = call.dialect
    return Look(
        base=call.base,
        expand="expand_dropdowns" in call.params and call.flag("expand_dropdowns"),
        links=call.flag("get_hateoas", True),
        child_links=dialect.child_links,
        unset_link=dialect.unset_link,
        texts_only=dialect.texts_only,
    )


def _keys_wanted(call: Call) -> list[str]:
    keys = call.params.get("add_keys_names")
    if keys is None:
        return []
    if isinstance(keys, dict):
        keys = list(keys.values())
    return [key for key in (keys if isinstance(keys, list) else [keys]) if isinstance(key, str)]


def _query(call: Call, kind: Kind, asked: Range, under: tuple[str, int] | None) -> Query:
    item = kind.item
    order = call.params.get("order", "ASC")
    if not isinstance(order, str) or order.upper() not in {"ASC", "DESC"}:
        raise ApiError("ERROR", "order must be DESC or ASC")
    return Query(
        item=item.name,
        where=(*kind.where(), *_conditions(call, kind)),
        under=under,
        trash=_trash(call) if item.trashable else None,
        sort=_sort_column(call.params.get("sort"), kind),
        descending=order.upper() == "DESC",
        offset=asked.start,
        limit=asked.limit,
        columns=("id",) if call.flag("only_id") and item.has("id") else (),
    )


def _trash(call: Call) -> bool:
    value = call.params.get("is_deleted")
    if isinstance(value, str):
        return id_of(value) not in {None, 0}
    return truthy(value)


def _sort_column(asked: object, kind: Kind) -> str:
    """A column to sort by, named itself or by the number of the search option that shows it."""
    item = kind.item
    if asked is None:
        return "id"
    name = kind.column(str(asked)) if isinstance(asked, (str, int)) else ""
    if name.isdigit() and name.isascii() and len(name) < 10:
        option = item.option.get(int(name))
        if option is not None and option.table == item.table:
            name = option.field
        elif int(name) == 1:
            name = item.name_field
    if not item.has(name) or name in item.undisclosed:
        raise ApiError("ERROR", f"sort param is not a field of {item.table}")
    return name


def _conditions(call: Call, kind: Kind) -> list[Where]:
    """searchText: all given fields must match; "all" means any textual column."""
    item = kind.item
    asked = call.params.get("searchText")
    if isinstance(asked, list):
        asked = {str(position): text for position, text in enumerate(asked)}
    if not isinstance(asked, dict):
        return []
    found = []
    for field, text in asked.items():
        name = kind.column(field)
        if name == _ALL and not item.has(_ALL):
            columns = tuple(c.name for c in item.columns if c.is_text and c.name not in item.undisclosed)
        elif not item.has(name):
            raise ApiError("ERROR_FIELD_NOT_FOUND", f"Field {field} is not valid for {kind.name} item.")
        else:
            columns = () if name in item.undisclosed else (name,)
        if columns and isinstance(text, (str, int, float)) and str(text) != "":
            found.append(Where(columns, "text", str(text)))
    return found
