"""`steward demo load`: sample data, the same for the same seed."""

from __future__ import annotations

import argparse
import sys
import time
from datetime import datetime

from steward.assemble import load_model
from steward.commands.options import CommandError, settings_from
from steward.demo.load import AlreadyThere, load
from steward.demo.organisation import Size
from steward.engine.store.open import open_store

_WIDTH = 30


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["load"], help="load: add a company with computers and tickets to the store")
    parser.add_argument("--computers", type=_count, default=1_000, metavar="N", help="default: %(default)s")
    parser.add_argument("--tickets", type=_count, default=1_000, metavar="N", help="default: %(default)s")
    parser.add_argument(
        "--seed", type=_count, default=1, metavar="S", help="the company's number (default: %(default)s)"
    )
    parser.add_argument(
        "--until",
        type=_day,
        default=datetime(2026, 11, 1),
        metavar="YYYY-MM-DD",
        help="when the story ends (default: 2026-11-01)",
    )


def run(arguments: argparse.Namespace) -> int:
    settings = settings_from(arguments)
    size = Size(arguments.computers, arguments.tickets, arguments.seed, arguments.until)
    settings.data.mkdir(parents=True, exist_ok=True)
    store = open_store(load_model(), settings)
    if store.first_password:
        print(f"The super-administrator is glpi, with the password {store.first_password}", flush=True)
    progress = Progress(size.computers + size.tickets)
    try:
        loaded = load(store, size, progress)
    except AlreadyThere as found:
        raise CommandError(f"{found} is in this store already; choose another --seed.") from None
    finally:
        store.close()
        progress.end()
    print(f"{loaded.rows:,} rows in {progress.seconds:.1f} s ({loaded.rows / progress.seconds:,.0f} a second).")
    return 0


class Progress:
    """A bar on standard error, where that is a terminal."""

    def __init__(self, most: int) -> None:
        self._most, self._begun = most, time.monotonic()
        self._shown = sys.stderr.isatty()

    @property
    def seconds(self) -> float:
        return max(time.monotonic() - self._begun, 0.001)

    def __call__(self, done: int, rows: int) -> None:
        if self._shown:
            share = done / self._most if self._most else 1.0
            bar = "#" * int(share * _WIDTH)
            sys.stderr.write(f"\r[{bar:<{_WIDTH}}] {share:4.0%}  {rows:,} rows, {rows / self.seconds:,.0f} a second ")
            sys.stderr.flush()

    def end(self) -> None:
        if self._shown:
            sys.stderr.write("\n")


def _count(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 10_000_000:
        raise argparse.ArgumentTypeError(f"{text} is not between 0 and 10,000,000")
    return number


def _day(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d")
