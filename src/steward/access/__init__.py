"""Access: who is calling: credentials, tokens, sessions, API clients, profiles and entities."""

from __future__ import annotations

from steward.access.access import Access
from steward.access.clients import AccessDenied, ApiClient
from steward.access.configuration import Configuration, Switches
from steward.access.logins import LoginFailed
from steward.access.recovery import RecoveryRefused
from steward.access.services import Services
from steward.access.sessions import Session, SessionInvalid

__all__ = [
    "Access",
    "AccessDenied",
    "ApiClient",
    "Configuration",
    "LoginFailed",
    "RecoveryRefused",
    "Services",
    "Session",
    "SessionInvalid",
    "Switches",
]
