"""From a folder to a `Dataset`: settings, discovery, descriptors. No table is read here."""

from .acceptances import in_force
from .datasets import discover, load, strays
from .dropped import DROPPED, Drop, dropped
from .harvested import harvested
from .moves import MOVES, ToldMove, moves
from .names import same_ids
from .owners import OWNERS, differing, with_owners
from .register import register
from .settings import SettingsError, load_portal
from .waivers import waivers
from .withdrawals import withdrawals
from .yamlfile import parse_yaml

__all__ = [
    "DROPPED",
    "MOVES",
    "OWNERS",
    "Drop",
    "SettingsError",
    "ToldMove",
    "differing",
    "discover",
    "dropped",
    "harvested",
    "in_force",
    "load",
    "load_portal",
    "moves",
    "parse_yaml",
    "register",
    "same_ids",
    "strays",
    "waivers",
    "with_owners",
    "withdrawals",
]
