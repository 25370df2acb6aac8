"""Addresses: words and texts say the same, networks contain what they should."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from steward.calculations.addresses import BadAddress, from_words, ipv4_number, network, parse, words

addresses = st.ip_addresses().filter(lambda a: a.version == 4 or a.ipv4_mapped is None)


@given(addresses)
def test_words_and_back(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert from_words(words(address)) == address
    assert parse(str(address)) == address


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_written_as_ipv6_is_the_same(address: ipaddress.IPv4Address) -> None:
    assert parse(f"::ffff:{address}") == address


@given(st.ip_addresses(v=4), st.integers(0, 32), st.ip_addresses(v=4))
def test_a_network_holds_what_the_library_says(
    address: ipaddress.IPv4Address, length: int, other: ipaddress.IPv4Address
) -> None:
    ours, theirs = network(f"{address}/{length}"), ipaddress.ip_network(f"{address}/{length}", strict=False)
    assert ours.holds(words(address))
    assert ours.holds(words(other)) == (other in theirs)
    assert ours.address_text == str(theirs.network_address)
    assert ours.netmask_text == str(theirs.netmask)


@given(st.ip_addresses(v=6), st.integers(0, 128), st.ip_addresses(v=6))
def test_so_does_a_network_of_version_6(
    address: ipaddress.IPv6Address, length: int, other: ipaddress.IPv6Address
) -> None:
    ours, theirs = network(f"{address}/{length}"), ipaddress.ip_network(f"{address}/{length}", strict=False)
    assert ours.holds(words(other)) == (other in theirs)


@given(st.ip_addresses(v=4), st.integers(0, 32), st.integers(0, 32))
def test_a_narrower_network_lies_in_a_wider_one(address: ipaddress.IPv4Address, one: int, two: int) -> None:
    wide, narrow = (network(f"{address}/{length}") for length in sorted((one, two)))
    assert wide.contains(narrow)
    assert narrow.contains(wide) == (one == two)


@given(st.ip_addresses(v=4))
def test_a_number_is_its_dotted_text(address: ipaddress.IPv4Address) -> None:
    assert ipv4_number(str(address)) == ipv4_number(int(address)) == int(address)


@pytest.mark.parametrize("text", ["", "bogus", "1.2.3", "1.2.3.4.5", "256.1.1.1", "::g", "fe80::1%eth0", None])
def test_what_is_no_address(text: object) -> None:
    with pytest.raises(BadAddress):
        parse(text)


@pytest.mark.parametrize("text", ["10.0.0.0", "10.0.0.0/33", "10.0.0.0/255.0.255.0", "x/8", ""])
def test_what_is_no_network(text: str) -> None:
    with pytest.raises(BadAddress):
        network(text)
