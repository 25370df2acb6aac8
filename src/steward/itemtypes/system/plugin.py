"""Plugins, known by name only."""

from __future__ import annotations

from steward.itemtypes.traits import identified
from steward.vocabulary.columns import NO_DEFAULT
from steward.vocabulary.fields import Id, Number, Text
from steward.vocabulary.notation import ItemType


class Plugin(ItemType):
    label = "Plugin", "Plugins"
    traits = identified
    right = "config"
    unique = ("directory",)
    no_massive = ("update", "clone", "purge")

    id = Id(
        option=8,
        label="Actions",
        datatype="specific",
        fixed=True,
        nosearch=True,
        additionalfields=("directory",),
        extra={"noremove": True},
    )
    directory = Text(
        option=2,
        label="Directory",
        datatype="",
        fixed=True,
        nosearch=True,
        extra={"noremove": True},
        null=False,
        default=NO_DEFAULT,
    )
    name = Text(
        option=1,
        label="Name",
        datatype="specific",
        fixed=True,
        additionalfields=("state", "directory"),
        null=False,
        default=NO_DEFAULT,
    )
    version = Text(option=3, label="Version", datatype="specific", fixed=True, null=False, default=NO_DEFAULT)
    state = Number(
        option=5,
        label="Status",
        datatype="",
        search="equals",
        additionalfields=("directory",),
        extra={"noremove": True},
        indexed=True,
    )
    author = Text(option=6, label="Authors", datatype="specific")
    homepage = Text(option=7, label="Website", datatype="specific")
    license = Text(option=4, label="License", datatype="specific", fixed=True)
