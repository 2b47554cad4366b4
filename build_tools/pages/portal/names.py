"""How the pages of the portal name dimensions and offices, and what they shorten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from ...model import Text
from ...smartcity.dimensions import Dimension
from ..view import View, one_line

#: Of a longer text the page shows the beginning; the data have all of it.
_LONGEST = 300

Known = Mapping[str, Dimension]


def dimension(view: View, known: Known, id: str) -> Markup:
    """The name of a dimension, linked to its page; the code where no table names it."""
    name = unlinked(view, known, id)
    if id not in known:
        return name
    return Markup('<a href="{}">{}</a>').format(view.link(f"smart-city/dimensi/{id}/"), name)


def unlinked(view: View, known: Known, id: str) -> Markup:
    """The name of a dimension, or its code."""
    found = known.get(id)
    return view.text(found.name if found else Text(id))


def agency(view: View, id: str) -> Markup:
    """The name of an office, linked where it has a page; empty where it is not known."""
    return view.agency_link(id) if id else Markup("")


def shortened(view: View, text: Text) -> Markup:
    """A text of a row, cut where it is long; nothing where there is none."""
    if not text:
        return Markup("")
    parts = {lang: one_line(other, _LONGEST) for lang, other in text.others.items()}
    return view.text(Text(one_line(text.main, _LONGEST), parts))


def joined(view: View, texts: Sequence[Text]) -> Markup:
    """Several short texts in one line."""
    return Markup("; ").join(view.text(text) for text in texts)
