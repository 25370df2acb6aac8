"""Networks: ports, names, addresses, and the tree of networks that addresses fall into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from steward.calculations.addresses import BadAddress, Network, Words, network, parse, words
from steward.itemtypes.steps.authorship import parent_of
from steward.itemtypes.steps.inputs import entries, text, truth, whole
from steward.vocabulary.steps import OWN_ID, Draft, Reads, Verb

Row = Mapping[str, Any]
_NAME: Final = "NetworkName_"
_WORDS: Final = tuple(range(4))


def name_port(draft: Draft, reads: Reads) -> None:
    """Messages show a port under the item it belongs to."""
    kind, id = draft.get("itemtype"), draft.get("items_id")
    place = reads.label(kind, id) if isinstance(kind, str) and isinstance(id, int) and reads.item(kind) else ""
    draft.display_name = f"{place} >  {draft.get('name') or ''}" if place else draft.get("name")


def create_children(draft: Draft, reads: Reads) -> None:
    """`_create_children`: the row of the port's kind, and its name with addresses (`NetworkName_…`), come along."""
    if not truth(draft.input.get("_create_children")):
        return
    kind = draft.get("instantiation_type")
    item = reads.item(kind) if isinstance(kind, str) else None
    if item is not None and item.has("networkports_id"):
        own = {name: value for name, value in draft.input.items() if item.has(name) and not draft.item.has(name)}
        draft.then(Verb.ADD, item.name, {**own, "networkports_id": OWN_ID})
    _then_name(draft)


def _then_name(draft: Draft) -> None:
    sent = {key.removeprefix(_NAME): value for key, value in draft.input.items() if key.startswith(_NAME)}
    sent.pop("id", None)
    if sent.get("name") or _addresses_in(sent):
        draft.then(Verb.ADD, "NetworkName", {**sent, "itemtype": draft.item.name, "items_id": OWN_ID})


def _addresses_in(sent: Mapping[str, Any]) -> list[str]:
    return [address for _, one in entries(sent.get("_ipaddresses")) if (address := text(one).strip())]


def check_label(draft: Draft, reads: Reads) -> None:
    """A name is one label of a domain name."""
    name = draft.values.get("name")
    if name and not _is_label(name):
        draft.refuse(f"Invalid internet name: {name}")


def _is_label(name: str) -> bool:
    plain = name.replace("_", "-")
    return len(plain) < 64 and not plain.startswith("-") and not plain.endswith("-") and _has_only_letters(plain)


def _has_only_letters(plain: str) -> bool:
    return all(c.isalnum() or c == "-" for c in plain)


def write_addresses(draft: Draft, reads: Reads) -> None:
    """`_ipaddresses`: addresses by the id of their row; a negative id adds one, an empty address removes one."""
    if "_ipaddresses" not in draft.input:
        return
    known = {} if draft.verb is Verb.ADD else _known_addresses(draft, reads)
    for id, sent in entries(draft.input["_ipaddresses"]):
        address = text(sent).strip()
        if id in known and not address:
            draft.then(Verb.PURGE, "IPAddress", {}, id)
        elif id in known and address != known[id]:
            draft.then(Verb.UPDATE, "IPAddress", {"name": address}, id)
        elif id not in known and address:
            draft.then(Verb.ADD, "IPAddress", {"itemtype": draft.item.name, "items_id": OWN_ID, "name": address})


def _known_addresses(draft: Draft, reads: Reads) -> dict[int, str]:
    where = {"itemtype": draft.item.name, "items_id": draft.id}
    return {row["id"]: row["name"] for row in reads.rows("IPAddress", where, columns=("id", "name"))}


def read_address(draft: Draft, reads: Reads) -> None:
    """Check the text of an address; version and words follow from it."""
    for column in ("version", "binary_0", "binary_1", "binary_2", "binary_3"):
        draft.values.pop(column, None)
    if draft.before is not None and "name" not in draft.values:
        return
    sent = draft.values.get("name")
    try:
        address = parse(sent)
    except BadAddress:
        draft.refuse(f"Invalid IP address: {sent or ''}")
    draft.values["name"] = str(address)
    draft.values["version"] = address.version
    draft.values.update({f"binary_{n}": word for n, word in enumerate(words(address))})


def find_main_item(draft: Draft, reads: Reads) -> None:
    """An address knows the asset it leads to: over its name and that name's port."""
    draft.values["mainitemtype"], draft.values["mainitems_id"] = None, 0
    row = parent_of(draft, reads)
    for _ in range(2):
        if row is None or not {"itemtype", "items_id"} <= row.keys():
            return
        kind, id = row["itemtype"], row["items_id"]
        if not kind or reads.item(kind) is None:
            return
        if kind != "NetworkPort":
            draft.values["mainitemtype"], draft.values["mainitems_id"] = kind, id
            return
        row = reads.row(kind, id)


def join_networks(draft: Draft, reads: Reads) -> None:
    """Note the networks that an address lies in."""
    if draft.before is not None:
        if not draft.changes("name"):
            return
        for row in reads.rows("IPAddress_IPNetwork", {"ipaddresses_id": draft.id}, columns=("id",)):
            draft.then(Verb.PURGE, "IPAddress_IPNetwork", {}, row["id"])
    address: Words = tuple(draft.get(f"binary_{n}") for n in _WORDS)
    for row in reads.rows("IPNetwork", {"version": draft.get("version")}):
        if network_of(row).holds(address):
            draft.then(Verb.ADD, "IPAddress_IPNetwork", {"ipaddresses_id": OWN_ID, "ipnetworks_id": row["id"]})


def network_of(row: Row) -> Network:
    address: Words = tuple(row[f"address_{n}"] for n in _WORDS)
    netmask: Words = tuple(row[f"netmask_{n}"] for n in _WORDS)
    return Network(row["version"], address, netmask)


def read_network(draft: Draft, reads: Reads) -> None:
    """`network` ("10.5.0.0/16"), or `address` with `netmask`, says which network; its place in the tree follows."""
    for column in draft.item.column:
        if column.rpartition("_")[0] in {"address", "netmask", "gateway"} or column in {"version", "ipnetworks_id"}:
            draft.values.pop(column, None)
    sent = _sent_network(draft)
    if sent is None:
        if draft.before is None:
            draft.refuse("A network needs its address and mask, like 10.5.0.0/16.")
        return
    try:
        found = network(sent)
    except BadAddress:
        draft.refuse(f"Invalid network address: {sent}")
    draft.values.update(_columns(found))
    _check_gateway(draft, found)
    _place_in_tree(draft, found, reads)


def _sent_network(draft: Draft) -> str | None:
    if text(draft.input.get("network")):
        return text(draft.input["network"])
    address, netmask = draft.values.pop("address", None), draft.values.pop("netmask", None)
    if draft.before is not None:
        if address in (None, draft.before["address"]) and netmask in (None, draft.before["netmask"]):
            return None
        address, netmask = address or draft.before["address"], netmask or draft.before["netmask"]
    return f"{address}/{netmask}" if address and netmask else None


def _columns(found: Network) -> dict[str, Any]:
    columns: dict[str, Any] = {
        "version": found.version,
        "address": found.address_text,
        "netmask": found.netmask_text,
    }
    for n in _WORDS:
        columns[f"address_{n}"] = found.address[n]
        columns[f"netmask_{n}"] = found.netmask[n]
    return columns


def _check_gateway(draft: Draft, found: Network) -> None:
    sent = draft.get("gateway")
    if not sent:
        draft.values["gateway"] = None
        return
    try:
        gateway = parse(sent)
    except BadAddress:
        draft.refuse(f"Invalid gateway address: {sent}")
    draft.values["gateway"] = str(gateway)
    draft.values.update({f"gateway_{n}": word for n, word in enumerate(words(gateway))})


def _place_in_tree(draft: Draft, found: Network, reads: Reads) -> None:
    """The parent is the narrowest network around it, in the entity or handed down from above."""
    entity = draft.get("entities_id", 0)
    above = {*reads.ancestors("Entity", entity)}
    near = [
        row
        for row in reads.rows("IPNetwork", {"version": found.version})
        if row["id"] != draft.id
        and (row["entities_id"] == entity or (row["is_recursive"] and row["entities_id"] in above))
    ]
    if any(network_of(row) == found for row in near):
        draft.refuse("There is already such a network here.")
    draft.values["ipnetworks_id"] = narrowest(row for row in near if network_of(row).contains(found))


def narrowest(rows: Iterable[Row]) -> int:
    """Id of the row with the longest mask; 0 without rows."""
    found = max(rows, key=lambda row: tuple(row[f"netmask_{n}"] for n in _WORDS), default=None)
    return whole(found["id"]) if found else 0


def gather_contents(draft: Draft, reads: Reads) -> None:
    """After a network has come: take in the networks and addresses that lie in it."""
    if draft.before is not None and not (draft.changes("address") or draft.changes("netmask")):
        return
    own = network_of({name: draft.get(name, 0) for name in draft.item.column})
    parent = draft.get("ipnetworks_id", 0)
    for row in reads.rows("IPNetwork", {"ipnetworks_id": parent, "version": own.version}):
        if (
            row["id"] != draft.id
            and own.contains(network_of(row))
            and row["entities_id"] == draft.get("entities_id", 0)
        ):
            draft.then(Verb.UPDATE, "IPNetwork", {"_parent": draft.id}, row["id"])
    _join_addresses(draft, own, reads)


def _join_addresses(draft: Draft, own: Network, reads: Reads) -> None:
    joined = {}
    if draft.before is not None:
        rows = reads.rows("IPAddress_IPNetwork", {"ipnetworks_id": draft.id}, columns=("id", "ipaddresses_id"))
        joined = {row["ipaddresses_id"]: row["id"] for row in rows}
    for row in reads.rows("IPAddress", {"version": own.version}):
        inside = own.holds(tuple(row[f"binary_{n}"] for n in _WORDS))
        if inside and row["id"] not in joined:
            draft.then(Verb.ADD, "IPAddress_IPNetwork", {"ipaddresses_id": row["id"], "ipnetworks_id": OWN_ID})
        elif not inside and row["id"] in joined:
            draft.then(Verb.PURGE, "IPAddress_IPNetwork", {}, joined[row["id"]])


def take_parent(draft: Draft, reads: Reads) -> None:
    """A network moves below another only because of what it contains."""
    if draft.trusted and "_parent" in draft.input:
        draft.values["ipnetworks_id"] = whole(draft.input["_parent"])


def check_connection(draft: Draft, reads: Reads) -> None:
    """A port is connected to one other port, and not to itself."""
    ends = [draft.get("networkports_id_1", 0), draft.get("networkports_id_2", 0)]
    if ends[0] == ends[1]:
        draft.refuse()
    for column in ("networkports_id_1", "networkports_id_2"):
        if reads.rows("NetworkPort_NetworkPort", {column: ends}, columns=("id",), limit=1):
            draft.refuse()
