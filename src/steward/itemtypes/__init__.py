"""Item types: every one is declared in a module below; here they are found and linked into the model."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from types import ModuleType
from typing import Any

from steward.itemtypes import aliases, lists
from steward.itemtypes.bundles.all_assets import all_assets
from steward.itemtypes.bundles.deprecated import listed_as
from steward.itemtypes.headings import HEADINGS
from steward.vocabulary.item import Item, Model
from steward.vocabulary.linking import Orders, link
from steward.vocabulary.resolving import Types

WITHOUT_TYPES = frozenset({"bundles", "steps"})
"""Packages below this one that declare no item types: what they hold is imported where it is used."""


def model() -> Model:
    """All declared item types, linked."""
    linked = link(declared(), orders=orders(), lists=lists.LISTS, rights=lists.RIGHTS_WITHOUT_TYPE)
    types = Types(linked.items, linked.type_of_table)
    named = {a.name: replace(a, options=listed_as(a.name, types)) for a in aliases.ALIASES}
    union = all_assets(types)
    return replace(linked, aliases=named, unions={union.name: union})


def declared() -> tuple[Item, ...]:
    """Item values of all modules below this package: names bound to one, or to a tuple of them."""
    found: dict[str, Item] = {}
    for module in _modules(__name__):
        for item in _items(module):
            assert found.setdefault(item.name, item) is item, f"{item.name} is declared twice"
    return tuple(found.values())


def orders() -> Orders:
    folder = files(__name__) / "orders"
    columns = json.loads((folder / "columns.json").read_text())
    options = json.loads((folder / "options.json").read_text())
    return Orders(columns, {name: entry["order"] for entry in options for name in entry["types"]}, HEADINGS)


def _modules(package: str) -> Iterator[ModuleType]:
    module = importlib.import_module(package)
    for found in sorted(pkgutil.iter_modules(module.__path__), key=lambda m: m.name):
        name = f"{package}.{found.name}"
        if found.name in WITHOUT_TYPES:
            continue
        if found.ispkg:
            yield from _modules(name)
        else:
            yield importlib.import_module(name)


def _items(module: ModuleType) -> Iterator[Item]:
    for value in vars(module).values():
        yield from _items_in(value)


def _items_in(value: Any) -> tuple[Item, ...]:
    if isinstance(value, Item):
        return (value,)
    if isinstance(value, tuple) and value and all(isinstance(one, Item) for one in value):
        return value
    return ()
