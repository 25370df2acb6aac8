"""Unlocking: at start, the key and what the store holds sealed must fit; what is still clear is sealed."""

from __future__ import annotations

from collections.abc import Iterator

from steward.access.keys import Keyring, KeyUnusable, find_keyring, key_path, make_keyring
from steward.engine.store.check import Problem
from steward.engine.store.port import Store
from steward.engine.store.sqlite import SqliteStore
from steward.engine.write.sealed_rows import any_sealed, clear, seal_stored, stored_secrets, unreadable
from steward.vocabulary.item import Model
from steward.vocabulary.settings import Settings


def unlock(store: Store, model: Model, settings: Settings) -> Keyring:
    """The keyring of this installation, made at its first start. Raises KeyUnusable rather than serve without secrets."""
    stored, keyring = stored_secrets(store, model), find_keyring(settings)
    if keyring is None and any_sealed(stored):
        raise KeyUnusable(f"{_missing(settings)}; put it back from its backup")
    keyring = keyring or make_keyring(settings)
    if unreadable(stored, keyring):
        raise KeyUnusable("the key is not the one that sealed the secrets in the store; put the right one back")
    if seal_stored(store, stored, keyring) and isinstance(store, SqliteStore):
        store.rewrite()
    return keyring


def key_problems(store: Store, model: Model, settings: Settings) -> Iterator[Problem]:
    """What is wrong with the key, for `steward check`; makes and seals nothing."""
    stored = stored_secrets(store, model)
    try:
        keyring = find_keyring(settings)
    except KeyUnusable as error:
        yield Problem("the key", str(error), "Put the key back from its backup.")
        return
    if keyring is None and any_sealed(stored):
        yield Problem("the key", _missing(settings), "Put it back from its backup.")
    for secret in unreadable(stored, keyring):
        what = f"{secret.column} of row {secret.id} was sealed with a key that is not here"
        yield Problem(secret.table, what, "Put the right key back, or send the secret again.")
    for secret in clear(stored):
        what = f"{secret.column} of row {secret.id} is not sealed"
        yield Problem(
            secret.table, what, "Run: steward migrate. If that changes nothing, it is too long: send a shorter one."
        )
    path = key_path(settings)
    if not settings.key and path.exists() and path.stat().st_mode & 0o077:
        yield Problem(str(path), "others than its owner may read or change the key", f"Run: chmod 600 {path}")


def _missing(settings: Settings) -> str:
    return f"the store holds sealed secrets and their key {key_path(settings)} is missing"
