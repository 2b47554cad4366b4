"""What the check page knows of the published tables: schemas, codes, patterns, as data.

The page judges a file in the reader's browser by what is given here, and gives the verdicts of
`build_tools.checks` on the codes in `claimed`. Only what is published goes in.
"""

from .claimed import CASES, CODES, STOPS, beyond
from .named import named
from .packed import Packed, pack
from .schemas import schema_of
from .steps import steps

__all__ = ["CASES", "CODES", "STOPS", "Packed", "beyond", "named", "pack", "schema_of", "steps"]
