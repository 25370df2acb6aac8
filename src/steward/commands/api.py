"""`steward api on|off|credentials on|off`: the switches of the API, for as long as there is no page to set them on."""

from __future__ import annotations

import argparse

from steward.assemble import App, build
from steward.commands.options import CommandError, settings_from
from steward.engine.actor import SYSTEM
from steward.engine.command import Command, Verb
from steward.engine.query import Query, Where

_SWITCHES = {
    "api": ("enable_api", "The API"),
    "credentials": ("enable_api_login_credentials", "Login to the API with login and password"),
    "tokens": ("enable_api_login_external_token", "Login to the API with API tokens"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "switch", nargs="?", choices=sorted(_SWITCHES), default="api", help="which (default: the API itself)"
    )
    parser.add_argument("state", choices=["on", "off"])


def run(arguments: argparse.Namespace) -> int:
    name, about = _SWITCHES[arguments.switch]
    app = build(settings_from(arguments))
    try:
        _set(app, name, "1" if arguments.state == "on" else "0")
    finally:
        app.close()
    print(f"{about} is {arguments.state}.")
    return 0


def _set(app: App, name: str, value: str) -> None:
    config = app.model.role("config").name
    query = Query(config, where=(Where(("name",), "equals", name), Where(("context",), "equals", "core")), limit=1)
    rows = app.engine.list(SYSTEM, query).rows
    if not rows:
        raise CommandError(f"The store has no setting {name}; run: steward check")
    (outcome,) = app.engine.execute(SYSTEM, [Command(Verb.UPDATE, config, rows[0]["id"], {"value": value})])
    if not outcome.ok:
        raise CommandError(outcome.message or f"The setting {name} was refused.")
