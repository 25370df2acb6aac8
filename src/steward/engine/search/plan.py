"""Plan: a search with every name resolved and every value understood; what shapes its statements, and what does not."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal

from steward.engine.actor import Actor
from steward.engine.search.criteria import ALL, VIEW, BadSearch, Criterion, Element, FieldName, Group, Search
from steward.engine.search.fields import ROW_ORDER, Field, Fields, hidden
from steward.engine.search.meta import MetaPaths
from steward.engine.search.questions import NEVER, Question, ask
from steward.engine.search.values import binds, tree_bind
from steward.engine.store.candidates import Candidates
from steward.engine.store.port import Store
from steward.vocabulary.item import Item, Model
from steward.vocabulary.options import Cell, Option

_MOST_WALKS: Final = 8
_MOST_INDEXED: Final = 8
_MOST_JOINED: Final = 8
MOST_QUESTIONS: Final = 2_000
"""In one statement: each criterion is one, `all` one for each option, and both once for each type of a union."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Questions asked of fields, any of which may say yes; each with the name that its values are bound to."""

    asked: tuple[tuple[Field, Question, str], ...]
    joins: Literal["AND", "OR"] = "AND"
    negated: bool = False
    apart: bool = False
    """Kept from being joined with the others: optimizers take memory without bound for hundreds of rows elsewhere."""

    @property
    def key(self) -> Hashable:
        return (self.joins, self.negated, tuple((f.key, q.key, bind) for f, q, bind in self.asked))


@dataclass(frozen=True, slots=True)
class Branch:
    parts: tuple[Node, ...]
    joins: Literal["AND", "OR"] = "AND"
    negated: bool = False

    @property
    def key(self) -> Hashable:
        return (self.joins, self.negated, "group", tuple(part.key for part in self.parts))


Node = Leaf | Branch


def _asked(node: Node) -> Iterator[tuple[Field, Question, str]]:
    if isinstance(node, Leaf):
        yield from node.asked
    else:
        for part in node.parts:
            yield from _asked(part)


@dataclass(frozen=True, slots=True)
class Key:
    """What rows are sorted by; a member of a union may lack it."""

    field: Field | None
    descending: bool


@dataclass
class Plan:
    """A search on one item type, understood. `mentioned` are the columns that criteria and sorts add to those displayed."""

    item: Item
    search: Search
    where: Branch
    sort: tuple[Key, ...]
    values: dict[str, Any]
    mentioned: tuple[tuple[Option, str | None], ...] = ()
    below: tuple[tuple[str, Item, int], ...] = ()
    """Questions about what lies below a row: (bind, tree, id)."""

    united: bool = False

    def scans(self, key: Key) -> bool:
        """Texts of other columns are looked through, so that rows had better be read as they lie and sorted afterwards."""
        return any(
            question.test == "like" and not field.path and field is not key.field
            for field, question, _ in _asked(self.where)
        )

    @property
    def walks_beforehand(self) -> bool:
        """Walks are written once, but each use of one counts, and a union uses it for every member."""
        return len(self.below) > (0 if self.united else _MOST_WALKS)


class Planner:
    """Resolves names against one model."""

    def __init__(self, model: Model, store: Store) -> None:
        self.model = model
        self.known = Candidates(store)
        self._fields: dict[int, Fields] = {}
        self._meta = MetaPaths(model)

    def fields(self, item: Item) -> Fields:
        # By identity: members of a union are known by the union's options too. The value keeps the item alive.
        found = self._fields.get(id(item))
        if found is None:
            found = self._fields[id(item)] = Fields(self.model, item)
        return found

    def plan(
        self, item: Item, search: Search, displayed: tuple[Option, ...], actor: Actor, now: datetime, united: int = 0
    ) -> Plan:
        """`united`: how many types are searched together, 0 for one that stands alone."""
        work = _Work(self, item, actor, now, displayed, MOST_QUESTIONS // max(united, 1))
        where = Branch(tuple(work.node(element) for element in search.criteria))
        sort = tuple(work.keys(search))
        return Plan(item, search, where, sort, work.values, tuple(work.mentioned), tuple(work.below), united > 0)

    def option(self, item: Item, name: FieldName) -> Option:
        """The option that a criterion names."""
        fields = self.fields(item)
        option = fields.option(name)
        if option is None:
            raise BadSearch("field", _suggestion(fields, name))
        return option

    def field(self, item: Item, option: Option, meta: Item | None = None) -> Field | None:
        """The field of an option of the item, or of a type related to it."""
        if meta is None:
            return self.fields(item).of(option)
        path = self._meta.path(item, meta)
        return self.fields(meta).of(option, path, item) if path is not None else None

    def related(self, item: Item, name: str) -> Item:
        found = self.model.items.get(self.model.find(name) or "")
        if found is None or self._meta.path(item, found) is None:
            raise BadSearch("malformed", f"{item.name} cannot be searched by {name[:80]}")
        return found


def _suggestion(fields: Fields, name: FieldName) -> str:
    if isinstance(name, int):
        return f"{fields.owner.name} has no search option {name}"
    near = fields.near(name)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"{fields.owner.name} has no search option {name[:80]!r}{hint}"


class _Work:
    """One search being resolved."""

    def __init__(
        self, planner: Planner, item: Item, actor: Actor, now: datetime, displayed: tuple[Option, ...], most: int
    ) -> None:
        self.planner, self.item, self.actor, self.now, self.displayed = planner, item, actor, now, displayed
        self.values: dict[str, Any] = {}
        self.mentioned: list[tuple[Option, str | None]] = []
        self.below: list[tuple[str, Item, int]] = []
        self._leaves = 0
        self._elsewhere = 0
        self._questions, self._most = 0, most

    def node(self, element: Element) -> Node:
        if isinstance(element, Group):
            return Branch(tuple(self.node(e) for e in element.criteria), element.joins, element.negated)
        return self._leaf(element)

    def _leaf(self, criterion: Criterion) -> Leaf:
        meta = self.planner.related(self.item, criterion.meta) if criterion.meta is not None else None
        several = criterion.field in {VIEW, ALL} if isinstance(criterion.field, str) else False
        owner = meta or self.item
        options = list(self._several(criterion.field, owner)) if several else [self._one(criterion, meta)]
        negated = several and (criterion.negated ^ criterion.searchtype.startswith("not"))
        bind = f"c{self._leaves}"
        self._leaves += 1
        asked: list[tuple[Field, Question, str]] = []
        for place, option in enumerate(options):
            field = self.planner.field(self.item, option, meta)
            question = self._question(field, criterion, several)
            if field is not None:
                self.values |= binds(question, f"{bind}_{place}")
                if question.test == "under":
                    self.below.append((f"{bind}_{place}", field.far, question.value))
                    self.values.setdefault(tree_bind(field.far), []).append(question.value)
                asked.append((field, question, f"{bind}_{place}"))
        if not asked:
            asked.append((self._nothing(), NEVER, bind))
        self._questions += len(asked)
        if self._questions > self._most:
            raise BadSearch("malformed", f"more than {self._most} conditions in all")
        self._elsewhere += sum(1 for field, _, _ in asked if field.path)
        return Leaf(tuple(asked), criterion.joins, negated, apart=self._elsewhere > _MOST_JOINED)

    def _question(self, field: Field | None, criterion: Criterion, several: bool) -> Question:
        if field is None:
            return NEVER
        searchtype = criterion.searchtype.removeprefix("not") if several else criterion.searchtype
        negated = criterion.negated and not several
        question = ask(field, searchtype, criterion.value, negated, self.now, self.actor)
        return question if several else self._indexed(field, question)

    def _indexed(self, field: Field, question: Question) -> Question:
        """Parts of texts in plain columns may be found through an index; a few of them make rows rare enough."""
        if question.test != "like" or question.negated or field.person or self._leaves > _MOST_INDEXED:
            return question
        if field.column is None or not field.far.table or not isinstance(field.option.content, Cell):
            return question
        use = self.planner.known.use(field.far.table, field.option.field, question.value)
        return replace(question, index=use) if use else question

    def _nothing(self) -> Field:
        return Field(self.item, self.item, Option(0, "", None, "", "", ""), (), self.item)

    def _one(self, criterion: Criterion, meta: Item | None) -> Option:
        owner = meta or self.item
        option = self.planner.option(owner, criterion.field)
        field = self.planner.field(self.item, option, meta)
        if option.nosearch or (field is not None and hidden(field, self.actor.form)):
            raise BadSearch("forbidden", f"{owner.name} cannot be searched by option {option.number}")
        self.mentioned.append((option, meta.name if meta else None))
        return option

    def _several(self, name: FieldName, owner: Item) -> Iterator[Option]:
        """`view`: the displayed columns; `all`: every option that can be searched and costs no sum."""
        options = self.displayed if name == VIEW and owner is self.item else owner.option.values()
        for option in options:
            field = self.planner.field(self.item, option, owner if owner is not self.item else None)
            if field is None or option.nosearch or field.aggregate or hidden(field, self.actor.form):
                continue
            yield option

    def keys(self, search: Search) -> Iterator[Key]:
        fields = self.planner.fields(self.item)
        known: set[int] = set()
        for sort in search.sort:
            option = fields.option(sort.field)
            if option is None or option.number in known:
                continue
            known.add(option.number)
            if sort.field != ROW_ORDER:
                self.mentioned.append((option, None))
            field = fields.of(option)
            if option.nosort is False and not (field is not None and hidden(field, self.actor.form)):
                yield Key(field, sort.descending)


__all__ = ["Branch", "Key", "Leaf", "Node", "Plan", "Planner"]
