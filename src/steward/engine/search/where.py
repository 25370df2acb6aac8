"""Where: a tree of criteria as one condition on the rows searched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa

from steward.engine.row_rights import Clause, From, all_of, any_of, constant
from steward.engine.search.fields import Field
from steward.engine.search.plan import Leaf, Node
from steward.engine.search.questions import Question
from steward.engine.search.values import Trees, any_text, test, value
from steward.engine.search.walking import Walker
from steward.engine.store.candidates import COUNTS, FINDS, candidates
from steward.engine.store.text import in_list, nested
from steward.vocabulary.item import Item
from steward.vocabulary.paths import Path, Word

_IN_A_ROW: Final = 40
"""Longer chains of AND and OR are written as a tree: SQLite limits how deep an expression may be."""


def scalar(walker: Walker, field: Field, near: From, of: Clause | None = None) -> Clause:
    """One value for a row out of all that the field's path reaches: the aggregate, or the least value."""
    walker = walker.closer()
    trail = walker.along(near, field.start, field.path, _by_name(field))
    shown = of if of is not None else value(walker, field, trail.alias, trail.shows)
    if of is None and field.many and not field.aggregate:
        shown = sa.func.min(shown)
    rows = sa.select(shown).select_from(*trail.tables).where(*trail.on)
    return rows.correlate(near).scalar_subquery()


def _by_name(field: Field) -> bool:
    return field.linked and not field.aggregate


@dataclass(frozen=True)
class Conditions:
    """Writes criteria about rows of one type for one form of caller; `trees` are those of the whole statement."""

    walker: Walker
    trees: Trees
    walks: bool = False
    """Rows are met in the order asked for until the page is full: an index of texts helps with rare ones only."""

    def clause(self, node: Node, near: From, definite: bool = False) -> Clause:
        """`definite`: the outcome is negated further out, so that unknown must be no."""
        if isinstance(node, Leaf):
            found = self._leaf(node, near)
            return _definite(found) if definite or node.apart else found
        found = self._joined(node.parts, near, definite or node.negated)
        return _not(found) if node.negated else found

    def _joined(self, parts: Sequence[Node], near: From, definite: bool) -> Clause:
        """AND binds tighter than OR."""
        runs: list[list[Clause]] = [[]]
        for place, part in enumerate(parts):
            if part.joins == "OR" and place:
                runs.append([])
            runs[-1].append(self.clause(part, near, definite))
        return chained(any_of, [chained(all_of, run) for run in runs])

    def _leaf(self, leaf: Leaf, near: From) -> Clause:
        asked = [self.asked(field, question, bind, near) for field, question, bind in leaf.asked]
        if len(asked) == 1:
            return asked[0]
        found = chained(any_of, [_definite(one) if leaf.negated or leaf.apart else one for one in asked])
        return _not(found) if leaf.negated else found

    def asked(self, field: Field, question: Question, bind: str, near: From) -> Clause:
        if question.test in {"always", "never"}:
            return sa.true() if (question.test == "always") != question.negated else sa.false()
        if question.about == "id":
            return self._by_id(field, question, bind, near)
        if field.aggregate or not field.path:
            column = scalar(self.walker, field, near) if field.aggregate else None
            columns = None if column is None else [column]
            return self._own(field, question, bind, near, columns)
        return self._reached(field, question, bind, near)

    def _own(self, field: Field, question: Question, bind: str, near: From, columns: list[Clause] | None) -> Clause:
        shown = columns or [value(self.walker, field, near)]
        found = any_of(test(question, column, bind) for column in shown)
        if question.index >= (FINDS if self.walks else COUNTS):
            found = all_of([candidates(near.c.id, field.far.table or "", field.option.field, bind), found])
        if not question.negated:
            return found
        if question.strict or question.test in {"null", "blank"}:
            return _not(found)
        return any_of([_not(found), *(c.is_(None) for c in shown if _may_be_null(c))])

    def _reached(self, field: Field, question: Question, bind: str, near: From) -> Clause:
        """Asked of rows elsewhere: of any of them; negated, of none."""
        negated = question.negated
        if question.test in {"null", "blank"}:
            found = self._reach(field, near, lambda row, shows: _not(self._text(field, question, bind, row, shows)))
            return found if negated else _not(found)
        if negated and question.strict:
            return self._reach(field, near, lambda row, shows: _not(self._text(field, question, bind, row, shows)))
        found = self._reach(field, near, lambda row, shows: self._text(field, question, bind, row, shows))
        found = any_of([found, *self._written(field, question, bind, near)])
        return _not(found) if negated else found

    def _text(self, field: Field, question: Question, bind: str, row: From, shows: Clause | None) -> Clause:
        if question.test == "like":
            found = any_text(self.walker, field, question, bind, row, shows)
            if question.index:
                found = all_of([candidates(row.c.id, field.far.table or "", field.option.field, bind), found])
            return found
        return test(question, value(self.walker, field, row, shows), bind)

    def _written(self, field: Field, question: Question, bind: str, near: From) -> list[Clause]:
        """People in a relation that may also name an address instead of a user: found by that address too."""
        if not field.person or question.test != "like" or len(field.path) < 2:
            return []
        before = self.walker.model.items[field.path[-2].item]
        if not before.has("alternative_email"):
            return []
        path = field.path[:-1]

        def address(row: From, _: Clause | None) -> Clause:
            return test(question, row.c.alternative_email, bind)

        return [self.walker.reach(near, field.start, path, address, True)]

    def _reach(self, field: Field, near: From, asked: Any) -> Clause:
        return self.walker.reach(near, field.start, field.path, asked, _by_name(field))

    def _by_id(self, field: Field, question: Question, bind: str, near: From) -> Clause:
        if field.itself:
            found = self._ids(field, question, bind, near.c.id)
            return _not(found) if question.negated else found
        last = field.path[-1]
        if last.word is Word.LINK and not (last.where or last.when or last.named or last.latest):
            column = last.column or field.far.foreign_key
            return self._by_key(field, field.path[:-1], column, question, bind, near)
        asked = question.test not in {"unset", "anywhere"}
        found = self._reach(
            field, near, lambda row, _: self._ids(field, question, bind, row.c.id) if asked else sa.true()
        )
        return _not(found) if question.negated == asked else found

    def _ids(self, field: Field, question: Question, bind: str, column: Clause) -> Clause:
        if question.test == "under":
            return self.trees.below(field.far, column, bind)
        if question.test == "in":
            return in_list(column, bind)
        return column == sa.bindparam(bind, type_=sa.Integer())

    def _by_key(self, field: Field, path: Path, key: str, question: Question, bind: str, near: From) -> Clause:
        """By the foreign key of the last hop: the linked row itself is not looked up."""
        walker = self.walker
        whole = "entity" in field.far.roles

        def reach(asked: Any) -> Clause:
            return walker.reach(near, field.start, path, lambda row, _: asked(row.c[key]), True)

        set_ = reach(lambda column: column >= constant(0) if whole else column > constant(0))
        if question.test in {"unset", "anywhere"}:
            if question.test == "anywhere" and not question.negated:
                return sa.true()
            return set_ if question.negated and question.test == "unset" else _not(_definite(set_))
        found = reach(lambda column: self._ids(field, question, bind, column))
        if not question.negated:
            return found
        if question.test == "under":
            return all_of([set_, _not(_definite(found))])
        return _not(_definite(found))


def _may_be_null(column: Clause) -> bool:
    return bool(getattr(column, "nullable", True))


def _definite(clause: Clause) -> Clause:
    """Unknown becomes no."""
    if isinstance(clause, sa.True_ | sa.False_):
        return clause
    return sa.case((clause, constant(1)), else_=constant(0)) == constant(1)


def _not(clause: Clause) -> Clause:
    if isinstance(clause, sa.True_):
        return sa.false()
    return sa.true() if isinstance(clause, sa.False_) else sa.not_(clause)


def chained(join: Any, clauses: Sequence[Clause]) -> Clause:
    """Joined as a tree rather than as one long chain."""
    found: list[Clause] = list(clauses)
    while len(found) > _IN_A_ROW:
        found = [nested(join(found[at : at + _IN_A_ROW])) for at in range(0, len(found), _IN_A_ROW)]
    result: Clause = join(found)
    return result


__all__ = ["Conditions", "Item", "scalar"]
