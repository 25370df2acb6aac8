"""listSearchOptions: the numbered columns of a type, as clients know them or uncleaned."""

from __future__ import annotations

from typing import Any

from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.call import Answer, Call
from steward.vocabulary.listing import plain, raw
from steward.vocabulary.options import Heading, Option


def list_search_options(call: Call, kind: Kind) -> Answer:
    """Everybody who is logged in may know the options of every type."""
    if kind.options is not None:
        return Answer(kind.options, final=True)
    if "raw" in call.params:
        return Answer(raw(kind.item, user=call.actor.user_id), final=True)
    if call.dialect.plain_options:
        return Answer({_key(one): _documented(one) for one in kind.item.options}, final=True)
    return Answer(plain(kind.item), final=True)


def _key(one: Option | Heading) -> str:
    return one.key if isinstance(one, Heading) else str(one.number)


def _documented(one: Option | Heading) -> str | dict[str, Any]:
    """As GLPI 9 documents it: headings are plain texts, options name their link field."""
    if isinstance(one, Heading):
        return one.label
    members = ("table", "field", "linkfield", "datatype", "uid")
    return {"name": one.label, **{name: getattr(one, name) for name in members}}
