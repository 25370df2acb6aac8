"""Services: what steps may ask of the outside world."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from steward.access import tokens
from steward.access.passwords import Passwords
from steward.engine.store.port import Unavailable
from steward.vocabulary.secrets import Seals
from steward.vocabulary.settings import Settings


class Uploads(Protocol):
    """The file store, as far as steps need it."""

    def take_upload(self, name: str, /) -> Mapping[str, Any] | None: ...


class Services:
    """Implements `vocabulary.steps.Services`. Without a file store every upload is unknown; without seals
    there are no secrets."""

    def __init__(
        self, files: Uploads | None = None, settings: Settings | None = None, seals: Seals | None = None
    ) -> None:
        self._files, self._seals = files, seals
        self._passwords = Passwords(settings or Settings())

    def hash_password(self, clear: str) -> str:
        return self._passwords.hash(clear)

    def verify_password(self, clear: str, hashed: str) -> bool:
        return self._passwords.verify(clear, hashed)

    def digest_token(self, clear: str) -> str:
        return tokens.digest(clear)

    def random_token(self, length: int = 40) -> str:
        return tokens.random_token(length)

    def seal(self, clear: str) -> str:
        return self._key.seal(clear)

    def unseal(self, sealed: str) -> str:
        return self._key.unseal(sealed)

    @property
    def _key(self) -> Seals:
        if self._seals is None:
            raise Unavailable("there is no key to seal secrets with")
        return self._seals

    def take_upload(self, temporary_name: str) -> Mapping[str, Any] | None:
        return self._files.take_upload(temporary_name) if self._files else None
