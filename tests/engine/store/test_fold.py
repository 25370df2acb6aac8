"""Folding by bytes gives what folding by letters gives."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from steward.engine.store.fold import _folded, fold

WESTERN = "".join(chr(n) for n in range(256)) + "ŒœŠšŽžŸƒ€’“–…™"


@given(st.text() | st.text(st.sampled_from(WESTERN)))
def test_the_short_way_is_the_long_way(text: str) -> None:
    assert fold(text) == _folded(text)


def test_every_western_letter_folds_alone() -> None:
    assert [fold(c) for c in WESTERN] == [_folded(c) for c in WESTERN]
    assert fold("Élan ß ÅNGSTRÖM µ") == "elan ss angstrom μ"


def test_other_values_stay() -> None:
    assert (fold(None), fold(3), fold(b"A")) == (None, 3, b"A")
