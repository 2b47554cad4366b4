"""Where the tables lie in a spreadsheet as people make it."""

from .find import find
from .grid import grids

__all__ = ["find", "grids"]
