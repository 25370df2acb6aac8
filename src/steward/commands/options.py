"""Options that all commands share: where the data is, and the settings file."""

from __future__ import annotations

import argparse
import dataclasses
import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from steward.vocabulary.settings import Limits, Settings


class CommandError(Exception):
    """A command cannot do what was asked; its text is the one line that the user sees."""


def add_store_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, help="folder of the store and of uploaded files (STEWARD_DATA; default: data)"
    )
    parser.add_argument(
        "--database", help="URL of a PostgreSQL or MariaDB database instead of SQLite (STEWARD_DATABASE)"
    )
    parser.add_argument("--config", type=Path, help="settings file (default: steward.toml in the data folder)")


def settings_from(arguments: argparse.Namespace, environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the file, overridden by the environment, overridden by the command line."""
    data = arguments.data or Path(environment.get("STEWARD_DATA", "data"))
    chosen = _read_file(arguments.config or data / "steward.toml", required=arguments.config is not None)
    chosen["data"] = data
    if database := arguments.database or environment.get("STEWARD_DATABASE"):
        chosen["database"] = database
    if key := environment.get("STEWARD_KEY"):
        chosen["key"] = key
    if getattr(arguments, "demo", False):
        chosen["demo"] = True
    return _settings(chosen)


def _read_file(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if required:
            raise CommandError(f"There is no settings file {path}.") from None
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} is not valid TOML: {error}.") from None


def _settings(chosen: dict[str, Any]) -> Settings:
    limits = chosen.pop("limits", {})
    for known, given, where in ((Settings, chosen, "setting"), (Limits, limits, "limit")):
        names = {field.name for field in dataclasses.fields(known)}
        for name in given:
            if name not in names:
                raise CommandError(f"There is no {where} {name!r}; known are {', '.join(sorted(names))}.")
    for name in ("trusted_proxies", "metrics_from"):
        if name in chosen:
            chosen[name] = tuple(chosen[name])
    if "key_file" in chosen:
        chosen["key_file"] = Path(chosen["key_file"])
    return Settings(**chosen, limits=Limits(**limits))
