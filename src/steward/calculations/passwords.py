"""Passwords: which rules a new one breaks."""

from __future__ import annotations

import string
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """What is asked of passwords. `applies=False`: nothing but that there is one."""

    applies: bool = False
    shortest: int = 8
    digit: bool = True
    letter: bool = True
    capital: bool = True
    symbol: bool = True


def broken_rules(password: str, policy: Policy) -> list[str]:
    """A sentence for every rule the password breaks; empty when it may be used."""
    if not policy.applies:
        return []
    found = []
    if len(password) < policy.shortest:
        found.append(f"The password needs at least {policy.shortest} characters.")
    if policy.digit and not any(c.isdigit() for c in password):
        found.append("The password needs a digit.")
    if policy.letter and not any(c.islower() for c in password):
        found.append("The password needs a lower-case letter.")
    if policy.capital and not any(c.isupper() for c in password):
        found.append("The password needs a capital letter.")
    if policy.symbol and not any(c in string.punctuation or not c.isalnum() for c in password):
        found.append("The password needs a symbol.")
    return found
