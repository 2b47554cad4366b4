"""The front page: search, key figures, topics, what is new, the state of the data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..charts import Charts, KeyFigure
from ..freshness import STATES, UNKNOWN, in_site, tally
from ..model import OutputFile
from ..smartcity import Rows
from . import machine
from .agencies import agency_counts
from .card import GROUPS, Card, card, how_many
from .facets import topic_counts
from .portal.overview import band
from .view import View

_NEWEST = 5
_AGENCIES = 12
_ASKED = 8
#: Widths of the bar of states, in the units of its drawing.
_BAR = 300


@dataclass(frozen=True, slots=True)
class State:
    """How many datasets are in a state, and where its part of the bar lies."""

    key: str
    count: int
    start: float
    width: float


def home(
    view: View, cards: Sequence[Card], charts: Charts, rows: Rows, asked: Sequence[tuple[str, str]]
) -> OutputFile:
    """The front page of one language; ``rows`` are those of the smart city portal.

    ``asked``: the questions that are answered, with the addresses of their pages.
    """
    portal = view.portal
    datasets = [c for c in cards if c.owner != "referensi"]
    region = portal.region.get(view.lang) or portal.name.get(view.lang)
    states = _states(datasets)
    return view.page(
        "home",
        view.words("ui.home.page_title", name=portal.name.get(view.lang), region=region),
        portal.description.get(view.lang),
        "beranda",
        kind="home",
        head=machine.of_home(view),
        region=region,
        outline=charts.outline(),
        figures=[_shown(view, f) for f in charts.key_figures(view.words)],
        counts=_counts(cards),
        what=how_many(view.words, cards),
        topics=[(t, n) for t, n in topic_counts(view, cards) if n],
        newest=[c for c in datasets if c.updated and not c.held][:_NEWEST],
        smart=band(view, rows),
        asked=asked[:_ASKED],
        more_asked=len(asked) > _ASKED,
        states=states,
        bar=state_bar(states),
        agencies=[(a, n) for a, n in agency_counts(view, cards) if n][:_AGENCIES],
        searches=view.common_searches,
    )


def _shown(view: View, figure: KeyFigure) -> tuple[KeyFigure, str, str, str]:
    """A key figure, whether its dataset is late, where it comes from, and what is newer."""
    shown = next((p for p in view.site.published if p.id == figure.dataset), None)
    if shown is None:
        return figure, "", "", ""
    days = in_site(view.site, shown).days_late
    late = view.count("ui.fresh.late", days) if days else ""
    kind = card(view.site, view.words, shown).kind
    return figure, late, view.words(f"ui.origin.short.{kind}"), figure.newer


def _counts(cards: Sequence[Card]) -> dict[str, int]:
    official = [c for c in cards if not c.collected and c.owner not in GROUPS]
    return {
        "official": len(official),
        "collected": sum(1 for c in cards if c.collected and c.owner != "referensi"),
        "reference": sum(1 for c in cards if c.owner == "referensi"),
        "held": sum(1 for c in cards if c.held),
    }


def _states(cards: Sequence[Card]) -> list[State]:
    """The states that there are, in their order, as parts of one bar."""
    found = tally(c.state or UNKNOWN for c in cards)
    total = sum(found.values()) or 1
    states, start = [], 0.0
    for key in STATES:
        if found[key]:
            width = round(_BAR * found[key] / total, 1)
            states.append(State(key, found[key], round(start, 1), width))
            start += width
    return states


def state_bar(states: Sequence[State]) -> Markup:
    """The bar of the states; the list beside it says the same in numbers."""
    drawn = Markup("").join(
        Markup('<rect class="st-{}" x="{}" width="{}" height="12"/>').format(
            s.key, s.start, max(1, s.width - 1)
        )
        for s in states
    )
    head = (
        '<svg class="pd-states" viewBox="0 0 300 12" preserveAspectRatio="none" aria-hidden="true">'
    )
    return Markup(head) + drawn + Markup("</svg>")  # noqa: S704 - ours
