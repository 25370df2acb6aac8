"""Counters as /metrics tells them."""

from __future__ import annotations

from steward.surfaces.observing import Metrics


def test_requests_are_counted_by_surface_method_and_status() -> None:
    metrics = Metrics()
    for seconds in (0.0005, 0.001, 0.03, 60.0):
        metrics.observe("v1", "GET", "200", seconds, 2)
    metrics.observe("v1", "POST", "201", 0.2, 5)
    lines = metrics.text().decode().splitlines()
    assert 'steward_requests_total{method="GET",status="200",surface="v1"} 4.0' in lines
    assert 'steward_requests_total{method="POST",status="201",surface="v1"} 1.0' in lines
    assert "steward_statements_total 13.0" in lines


def test_times_are_told_in_cumulated_buckets() -> None:
    metrics = Metrics()
    for seconds in (0.0005, 0.001, 0.03, 60.0):
        metrics.observe("v1", "GET", "200", seconds, 1)
    lines = metrics.text().decode().splitlines()
    told = {line.split('le="')[1].split('"')[0]: line.split()[-1] for line in lines if "_bucket{" in line}
    assert (told["0.001"], told["0.025"], told["0.05"], told["10.0"], told["+Inf"]) == (
        "2.0",
        "2.0",
        "3.0",
        "3.0",
        "4.0",
    )
    assert 'steward_request_seconds_count{surface="v1"} 4.0' in lines


def test_methods_that_do_not_exist_share_one_counter() -> None:
    metrics = Metrics()
    for method in ("NONSENSE", "OTHERWISE"):
        metrics.observe("v1", method, "400", 0.001, 0)
    assert b'steward_requests_total{method="OTHER",status="400",surface="v1"} 2.0' in metrics.text()
