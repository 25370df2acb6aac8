"""Management: financial information, contracts and budgets."""

from __future__ import annotations

from typing import Any, Final

from steward.itemtypes.steps.authorship import ordered, parent_of, unique
from steward.itemtypes.steps.entities import setting
from steward.vocabulary.steps import Draft, Reads, Verb

one_per_item = unique("itemtype", "items_id")
budget_dates = ordered("begin_date", "end_date", "The end date is before the begin date.")
cost_dates = ordered("begin_date", "end_date", "The end date is before the begin date.")

_AUTOFILL: Final = ("buy_date", "use_date", "delivery_date", "order_date", "warranty_date", "decommission_date")
_NEVER, _CREATION = "0", "1"


def check_financed(draft: Draft, reads: Reads) -> None:
    """Only some types have financial information; to the others nothing can be attached."""
    if draft.get("itemtype") not in reads.listed("infocom_types"):
        draft.refuse()


def alert_as_entity_says(draft: Draft, reads: Reads) -> None:
    if "alert" not in draft.values:
        draft.values["alert"] = setting(reads, draft.get("entities_id", 0), "default_infocom_alert", 0) or 0


def fill_dates(draft: Draft, reads: Reads) -> None:
    """Dates that the entity wants filled in: with the day of the item, or with that of another date."""
    row = parent_of(draft, reads)
    if row is None:
        return
    entity = draft.get("entities_id", 0)
    for column in _AUTOFILL:
        if draft.values.get(column):
            continue
        rule = str(setting(reads, entity, f"autofill_{column}", _NEVER) or _NEVER)
        found = _date(rule, draft, row)
        if found:
            draft.values[column] = found


def _date(rule: str, draft: Draft, row: Any) -> str | None:
    if rule == _CREATION:
        return str(row.get("date_creation") or draft.now)[:10]
    if rule.isdigit():
        return None
    return draft.values.get(rule) or None


def start_financial_information(draft: Draft, reads: Reads) -> None:
    """An asset may get its financial information at once; one made from a template has brought it along."""
    if reads.config("auto_create_infocoms") != "1":
        return
    where = {"itemtype": draft.item.name, "items_id": draft.id}
    if not reads.rows("Infocom", where, columns=("id",), limit=1):
        draft.then(Verb.ADD, "Infocom", {"itemtype": draft.item.name, "items_id": draft.id})


def alert_of_contract(draft: Draft, reads: Reads) -> None:
    if "alert" not in draft.values:
        draft.values["alert"] = setting(reads, draft.get("entities_id", 0), "default_contract_alert", 0) or 0


def keep_within_links(draft: Draft, reads: Reads) -> None:
    """A contract may say to how many items at most it applies."""
    contract = reads.row("Contract", draft.get("contracts_id", 0))
    most = contract["max_links_allowed"] if contract else 0
    if most > 0:
        linked = reads.rows("Contract_Item", {"contracts_id": contract["id"]}, columns=("id",), limit=most + 1)  # type: ignore[index]
        if len(linked) >= most:
            draft.refuse("The contract applies to as many items as it may.")


one_link = unique("contracts_id", "itemtype", "items_id")
