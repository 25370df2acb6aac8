"""Sizes, names, docstrings and annotations."""

from __future__ import annotations

import ast
import statistics

from conventions.sources import Source, of, sources

MOST_LINES_OF_A_FILE = 500
MOST_LINES_OF_A_FUNCTION = 80
MEDIAN_FUNCTION, P95_FUNCTION = 10, 40
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base"}


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_files_are_short() -> None:
    assert {s.name: s.lines for s in sources() if s.lines > MOST_LINES_OF_A_FILE} == {}


def test_functions_are_short() -> None:
    lengths = {f"{s.name}:{f.name}": length(f) for s in sources() for f in s.functions()}
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_A_FUNCTION} == {}
    ordered = sorted(lengths.values())
    assert statistics.median(ordered) <= MEDIAN_FUNCTION
    assert ordered[int(len(ordered) * 0.95)] <= P95_FUNCTION


def test_module_names_say_something() -> None:
    assert [
        s.name for s in sources() if FORBIDDEN_NAMES & set(s.path.relative_to(s.path.parents[1]).with_suffix("").parts)
    ] == []


def undocumented(source: Source) -> bool:
    return bool(source.tree.body) and ast.get_docstring(source.tree) is None


def test_every_module_has_a_docstring() -> None:
    assert [s.name for s in sources() if undocumented(s)] == []
    assert undocumented(of("x = 1\n"))


def unannotated(source: Source) -> list[str]:
    missing = []
    for function in source.functions():
        arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
        if function.returns is None or any(
            a.annotation is None for a in arguments if a.arg not in {"self", "cls", "mcs"}
        ):
            missing.append(function.name)
    return missing


def test_everything_is_annotated() -> None:
    assert {s.name: found for s in sources() if (found := unannotated(s))} == {}
    assert unannotated(of("def f(x): ...\n")) == ["f"]
