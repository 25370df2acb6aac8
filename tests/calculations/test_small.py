"""Passwords, excerpts, inherited settings, spans, racks and due dates."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from steward.calculations.agreements import due
from steward.calculations.costs import cost, total
from steward.calculations.excerpts import plain, title
from steward.calculations.passwords import Policy, broken_rules
from steward.calculations.racks import Place, fits
from steward.calculations.settings import inherited
from steward.calculations.spans import lengths_of_week, overlap, seconds_between

moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0))
clocks = st.times().map(lambda t: t.replace(microsecond=0).isoformat())
spans = st.tuples(clocks, clocks).map(lambda pair: (min(pair), max(pair))).filter(lambda pair: pair[0] < pair[1])


@given(st.text())
def test_without_a_policy_every_password_will_do(password: str) -> None:
    assert broken_rules(password, Policy(applies=False)) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_longer_password_breaks_no_more_rules(password: str, more: str) -> None:
    policy = Policy(applies=True)
    assert set(broken_rules(password + more, policy)) <= set(broken_rules(password, policy))


def test_each_rule_has_its_sentence() -> None:
    assert len(broken_rules("", Policy(applies=True))) == 5
    assert broken_rules("aA1!aA1!", Policy(applies=True)) == []


@given(st.text())
def test_a_title_is_short_and_has_one_line(text: str) -> None:
    found = title(text)
    assert len(found) <= 70
    assert "\n" not in found and found == found.strip()


def test_text_of_html() -> None:
    assert plain("<p>Hello <b>you</b> &amp; me</p><script>x()</script><p>there</p>") == "Hello you & me there"
    assert plain("1 < 2") == "1 < 2"


@given(st.lists(st.sampled_from([-2, None, 0, 3, 7])))
def test_the_nearest_own_value_counts(values: list[int | None]) -> None:
    own = [value for value in values if value not in (-2, None)]
    assert inherited([{"x": value} for value in values], "x", 99) == (own[0] if own else 99)


@given(spans, spans)
def test_overlap_is_mutual_and_means_shared_time(one: tuple[str, str], two: tuple[str, str]) -> None:
    assert overlap(one, two) == overlap(two, one) == (max(one[0], two[0]) < min(one[1], two[1]))


@given(st.lists(st.tuples(st.integers(0, 6), spans)))
def test_the_week_is_the_sum_of_its_segments(segments: list[tuple[int, tuple[str, str]]]) -> None:
    total = sum(seconds_between(f"2020-01-01 {begin}", f"2020-01-01 {end}") for _, (begin, end) in segments)
    assert sum(lengths_of_week((day, *span) for day, span in segments)) == total


@given(moments, moments)
def test_seconds_between(one: datetime, two: datetime) -> None:
    passed = seconds_between(one.isoformat(sep=" "), two.isoformat(sep=" "))
    assert passed == max(0, (two - one).total_seconds())


@given(moments, st.integers(0, 1000), st.sampled_from(["minute", "hour", "day", "month"]))
def test_due_dates_grow_with_the_number(start: datetime, number: int, unit: str) -> None:
    text = start.isoformat(sep=" ")
    assert text <= due(text, number, unit) <= due(text, number + 1, unit)
    assert due(text, 4, "hour") == (start + timedelta(hours=4)).isoformat(sep=" ")


amounts = st.decimals(0, 10**6, places=4)


@given(st.integers(0, 10**6), amounts, amounts, amounts)
def test_costs_add_up(seconds: int, hourly: Decimal, fixed: Decimal, material: Decimal) -> None:
    once = cost(seconds, hourly, fixed, material)
    assert total([once, once]) == total([once * 2])
    assert cost(0, hourly, fixed, material) == fixed + material
    assert cost(3600, str(hourly), "0.0000", 0) == hourly


places = st.builds(
    Place,
    st.integers(1, 10),
    st.integers(1, 4),
    st.integers(0, 1),
    st.integers(0, 2),
    st.sampled_from([0.25, 0.5, 1.0]),
)


@given(places, places)
def test_meeting_is_mutual(one: Place, two: Place) -> None:
    assert one.meets(two) == two.meets(one)
    assert one.meets(one)


@given(places, st.integers(1, 12), st.lists(places))
def test_what_fits_stands_inside_and_meets_nothing(place: Place, height: int, taken: list[Place]) -> None:
    inside = place.position + place.units - 1 <= height
    assert fits(place, height, taken) == (inside and not any(place.meets(other) for other in taken))


def test_halves_and_depths_share_a_unit() -> None:
    assert not Place(1, half=1).meets(Place(1, half=2))
    assert not Place(1, orientation=0, depth=0.5).meets(Place(1, orientation=1, depth=0.5))
    assert Place(1, orientation=0, depth=1.0).meets(Place(1, orientation=1, depth=0.5))
