"""The page at the API's own address: how to use it, with an anchor for every error code."""

from __future__ import annotations

import html
import re
from functools import cache
from importlib.resources import files

from steward.surfaces.rest_v1 import data
from steward.surfaces.rest_v1.call import Answer, Call
from steward.surfaces.rest_v1.errors import CODES

_HEADING = re.compile(r"(#{1,3}) (.+?)(?: \{#(\w+)\})?")
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Steward: REST API, version 1</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>
body{{font:16px/1.55 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}}
code{{background:#8881;padding:.1em .3em;border-radius:3px}}
pre{{background:#8881;padding:.8em;overflow:auto}}pre code{{background:none}}
h3{{margin-bottom:.2em}}:target{{outline:2px solid #48c}}
@media(prefers-color-scheme:dark){{body{{background:#141414;color:#ddd}}a{{color:#8bf}}}}
</style></head><body>
{content}
</body></html>
"""


def inline_documentation(call: Call) -> Answer:
    """HTML for people; Markdown for programs, which show themselves by asking with a JSON content type."""
    asks_json = (call.header("Content-Type") or "").startswith("application/json")
    # The address may come from the request's Host header, so it is not to be trusted in a page.
    text = _markdown().replace("{api}", call.base) if asks_json else _page().replace("{api}", html.escape(call.base))
    headers = {"X-Frame-Options": "SAMEORIGIN"}
    return Answer(raw=text.encode(), headers=headers, content_type="text/html; charset=UTF-8")


@cache
def _markdown() -> str:
    notes = data.table("error_notes")
    errors = "\n".join(f"### {code} {{#{code}}}\n\n{notes[code]}\n" for code in CODES)
    return files(data).joinpath("documentation.md").read_text(encoding="utf-8") + errors


@cache
def _page() -> str:
    blocks = [_block(block) for block in _blocks(_markdown())]
    return _PAGE.format(content="\n".join(blocks))


def _blocks(text: str) -> list[str]:
    """Paragraphs, lists, headings and fenced code, each as one text."""
    found: list[str] = []
    fenced = False
    for part in text.split("\n\n"):
        block = part.strip("\n")
        if fenced:
            found[-1] += f"\n\n{block}"
        elif block:
            found.append(block)
        if block.count("```") % 2:
            fenced = not fenced
    return found


def _block(text: str) -> str:
    if text.startswith("```"):
        return f"<pre><code>{html.escape(text.strip('`').strip(chr(10)))}</code></pre>"
    if text.startswith("- "):
        entries = "".join(f"<li>{_inline(line.removeprefix('- '))}</li>" for line in text.split("\n"))
        return f"<ul>{entries}</ul>"
    heading = _HEADING.fullmatch(text)
    if heading:
        level, title, anchor = len(heading[1]), _inline(heading[2]), heading[3]
        named = f' id="{anchor}"' if anchor else ""
        return f"<h{level}{named}>{title}</h{level}>"
    return f"<p>{_inline(text)}</p>"


def _inline(text: str) -> str:
    shown = _CODE.sub(r"<code>\1</code>", html.escape(text, quote=False))
    return _LINK.sub(r'<a href="\2">\1</a>', shown)
