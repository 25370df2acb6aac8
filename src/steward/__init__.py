"""Steward: IT service and asset management that speaks GLPI's REST APIs."""

__version__ = "0.1.0"
