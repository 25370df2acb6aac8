"""Passwords: argon2id for our own hashes, bcrypt understood for imported ones."""

from __future__ import annotations

import base64
import secrets

import argon2
import bcrypt

from steward.vocabulary.settings import Settings

_BCRYPT_BYTES = 72
"""What bcrypt looks at; PHP cuts silently, the library refuses more."""


class Passwords:
    """Hashes and verifies. The cost is a setting; hashes of another cost are outdated and replaced at the next login."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = argon2.PasswordHasher(
            time_cost=settings.argon2_time, memory_cost=settings.argon2_memory, parallelism=settings.argon2_lanes
        )
        self.decoy = self._decoy()

    def hash(self, clear: str) -> str:
        return self._hasher.hash(_bytes(clear))

    def verify(self, clear: str, hashed: str) -> bool:
        if hashed.startswith("$2"):
            return _verify_bcrypt(clear, hashed)
        try:
            return self._hasher.verify(hashed, _bytes(clear))
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    def outdated(self, hashed: str) -> bool:
        try:
            return self._hasher.check_needs_rehash(hashed)
        except argon2.exceptions.InvalidHashError:
            return True

    def _decoy(self) -> str:
        """A hash that no password has, of the same cost: verified when the login is unknown, so that both take as long."""
        hasher = self._hasher
        salt, value = (
            base64.b64encode(secrets.token_bytes(n)).decode().rstrip("=") for n in (hasher.salt_len, hasher.hash_len)
        )
        return f"$argon2id$v=19$m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}${salt}${value}"


def _bytes(clear: str) -> bytes:
    # Lone surrogates are valid JSON strings; they must be a wrong password, not an error.
    return clear.encode("utf-8", "surrogatepass")


def _verify_bcrypt(clear: str, hashed: str) -> bool:
    try:
        return bcrypt.checkpw(_bytes(clear)[:_BCRYPT_BYTES], hashed.encode())
    except ValueError:
        return False
