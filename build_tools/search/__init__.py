"""The catalogue's search: the files that a browser searches in, and the reference in Python.

`files` gives the data; `theme/js/cari.js` looks things up in them as `rank.search` does, with
the roots of `roots.root`. Nothing here knows a page.
"""

from .entry import FOREIGN, KINDS, Entry, Labels
from .fields import DESCRIBED
from .index import by_count, data_file, files
from .rank import Hits, Index, index, search
from .roots import all_roots, root
from .vocabulary import groups

__all__ = [
    "DESCRIBED",
    "FOREIGN",
    "KINDS",
    "Entry",
    "Hits",
    "Index",
    "Labels",
    "all_roots",
    "by_count",
    "data_file",
    "files",
    "groups",
    "index",
    "root",
    "search",
]
