"""Secrets: settings whose value is shown to nobody."""

from __future__ import annotations

from typing import Final

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
