"""The legacy REST API, "v1": what apirest.php answers to."""

from steward.surfaces.rest_v1.dispatch import RestV1

__all__ = ["RestV1"]
