"""Addresses: IP addresses and networks as four unsigned words, the way the tables hold them."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Any, Final

Words = tuple[int, int, int, int]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_MAPPED_PREFIX: Final = 0xFFFF
"""Third word of an IPv4 address written as an IPv6 one (::ffff:a.b.c.d)."""
_WORD: Final = 0xFFFFFFFF


class BadAddress(ValueError):
    """The text is no IP address, network or netmask."""


def parse(text: Any) -> Address:
    """An address from its text; raises BadAddress. IPv4 written as IPv6 comes back as IPv4."""
    try:
        found = ipaddress.ip_address(str(text).strip())
    except ValueError as problem:
        raise BadAddress(str(text)) from problem
    if isinstance(found, ipaddress.IPv6Address):
        if found.scope_id:
            raise BadAddress(str(text))
        return found.ipv4_mapped or found
    return found


def words(address: Address) -> Words:
    if isinstance(address, ipaddress.IPv4Address):
        return 0, 0, _MAPPED_PREFIX, int(address)
    number = int(address)
    return tuple((number >> shift) & _WORD for shift in (96, 64, 32, 0))  # type: ignore[return-value]


def from_words(parts: Words) -> Address:
    if parts[:3] == (0, 0, _MAPPED_PREFIX):
        return ipaddress.IPv4Address(parts[3])
    number = 0
    for part in parts:
        number = (number << 32) | part
    return ipaddress.IPv6Address(number)


@dataclass(frozen=True, slots=True)
class Network:
    """A network: its first address and its mask, as words. A plain value, so that containment needs no parsing."""

    version: int
    address: Words
    netmask: Words

    def holds(self, other: Words) -> bool:
        return all(o & m == a & m for o, a, m in zip(other, self.address, self.netmask, strict=True))

    def contains(self, other: Network) -> bool:
        """Whether `other` lies inside, equal networks included."""
        narrower = all(o & m == m for o, m in zip(other.netmask, self.netmask, strict=True))
        return self.version == other.version and narrower and self.holds(other.address)

    @property
    def address_text(self) -> str:
        return str(from_words(self.address))

    @property
    def netmask_text(self) -> str:
        return str(ipaddress.IPv4Address(self.netmask[3]) if self.version == 4 else from_words(self.netmask))


def network(text: Any) -> Network:
    """A network from "10.5.0.0/16", "10.5.0.0/255.255.0.0", "10.5.0.0 / 16" or an IPv6 prefix; raises BadAddress.

    Bits to the right of the mask are dropped, so any address of the network names it.
    """
    plain = "".join(str(text).split())
    if "/" not in plain:
        raise BadAddress(plain)
    try:
        found = ipaddress.ip_network(plain, strict=False)
    except ValueError as problem:
        raise BadAddress(plain) from problem
    return Network(found.version, words(found.network_address), mask_words(found.prefixlen, found.version))


def mask_words(length: int, version: int) -> Words:
    """The mask of a prefix length. IPv4 masks keep the three upper words full, so that one comparison serves both versions."""
    if version == 4:
        return _WORD, _WORD, _WORD, (_WORD << (32 - length)) & _WORD
    number = ((1 << 128) - 1) ^ ((1 << (128 - length)) - 1)
    return tuple((number >> shift) & _WORD for shift in (96, 64, 32, 0))  # type: ignore[return-value]


def ipv4_number(text: Any) -> int:
    """An IPv4 address as one number; takes dotted text or the number itself. Raises BadAddress."""
    plain = str(text).strip()
    try:
        return int(ipaddress.IPv4Address(int(plain) if plain.isascii() and plain.isdigit() else plain))
    except ValueError as problem:
        raise BadAddress(plain) from problem
