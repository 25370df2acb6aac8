"""API clients: address ranges as numbers, App-Tokens as digests."""

from __future__ import annotations

from typing import Final

from steward.calculations.addresses import BadAddress, ipv4_number, parse
from steward.itemtypes.steps.inputs import truth
from steward.vocabulary.steps import Draft, Reads

_ENDS: Final = ("ipv4_range_start", "ipv4_range_end")
_SHORTEST_TOKEN: Final = 20


def read_ranges(draft: Draft, reads: Reads) -> None:
    """Addresses come dotted and are kept as numbers; the lower one first."""
    for column in _ENDS:
        if column in draft.input:
            draft.values[column] = _number(draft, draft.input[column])
    start, end = (draft.get(column) for column in _ENDS)
    if start is not None and end is None:
        draft.values["ipv4_range_end"] = start
    elif start is not None and end is not None and start > end:
        draft.values["ipv4_range_start"], draft.values["ipv4_range_end"] = end, start


def _number(draft: Draft, sent: object) -> int | None:
    if sent in (None, "", "NULL"):
        return None
    try:
        return ipv4_number(sent)
    except BadAddress:
        draft.refuse(f"Invalid IP address: {sent}")


def read_ipv6(draft: Draft, reads: Reads) -> None:
    sent = draft.values.get("ipv6")
    if sent == "":
        draft.values["ipv6"] = None
    elif sent:
        try:
            draft.values["ipv6"] = str(parse(sent))
        except BadAddress:
            draft.refuse(f"Invalid IP address: {sent}")


def digest_app_token(draft: Draft, reads: Reads) -> None:
    """Only the digest is kept. The caller may choose the token; one that the server makes is told once, at creation.

    A reset by update is silent, as clients expect, and so turns away whoever uses the client until a token is chosen.
    """
    sent = draft.values.pop("app_token", None)
    if truth(draft.input.get("_reset_app_token")):
        token = draft.services.random_token()
        if draft.before is None:
            draft.say(f"App-Token, shown only this once: {token}")
    elif "app_token" not in draft.input:
        return
    elif not sent:
        draft.values["app_token"] = None
        draft.values["app_token_date"] = None
        return
    elif len(sent) < _SHORTEST_TOKEN:
        draft.refuse(f"A token needs at least {_SHORTEST_TOKEN} characters.")
    else:
        token = sent
    draft.values["app_token"] = draft.services.digest_token(token)
    draft.values["app_token_date"] = draft.now
