"""Coercion: what callers send becomes what a column holds. One small function per column, chosen once."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any, Final

from steward.vocabulary.columns import NO_DEFAULT, NOW, Column, Kind
from steward.vocabulary.options import Option

Coercer = Callable[[Any], Any]

SHORT_TEXT: Final = 255
_BOUNDS: Final = {
    Kind.INT: (-(2**31), 2**31 - 1),
    Kind.UINT: (0, 2**32 - 1),
    Kind.BIGINT: (-(2**63), 2**63 - 1),
    Kind.SMALLINT: (-(2**15), 2**15 - 1),
    Kind.TINYINT: (-128, 127),
    Kind.UTINYINT: (0, 255),
}
_BYTES: Final = {Kind.TEXT: 2**16 - 1, Kind.MEDIUMTEXT: 2**24 - 1, Kind.LONGTEXT: 2**30 - 1}
_DIGITS: Final = re.compile(r"[0-9]+")
_NUMBERS: Final = frozenset({"number", "integer"})
"""Datatypes of options whose columns take the digits of what is sent, texts ("128 MB") included."""
_LONGEST_NUMBER: Final = 40
_LARGEST_FLOAT: Final = 3.4e38
_TRUTH: Final = {"0": 0, "1": 1, "true": 1, "false": 0}


class Invalid(Exception):
    """The value cannot be stored; the write is refused with this message unless a step replaces the value."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Dropped(Exception):
    """The value is left out and the write goes on, with a remark."""


def coercer(column: Column, option: Option | None) -> Coercer:
    """The function that turns any JSON value into a value of `column`; it raises Invalid or Dropped, nothing else."""
    convert = _conversion(column, option.datatype if option else "")
    empty = _empty(column)

    def coerce(value: Any) -> Any:
        if value is None or value == "NULL":
            return empty
        if isinstance(value, list | dict | tuple | set | bytes):
            raise Invalid(f"Incorrect value for column '{column.name}'")
        return convert(value)

    return coerce


def default(column: Column, now: str) -> Any:
    """What a new row holds in a column nobody has set."""
    if column.default == NOW:
        return now
    if column.default is NO_DEFAULT:
        return _empty(column)
    if column.default is not None and column.kind is Kind.DECIMAL:
        return str(column.default)
    return column.default


def _empty(column: Column) -> Any:
    """The stored form of "nothing": NULL where the column takes it, else a zero of its kind."""
    if column.nullable:
        return None
    if column.is_text:
        return ""
    if column.kind is Kind.DECIMAL:
        return _quantized(column, Decimal(0))
    if column.kind in {Kind.DATE, Kind.MOMENT, Kind.CLOCK}:
        return None if column.default in (NO_DEFAULT, NOW) else column.default
    return 0


def _conversion(column: Column, datatype: str) -> Coercer:
    if column.is_integer:
        return _flag(column) if datatype == "bool" else _integer(column, keeps_digits=datatype in _NUMBERS)
    if column.is_text:
        return _text(column, datatype)
    if column.kind is Kind.DECIMAL:
        return _decimal(column)
    if column.kind is Kind.FLOAT:
        return _float(column)
    if column.kind is Kind.CLOCK:
        return _clock(column)
    return _moment(column)


def _flag(column: Column) -> Coercer:
    low, high = _BOUNDS[column.kind]

    def flag(value: Any) -> int:
        if isinstance(value, bool):
            return int(value)
        found = _TRUTH.get(str(value).strip().lower()) if not isinstance(value, float) else None
        if found is None or not low <= found <= high:
            raise Dropped
        return found

    return flag


def _integer(column: Column, *, keeps_digits: bool) -> Coercer:
    low, high = _BOUNDS[column.kind]
    empty = _empty(column)

    def integer(value: Any) -> Any:
        if type(value) is not int:
            if value == "":
                return empty
            value = _whole(column, value, keeps_digits)
        if low <= value <= high:
            return value
        raise Invalid(f"Out of range value for column '{column.name}'")

    return integer


def _whole(column: Column, value: Any, keeps_digits: bool) -> int:
    if isinstance(value, bool | int):
        return int(value)
    text = str(value).strip()
    sign = -1 if text.startswith("-") else 1
    if keeps_digits and not isinstance(value, float):
        text = "".join(_DIGITS.findall(text))
    else:
        text = text.removeprefix("-").removeprefix("+")
    if len(text) <= _LONGEST_NUMBER:
        try:
            return sign * int(Decimal(text).to_integral_value(ROUND_HALF_UP))
        except (InvalidOperation, ValueError, OverflowError):
            pass
    raise Invalid(f"Incorrect integer value for column '{column.name}'")


def _text(column: Column, datatype: str) -> Coercer:
    cut = column.size if column.kind in {Kind.VARCHAR, Kind.CHAR} and column.size == SHORT_TEXT else None
    limit = column.size or SHORT_TEXT if column.kind in {Kind.VARCHAR, Kind.CHAR} else None
    most = _BYTES.get(column.kind, 4 * SHORT_TEXT)
    lower, digits_only = datatype == "mac", datatype in _NUMBERS

    def text(value: Any) -> str:
        plain = value if type(value) is str else _printed(value)
        if lower:
            plain = plain.lower()
        elif digits_only:
            plain = "".join(_DIGITS.findall(plain))
        if "\0" in plain:
            raise Invalid(f"Incorrect text value for column '{column.name}'")
        if cut is not None:
            plain = plain[:cut]
        elif limit is not None:
            if len(plain) > limit:
                raise Invalid(f"Data too long for column '{column.name}'")
        elif len(plain) * 4 > most and len(plain.encode("utf-8", "replace")) > most:
            raise Invalid(f"Data too long for column '{column.name}'")
        if not plain.isascii():
            _refuse_half_characters(column, plain)
        return plain

    return text


def _refuse_half_characters(column: Column, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Invalid(f"Incorrect text value for column '{column.name}'") from None


def _printed(value: Any) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def _number(column: Column, value: Any) -> Decimal:
    text = str(int(value)) if isinstance(value, bool) else str(value).strip().replace(",", ".")
    try:
        number = Decimal(text or "0") if len(text) <= _LONGEST_NUMBER else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise Invalid(f"Incorrect decimal value for column '{column.name}'")
    return number


def _quantized(column: Column, number: Decimal) -> str:
    scale = column.scale or 0
    return str(number.quantize(Decimal(1).scaleb(-scale), ROUND_HALF_UP)) if number else f"{0:.{scale}f}"


def _decimal(column: Column) -> Coercer:
    most = Decimal(10) ** ((column.size or 10) - (column.scale or 0))

    def decimal(value: Any) -> str:
        number = _number(column, value)
        if abs(number) >= most:
            raise Invalid(f"Out of range value for column '{column.name}'")
        return _quantized(column, number)

    return decimal


def _float(column: Column) -> Coercer:
    def real(value: Any) -> float:
        number = float(_number(column, value))
        if math.isfinite(number) and abs(number) <= _LARGEST_FLOAT:
            return int(number) if number.is_integer() else number
        raise Invalid(f"Out of range value for column '{column.name}'")

    return real


_MOMENT: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\.\d+)?Z?")
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def _moment(column: Column) -> Coercer:
    empty = _empty(column)
    whole_day = column.kind is Kind.DATE

    def moment(value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else _printed(value)
        if text == "":
            return empty
        found = _MOMENT.fullmatch(text) if text.isascii() else None
        if not found:
            raise Dropped
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        try:
            if whole_day:
                return date(year, month, day).isoformat()
            return datetime(year, month, day, hour, minute, second).isoformat(sep=" ")
        except ValueError:
            raise Dropped from None

    return moment


def _clock(column: Column) -> Coercer:
    empty = _empty(column)

    def clock(value: Any) -> Any:
        text = str(value).strip()
        if text == "":
            return empty
        found = _CLOCK.fullmatch(text) if text.isascii() else None
        hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (99, 0, 0)
        if minutes > 59 or seconds > 59 or (hours, minutes, seconds) > (24, 0, 0):
            raise Dropped
        return f"{hours:02}:{minutes:02}:{seconds:02}"

    return clock
