"""`steward user password NAME` and `steward user token NAME`: help for the administrator who is locked out."""

from __future__ import annotations

import argparse
import getpass
import sys

from steward.assemble import App, build
from steward.commands.options import CommandError, settings_from
from steward.engine.actor import SYSTEM
from steward.engine.command import Command, Verb
from steward.engine.query import Query, Where


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["password", "token"], help="set a password, or print a new API token")
    parser.add_argument("name", help="the user's login")
    parser.add_argument("--stdin", action="store_true", help="read the password from standard input")


def run(arguments: argparse.Namespace) -> int:
    app = build(settings_from(arguments))
    try:
        user = _user_id(app, arguments.name)
        if arguments.what == "token":
            print(app.access.new_api_token(user))
        else:
            _set_password(app, user, _ask_password(from_stdin=arguments.stdin))
            print(f"The password of {arguments.name} is changed; their sessions are ended.")
    finally:
        app.close()
    return 0


def _user_id(app: App, login: str) -> int:
    query = Query(app.model.role("user").name, where=(Where(("name",), "equals", login),), trash=None, limit=1)
    page = app.engine.list(SYSTEM, query)
    if not page.rows:
        raise CommandError(f"There is no user {login!r}.")
    return int(page.rows[0]["id"])


def _ask_password(*, from_stdin: bool) -> str:
    if from_stdin or not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    first = getpass.getpass("New password: ")
    if first != getpass.getpass("Again: "):
        raise CommandError("The two passwords differ.")
    return first


def _set_password(app: App, user: int, password: str) -> None:
    command = Command(Verb.UPDATE, app.model.role("user").name, user, {"password": password, "password2": password})
    (outcome,) = app.engine.execute(SYSTEM, [command])
    if not outcome.ok:
        raise CommandError(outcome.message or "The password was refused.")
