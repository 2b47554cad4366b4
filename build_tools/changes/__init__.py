"""What a proposal does for readers, before it goes out: two versions held against each other.

compare   a dataset before and after; its parts: tables, columns, pairs, values, places, metadata
findings  what there gives reason to look again
versions  which datasets git says are touched, and how they were
comment   one Markdown text for a pull request     plain  the same for a terminal, and as JSON
preview   the changed pages, to be opened from a folder
"""

from .base import CellChange, Changes, DatasetChange, TableChange, Thresholds
from .compare import compare

__all__ = ["CellChange", "Changes", "DatasetChange", "TableChange", "Thresholds", "compare"]
