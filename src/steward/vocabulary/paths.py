"""Paths: how a search option gets from a row of its item type to the rows it shows, in steps without SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final


class Word(StrEnum):
    """What a hop from a near row to far rows compares."""

    LINK = "link"
    """A foreign key of the near row is the far row's id."""
    CHILD = "child"
    """A foreign key of the far row is the near row's id."""
    POLY = "poly"
    """`itemtype` and `items_id` of the far row name the near row."""
    POLYLINK = "polylink"
    """`items_id` of the near row is the far row's id, where the near row's `itemtype` is the far type."""
    POLYTYPE = "polytype"
    """`itemtype` of the far row is the near row's type, whichever row."""
    MAIN = "main"
    """`mainitemtype` and `mainitems_id` of the far row name the near row."""
    EITHER = "either"
    """One of the far row's two foreign keys to the near type (`…_id_1`, `…_id_2`) is the near row's id."""


TO_MANY: Final = frozenset({Word.CHILD, Word.POLY, Word.POLYTYPE, Word.MAIN})
Test = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Not:
    """In a test: the column does not hold this value; `Not(None)`: it holds any."""

    value: object = None


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a path, to rows of `item`.

    `column` is the foreign key compared (on the near row for `link`, else on the far row); empty: the usual one; "id" in a
    link: the near row itself again. `near` is the near row's column that is compared instead of its id. `where` and `when` are
    column tests on the far and the near row (None: is null). `named` are predicates that need more than columns and values,
    see `PREDICATES`. `latest`: only the newest far row. `prints` is what the raw listing spells differently without a
    difference in meaning; `listed` is such a spelling too: the listing puts this hop in a list of its own, and leaves it
    out of `uid`.
    """

    word: Word
    item: str
    column: str = ""
    near: str = ""
    where: tuple[Test, ...] = ()
    when: tuple[Test, ...] = ()
    named: tuple[str, ...] = ()
    latest: bool = False
    listed: bool = False
    prints: tuple[Test, ...] = ()


Path = tuple[Hop, ...]
OWN: Final = "{owner}"
"""In what a hop prints: the name of the option's owner."""

PREDICATES: Final[Mapping[str, str]] = {
    "in_reach": "the row's entity is among those that the session can see",
    "visible": "the session may see the row, by the own rule of its type (private followups and tasks, parents in a tree)",
    "in_force": "a licence without expiry date or not yet expired",
    "own": "the row belongs to the session's user",
}


def _hop(
    word: Word,
    item: str,
    column: str = "",
    *,
    near: str = "",
    where: Mapping[str, object] | None = None,
    when: Mapping[str, object] | None = None,
    named: str | Iterable[str] = (),
    latest: bool = False,
    listed: bool = False,
    prints: Mapping[str, object] | None = None,
) -> Hop:
    return Hop(
        word,
        item,
        column,
        near,
        tuple((where or {}).items()),
        tuple((when or {}).items()),
        (named,) if isinstance(named, str) else tuple(named),
        latest,
        listed,
        tuple((prints or {}).items()),
    )


link = partial(_hop, Word.LINK)
child = partial(_hop, Word.CHILD)
poly = partial(_hop, Word.POLY)
polylink = partial(_hop, Word.POLYLINK)
polytype = partial(_hop, Word.POLYTYPE)
main = partial(_hop, Word.MAIN)
either = partial(_hop, Word.EITHER)


def to_many(path: Path) -> bool:
    """Whether a row may reach several far rows. Ticket links by `either` count as one, as clients know them."""
    return any(hop.word in TO_MANY for hop in path)
