"""Resolving: what clients are told about a search option, derived from its owner, its path and the types along it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from steward.vocabulary import naming
from steward.vocabulary.columns import Kind
from steward.vocabulary.item import Item
from steward.vocabulary.options import (
    DERIVED,
    Bundle,
    Computed,
    Content,
    Count,
    Delay,
    Heading,
    Max,
    Min,
    Option,
    Sum,
    Virtual,
)
from steward.vocabulary.paths import OWN, Hop, Not, Path, Word, to_many

_JOINTYPES: Final = {
    Word.LINK: "",
    Word.CHILD: "child",
    Word.POLY: "itemtype_item",
    Word.POLYLINK: "itemtype_item_revert",
    Word.POLYTYPE: "itemtypeonly",
    Word.MAIN: "mainitemtype_mainitem",
    Word.EITHER: "item_item",
}
_NAMED: Final[Mapping[str, Mapping[str, object]]] = {
    "in_reach": {"0": {"NEWTABLE.entities_id": [0]}},
    "in_force": {"OR": [{"NEWTABLE.expire": None}, {"NEWTABLE.expire": [">", {"_expr": "NOW()"}]}]},
}
_KIND_DATATYPES: Final = {
    Kind.VARCHAR: "string",
    Kind.CHAR: "string",
    Kind.TEXT: "text",
    Kind.MEDIUMTEXT: "text",
    Kind.LONGTEXT: "text",
    Kind.MOMENT: "datetime",
    Kind.DATE: "date",
    Kind.DECIMAL: "decimal",
    Kind.TINYINT: "bool",
    Kind.UTINYINT: "bool",
}
TEXT_TYPES: Final = ("contains", "notcontains")
EQUALITY_TYPES: Final = ("equals", "notequals")
TREE_TYPES: Final = ("under", "notunder")
DATE_TYPES: Final = (*EQUALITY_TYPES, "lessthan", "morethan", *TEXT_TYPES)
_BY_DATATYPE: Final = {
    "date": DATE_TYPES,
    "datetime": DATE_TYPES,
    "date_delay": DATE_TYPES,
    "bool": (*EQUALITY_TYPES, *TEXT_TYPES),
    "itemtypename": EQUALITY_TYPES,
    "right": EQUALITY_TYPES,
}
_TEXT_ONLY: Final = frozenset({"count", "decimal", "mac", "mio", "progressbar", "timestamp"})


Declared = Option | Heading | Bundle


@dataclass(frozen=True)
class Types:
    """The item types that paths go through; `of_table` says which type a table's name stands for in a `uid`."""

    items: Mapping[str, Item]
    of_table: Mapping[str, str]

    def table(self, name: str) -> str:
        item = self.items.get(name)
        return (item and item.table) or naming.table(name)

    def foreign_key(self, name: str) -> str:
        item = self.items.get(name)
        return item.foreign_key if item else naming.foreign_key(name)

    def name(self, name: str) -> str:
        return self.of_table.get(self.table(name), name)


def resolve_all(declared: Iterable[Declared], owner: Item, types: Types) -> tuple[Option | Heading, ...]:
    """Headings and options of an owner, bundles opened, in the order declared."""
    return tuple(one for part in declared for one in resolve(part, owner, types))


def grouped(options: Iterable[Option | Heading]) -> tuple[Option | Heading, ...]:
    """Options in the group of the heading before them; those before the first heading are in none."""
    key: str | None = None
    found: list[Option | Heading] = []
    for one in options:
        if isinstance(one, Heading):
            key = one.key
        found.append(one if isinstance(one, Heading) else replace(one, group=key))
    return tuple(found)


def resolve(one: Declared, owner: Item, types: Types) -> tuple[Option | Heading, ...]:
    if isinstance(one, Bundle):
        return resolve_all(one, owner, types)
    if isinstance(one, Heading) or one.table:
        return (one,)
    return (resolve_option(one, owner, types),)


def resolve_option(declared: Option, owner: Item, types: Types) -> Option:
    path, content = declared.path, declared.content
    far = path[-1].item if path else owner.name
    datatype = declared.datatype if declared.datatype != DERIVED else _datatype(declared, types.items.get(far, owner))
    extra = {k: v for k, v in {**_derived_extra(path, content), **declared.extra}.items() if v is not None}
    linkfield = declared.linkfield or _linkfield(declared, types)
    tree = far in types.items and types.items[far].tree
    return replace(
        declared,
        table=types.table(far),
        linkfield=linkfield,
        datatype=datatype,
        uid=_uid(declared, linkfield, owner, types),
        searchtypes=search_types(datatype, declared.field, tree=tree, extra=extra),
        join=declared.join or joinparams(path, owner, types),
        extra=extra,
    )


def _datatype(declared: Option, far: Item) -> str:
    match declared.content:
        case Count():
            return "count"
        case Delay():
            return "date_delay"
        case Virtual():
            return "specific"
        case Sum():
            return "decimal"
    if declared.path and declared.field in {"name", "completename"}:
        return "dropdown"
    column = far.column.get(declared.field)
    return _KIND_DATATYPES.get(column.kind, "number") if column else "string"


def _derived_extra(path: Path, content: Content) -> dict[str, object]:
    extra: dict[str, object] = {"forcegroupby": True} if to_many(path) else {}
    match content:
        case Count():
            extra["usehaving"] = True
        case Sum() | Min() | Max():
            extra |= {"usehaving": True, "computation": True, "nometa": True}
        case Computed():
            extra["computation"] = True
        case Delay(begin, months, minus):
            fields = (begin, months, minus) if minus else (begin, months)
            extra |= {"datafields": {str(i): name for i, name in enumerate(fields, 1)}, "maybefuture": True}
            extra |= {"delayunit": "MONTH", "searchunit": "MONTH"}
    return extra


def _linkfield(declared: Option, types: Types) -> str:
    if not declared.path:
        return declared.field
    last = declared.path[-1]
    return (last.column if last.word is Word.LINK else "") or types.foreign_key(last.item)


def _uid(declared: Option, linkfield: str, owner: Item, types: Types) -> str:
    """`Computer.Item_OperatingSystem.OperatingSystem.name`: the types along the path; a link of unusual name comes first."""
    path = declared.path
    if not path:
        on_table = types.name(owner.name)
        words = [owner.name] if on_table == owner.name else [owner.name, on_table]
        return ".".join((*words, declared.field))
    last = path[-1]
    through = [types.name(hop.item) for hop in path[:-1] if not hop.listed]
    words = [owner.name]
    conditional = len(path) == 1 and (last.where or last.when)
    if linkfield != types.foreign_key(last.item) and not conditional:
        words.append(linkfield)
    words += through
    if len(path) > 1 or types.name(last.item) != owner.name:
        words.append(types.name(last.item))
    return ".".join((*words, declared.field))


def search_types(datatype: str, column: str, *, tree: bool, extra: Mapping[str, object]) -> tuple[str, ...]:
    """What may be asked of an option, in the order listed. `tree`: the rows shown are of a type that is a tree."""
    asked = extra.get("searchtype")
    if isinstance(asked, (str, list)):
        named = [asked] if isinstance(asked, str) else asked
        return (*named, "notcontains") if "contains" in named and "notcontains" not in named else tuple(named)
    if datatype in _BY_DATATYPE:
        return _BY_DATATYPE[datatype]
    if datatype in {"number", "integer"}:
        return TEXT_TYPES + EQUALITY_TYPES if {"min", "max"} & extra.keys() else TEXT_TYPES
    if datatype in _TEXT_ONLY:
        return TEXT_TYPES
    if column in {"name", "completename"}:
        return TEXT_TYPES + EQUALITY_TYPES + (TREE_TYPES if tree else ())
    return EQUALITY_TYPES if column == "id" else TEXT_TYPES


def joinparams(path: Path, owner: Item, types: Types) -> dict[str, object]:
    """The path as the raw listing spells it: the last hop outside, the one before it in its `beforejoin`, and so on."""
    if not path or path == (Hop(Word.LINK, path[0].item, path[0].column),):
        return {}
    return _params(path, owner, types)


def _params(path: Path, owner: Item, types: Types) -> dict[str, object]:
    hop, before = path[-1], path[:-1]
    params: dict[str, object] = {"jointype": _JOINTYPES[hop.word]} if hop.word is not Word.LINK else {}
    if hop.word is Word.POLY and before:
        params["specific_itemtype"] = before[-1].item
    if hop.word is Word.POLYLINK:
        params["specific_itemtype"] = hop.item
    if hop.word is Word.CHILD and hop.column:
        params["linkfield"] = hop.column
    if condition := _condition(hop):
        params["condition"] = condition
    params |= {key: owner.name if value == OWN else value for key, value in hop.prints}
    if before:
        params["beforejoin"] = _beforejoin(before, owner, types)
    return params


def _beforejoin(before: Path, owner: Item, types: Types) -> object:
    if not before[-1].listed:
        return _entry(before, owner, types)
    first = len(before)
    while first and before[first - 1].listed:
        first -= 1
    return [_entry((*before[:first], hop) if i == 0 else (hop,), owner, types) for i, hop in enumerate(before[first:])]


def _entry(path: Path, owner: Item, types: Types) -> dict[str, object]:
    hop = path[-1]
    entry: dict[str, object] = {"table": types.table(hop.item)}
    if hop.word is Word.LINK and hop.column not in {"", "id"}:
        entry["linkfield"] = hop.column
    if params := _params(path, owner, types):
        entry["joinparams"] = params
    return entry


def _condition(hop: Hop) -> dict[str, object]:
    condition: dict[str, object] = {"NEWTABLE.id": ["=", "<QuerySubQuery>"]} if hop.latest else {}
    for side, tests in (("NEWTABLE", hop.where), ("REFTABLE", hop.when)):
        for column, value in tests:
            name = f"{side}.{column}"
            condition |= {"NOT": {name: value.value}} if isinstance(value, Not) else {name: value}
    for name in hop.named:
        condition |= _NAMED.get(name, {})
    return condition
