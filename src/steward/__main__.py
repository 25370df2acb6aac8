"""The command line of Steward."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from steward import __version__
from steward.commands import api, bench, demo, explain, serve, stores, user
from steward.commands.options import CommandError, add_store_options
from steward.engine.store.port import Unavailable

Run = Callable[[argparse.Namespace], int]
Configure = Callable[[argparse.ArgumentParser], None]

_COMMANDS: dict[str, tuple[str, Configure, Run]] = {
    "serve": ("create or migrate the store, then serve the APIs", serve.configure, serve.run),
    "migrate": ("create or migrate the store", stores.configure, stores.run_migrate),
    "check": ("say what is wrong with model, store or files, and how to mend it", stores.configure, stores.run_check),
    "explain": (
        "say where an item type or search option is declared, and what follows",
        explain.configure,
        explain.run,
    ),
    "bench": ("measure requests a second as shares of a bare hello-world", bench.configure, bench.run),
    "api": ("switch the API, or a way to log in to it, on or off", api.configure, api.run),
    "demo": ("fill the store with sample data", demo.configure, demo.run),
    "user": ("set a user's password, or make an API token", user.configure, user.run),
}


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="steward", description="IT service and asset management with GLPI's REST APIs.")
    top.add_argument("--version", action="version", version=f"steward {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (about, configure, run) in _COMMANDS.items():
        sub = commands.add_parser(name, help=about, description=f"{about[0].upper()}{about[1:]}.")
        add_store_options(sub)
        configure(sub)
        sub.set_defaults(run=run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; errors that a user can mend are one line on standard error and exit status 1."""
    parsed = parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
    except (CommandError, Unavailable) as error:
        print(f"steward: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return status


if __name__ == "__main__":
    sys.exit(main())
