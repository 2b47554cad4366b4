"""What the check page knows of the published tables: schemas, codes, patterns, as data.

The page judges a file in the reader's browser by what is given here, and gives the verdicts of
`build_tools.checks` on the codes in `claimed`. Only what is published goes in.

`schemas` and `steps` know tables, and are imported only where these are at work.
"""

from .claimed import CASES, CODES, STOPS, beyond
from .named import named
from .packed import Packed, pack

__all__ = ["CASES", "CODES", "STOPS", "Packed", "beyond", "named", "pack"]
