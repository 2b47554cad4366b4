"""The catalogue (being moved here from lists)."""

from .lists import catalogue

__all__ = ["catalogue"]
