"""The walidata's own list, worst first: `terbuka meja`. It never becomes a part of the site.

`gather` finds what is to be looked at, `shown` gives it as text, Markdown and CSV.
"""

from .entry import SECTIONS as SECTIONS
from .entry import Entry as Entry
from .gather import Desk as Desk
from .gather import desk as desk
