"""Types without rows, which clients may name all the same."""

from __future__ import annotations

from steward.vocabulary.notation import ItemType


class CleanSoftwareCron(ItemType):
    label = "General"
    table = None
    foreign_key = ""


class DBConnection(ItemType):
    label = "SQL replica", "SQL replicas"
    table = None
    foreign_key = ""


class PurgeLogs(ItemType):
    label = "Logs purge"
    table = None
    foreign_key = ""
