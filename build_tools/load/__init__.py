"""From a folder to a `Dataset`: settings, discovery, descriptors. No table is read here."""

from .datasets import discover, load, strays
from .register import register
from .settings import SettingsError, load_portal
from .waivers import waivers
from .withdrawals import withdrawals
from .yamlfile import parse_yaml

__all__ = [
    "SettingsError",
    "discover",
    "load",
    "load_portal",
    "parse_yaml",
    "register",
    "strays",
    "waivers",
    "withdrawals",
]
