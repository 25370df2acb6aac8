"""What may stand where: SQL in the engine only, item type names in their declarations only."""

from __future__ import annotations

import ast
import re

from conventions.sources import Source, of, sources

SQL = re.compile(
    r"^\s*(SELECT\b.+\bFROM\b|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|CREATE\s+TABLE\b|ALTER\s+TABLE\b)",
    re.S,
)
TYPE_FREE = ("engine", "surfaces", "access", "jobs", "connectors")
TYPE_NAMES = frozenset(
    """Computer Ticket Problem Change User Entity Profile Group Location Document Monitor Printer Software NetworkPort Infocom
    Contract Supplier ITILFollowup TicketTask ITILSolution Profile_User Group_User ProfileRight UserEmail APIClient Config
    FieldUnicity Lockedfield Notepad DisplayPreference Document_Item Contract_Item Item_Ticket Ticket_User State Log""".split()
)


def texts(source: Source) -> list[tuple[int, str]]:
    """String literals that are values, docstrings left out."""
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]


def sql_texts(source: Source) -> list[int]:
    return [line for line, text in texts(source) if SQL.match(text)]


# The bench compares the engine with what a person would write.
SQL_PLACES = ("engine/store/", "bench/by_hand.py")


def test_sql_is_written_in_the_store_only() -> None:
    wrong = {s.name: found for s in sources() if not s.name.startswith(SQL_PLACES) and (found := sql_texts(s))}
    assert wrong == {}
    assert sql_texts(of('x = "SELECT id FROM glpi_users"\n')) == [1]


def type_names(source: Source) -> list[str]:
    return [f"{text}:{line}" for line, text in texts(source) if text in TYPE_NAMES]


def test_engine_and_surfaces_name_no_item_type() -> None:
    wrong = {s.name: found for s in sources() if s.package in TYPE_FREE and (found := type_names(s))}
    assert wrong == {}
    assert type_names(of('x = model.items["Computer"]\n')) == ["Computer:1"]
