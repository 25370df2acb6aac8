"""Traits: what item types share, as partial declarations that are added up, adjusted and taken away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from steward.vocabulary.fields import Adjust, Field
from steward.vocabulary.options import Bundle, Heading, Option

Listed = Option | Heading | Bundle


@dataclass(frozen=True)
class Trait:
    """Fields by column name, further search options, and attributes of `Item` (flags, right, lists, steps…)."""

    fields: Mapping[str, Field] = field(default_factory=dict)
    options: tuple[Listed, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def __add__(self, other: Trait) -> Trait:
        return Trait(
            merged_fields(self.fields, other.fields),
            self.options + other.options,
            merged_attributes(self.attributes, other.attributes),
        )

    def __sub__(self, other: Trait) -> Trait:
        """Without the columns and options that `other` brings; attributes stay."""
        return Trait(
            {name: f for name, f in self.fields.items() if name not in other.fields},
            tuple(o for o in self.options if o not in other.options),
            self.attributes,
        )

    def __call__(self, number: int | None = None, **changes: Any) -> Trait:
        """The trait under another option number (of its first field), or with other numbers or keywords by field name.

        `located(13)`; `serialised(serial=10, otherserial=12)`; `named(label="Title")` changes keywords of the first field.
        """
        first = next(iter(self.fields))
        by_name: dict[str, dict[str, Any]] = {} if number is None else {first: {"option": number}}
        for key, value in changes.items():
            if key not in self.fields:
                by_name.setdefault(first, {})[key] = value
            else:
                by_name.setdefault(key, {}).update(value if isinstance(value, dict) else {"option": value})
        fields = {name: replace(f, **by_name.get(name, {})) for name, f in self.fields.items()}
        return Trait(fields, self.options, self.attributes)

    @property
    def unlisted(self) -> Trait:
        """The same columns without search options."""
        return Trait({name: replace(f, option=None, also=()) for name, f in self.fields.items()}, (), self.attributes)

    @property
    def shown(self) -> tuple[Listed, ...]:
        """Its search options alone."""
        return (*(o for name, f in self.fields.items() for o in f.options(name)), *self.options)

    def __iter__(self) -> Iterator[Trait]:
        yield self


ADDED_UP = frozenset({"undisclosed", "roles", "lists"})


def merged_fields(old: Mapping[str, Field], new: Mapping[str, Field | Adjust]) -> dict[str, Field]:
    merged = dict(old)
    for name, given in new.items():
        merged[name] = given(merged[name]) if isinstance(given, Adjust) else given
    return merged


def merged_attributes(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = {**old, **new}
    for name in ADDED_UP & old.keys() & new.keys():
        merged[name] = type(old[name])((*old[name], *new[name]))
    return merged


def trait(**body: Any) -> Trait:
    """Keywords that are fields become columns; `options` are kept as they are; all others are attributes of `Item`."""
    options = tuple(body.pop("options", ()))
    fields = {name: value for name, value in body.items() if isinstance(value, Field)}
    return Trait(fields, options, {name: value for name, value in body.items() if name not in fields})
