"""Values at the store's edge: what may go into a column, and in what form it comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.store.port import BadValue
from steward.vocabulary.columns import Column, Kind

Convert = Callable[[Any], Any]

_LARGEST: Final = 2**63 - 1
_RANGES: Final[Mapping[Kind, tuple[int, int]]] = {
    Kind.INT: (-(2**31), 2**31 - 1),
    Kind.UINT: (0, 2**32 - 1),
    Kind.BIGINT: (-(2**63), _LARGEST),
    Kind.SMALLINT: (-(2**15), 2**15 - 1),
    Kind.TINYINT: (-128, 127),
    Kind.UTINYINT: (0, 255),
}
_BYTES: Final[Mapping[Kind, int]] = {Kind.TEXT: 2**16 - 1, Kind.MEDIUMTEXT: 2**24 - 1, Kind.LONGTEXT: 2**32 - 1}
_CLOCK: Final = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00")
_WHOLE: Final = re.compile(r"[+-]?\d{1,20}")


def whole(value: Any) -> Any:
    """An integer of 64 bits, also written as text."""
    if value is None or (type(value) is int and -_LARGEST <= value <= _LARGEST):
        return value
    if (isinstance(value, float) and value.is_integer()) or isinstance(value, bool):
        return whole(int(value))
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return whole(int(value))
    raise BadValue(f"{_shown(value)} is not a whole number that fits")


def text(value: Any) -> Any:
    if isinstance(value, str):
        if "\0" in value:
            raise BadValue("a text must not contain a NUL character")
        try:
            value.isascii() or value.encode()
        except UnicodeEncodeError:
            raise BadValue("a text must not contain half a surrogate pair") from None
        return value
    if value is None:
        return value
    if isinstance(value, int | float | Decimal):
        return str(int(value)) if isinstance(value, bool) else str(value)
    raise BadValue(f"{type(value).__name__} is not a text")


def decimal(value: Any) -> Any:
    """Text, because SQLite's driver takes no Decimal."""
    return None if value is None else format(_number(value), "f")


def floating(value: Any) -> Any:
    return None if value is None else float(_number(value))


def moment(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    return _calendar(value, datetime.fromisoformat, 19, " 00:00:00")


def day(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()[:10]
    return _calendar(value, date.fromisoformat, 10, "")


def clock(value: Any) -> Any:
    if isinstance(value, time):
        return value.isoformat("seconds")
    if value is None or (isinstance(value, str) and _CLOCK.fullmatch(value)):
        return value
    raise BadValue(f"{_shown(value)} is not a time of day")


def _number(value: Any) -> Decimal:
    try:
        found = Decimal(str(int(value)) if isinstance(value, bool) else str(value))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise BadValue(f"{_shown(value)} is not a number")
    return found


def _calendar(value: Any, parse: Callable[[str], Any], length: int, suffix: str) -> Any:
    if value is None:
        return value
    if isinstance(value, str) and value.isascii():
        full = value + suffix if suffix and len(value) == 10 else value
        try:
            parse(full)
        except ValueError:
            pass
        else:
            # The parser knows more forms of the standard than rows may hold.
            if len(full) == length and full[7] == "-" and (length == 10 or (full[10] == " " and full[16] == ":")):
                return full
    raise BadValue(f"{_shown(value)} is not a date")


def _shown(value: Any) -> str:
    return repr(value if len(str(value)) <= 40 else str(value)[:40] + "…")


def as_parameter(type_: sa.types.TypeEngine[Any]) -> Convert:
    """What a parameter of a statement goes through, by the type of the column that it is compared with or written to."""
    for kind, convert in _BY_TYPE:
        if isinstance(type_, kind):
            return convert
    return _anything


_BY_TYPE: Final[tuple[tuple[type[Any], Convert], ...]] = (
    (sa.Integer, whole),
    (sa.String, text),
    (sa.Float, floating),
    (sa.Numeric, decimal),
    (sa.DateTime, moment),
    (sa.Date, day),
    (sa.Time, clock),
)


def _anything(value: Any) -> Any:
    return text(value) if isinstance(value, str) else value


def for_column(column: Column) -> Convert:
    """What a value goes through to be stored in `column`: the same limits on every store."""
    if column.is_integer:
        return _whole_within(column)
    if column.is_text:
        return _text_within(column)
    if column.kind is Kind.DECIMAL:
        return _decimal_within(column)
    return {Kind.FLOAT: floating, Kind.MOMENT: moment, Kind.DATE: day, Kind.CLOCK: clock}[column.kind]


def _whole_within(column: Column) -> Convert:
    low, high = _RANGES[column.kind]

    def convert(value: Any) -> Any:
        if type(value) is not int:
            value = whole(value)
        if value is not None and not low <= value <= high:
            raise BadValue(f"Out of range value for column '{column.name}'")
        return value

    return convert


def _text_within(column: Column) -> Convert:
    characters = column.size if column.kind in {Kind.VARCHAR, Kind.CHAR} else None
    size = _BYTES.get(column.kind, 0)

    def convert(value: Any) -> Any:
        value = text(value)
        if value is None or len(value) * 4 <= (size or 0):
            return value
        if len(value) > characters if characters is not None else len(value.encode()) > size:
            raise BadValue(f"Data too long for column '{column.name}'")
        return value

    return convert


def _decimal_within(column: Column) -> Convert:
    step, limit = Decimal(1).scaleb(-(column.scale or 0)), Decimal(10) ** ((column.size or 0) - (column.scale or 0))

    def convert(value: Any) -> Any:
        if value is None:
            return None
        number = _number(value)
        if abs(number) >= limit:
            raise BadValue(f"Out of range value for column '{column.name}'")
        return format(number.quantize(step, ROUND_HALF_UP), "f")

    return convert


def as_result(type_: sa.types.TypeEngine[Any]) -> Convert | None:
    """What a result goes through, by the type of its column; None if drivers return it plain already."""
    if isinstance(type_, sa.Float):
        return _shown_float
    if isinstance(type_, sa.Numeric) and type_.scale is not None:
        return _scaled(type_.scale)
    return None


def whole_result(value: Any) -> Any:
    """A sum of integers, which some stores hand out as a decimal."""
    return int(value) if isinstance(value, str) else value


def _shown_float(value: Any) -> Any:
    """Numbers, as recorded: without a fraction they are whole."""
    if isinstance(value, str):
        value = float(value)
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _scaled(scale: int) -> Convert:
    step = Decimal(1).scaleb(-scale)

    def convert(value: Any) -> Any:
        if value is None:
            return None
        if isinstance(value, int):
            return f"{value}.{'0' * scale}" if scale else str(value)
        return format(Decimal(str(value)).quantize(step, ROUND_HALF_UP), "f")

    return convert
