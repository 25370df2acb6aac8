"""Folding: text without case and accents, the same in patterns and in stored values."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

_MARKS = re.compile("[\u0300-\u036f]+")


def fold(text: Any) -> Any:
    """Case and accents away. Takes anything, because SQLite calls it on whatever a column holds."""
    if not isinstance(text, str):
        return text
    # A capital sharp s or a long s folds only once its marks are gone, hence twice.
    return _MARKS.sub("", unicodedata.normalize("NFD", text.casefold())).casefold()
