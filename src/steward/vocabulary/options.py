"""Search options: the numbered columns that clients search, show and sort by, and the words they are declared in."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as _field
from types import FrameType

from steward.vocabulary.paths import Hop, Path


@dataclass(frozen=True, slots=True)
class Heading:
    """A group of options in the list; `key` is what options name as their group."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Cell:
    """The column itself."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows the path reaches."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of a column, or of a named expression of one row, over the rows the path reaches."""

    of: str


@dataclass(frozen=True, slots=True)
class Min:
    """The smallest value of a column over the rows the path reaches."""

    of: str


@dataclass(frozen=True, slots=True)
class Max:
    """The largest value of a column over the rows the path reaches."""

    of: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A named expression, see `expressions.EXPRESSIONS`."""

    name: str


@dataclass(frozen=True, slots=True)
class Virtual:
    """Made when rows are rendered, from the columns `additionalfields` names; never searched or sorted."""

    name: str


@dataclass(frozen=True, slots=True)
class Delay:
    """The date `begin` plus the months in `months`, less the months in `minus`."""

    begin: str
    months: str
    minus: str = ""


Content = Cell | Count | Sum | Min | Max | Computed | Virtual | Delay
CELL = Cell()


@dataclass(frozen=True, slots=True)
class Option:
    """One search option.

    `table`, `field`, `linkfield`, `datatype`, `uid` and `searchtypes` are what `listSearchOptions` prints. An option on the
    type's own table with `field == linkfield` is one of its columns; one on another table with an empty `join` is reached
    through the column `linkfield`. `extra` holds what only the raw listing prints (unit, max, toadd, …); `join` its
    joinparams. As declared by the word `option`, `table` is empty and these wait for `resolving`; `path` and `content` stay
    as declared. `group` is the key of the heading it stands under; None before the first.
    """

    number: int
    label: str
    group: str | None
    table: str
    field: str
    linkfield: str
    datatype: str = ""
    uid: str = ""
    searchtypes: tuple[str, ...] = ()
    nosearch: bool = False
    nosort: bool | str = False
    nodisplay: bool = False
    join: Mapping[str, object] = _field(default_factory=dict)
    extra: Mapping[str, object] = _field(default_factory=dict)
    path: tuple[Hop, ...] = ()
    content: Content = CELL
    place: str = _field(default="", compare=False)
    """File and line of the declaration."""


DERIVED = "?"
"""The datatype of a declared option that is to follow from its content or its column."""


def option(
    number: int,
    label: str,
    path: Hop | Path,
    what: str | Content,
    *,
    group: str = "",
    field: str = "",
    linkfield: str = "",
    datatype: str = DERIVED,
    fixed: bool = False,
    search: str | tuple[str, ...] | None = None,
    many: bool | None = None,
    having: bool | None = None,
    nosearch: bool = False,
    nosort: bool | str = False,
    nodisplay: bool = False,
    join: Mapping[str, object] | None = None,
    **extra: object,
) -> Option:
    """An option that is no own column: what is shown of the rows at the end of a path.

    `what` is a column or another content; `field` is the name it has on the wire, if that is another. `fixed`: massive actions
    never change it. `search` replaces the search types that follow from the datatype. `many` and `having` replace what follows
    from path and content (the listing's `forcegroupby`, `usehaving`), `join` the printed joinparams. Everything else is
    printed as it is; None leaves out what would follow.
    """
    switches: dict[str, object] = {"massiveaction": False} if fixed else {}
    if search is not None:
        switches["searchtype"] = list(search) if isinstance(search, tuple) else search
    for name, given in (("forcegroupby", many), ("usehaving", having)):
        if given is not None:
            switches[name] = given or None
    content = CELL if isinstance(what, str) else what
    return Option(
        number,
        label,
        group,
        table="",
        field=field or (what if isinstance(what, str) else _wire_field(what)),
        linkfield=linkfield,
        datatype=datatype,
        nosearch=nosearch,
        nosort=nosort,
        nodisplay=nodisplay,
        join=join or {},
        extra={**switches, **extra},
        path=path if isinstance(path, tuple) else (path,),
        content=content,
        place=place_of(sys._getframe(1)),
    )


def place_of(frame: FrameType) -> str:
    """File and line of a call, as `steward explain` shows them; the file is relative to the package's folder."""
    return f"{frame.f_code.co_filename.rpartition('/steward/')[2]}:{frame.f_lineno}"


def _wire_field(content: Content) -> str:
    match content:
        case Sum(of=name) | Min(of=name) | Max(of=name) | Computed(name=name) | Virtual(name=name):
            return name
        case _:
            return "id"


@dataclass(frozen=True)
class Bundle:
    """Options that an attached type brings to every type it is attached to, declared once on the far side."""

    options: tuple[Heading | Option, ...]

    def __iter__(self) -> Iterator[Heading | Option]:
        return iter(self.options)

    def __add__(self, other: Bundle) -> Bundle:
        return Bundle(self.options + other.options)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(one.number for one in self.options if isinstance(one, Option))

    def without(self, *numbers: int) -> Bundle:
        return self.only(*(n for n in self.numbers if n not in numbers))

    def only(self, *numbers: int) -> Bundle:
        """Headings that would stand over nothing go too."""
        kept: list[Heading | Option] = []
        for one in reversed(self.options):
            if one.number in numbers if isinstance(one, Option) else kept and isinstance(kept[-1], Option):
                kept.append(one)
        return Bundle(tuple(reversed(kept)))

    def numbered(self, new: Mapping[int, int]) -> Bundle:
        """The same options under other numbers."""
        return Bundle(
            tuple(replace(o, number=new.get(o.number, o.number)) if isinstance(o, Option) else o for o in self.options)
        )


def bundle(*options: Heading | Option, fixed: bool = False) -> Bundle:
    """`fixed`: no member is ever changed by massive actions."""
    if not fixed:
        return Bundle(options)
    return Bundle(
        tuple(replace(o, extra={"massiveaction": False, **o.extra}) if isinstance(o, Option) else o for o in options)
    )
