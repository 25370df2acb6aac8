"""Settings: what an administrator may choose, with the defaults. Values only; `assemble` fills them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on input. Sizes are bytes, times seconds. Each error says which limit was exceeded."""

    body: int = 32 * 1024 * 1024
    body_without_session: int = 1024 * 1024
    upload: int = 100 * 1024 * 1024
    batch: int = 10_000
    json_depth: int = 64
    range: int = 100_000
    criteria: int = 1_000
    criteria_depth: int = 10
    query_string: int = 64 * 1024
    login_failures: int = 5
    login_window: int = 300


@dataclass(frozen=True, slots=True)
class Settings:
    """How this server runs. `database` is a SQLAlchemy-style URL; None is SQLite in `data`.

    `key` (or the content of `key_file`) seals secrets in the store; without either, `steward.key` in `data` does.
    `session_idle` is seconds. `argon2_*` is what a password check costs (about 20 ms; memory in KiB): raising it replaces stored
    hashes as people log in.
    """

    data: Path = field(default_factory=lambda: Path("data"))
    database: str | None = None
    key: str | None = field(default=None, repr=False)
    key_file: Path | None = None
    demo: bool = False
    dialect: str = "glpi-10"
    session_idle: int = 24 * 3600
    argon2_time: int = 2
    argon2_memory: int = 19 * 1024
    argon2_lanes: int = 1
    timezone: str = "UTC"
    base_url: str | None = None
    trusted_proxies: tuple[str, ...] = ()
    access_log: bool = True
    metrics_from: tuple[str, ...] = ("127.0.0.1", "::1")
    limits: Limits = field(default_factory=Limits)
