"""Tables of data of v1 that are not declared with the item types: second names, actions, numbered types."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


@cache
def table(name: str) -> Any:
    """The content of `<name>.json` beside this module; shared, so not to be changed."""
    return msgspec.json.decode(files(__name__).joinpath(f"{name}.json").read_bytes())
