"""`steward migrate` and `steward check`: the store's shape and health."""

from __future__ import annotations

import argparse
import sys

from steward.access.unlocking import key_problems, unlock
from steward.assemble import load_model
from steward.commands.options import CommandError, settings_from
from steward.engine.store.check import check
from steward.engine.store.open import open_store
from steward.vocabulary.settings import Settings


def configure(parser: argparse.ArgumentParser) -> None:
    """Nothing beyond the shared options."""


def prepare_store(settings: Settings) -> None:
    """Create or migrate the store, and print the super-administrator's first password if one was made."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CommandError(f"The data folder {settings.data} cannot be made: {error.strerror}.") from None
    store = open_store(load_model(), settings)
    try:
        if store.first_password:
            print(f"The super-administrator is glpi, with the password {store.first_password}", flush=True)
            print(
                "It is shown this once. Change it after the first login, or run: steward user password glpi", flush=True
            )
        unlock(store, load_model(), settings)
    finally:
        store.close()


def run_migrate(arguments: argparse.Namespace) -> int:
    prepare_store(settings_from(arguments))
    print("The store is up to date.")
    return 0


def run_check(arguments: argparse.Namespace) -> int:
    """Exit status 1 when something is wrong; each line says what and how to mend it."""
    settings, model = settings_from(arguments), load_model()
    store = open_store(model, settings)
    try:
        problems = [*check(store, model), *key_problems(store, model, settings)]
    finally:
        store.close()
    for problem in problems:
        print(problem, file=sys.stderr)
    print("No problem found." if not problems else f"{len(problems)} problems found.")
    return 1 if problems else 0
