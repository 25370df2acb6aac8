"""Names of item types in addresses: current ones, deprecated ones, and second names that clients use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from steward.engine.query import Where
from steward.surfaces.rest_v1.data import table
from steward.surfaces.rest_v1.errors import ApiError
from steward.vocabulary.item import Item, Model

_NO_NAMES: Mapping[str, str] = {}


@dataclass(frozen=True)
class Kind:
    """An item type as an address names it. `name` is what answers show; the rest says how `item` is disguised.

    `inputs` and `outputs` rename members; `fixed` are columns that this name implies; `adds` are members of answers.
    """

    name: str
    item: Item
    deprecated: bool = False
    inputs: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    drops: tuple[str, ...] = ()
    adds: Mapping[str, Any] = field(default_factory=dict)
    options: Mapping[str, Any] | None = None
    """What listSearchOptions says, where it is not the options of `item`."""
    criterion: Mapping[str, object] = field(default_factory=dict)
    """A search criterion that this name implies."""

    def column(self, name: str) -> str:
        """The column behind a member's name."""
        return self.inputs.get(name, name)

    def values(self, input: Mapping[str, Any], *, new: bool) -> dict[str, Any]:
        """Values to write, under the current names. A stored row only gets what this name implies when it is attached anew."""
        if not self.inputs and not self.fixed:
            return dict(input)
        renamed = {self.column(name): value for name, value in input.items()}
        if new or any(name in self.inputs for name in input):
            renamed.update(self.fixed)
        return renamed

    def member(self, row: dict[str, Any]) -> dict[str, Any]:
        """A rendered row under this name: renamed members go to the end, as clients know it."""
        for old, new in self.outputs.items():
            if old in row:
                row[new] = row.pop(old)
        for name in self.drops:
            row.pop(name, None)
        row.update(self.adds)
        return row

    def where(self) -> tuple[Where, ...]:
        return tuple(Where((column,), "equals", value) for column, value in self.fixed.items())

    def covers(self, row: Mapping[str, Any]) -> bool:
        """Whether a row is one of those that this name stands for."""
        return all(row.get(column) == value for column, value in self.fixed.items())


class Kinds:
    """All names that addresses may use."""

    def __init__(self, model: Model) -> None:
        self._kinds = {name.lower(): Kind(name, item) for name, item in model.items.items()}
        self._unions = {name.lower(): Kind(name, item) for name, item in model.unions.items()}
        self._add_declared(model)
        self._add_later_names(model)

    def _add_later_names(self, model: Model) -> None:
        """Names of GLPI 11, whose rows look different and not only older."""
        for name, fact in table("later_names").items():
            if name not in model.items:
                self._kinds[name.lower()] = Kind(
                    name,
                    model.items[fact["current"]],
                    inputs=fact.get("input_rename", _NO_NAMES),
                    outputs=fact.get("output_rename", _NO_NAMES),
                    adds=fact.get("output_add", _NO_NAMES),
                )

    def _add_declared(self, model: Model) -> None:
        for name, alias in model.aliases.items():
            self._kinds[name.lower()] = Kind(
                name,
                model.items[alias.current],
                deprecated=True,
                inputs=alias.input_rename,
                outputs=alias.output_rename,
                fixed=alias.input_add,
                drops=alias.output_drop,
                options=alias.options,
                criterion=alias.criterion,
            )

    def find(self, name: object) -> Kind | None:
        """The type of a name in whatever case."""
        return self._kinds.get(name.lower()) if isinstance(name, str) else None

    def searchable(self, name: str) -> Kind:
        """Like `get`, for endpoints that also know the types without rows of their own."""
        return self._unions.get(name.lower()) or self.get(name)

    def get(self, name: object) -> Kind:
        """Like `find`; an unknown name is the caller's error."""
        found = self.find(name)
        if found is None:
            raise ApiError("ERROR_RESOURCE_NOT_FOUND_NOR_COMMONDBTM")
        return found
