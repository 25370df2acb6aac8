"""Search options: the numbered columns that clients search, show and sort by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of options in the list; `key` is what options name as their group."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """One search option, resolved.

    `table`, `field`, `linkfield`, `datatype`, `uid` and `searchtypes` are what `listSearchOptions` prints. An option on the
    type's own table with `field == linkfield` is one of its columns; one on another table with an empty `join` is reached
    through the column `linkfield`. `extra` holds what only the raw listing prints (unit, max, toadd, …); `join` its joinparams.
    """

    number: int
    label: str
    group: str
    table: str
    field: str
    linkfield: str
    datatype: str = ""
    uid: str = ""
    searchtypes: tuple[str, ...] = ()
    nosearch: bool = False
    nosort: bool = False
    nodisplay: bool = False
    join: Mapping[str, object] = field(default_factory=dict)
    extra: Mapping[str, object] = field(default_factory=dict)
    path: tuple[object, ...] = ()
