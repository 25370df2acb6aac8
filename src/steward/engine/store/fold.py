"""Folding: text without case and accents, the same in patterns and in stored values."""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

_MARKS = re.compile("[\u0300-\u036f]+")
_WESTERN: Final = "latin-1"


def fold(text: Any) -> Any:
    """Case and accents away. Takes anything, because SQLite calls it on whatever a column holds."""
    if not isinstance(text, str):
        return text
    # Most texts that SQLite asks about are western: one byte a letter, folded byte by byte, ten times faster.
    try:
        found = text.encode(_WESTERN).translate(_BYTES)
    except UnicodeEncodeError:
        return _folded(text)
    return _folded(text) if _OTHERWISE in found else found.decode(_WESTERN)


def _folded(text: str) -> str:
    # A capital sharp s or a long s folds only once its marks are gone, hence twice.
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).casefold()


_OTHERWISE: Final = b"\xff"
"""Stands for letters that fold to several, or to none of the western ones. No letter folds to ÿ: it folds to y."""


def _byte(code: int) -> bytes:
    try:
        return _folded(bytes([code]).decode(_WESTERN)).encode(_WESTERN)
    except UnicodeError:
        return _OTHERWISE


_BYTES: Final = b"".join(made if len(made := _byte(code)) == 1 else _OTHERWISE for code in range(256))
