"""Secrets of other servers: kept until another one is sent, or it is taken away on purpose."""

from __future__ import annotations

from steward.itemtypes.steps.inputs import truth
from steward.vocabulary.steps import Draft, Reads, Step, Verb


def keep(column: str) -> Step:
    """An empty secret changes nothing, as forms send it so; `_blank_<column>` takes the stored one away."""

    def keep_secret(draft: Draft, reads: Reads) -> None:
        if truth(draft.input.get(f"_blank_{column}")):
            draft.values[column] = None
        elif not draft.values.get(column):
            draft.values.pop(column, None)

    return keep_secret


def be_the_only_default(draft: Draft, reads: Reads) -> None:
    if draft.values.get("is_default") != 1:
        return
    for row in reads.rows(draft.item.name, {"is_default": 1}, columns=("id",)):
        if row["id"] != draft.id:
            draft.then(Verb.UPDATE, draft.item.name, {"is_default": 0}, row["id"])
