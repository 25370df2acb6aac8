"""Fields: the words a column is declared in; each brings storage, index, link and, if numbered, a search option."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from steward.vocabulary.columns import NO_DEFAULT, NOW, Column, Kind, Value, _NoDefault
from steward.vocabulary.options import Option, place_of
from steward.vocabulary.paths import Hop, Path, Word


class _AsUsual:
    """The default that the word itself brings."""

    def __repr__(self) -> str:
        return "AS_USUAL"


AS_USUAL: Final = _AsUsual()
Default = Value | _NoDefault | _AsUsual


PLURAL: Final = "{plural}"
"""As a label: the linked type's own, in the plural."""
PRINTED: Final = (
    "right",
    "condition",
    "itemtype_list",
    "unit",
    "min",
    "max",
    "step",
    "toadd",
    "forcegroupby",
    "maybefuture",
    "additionalfields",
)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """How a column appears among the search options.

    `option` is its number; without one it is not searchable. `fixed`: never changed by massive actions. `search` replaces the
    search types that the data type implies, and is printed; `searchtypes` replaces them silently. `shows` names the field of
    the linked row, or the link's own column for the bare id. From `right` on: what only the raw listing prints (whom a picker
    offers, which rows, limits and units of numbers), `extra` being the rest of it.
    """

    option: int | None = None
    label: str = ""
    datatype: str | None = None
    fixed: bool | None = None
    search: str | tuple[str, ...] | None = None
    nosearch: bool = False
    nosort: bool = False
    nodisplay: bool = False
    shows: str = ""
    searchtypes: tuple[str, ...] = ()
    right: str | tuple[str, ...] | None = None
    condition: Mapping[str, object] | None = None
    itemtype_list: str | None = None
    unit: str | None = None
    min: int | None = None
    max: int | str | None = None
    step: int | None = None
    toadd: Mapping[str, str] | tuple[str | int, ...] | None = None
    forcegroupby: bool | None = None
    maybefuture: bool | None = None
    additionalfields: tuple[str, ...] | None = None
    extra: Mapping[str, object] = field(default_factory=dict)
    place: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.option is not None and not self.place:
            object.__setattr__(self, "place", place_of(sys._getframe(2)))

    def printed(self) -> dict[str, object]:
        """What the raw listing prints beside the common members."""
        printed = {**self.extra}
        for name in PRINTED:
            value = getattr(self, name)
            if value is not None:
                printed[name] = list(value) if isinstance(value, tuple) else value
        if self.fixed is not None:
            printed["massiveaction"] = not self.fixed
        if self.search is not None:
            printed["searchtype"] = self.search if isinstance(self.search, str) else list(self.search)
        return printed


@dataclass(frozen=True, kw_only=True)
class Field(Shown):
    """One column in words. The word's class says kind, size and usual default; keywords say what differs.

    `null`: may be NULL. `indexed`: None follows the word and the name. `also`: further search options on the same column.
    """

    KIND: ClassVar[Kind]
    SIZE: ClassVar[int | None] = None
    SCALE: ClassVar[int | None] = None
    NULL: ClassVar[bool] = False
    DEFAULT: ClassVar[Value | _NoDefault] = 0
    EMPTY: ClassVar[Value | _NoDefault] = NO_DEFAULT
    DATATYPE: ClassVar[str] = ""
    INDEXED: ClassVar[bool] = False
    EXTRA: ClassVar[Mapping[str, object]] = {}

    kind: Kind | None = None
    size: int | None = None
    scale: int | None = None
    null: bool | None = None
    default: Default = AS_USUAL
    indexed: bool | None = None
    secret: bool = False
    sealed: bool = False
    also: tuple[Shown, ...] = ()

    def column(self, name: str) -> Column:
        null = self.NULL if self.null is None else self.null
        return Column(
            name,
            self.kind or self.KIND,
            self.size or self.SIZE,
            self.scale or self.SCALE,
            null,
            self._default(null),
            auto_increment=isinstance(self, Id) and self.auto,
        )

    def _default(self, null: bool) -> Value | _NoDefault:
        if not isinstance(self.default, _AsUsual):
            return self.default
        if null == self.NULL:
            return self.DEFAULT
        return None if null else self.EMPTY

    def is_indexed(self, name: str) -> bool:
        if self.indexed is not None:
            return self.indexed
        return self.INDEXED or name in ALWAYS_INDEXED or (name.startswith("is_") and isinstance(self, Flag))

    def options(self, name: str) -> list[Option]:
        return [self._option(name, shown) for shown in (self, *self.also) if shown.option is not None]

    def _option(self, name: str, shown: Shown) -> Option:
        assert shown.option is not None
        path = self._path(name, shown)
        return Option(
            number=shown.option,
            label=shown.label,
            group="",
            table="",
            field=shown.shows if path else name,
            linkfield=name,
            datatype=self.DATATYPE if shown.datatype is None else shown.datatype,
            searchtypes=shown.searchtypes,
            nosearch=shown.nosearch,
            nosort=shown.nosort,
            nodisplay=shown.nodisplay,
            extra={**self.EXTRA, **shown.printed()},
            path=path,
            place=shown.place,
        )

    def _path(self, name: str, shown: Shown) -> Path:
        return ()


ALWAYS_INDEXED: Final = frozenset({"name"})


class Text(Field):
    """A short text."""

    KIND, SIZE, NULL, DEFAULT, EMPTY, DATATYPE = Kind.VARCHAR, 255, True, None, "", "string"


@dataclass(frozen=True, kw_only=True)
class Secret(Text):
    """A text that clients may write and never read; the server can, so it is kept encrypted."""

    secret: bool = True
    sealed: bool = True


@dataclass(frozen=True, kw_only=True)
class Hashed(Secret):
    """A secret that is only ever compared: steps keep a hash of it, which nobody can read back."""

    sealed: bool = False


class LongText(Field):
    """A text of any length, on several lines."""

    KIND, NULL, DEFAULT, DATATYPE = Kind.TEXT, True, None, "text"


class Html(LongText):
    """Rich text, sanitised before it is stored."""

    KIND, EXTRA = Kind.LONGTEXT, {"htmltext": True}


class Json(LongText):
    """Data that the server encodes and decodes; clients see the text."""

    KIND = Kind.LONGTEXT


class Number(Field):
    """A whole number."""

    KIND, DATATYPE = Kind.INT, "number"


class Small(Number):
    """A whole number between -128 and 127."""

    KIND = Kind.TINYINT


class Choice(Number):
    """A number that stands for one of a few named values."""

    DATATYPE = "specific"


class Duration(Number):
    """Seconds."""

    DATATYPE = "timestamp"


class Flag(Field):
    """Yes or no, stored as 1 or 0."""

    KIND, DATATYPE = Kind.TINYINT, "bool"


class Decimal(Field):
    """An amount with four digits after the point."""

    KIND, SIZE, SCALE, DEFAULT, DATATYPE = Kind.DECIMAL, 20, 4, "0.0000", "decimal"


class Float(Field):
    """A number with a fraction that needs no exactness."""

    KIND, DATATYPE = Kind.FLOAT, "decimal"


class Date(Field):
    """A day."""

    KIND, NULL, DEFAULT, INDEXED, DATATYPE = Kind.DATE, True, None, True, "date"


class Moment(Field):
    """A day and a time."""

    KIND, NULL, DEFAULT, INDEXED, DATATYPE = Kind.MOMENT, True, None, True, "datetime"
    EMPTY = NOW


class Clock(Field):
    """A time of day."""

    KIND, DEFAULT, DATATYPE = Kind.CLOCK, "00:00:00", "string"


class ItemtypeName(Field):
    """The name of an item type."""

    KIND, SIZE, DEFAULT, EMPTY, DATATYPE = Kind.VARCHAR, 100, NO_DEFAULT, NO_DEFAULT, "itemtypename"


@dataclass(frozen=True, kw_only=True)
class Id(Field):
    """The row's own number."""

    KIND, DEFAULT, DATATYPE = Kind.UINT, NO_DEFAULT, "number"
    auto: bool = True


@dataclass(frozen=True)
class Link(Field):
    """The id of a row of another type. Shows that row's name unless `shows` names another of its fields.

    `by_class`: on a purge of that row the reference is left to cascades. `follows=False`: the purge leaves it alone altogether.
    """

    KIND, INDEXED, DATATYPE = Kind.UINT, True, "dropdown"
    target: str
    by_class: bool | None = field(default=None, kw_only=True)
    follows: bool = field(default=True, kw_only=True)

    def _path(self, name: str, shown: Shown) -> Path:
        return () if shown.shows == name else (Hop(Word.LINK, self.target, name),)


@dataclass(frozen=True, kw_only=True)
class ItemId(Field):
    """The id of a row of the item type that `of` names; `among` says which types that may be (list names or type names)."""

    KIND, DATATYPE = Kind.UINT, "specific"
    of: str = "itemtype"
    among: tuple[str, ...] = ()
    by_class: bool = True


@dataclass(frozen=True)
class Adjust:
    """What differs from the trait's field of the same name."""

    changes: Mapping[str, Any]

    def __call__(self, field: Field) -> Field:
        return replace(field, **self.changes)


def adjust(**changes: Any) -> Any:
    """Take the field from a trait, but with these keywords changed."""
    return Adjust(changes)
