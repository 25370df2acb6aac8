"""listSearchOptions: the numbered columns of a type, as clients know them or uncleaned."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.call import Answer, Call
from steward.vocabulary.options import Heading, Option


def list_search_options(call: Call, kind: Kind) -> Answer:
    """Everybody who is logged in may know the options of every type."""
    if kind.options is not None:
        return Answer(kind.options)
    raw, plain = "raw" in call.params, call.dialect.plain_options
    found: dict[str, Any] = {}
    for option in kind.item.options:
        if isinstance(option, Heading):
            found[option.key] = option.label if plain and not raw else {"name": option.label}
        else:
            found[str(option.number)] = uncleaned(option) if raw else cleaned(option, plain=plain)
    return Answer(found)


def cleaned(option: Option, *, plain: bool = False) -> dict[str, Any]:
    """The members in their fixed order; plain: those of GLPI 9."""
    start = {"name": option.label, "table": option.table, "field": option.field}
    if plain:
        return {**start, "linkfield": option.linkfield, "datatype": option.datatype, "uid": option.uid}
    return {
        **start,
        "datatype": option.datatype,
        "nosearch": option.nosearch,
        "nodisplay": option.nodisplay,
        "available_searchtypes": list(option.searchtypes),
        "uid": option.uid,
    }


def uncleaned(option: Option) -> Mapping[str, Any]:
    """What the option was declared with."""
    shown: dict[str, Any] = {"table": option.table, "field": option.field, "name": option.label}
    if option.datatype:
        shown["datatype"] = option.datatype
    shown.update({flag: True for flag in ("nosearch", "nosort", "nodisplay") if getattr(option, flag)})
    return {**shown, **option.extra, "linkfield": option.linkfield, "joinparams": option.join or []}
