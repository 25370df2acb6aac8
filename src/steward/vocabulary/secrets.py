"""Secrets: settings whose value is shown to nobody, and the mark of a secret that the store holds encrypted."""

from __future__ import annotations

from typing import Final, Protocol

SECRET_SETTINGS: Final = frozenset(
    {
        "proxy_passwd",
        "smtp_passwd",
        "smtp_oauth_client_id",
        "smtp_oauth_client_secret",
        "smtp_oauth_options",
        "smtp_oauth_refresh_token",
        "glpinetwork_registration_key",
        "ldap_pass",
    }
)
"""Names in the configuration's context `core`."""
CORE: Final = "core"
SETTINGS: Final = "settings"
"""The `withholds` of types whose rows are settings."""
EMPTY: Final = frozenset({"", "{}", "[]"})
"""Values that hold no secret: sealing the defaults would make a new store useless without its key, for nothing."""
SEALED: Final = "sealed:1:"
"""How every sealed secret begins; the number is that of its format."""


class Unreadable(Exception):
    """A sealed secret was not sealed with this key, or was changed since."""


class Seals(Protocol):
    """Seals secrets and opens them again."""

    def seal(self, clear: str) -> str: ...
    def unseal(self, sealed: str) -> str: ...
