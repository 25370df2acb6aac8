"""The model as the recorded facts state it, to compare declarations with. Needs the shared facts; callers skip without."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from facts_rights import with_rights
from steward.vocabulary.columns import NO_DEFAULT, Column, Kind
from steward.vocabulary.item import Alias, Item, Model, Table
from steward.vocabulary.options import Heading, Option
from steward.vocabulary.relations import End, Link, Purge, Reference, Relation

FACTS = Path(__file__).resolve().parents[2] / "shared" / "facts"
_TYPE = re.compile(r"^(\w+)(?:\((\d+)(?:,(\d+))?\))?( unsigned)?$")
_PLAIN_OPTION_KEYS = frozenset(
    "id name group table field linkfield datatype uid available_searchtypes nosearch nosort nodisplay joinparams".split()
)
_ROLES = {
    "Entity": "entity",
    "User": "user",
    "Profile": "profile",
    "ProfileRight": "right",
    "Profile_User": "profile_user",
    "Group": "group",
    "Group_User": "group_user",
    "Config": "config",
    "APIClient": "apiclient",
    "Log": "log",
    "Document": "document",
    "UserEmail": "email",
    "Lockedfield": "lock",
    "Notepad": "note",
    "FieldUnicity": "unicity",
    "DisplayPreference": "preference",
}
_INTEGER_TYPES = {"int": Kind.INT, "bigint": Kind.BIGINT, "smallint": Kind.SMALLINT, "tinyint": Kind.TINYINT}


def load(name: str) -> Any:
    return json.loads((FACTS / name).read_text())


def column(fact: dict[str, Any]) -> Column:
    found = _TYPE.match(fact["type"])
    assert found, fact
    word, size, scale, unsigned = found.groups()
    if word in _INTEGER_TYPES:
        kind = {"int": Kind.UINT, "tinyint": Kind.UTINYINT}[word] if unsigned else _INTEGER_TYPES[word]
        size = scale = None
    else:
        kind = Kind(word)
    return Column(
        fact["name"],
        kind,
        int(size) if size else None,
        int(scale) if scale else None,
        fact["nullable"],
        fact.get("default", NO_DEFAULT),
        fact.get("auto_increment", False),
    )


def _end(fact: dict[str, Any], rights: str, logs: str, takes_entity: bool) -> End:
    return End(
        id_column=fact["items_id"],
        item=fact.get("itemtype"),
        itemtype_column=fact.get("itemtype_field"),
        rights=fact[rights],
        attached=fact["must_be_attached"],
        takes_entity=takes_entity,
        logs=fact[logs],
        log_actions=tuple(fact["log_actions"]),
    )


def _relation(fact: dict[str, Any]) -> Relation:
    ends = [_end(fact[n], "check_rights", "logs", fact[n]["take_entity"]) for n in ("1", "2")]
    return Relation(
        *ends,
        always_both=fact["check_always_both"],
        coherent=fact["check_entity_coherency"],
        forwards_entity=not fact.get("no_entity_forwarding", False),
    )


def _option(fact: dict[str, Any]) -> Option | Heading:
    if "group_key" in fact:
        return Heading(fact["group_key"], fact["name"])
    return Option(
        number=fact["id"],
        label=fact["name"],
        group=fact["group"],
        table=fact["table"],
        field=fact["field"],
        linkfield=fact["linkfield"],
        datatype=fact.get("datatype", ""),
        uid=fact["uid"],
        searchtypes=tuple(fact["available_searchtypes"]),
        nosearch=fact.get("nosearch", False),
        nosort=fact.get("nosort", False),
        nodisplay=fact.get("nodisplay", False),
        join=fact.get("joinparams") or {},
        extra={k: v for k, v in fact.items() if k not in _PLAIN_OPTION_KEYS},
    )


def _purge(fact: dict[str, Any]) -> Purge:
    return Purge(
        fact["table"],
        tuple(fact["match"]),
        fact["op"],
        fact.get("itemtype"),
        fact.get("where", {}),
        fact.get("set", {}),
    )


def _item(name: str, fact: dict[str, Any], context: dict[str, Any]) -> Item:
    exists = fact.get("table_exists", True)
    table = context["tables"].get(fact["table"]) if exists else None
    links = context["relations"]["fk_columns"].get(fact["table"], {}) if exists else {}
    shown = context["options"].get(name, {})
    labels = context["rights"]["itemtype_rights"].get(name, {})
    child, relation = fact.get("child_of"), fact.get("relation")
    return Item(
        name=name,
        table=fact["table"] if exists else None,
        singular=fact["singular"],
        plural=fact["plural"],
        foreign_key=fact["foreign_key"],
        columns=table.columns if table else (),
        unique=table.unique if table else {},
        indexes=table.indexes if table else {},
        links=tuple(Link(c, t) for c, t in links.items()),
        options=tuple(_option(o) for o in shown.get("options", ())),
        right=fact["rightname"],
        right_labels={
            face: {int(bit): text for bit, text in labels[face].items()}
            for face in ("central", "helpdesk")
            if isinstance(labels.get(face), dict)
        },
        name_field=fact["name_field"],
        entity_assigned=fact["entity_assign"],
        recursive=fact["recursive"],
        trashable=fact["trash"],
        templated=fact["template"],
        dynamic=fact["dynamic"],
        private=fact["private"],
        located=fact["location"],
        activatable=fact["active"],
        tree=fact["tree"],
        history=fact["history"],
        notepad=fact["notepad"],
        no_form=fact["no_form_page"],
        locks_deleted=fact.get("deleted_locks_if_dynamic", False),
        translatable=fact.get("static", {}).get("can_be_translated", False),
        features=frozenset(fact.get("features") or ()),
        ancestors=tuple(fact["ancestors"]),
        parent=_end(child, "check_parent_rights", "logs_for_parent", True) if child else None,
        relation=_relation(relation) if relation else None,
        forwards_entity_to=tuple(fact.get("forward_entity_to", ())),
        clones=tuple(fact.get("clone_relations", ())),
        child_links=tuple(fact.get("api_child_links", ())),
        meta_types=tuple(shown.get("meta_itemtypes", ()) or ()),
        undisclosed=frozenset(fact.get("undisclosed_fields", ())),
        not_logged=frozenset(fact.get("history_blacklist", ())),
        no_massive=tuple(fact.get("forbidden_standard_massive_actions", ())),
        constants=fact.get("constants", {}),
        roles=frozenset({_ROLES[name]} if name in _ROLES else ()),
    )


def tables() -> dict[str, Table]:
    found = {}
    for name, fact in load("tables.json").items():
        columns = tuple(column(c) for c in fact["columns"])
        found[name] = Table(
            name,
            columns,
            {k: tuple(v) for k, v in (fact.get("unique") or {}).items()},
            {k: tuple(v) for k, v in (fact.get("indexes") or {}).items()},
            {k: tuple(v) for k, v in (fact.get("fulltext") or {}).items()},
        )
    return found


def _references(relations: dict[str, Any]) -> dict[str, tuple[Reference, ...]]:
    found: dict[str, tuple[Reference, ...]] = {}
    for table, linked in relations["db_relations"].items():
        records = []
        for target, fields in linked.items():
            by_class = target.startswith("_")
            for one in fields:
                pair = [one, None] if isinstance(one, str) else one
                if not isinstance(one, str) and pair[0].startswith("itemtype"):
                    pair = pair[::-1]
                records.append(Reference(target.lstrip("_"), pair[0], pair[1], by_class))
        found[table] = tuple(records)
    return found


def facts_model() -> Model:
    kinds, relations = load("itemtypes.json"), load("relations.json")
    context = {
        "tables": tables(),
        "relations": relations,
        "rights": load("rights.json"),
        "options": {
            shown["itemtype"]: shown
            for path in sorted((FACTS / "search_options").glob("*.json"))
            if path.name != "_index.json" and "options" in (shown := json.loads(path.read_text()))
        },
    }
    model = Model(
        items={name: _item(name, fact, context) for name, fact in kinds["itemtypes"].items()},
        tables=context["tables"],
        type_of_table=kinds["table_to_itemtype"],
        purges={
            name: tuple(_purge(p) for part in ("own", "generic") for p in fact.get(part, ()))
            for name, fact in relations["purge"].items()
        },
        references=_references(relations),
        aliases={
            name: Alias(
                name,
                fact["current"],
                fact.get("input_rename", {}),
                fact.get("input_add", {}),
                fact.get("output_rename", {}),
                tuple(fact.get("output_drop", ())),
                fact.get("search_criterion_added", {}),
            )
            for name, fact in kinds["deprecated_aliases"].items()
        },
        type_lists={k: tuple(v) for k, v in load("enums.json")["cfg_itemtype_lists"].items() if isinstance(v, list)},
        rights=tuple(sorted(context["rights"]["right_names"])),
    )
    return with_rights(model)
