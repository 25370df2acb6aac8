"""Consequences of a purge that several types share: rules that mention the value, alerts about it."""

from __future__ import annotations

from steward.vocabulary.relations import Purge


def rule_criteria(*names: str) -> tuple[Purge, ...]:
    """Criteria of rules that compare with the purged id; names may hold % as in SQL."""
    return tuple(
        Purge("glpi_rulecriterias", ("pattern",), item="RuleCriteria", where={"criteria": f"like {name}"})
        for name in names
    )


def rule_actions(name: str) -> tuple[Purge, ...]:
    """Actions of rules and of agreement levels that assign the purged id to the field."""
    where = {"field": f"like {name}"}
    return (
        Purge("glpi_ruleactions", ("value",), item="RuleAction", where=where),
        Purge("glpi_slalevelactions", ("value",), item="SlaLevelAction", where=where),
        Purge("glpi_olalevelactions", ("value",), item="OlaLevelAction", where=where),
    )


def attached_rows(table: str, item: str, of: str) -> Purge:
    """Rows that name the purged row by `itemtype` and `items_id`."""
    return Purge(table, ("items_id",), item=item, where={"itemtype": of})


def alerts(of: str) -> Purge:
    return attached_rows("glpi_alerts", "Alert", of)
