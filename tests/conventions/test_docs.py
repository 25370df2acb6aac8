"""The documentation keeps up with the code."""

from __future__ import annotations

import re

from conventions.sources import PACKAGE, ROOT
from steward.__main__ import parser


def test_the_map_names_every_package() -> None:
    text = (ROOT / "docs" / "map.md").read_text(encoding="utf-8")
    packages = {path.parent.relative_to(PACKAGE) for path in PACKAGE.rglob("__init__.py")}
    named = {str(p) for p in packages if len(p.parts) <= 2 and p.parts and p.parts[0] != "itemtypes"} | {"itemtypes"}
    assert [name for name in sorted(named) if f"`{name}/`" not in text and f"`{name}/" not in text] == []


def test_the_guide_names_every_command() -> None:
    text = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
    commands = re.findall(r"\{?([a-z-]+)[,}]?", " ".join(parser()._subparsers._group_actions[0].choices))  # type: ignore[union-attr,arg-type]
    assert [name for name in commands if f"steward {name}" not in text] == []


def test_decisions_are_numbered_once() -> None:
    names = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("0*.md"))
    numbers = [name[:4] for name in names]
    assert [number for number in numbers if numbers.count(number) > 1] == []
    for name in names:
        first = (ROOT / "docs" / "decisions" / name).read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith(f"# {int(name[:4])}. "), name
