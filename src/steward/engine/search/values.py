"""Values: what a field shows of one row, as a column of SQL, and questions asked of it."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Tree:
    """The rows of a tree below one row, itself included."""

    parent: str
    table: sa.Table

    def below(self, bind: str) -> sa.Select[Any]:
        start = self.table.alias()
        found = sa.select(start.c.id).where(start.c.id == sa.bindparam(bind, type_=sa.Integer())).cte(recursive=True)
        child = self.table.alias()
        # The distinct union ends where a tree that was written by others bites its own tail.
        step = sa.select(child.c.id).join(found, child.c[self.parent] == found.c.id)
        return sa.select(found.union(step).c.id)


def any_text(walker: Walker, field: Field, question: Question, bind: str, row: From, shows: Clause | None) -> Clause:
    return any_of(test(question, column, bind) for column in texts(walker, field, row, shows))


__all__ = ["Tree", "any_text", "as_text", "binds", "test", "texts", "value"]
