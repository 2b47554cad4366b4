"""What the smart city portal shows: rows of tables with a profile, as typed values.

`rows` gathers them from all that is published; each other module knows one subject: what its
columns mean, what may be added up and what may not. Nothing here speaks a language.
"""

from .rows import ProfileTable, Row, Rows, gather

__all__ = ["ProfileTable", "Row", "Rows", "gather"]
