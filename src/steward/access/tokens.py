"""Tokens: how secrets that the server hands out are made, and what is kept of them."""

from __future__ import annotations

import base64
import hashlib
import secrets
import string

_ALPHABET = string.ascii_letters + string.digits
_SESSION_BYTES = 20
"""160 bits; 32 characters in the alphabet 0-9a-v that v1 clients know."""


def session_token() -> str:
    return base64.b32hexencode(secrets.token_bytes(_SESSION_BYTES)).decode().lower()


def random_token(length: int = 40) -> str:
    """Letters and digits, as the reference makes API tokens."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def digest(clear: str) -> str:
    """What is stored of a token: SHA-256, 64 hexadecimal digits. Tokens are random, so neither salt nor cost is needed."""
    return hashlib.sha256(clear.encode("utf-8", "surrogatepass")).hexdigest()


def short_digest(clear: str) -> str:
    """160 bits of it, for the column of 40 characters that holds password reset tokens."""
    return digest(clear)[:40]
