"""Who may import whom, as the architecture says."""

from __future__ import annotations

import ast

from conventions.sources import Source, of, sources

EVERYTHING = None
ALLOWED: dict[str, frozenset[str] | None] = {
    "vocabulary": frozenset(),
    "calculations": frozenset(),
    "itemtypes": frozenset({"vocabulary", "calculations"}),
    "engine": frozenset({"vocabulary", "calculations"}),
    "defaults": frozenset(),
    "access": frozenset({"vocabulary", "engine", "connectors"}),
    "connectors": frozenset({"vocabulary"}),
    "jobs": frozenset({"vocabulary", "calculations", "engine", "access", "connectors"}),
    "surfaces": frozenset({"vocabulary", "engine", "access"}),
    "logs": frozenset(),
    "assemble": EVERYTHING,
    "bench": EVERYTHING,
    "commands": EVERYTHING,
    "demo": EVERYTHING,
    "__main__": EVERYTHING,
    "__init__": frozenset(),
}
STANDARD_ONLY = {"vocabulary", "calculations", "itemtypes"}
STANDARD = frozenset(
    """__future__ abc bisect calendar collections contextlib dataclasses datetime decimal enum fractions functools
    hashlib html html.parser importlib inspect ipaddress itertools json math operator pathlib pkgutil re string
    sys types typing unicodedata uuid zoneinfo""".split()
)


def imported(source: Source) -> list[str]:
    found = []
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{source.name} imports relatively"
            found.append(node.module or "")
    return found


def wrong_imports(source: Source) -> list[str]:
    allowed = ALLOWED[source.package]
    wrong = []
    for name in imported(source):
        parts = name.split(".")
        if parts[0] == "steward" and allowed is not EVERYTHING and len(parts) > 1:
            if parts[1] not in allowed | {source.package}:
                wrong.append(name)
        elif (
            source.package in STANDARD_ONLY
            and parts[0] != "steward"
            and name not in STANDARD
            and parts[0] not in STANDARD
        ):
            wrong.append(name)
    return wrong


def test_packages_import_only_what_the_architecture_allows() -> None:
    assert {s.name: w for s in sources() if (w := wrong_imports(s))} == {}


def test_the_rule_sees_a_wrong_import() -> None:
    assert wrong_imports(of("from steward.surfaces.http import HttpApp\n")) == ["steward.surfaces.http"]
    assert wrong_imports(of("from steward.vocabulary.item import Item\n")) == []


def local_imports(source: Source) -> list[str]:
    return [
        f"{function.name}:{node.lineno}"
        for function in source.functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]


def test_no_import_hides_in_a_function() -> None:
    assert {s.name: found for s in sources() if (found := local_imports(s))} == {}
    assert local_imports(of("def f():\n    import os\n")) == ["f:2"]
