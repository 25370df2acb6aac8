"""Rights on whole item types: own right bits, parents, the two sides of relations, and gates where a type differs."""

from __future__ import annotations

from typing import Any, Final, Protocol

from steward.vocabulary.item import Gate, Item, Model
from steward.vocabulary.relations import End, Relation

BITS: Final = {"view": 1, "update": 2, "create": 4, "delete": 8, "purge": 16}
SAME_AS: Final = {"add": "create", "restore": "delete"}


class Holder(Protocol):
    """Somebody with rights: an actor, or the form of one."""

    @property
    def interface(self) -> str: ...
    @property
    def is_system(self) -> bool: ...
    def may(self, right: str, bit: int) -> bool: ...


def allows(model: Model, who: Holder, item: Item, verb: str) -> bool:
    """Whether `who` passes the check on the type: view, create, update, delete or purge. Rows may still be refused."""
    verb = SAME_AS.get(verb, verb)
    if who.is_system:
        return True
    gate = item.gates.get(verb)
    if gate is not None:
        return _passes(who, gate)
    if item.right and not who.may(item.right, BITS[verb]):
        return False
    if item.relation is not None:
        return _relation_allows(model, who, item.relation, verb)
    if item.right:
        return True
    return item.parent is not None and _end_allows(model, who, item.parent, verb)


def _passes(who: Holder, gate: Gate) -> bool:
    """Any pair is enough. "central:ticket" counts in that interface only; ("helpdesk:", 0) is the interface itself."""
    if isinstance(gate, bool):
        return gate
    for name, bit in gate:
        interface, _, right = name.rpartition(":")
        if interface not in ("", who.interface):
            continue
        if not right or who.may(right, bit):
            return True
    return False


def _end_allows(model: Model, who: Holder, end: End, verb: str) -> bool:
    if end.rights == "none" or end.item is None:
        return True
    needed = "view" if verb == "view" or end.rights == "view" else "update"
    return allows(model, who, model.items[end.item], needed)


def _relation_allows(model: Model, who: Holder, relation: Relation, verb: str) -> bool:
    ends = (relation.first, relation.second)
    views = [_end_allows(model, who, end, "view") for end in ends]
    if verb == "view":
        return all(views)
    changes = [_end_allows(model, who, end, "update") for end in ends]
    return bool(joined(relation, views, changes, all, any))


def joined(relation: Relation, views: list[Any], changes: list[Any], both: Any, either: Any) -> Any:
    """Changing a relation: one side that asks for the same right may be changed, and the other viewed."""
    same = [end.rights == "same" for end in (relation.first, relation.second)]
    if not any(same):
        return both(views)
    if relation.always_both:
        return both([change if s else view for change, view, s in zip(changes, views, same, strict=True)])
    return either([both([changes[i], views[1 - i]]) for i in (0, 1) if same[i]])
