"""Configuration: named values by context."""

from __future__ import annotations

from steward.itemtypes.steps import configuration
from steward.itemtypes.traits import named
from steward.vocabulary.fields import LongText, Text
from steward.vocabulary.notation import ANCESTORS, ItemType, variant


class Config(ItemType):
    label = "Setup"
    right = "config"
    unique = ("context", "name")
    right_labels = {"central": {1: "Read", 2: "Update"}}
    visible_if = "plain_configuration"
    roles = ("config",)
    withholds = "settings"
    on_update = (configuration.keep_key, configuration.check_value)
    after_update = (configuration.change_named_values,)

    context = Text(size=150)
    name = Text(size=150)
    value = LongText(option=1, label="Value", datatype="", fixed=True)


class NotificationSettingConfig(ItemType):
    label = "General"
    table = None
    right = "config"


SETTING = {"right_labels": {}, "roles": (), "ancestors": ("NotificationSetting", *ANCESTORS)}

NotificationAjaxSetting = variant(
    Config,
    "NotificationAjaxSetting",
    ("Browser followups configuration", "Browser followups configuration"),
    options=named.shown,
    **SETTING,
)
NotificationMailingSetting = variant(
    Config,
    "NotificationMailingSetting",
    ("Email followups configuration", "Email followups configuration"),
    **SETTING,
)
