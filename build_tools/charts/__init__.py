"""Charts, maps and their sentences, drawn while the site is built; no script draws.

``prepare(site)`` once, then ``Charts`` answers for every table and language. What is drawn is
picked in `pick`, drawn by one module a kind, and put into words in `sentence`. Colours and
dashes are classes of the style sheet: one drawing serves light, dark and print.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from ..model import Published, Site, Table
from ..words import Words
from . import bar, keyfigures, line, map
from .keyfigures import KeyFigure
from .pick import Picker
from .plan import BarPlan, Boundary, Drawn, LinePlan

__all__ = ["CHARTS", "Charts", "Drawn", "KeyFigure", "drawn", "prepare"]

#: The kinds of drawings, one module each with a function `draw`. `spark` stands with figures.
CHARTS = {"line": line, "bar": bar, "map": map}

#: The drawings of so many tables are kept.
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Charts:
    """Draws for one site; knows its boundaries and its region's codes."""

    site: Site
    boundaries: tuple[Boundary, ...]
    picker: Picker
    #: The last drawings: several pages of one dataset show the same.
    _last: dict[tuple[str, int, str], tuple[Table, tuple[Drawn, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def of_table(
        self, words: Words, published: Published, table: Table, uid: str
    ) -> tuple[Drawn, ...]:
        """Everything to show of a table, in the order of the page; ids begin with ``uid``."""
        key = (words.lang, id(table), uid)
        if key in self._last:  # the table is held, so that no other can have its id
            return self._last[key][1]
        found: list[Drawn] = []
        for number, plan in enumerate(self.picker.plans(published, table)):
            found += drawn(words, plan, f"{uid}-{number}")
        if len(self._last) >= _KEPT:
            self._last.clear()
        self._last[key] = (table, tuple(found))
        return tuple(found)

    def key_figures(self, words: Words) -> tuple[KeyFigure, ...]:
        """The figures of the home page that the settings name, at most four."""
        return keyfigures.key_figures(self.site, words)

    def outline(self) -> Markup:
        """The region as an ornament, from the dataset that `batas` names; or empty."""
        wanted = self.site.portal.settings.get("batas")
        found = (b for b in self.boundaries if b.published.id == wanted)
        boundary = next(found, None)
        return map.outline(boundary) if boundary else Markup("")


def prepare(site: Site) -> Charts:
    """What is worked out once for a site: its boundary tables, the codes of its region."""
    boundaries = tuple(b for p in site.published for t in p.tables for b in _boundaries(p, t))
    own = str(site.portal.settings.get("kode_wilayah") or "")
    home = {own: site.portal.region} if own else {}
    for boundary in boundaries:
        shape = boundary.areas.get(own)
        if shape:
            home |= {code: site.portal.region for _, code in shape.codes}
    return Charts(site, boundaries, Picker(boundaries, home))


def _boundaries(published: Published, table: Table) -> Iterator[Boundary]:
    """A boundary table by each of its columns of codes."""
    names = dict.fromkeys(name for shape in table.shapes for name, _ in shape.codes)
    for name in names:
        areas = {code: s for s in table.shapes for field, code in s.codes if field == name}
        if len(areas) == len(table.shapes):
            yield Boundary(published, table, areas)


def drawn(words: Words, plan: LinePlan | BarPlan, uid: str) -> Iterator[Drawn]:
    """A plan as drawings in one language: a map comes with the bars of the same figures."""
    if isinstance(plan, LinePlan):
        yield line.draw(words, plan, f"{uid}g")
        return
    areas = map.draw(words, plan, f"{uid}p") if "map" in plan.wanted else None
    if areas:
        yield areas
    if "bar" in plan.wanted:
        yield bar.draw(words, plan, f"{uid}b", beside_map=areas is not None)
