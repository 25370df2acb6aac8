"""Excerpts: plain text out of rich text, and the short title made from it."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

TITLE: Final = 70
_BLOCKS: Final = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"})
_SILENT: Final = frozenset({"script", "style"})


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in _SILENT))
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def plain(rich: str) -> str:
    """The text of HTML in one line: tags gone, scripts and styles too, white space folded."""
    reader = _Text()
    reader.feed(rich)
    reader.close()
    return " ".join("".join(reader.parts).split())


def title(rich: str) -> str:
    """The first 70 characters of the text, for an ITIL object that came without a name."""
    return plain(rich)[:TITLE].rstrip()
