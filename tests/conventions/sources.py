"""The project's own source files, parsed once for all convention tests."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "steward"


@dataclass(frozen=True)
class Source:
    path: Path
    text: str

    @property
    def name(self) -> str:
        return str(self.path.relative_to(PACKAGE)) if self.path.is_relative_to(PACKAGE) else self.path.name

    @property
    def package(self) -> str:
        """First folder below the package, or the module's own name at the top."""
        return self.path.relative_to(PACKAGE).with_suffix("").parts[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


@cache
def sources() -> tuple[Source, ...]:
    return tuple(Source(path, path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py")))


def of(text: str) -> Source:
    """A source for a rule's own examples."""
    return Source(PACKAGE / "engine" / "example.py", text)
