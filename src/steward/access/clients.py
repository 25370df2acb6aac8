"""API clients: which addresses may call, and with which App-Token. Values only."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from steward.access import tokens


@dataclass(frozen=True, slots=True)
class ApiClient:
    """An active API client. `token_digest` is "" when it needs no App-Token; `logging`: 0 none, 1 log file, 2 history."""

    id: int
    name: str
    ipv4_start: int | None = None
    ipv4_end: int | None = None
    ipv6: str | None = None
    token_digest: str = ""
    logging: int = 0
    dialect: str | None = None


class AccessDenied(Exception):
    """The API is closed, or the address or the App-Token is refused. `code` is v1's; `detail` the message and `status` the
    HTTP status where they are not the code's own."""

    def __init__(self, code: str, detail: str | None = None, status: int | None = None) -> None:
        super().__init__(code)
        self.code, self.detail, self.status = code, detail, status


def matching(clients: Iterable[ApiClient], ip: str) -> list[ApiClient]:
    """The clients whose addresses include `ip`, in order; raises AccessDenied when there are none."""
    address = _address(ip)
    found = [] if address is None else [client for client in clients if _includes(client, address)]
    if not found:
        # The address is the caller's own: telling it helps, and tells nobody else anything.
        message = f"There isn't an active API client matching your IP address in the configuration ({ip})"
        raise AccessDenied("ERROR_NOT_ALLOWED_IP", message)
    return found


def admitted(clients: Iterable[ApiClient], ip: str, app_token: str) -> ApiClient:
    """The first client that includes `ip` and has exactly this App-Token ("" for none); raises AccessDenied."""
    given = tokens.digest(app_token) if app_token else ""
    chosen: ApiClient | None = None
    for client in matching(clients, ip):
        # No early exit: how many clients there are before the right one must not show.
        if hmac.compare_digest(client.token_digest, given) and chosen is None:
            chosen = client
    if chosen is None:
        raise AccessDenied("ERROR_WRONG_APP_TOKEN_PARAMETER" if app_token else "ERROR_APP_TOKEN_PARAMETERS_MISSING")
    return chosen


@lru_cache(maxsize=1_024)
def _address(ip: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(ip)
    except ValueError:
        return None
    # A socket that listens for both families reports IPv4 peers in this form.
    return (address.ipv4_mapped or address) if isinstance(address, ipaddress.IPv6Address) else address


def _includes(client: ApiClient, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        if client.ipv4_start is None:
            return True
        return client.ipv4_end is not None and client.ipv4_start <= int(address) <= client.ipv4_end
    return client.ipv6 is None or _address(client.ipv6) == address
