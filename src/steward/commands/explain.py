"""`steward explain ITEMTYPE [OPTION]`: where something is declared and what follows from it; or what a request asks."""

from __future__ import annotations

import argparse
import difflib

from steward.assemble import load_model
from steward.commands.explain_request import explain_request
from steward.commands.options import CommandError, settings_from
from steward.vocabulary.item import Item, Model
from steward.vocabulary.options import Option
from steward.vocabulary.paths import Hop


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "itemtype", help='an item type, such as Computer, or a GET request, such as "search/Computer?sort=1"'
    )
    parser.add_argument("option", nargs="?", type=int, help="the number of a search option, such as 31")
    parser.add_argument(
        "--session", help="explain the request as the user of this session token; otherwise as the system"
    )


def run(arguments: argparse.Namespace) -> int:
    if "/" in arguments.itemtype or "?" in arguments.itemtype:
        print("\n".join(explain_request(settings_from(arguments), arguments.itemtype, arguments.session)))
        return 0
    model = load_model()
    name = model.find(arguments.itemtype)
    if name is None:
        raise CommandError(f"There is no item type {arguments.itemtype!r}.{_near_miss(model, arguments.itemtype)}")
    if name in model.aliases:
        alias = model.aliases[name]
        print(f"{name} is a deprecated name of {alias.current}.")
        name = alias.current
    item = model.items[name]
    print(
        "\n".join(_about_option(item, arguments.option) if arguments.option is not None else _about_item(model, item))
    )
    return 0


def _near_miss(model: Model, asked: str) -> str:
    within = [name for name in model.items if asked.lower() in name.lower()]
    close = (within or difflib.get_close_matches(asked, model.items, cutoff=0.6))[:5]
    return f" Did you mean {', '.join(close)}?" if close else ""


def _about_item(model: Model, item: Item) -> list[str]:
    flags = [
        word
        for word in ("entity_assigned", "recursive", "trashable", "templated", "dynamic", "tree", "history", "notepad")
        if getattr(item, word)
    ]
    parent = item.parent and (item.parent.item or f"the item named in {item.parent.itemtype_column}")
    lines = [
        f"{item.name} ({item.singular}, {item.plural})",
        f"  declared in   {item.source or 'unknown'}",
        f"  table         {item.table or 'none'} with {len(item.columns)} columns",
        f"  right         {item.right or 'follows its parent or its sides'}",
        f"  is            {', '.join(flags) or 'nothing special'}",
        f"  links to      {', '.join(sorted({x.target for x in item.links if x.target})) or 'nothing'}",
        f"  options       {len(item.option)}",
        f"  purge takes   {', '.join(sorted({p.table for p in model.purges.get(item.name, ())})) or 'nothing along'}",
    ]
    if parent:
        lines.insert(4, f"  child of      {parent}")
    return lines


def _about_option(item: Item, number: int) -> list[str]:
    option = item.option.get(number)
    if option is None:
        raise CommandError(f"{item.name} has no search option {number}; listSearchOptions/{item.name} has them all.")
    return [
        f"{item.name} option {number}: {option.label}",
        f"  declared in   {option.place or item.source or 'unknown'}",
        f"  uid           {option.uid}",
        f"  shows         {option.table}.{option.field} ({option.datatype or 'text'})",
        f"  reached by    {_route(option)}",
        f"  search types  {', '.join(option.searchtypes) or 'none'}",
    ]


def _route(option: Option) -> str:
    if option.path:
        return " > ".join(_hop(step) for step in option.path)
    return (
        "the item's own row" if not option.join and option.field == option.linkfield else f"column {option.linkfield}"
    )


def _hop(step: object) -> str:
    """A step of a path in words, such as "link State (states_id)"."""
    if not isinstance(step, Hop):
        return str(step)
    column = f" ({step.column})" if step.column else ""
    return f"{step.word.value} {step.item}{column}"
