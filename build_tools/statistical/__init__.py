"""The metadata of official statistics: MS-Keg, MS-Var, MS-Ind (`elements`), filled in (`forms`)."""

from .elements import BLOCKS, IND, KEG, KEYS, VAR
from .forms import Sheet, Statistics, asked_measure, official, statistics, unknown_keys

__all__ = [
    "BLOCKS",
    "IND",
    "KEG",
    "KEYS",
    "VAR",
    "Sheet",
    "Statistics",
    "asked_measure",
    "official",
    "statistics",
    "unknown_keys",
]
