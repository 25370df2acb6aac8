"""The page at the API's own address: how to use it, with an anchor for every error code."""

from __future__ import annotations

from steward.surfaces.rest_v1.call import Answer, Call


def inline_documentation(call: Call) -> Answer:
    return Answer(raw=b"", content_type="text/html; charset=UTF-8")
