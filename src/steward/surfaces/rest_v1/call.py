"""Call: one parsed request as the endpoints see it; Answer: what they hand back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from steward.engine.actor import Actor
from steward.engine.engine import Engine
from steward.surfaces.rest_v1.dialects import Dialect
from steward.surfaces.rest_v1.errors import ApiError
from steward.vocabulary.settings import Settings

if TYPE_CHECKING:
    from steward.access import Access, ApiClient, Session


class _Nothing:
    def __repr__(self) -> str:
        return "NOTHING"


NOTHING: Final = _Nothing()
"""The body of an answer that has none."""


@dataclass(slots=True)
class Upload:
    """A file that came with the request: `field` is its form field, `name` what the client calls it (cleaned)."""

    field: str
    name: str
    temporary: str
    prefix: str
    size: int
    mime: str
    allowed: bool = True


@dataclass(slots=True)
class Call:
    """One request. `method` is GET, POST, PUT or DELETE as v1 treats it, `verb` the one that was sent.

    `params`: query, body and headers merged; arrays of PHP's notation are lists or dicts; top-level "true" and "false" are
    booleans. `encodes`: texts leave HTML-encoded. `client` and `session` are None where no login is needed.
    """

    engine: Engine
    access: Access
    settings: Settings
    method: str
    verb: str
    resource: str
    segments: tuple[str, ...]
    params: dict[str, Any]
    ip: str
    base: str
    dialect: Dialect
    encodes: bool
    header: Callable[[str], str | None]
    client: ApiClient | None = None
    session: Session | None = None
    uploads: list[Upload] = field(default_factory=list)

    @property
    def actor(self) -> Actor:
        if self.session is None:
            raise ApiError("ERROR_SESSION_TOKEN_MISSING")
        actor: Actor = self.session.actor
        return actor

    def flag(self, name: str, default: bool = False) -> bool:
        """A parameter as PHP takes it for true or false; absent or null is `default`."""
        value = self.params.get(name)
        if value is None:
            return default
        return truthy(value)

    def text(self, name: str, default: str = "") -> str:
        """A scalar parameter as text; anything else is `default`."""
        value = self.params.get(name)
        if isinstance(value, bool):
            return "1" if value else ""
        if isinstance(value, (str, int, float)):
            return str(value)
        return default


@dataclass(slots=True)
class Answer:
    """`body` is anything that JSON can say (or NOTHING), with plain texts; `final`: texts are encoded already.

    `raw`: bytes or chunks sent as they are instead of a body, with `content_type` and, for chunks, `length`.
    """

    body: Any = NOTHING
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    final: bool = False
    raw: bytes | Iterable[bytes] | None = None
    length: int | None = None
    content_type: str = "application/json; charset=UTF-8"


Handler = Callable[[Call], Answer]


def truthy(value: object) -> bool:
    """PHP's idea of true: everything but false, null, 0, the empty text, "0" and the empty array."""
    return value != "0" and bool(value)


def filtered(value: object) -> bool:
    """The stricter boolean of a few parameters: true, 1, on and yes are true, everything else is false."""
    if isinstance(value, str):
        return value.strip().lower() in {"1", "true", "on", "yes"}
    return value is True or value == 1


__all__ = ["NOTHING", "Answer", "Call", "Handler", "Upload", "filtered", "truthy"]
