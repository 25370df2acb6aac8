"""Values: what a field shows of one row, as a column of SQL, and questions asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from steward.engine.row_rights import Clause, From, any_of, constant
from steward.engine.search.expressions import computed, mean_frequency, sum_of
from steward.engine.search.fields import Field
from steward.engine.search.questions import Question
from steward.engine.search.shape import Shape
from steward.engine.search.walking import Walker
from steward.engine.store.moments import add_months
from steward.engine.store.text import as_text, in_list, matches
from steward.vocabulary.item import Item
from steward.vocabulary.options import Computed, Count, Delay, Max, Min, Sum


def value(walker: Walker, field: Field, row: From, shows: Clause | None = None) -> Clause:
    """What the field shows of a row at the end of its path. Aggregates are made over all such rows."""
    content = field.option.content
    match content:
        case Count():
            return sa.func.count(sa.distinct(row.c.id))
        case Sum(of=name):
            return sum_of(name, row)
        case Max(of=name):
            return sa.func.max(row.c[name])
        case Min(of=name):
            return sa.func.min(row.c[name])
        case Delay():
            return _delayed(content, row)
        case Computed(name="mean_frequency"):
            return mean_frequency(row)
        case Computed(name=name):
            return computed(walker.model, walker.tables, name, field.far, row)
    if shows is not None:
        return shows
    return Shape(field.far, walker.form).column(row, field.option.field)


def _delayed(content: Delay, row: From) -> Clause:
    months: Clause = row.c[content.months]
    if content.minus:
        months = months - row.c[content.minus]
    return add_months(row.c[content.begin], months)


def texts(walker: Walker, field: Field, row: From, shows: Clause | None = None) -> list[Clause]:
    """The columns in which a text is looked for: for people also their names."""
    if not field.person:
        return [value(walker, field, row, shows)]
    login, real, first = row.c.name, row.c.realname, row.c.firstname
    blank = constant("")
    both = sa.func.coalesce(real, blank) + constant(" ") + sa.func.coalesce(first, blank)
    return [login, real, first, sa.type_coerce(both, sa.Text())]


def test(question: Question, column: Clause, bind: str) -> Clause:
    """The question asked of a column, as if it were not negated."""
    match question.test:
        case "always":
            return sa.true()
        case "never":
            return sa.false()
        case "null":
            return column.is_(None)
        case "blank":
            return _blank(column)
        case "like":
            return matches(column, bind)
        case "in":
            return in_list(column, bind)
        case "within":
            return sa.and_(column >= _bound(column, f"{bind}_from"), column < _bound(column, f"{bind}_before"))
    return _compared(question.test, column, _bound(column, bind))


def _blank(column: Clause) -> Clause:
    return sa.or_(column.is_(None), column == constant("")) if isinstance(column.type, sa.String) else column.is_(None)


def _bound(column: Clause, bind: str) -> Clause:
    if isinstance(column.type, sa.Numeric) and not isinstance(column, sa.Column):
        # SQLite compares a calculated number with a text by kind, not by value.
        return sa.cast(sa.bindparam(bind, type_=sa.String()), sa.Numeric(column.type.precision, column.type.scale))
    return sa.bindparam(bind, type_=column.type)


def _compared(kind: str, column: Clause, bound: Clause) -> Clause:
    match kind:
        case "eq":
            return column == bound
        case "lt":
            return column < bound
        case "le":
            return column <= bound
        case "gt":
            return column > bound
        case "ge":
            return column >= bound
    raise ValueError(f"no test is named {kind!r}")


def binds(question: Question, bind: str) -> dict[str, Any]:
    """The values of a question, by the names that its SQL uses."""
    if question.test == "within":
        return {f"{bind}_from": question.value[0], f"{bind}_before": question.value[1]}
    return {} if question.value is None else {bind: question.value}


def walk(tables: Mapping[str, sa.Table], tree: Item) -> sa.CTE:
    """(root, id) of all rows at and below the rows of a list, as a common table expression."""
    assert tree.table is not None
    start, child = (tables[tree.table].alias() for _ in range(2))
    found = sa.select(start.c.id.label("root"), start.c.id.label("id"))
    walked = found.where(in_list(start.c.id, tree_bind(tree))).cte(f"below_{tree.table}", recursive=True)
    # The distinct union ends where a tree that was written by others bites its own tail.
    return walked.union(sa.select(walked.c.root, child.c.id).join(walked, child.c[tree.foreign_key] == walked.c.id))


def tree_bind(tree: Item) -> str:
    """The name of the list of all rows of a tree that a search asks about."""
    return f"below_{tree.table}"


class Trees:
    """What lies below rows of trees, for one statement.

    A few such questions are walked inside the statement, one walk for each tree. MariaDB takes memory without bound for a
    dozen and more, so many are walked before it (`beforehand`), and their rows bound.
    """

    def __init__(self, tables: Mapping[str, sa.Table], beforehand: bool) -> None:
        self._tables, self._beforehand = tables, beforehand
        self._walks: dict[str, sa.CTE] = {}

    def below(self, tree: Item, column: Clause, bind: str) -> Clause:
        """The column holds the id of a row at or below the row bound to a name."""
        if self._beforehand:
            return in_list(column, rows_bind(bind))
        found = self._walks.get(tree_bind(tree))
        if found is None:
            found = self._walks[tree_bind(tree)] = walk(self._tables, tree)
        return column.in_(sa.select(found.c.id).where(found.c.root == sa.bindparam(bind, type_=sa.Integer())))


def rows_bind(bind: str) -> str:
    """The name of the list of rows below the row bound to a name."""
    return f"{bind}_rows"


def any_text(walker: Walker, field: Field, question: Question, bind: str, row: From, shows: Clause | None) -> Clause:
    return any_of(test(question, column, bind) for column in texts(walker, field, row, shows))


__all__ = ["Trees", "any_text", "as_text", "binds", "rows_bind", "test", "texts", "tree_bind", "value", "walk"]
