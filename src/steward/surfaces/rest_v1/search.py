"""search/:itemtype: says so until the search engine is there."""

from __future__ import annotations

from steward.surfaces.rest_v1.aliases import Kind
from steward.surfaces.rest_v1.call import Answer, Call
from steward.surfaces.rest_v1.errors import refused


def search(call: Call, kind: Kind) -> Answer:
    raise refused(f"Searching {kind.name} is not available yet; list with GET {call.base}/{kind.name} instead.", 501)
