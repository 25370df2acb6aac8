"""search/:itemtype: criteria of the query string as a Search, and what was found as v1 shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from steward.engine.query import Denied
from steward.engine.search.criteria import BadSearch, Found, Search, Shown, Sort
from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.call import Answer, Call, filtered
from steward.surfaces.rest_v1.criteria import criteria_of, names_of
from steward.surfaces.rest_v1.errors import ApiError
from steward.surfaces.rest_v1.paging import Range, page_headers, range_of

_NAME: Final = 1
_DETAILS: Final = {
    "malformed": "Malformed search criteria",
    "field": "Bad field ID in search criteria",
    "forbidden": "Forbidden field ID in search criteria",
    "display": "ID is forbidden along with 'forcedisplay' parameter.",
    "cursor": "Bad cursor",
}


def search(call: Call, kind: Kind) -> Answer:
    if not call.engine.can(call.actor, kind.item.name, "view"):
        raise Denied
    asked = _asked(call, kind)
    range_ = range_of(call.params.get("range"), call.settings.limits.range)
    try:
        found = call.engine.search(call.actor, asked(range_))
    except BadSearch as problem:
        raise _refused(problem) from None
    return _answer(call, kind, found, range_)
