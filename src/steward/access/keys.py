"""Keys: the one that seals secrets in the store, where it is kept, and what it does (AES-256-GCM)."""

from __future__ import annotations

import os
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from steward.engine.store.port import Unavailable
from steward.vocabulary.secrets import SEALED, Unreadable
from steward.vocabulary.settings import Settings

FILE: Final = "steward.key"
_BYTES: Final = 32
_NONCE: Final = 12


class KeyUnusable(Unavailable):
    """The key is missing, malformed, or not the one that sealed what the store holds."""


class Keyring:
    """Seals with one key. Every sealed text says the format it is in, so that a later one can stand beside it."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, clear: str) -> str:
        nonce = secrets.token_bytes(_NONCE)
        sealed = nonce + self._cipher.encrypt(nonce, clear.encode(), SEALED.encode())
        return SEALED + urlsafe_b64encode(sealed).decode().rstrip("=")

    def unseal(self, sealed: str) -> str:
        try:
            if not sealed.startswith(SEALED):
                raise ValueError
            raw = _decoded(sealed.removeprefix(SEALED))
            return self._cipher.decrypt(raw[:_NONCE], raw[_NONCE:], SEALED.encode()).decode()
        except (InvalidTag, ValueError):
            raise Unreadable("a sealed secret does not open with this key") from None


def _decoded(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def key_path(settings: Settings) -> Path:
    return settings.key_file or settings.data / FILE


def find_keyring(settings: Settings) -> Keyring | None:
    """The key of the environment or of its file; None when the data folder has none yet. A file that was named must exist."""
    if settings.key:
        return _keyring(settings.key, "STEWARD_KEY")
    path = key_path(settings)
    try:
        return _keyring(path.read_text("ascii"), str(path))
    except FileNotFoundError:
        if settings.key_file:
            raise KeyUnusable(f"the key file {path} is missing") from None
        return None
    except OSError as error:
        raise KeyUnusable(f"the key file {path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise KeyUnusable(f"{path} is no key: 32 bytes in base64 are expected") from None


def _keyring(text: str, source: str) -> Keyring:
    try:
        key = _decoded(text.strip().rstrip("="))
    except ValueError:
        key = b""
    if len(key) != _BYTES:
        raise KeyUnusable(f"{source} is no key: 32 bytes in base64 are expected")
    return Keyring(key)


def make_keyring(settings: Settings) -> Keyring:
    """Write a new key into the data folder, for its owner only. Of several processes that try, one makes it for all."""
    path = settings.data / FILE
    draft = path.with_name(f".{FILE}.{secrets.token_hex(8)}")
    try:
        _write(draft, urlsafe_b64encode(secrets.token_bytes(_BYTES)) + b"\n")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise KeyUnusable(f"the key file {path} cannot be made: {error.strerror}") from None
    return _keyring(path.read_text("ascii"), str(path))


def _write(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
