"""Texts as GLPI 10 clients know them: `&`, `<` and `>` travel encoded unless a header asks for plain text."""

from __future__ import annotations

import re
from typing import Any

_LOOSE_AMPERSAND = re.compile(r"&(?!(?:[A-Za-z][A-Za-z0-9]*|#[0-9]+|#[xX][0-9A-Fa-f]+);)")
_MARKS = ("&#38;", "&#60;", "&#62;", "&lt;", "&gt;")
_READY = frozenset({"&nbsp;", "&nbsp; (0)"})
"""Marks for "nothing linked", in answers and in history, which are markup in the reference as well."""


def encode(text: str) -> str:
    """The form that leaves Steward; texts that look encoded already stay as they are."""
    if "<" not in text and ">" not in text:
        if "&" not in text or text in _READY or _looks_encoded(text):
            return text
        return text.replace("&", "&#38;")
    return text.replace("&", "&#38;").replace("<", "&#60;").replace(">", "&#62;")


def encode_path(text: str) -> str:
    """A complete name: the names are encoded, the " > " between them is not."""
    return " > ".join([encode(part) for part in text.split(" > ")])


def decode(text: str) -> str:
    """What an encoded text says, so that reading a text and writing it back changes nothing."""
    if "&#" not in text or "<" in text or ">" in text or not _looks_encoded(text):
        return text
    return text.replace("&#60;", "<").replace("&#62;", ">").replace("&#38;", "&")


def _looks_encoded(text: str) -> bool:
    return any(mark in text for mark in _MARKS) and _LOOSE_AMPERSAND.search(text) is None


def encode_all(value: Any) -> Any:
    """`encode` for every text inside; keys stay. Returns a new value."""
    if isinstance(value, str):
        return encode(value)
    if isinstance(value, dict):
        return {
            key: encode_path(inner) if key == "completename" and isinstance(inner, str) else encode_all(inner)
            for key, inner in value.items()
        }
    if isinstance(value, (list, tuple)):
        return [encode_all(inner) for inner in value]
    return value


def decode_all(value: Any) -> Any:
    """`decode` for every text inside; keys stay."""
    if isinstance(value, str):
        return decode(value)
    if isinstance(value, dict):
        return {key: decode_all(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [decode_all(inner) for inner in value]
    return value
