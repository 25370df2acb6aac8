"""Showing: search options of one item type, worked out and put in the order that clients see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from steward.vocabulary.fields import PLURAL
from steward.vocabulary.item import Item
from steward.vocabulary.options import Heading, Option
from steward.vocabulary.paths import Word
from steward.vocabulary.resolving import Types, resolve_option

FIRST_GROUP = "common"


def shown_options(
    item: Item, types: Types, order: Sequence[int | str], labels: Mapping[str, str]
) -> tuple[Option | Heading, ...]:
    """Every option resolved, grouped under headings; those that `order` does not know come last."""
    owner = types.items[item.alias_of] if item.alias_of else item
    options = {o.number: resolved(o, owner, types) for o in item.options if isinstance(o, Option)}
    own = {o.key: o.label for o in item.options if isinstance(o, Heading)}
    return grouped(options, {**labels, **own}, order)


def grouped(
    options: dict[int, Option], labels: Mapping[str, str], order: Sequence[int | str]
) -> tuple[Option | Heading, ...]:
    sections: dict[str | None, list[Option]] = {}
    key: str | None = None if order else FIRST_GROUP
    left = dict(options)
    for entry in order:
        if isinstance(entry, str):
            key = entry
            sections.setdefault(key, [])
        elif entry in left:
            sections.setdefault(key, []).append(replace(left.pop(entry), group=key))
    for option in left.values():
        key = option.group or FIRST_GROUP
        sections.setdefault(key, []).append(replace(option, group=key))
    listed: list[Option | Heading] = []
    for key, members in sections.items():
        if key is not None:
            listed.append(Heading(key, labels.get(key, key)))
        listed += members
    return tuple(listed)


def resolved(option: Option, item: Item, types: Types) -> Option:
    """Resolved, after a plain link has taken over its target's name and label where it says none."""
    if option.table or not (len(option.path) == 1 and option.path[0].word is Word.LINK):
        return resolve_option(option, item, types) if not option.table else option
    target = types.items[option.path[0].item]
    label = {"": target.singular, PLURAL: target.plural}.get(option.label, option.label)
    field = option.field or ("completename" if target.tree else target.name_field)
    return resolve_option(replace(option, label=label, field=field), item, types)
