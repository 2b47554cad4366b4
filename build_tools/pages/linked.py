"""Web addresses within a text from outside."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from markupsafe import Markup, escape

from .safe import visible

#: Addresses in one text that become links.
MOST_LINKS = 10
_ADDRESS = re.compile(r"https?://[a-zA-Z0-9][^\s<>\"“”]{3,2000}")
#: What more likely ends the sentence around an address than the address.
_AFTER = ".,;:!?'’)]}"


def linked(text: str, anchor: Callable[[str, str], Markup]) -> Markup:
    """A text with its http and https addresses, the first few, as links; all of it escaped.

    ``anchor`` makes a link of an address and what it is called.
    """
    made, done = Markup(""), 0
    for found in islice(_ADDRESS.finditer(text), MOST_LINKS):
        address = found[0].rstrip(_AFTER)
        made += escape(visible(text[done : found.start()])) + anchor(address, address)
        done = found.start() + len(address)
    return made + escape(visible(text[done:]))
