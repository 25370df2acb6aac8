"""Options under deprecated names: what `listSearchOptions` says of a type that has another name today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from steward.vocabulary import naming
from steward.vocabulary.item import Item
from steward.vocabulary.listing import plain
from steward.vocabulary.options import Bundle, Heading, Option, bundle, option
from steward.vocabulary.paths import link
from steward.vocabulary.resolving import Types, resolve

_HEADING: Final = Heading("common", "Characteristics")
_OPTIONS: Final[Mapping[str, Bundle]] = {
    "TicketFollowup": bundle(
        _HEADING,
        option(1, "Description", (), "content", datatype="text"),
        option(2, "Request source", link("RequestType"), "name"),
        option(3, "Date", (), "date", datatype="datetime"),
        option(4, "Private", (), "is_private", datatype="bool"),
        option(5, "User", link("User"), "name"),
    ),
    "Computer_SoftwareVersion": bundle(
        _HEADING,
        option(2, "ID", (), "id", datatype="number"),
        option(3, "Computer", link("Computer"), "name"),
        option(4, "Version", link("SoftwareVersion"), "name"),
    ),
    "Computer_SoftwareLicense": bundle(
        _HEADING,
        option(2, "ID", (), "id", datatype="number"),
        option(4, "License", link("SoftwareLicense"), "name"),
        option(5, "Computer", link("Computer"), "name"),
    ),
}
# Listed before `notcontains` existed.
_OLDEST: Final = "TicketFollowup"


def listed_as(name: str, types: Types) -> Mapping[str, object] | None:
    """The plain listing of a deprecated name; None where it has the options of the current type."""
    if name not in _OPTIONS:
        return None
    owner = Item(name, naming.table(name), name, name, naming.foreign_key(name))
    options = resolve(_OPTIONS[name], owner, types)
    if name == _OLDEST:
        options = tuple(_without_negation(o) if isinstance(o, Option) else o for o in options)
    listed = plain(replace(owner, options=options))
    return listed if isinstance(listed, dict) else None


def _without_negation(one: Option) -> Option:
    return replace(one, searchtypes=tuple(t for t in one.searchtypes if t != "notcontains"))
