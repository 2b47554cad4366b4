"""Where the figures of a page are from: its datasets, and the sources of single rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..charts import times
from ..model import Figure, Text
from ..quotes import Answer
from .quoted import macro, origin, quality, status, why
from .view import View, one_line

#: Periods that are named one by one; more are a span.
_MOST_PERIODS = 3
#: The end of an address that tells it from another of its host.
_LONGEST = 50


def sources_html(view: View, answers: Iterable[Answer]) -> Markup:
    """The section at the end of a page; empty where it quotes nothing."""
    told = sources(view, answers)
    return macro("sources", view, view.words, told) if told else Markup("")


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One dataset that a page quotes."""

    id: str
    title: Markup
    linked: bool  # it has a page
    facts: tuple[str, ...]
    notes: tuple[str, ...]
    rows: tuple[Markup, ...]  # the sources of its rows, as links
    explore: str  # relative address of the whole table; empty: nothing is shown of it


def sources(view: View, answers: Iterable[Answer]) -> tuple[SourceLine, ...]:
    """Where the figures of a page are from, each dataset once."""
    by_id: dict[str, list[Answer]] = {}
    for answer in answers:
        by_id.setdefault(answer.asked.reference.dataset, []).append(answer)
    return tuple(_source(view, id, found) for id, found in by_id.items())


def _source(view: View, id: str, answers: list[Answer]) -> SourceLine:
    words = view.words
    shown = next((a for a in answers if a.published and not a.missing), None)
    notes = dict.fromkeys(
        words(f"tanya.gone.{a.asked.kind}", why=why(view, a)) for a in answers if a.missing
    )
    if shown is None or shown.published is None or shown.table is None:
        held = (*view.site.held_back, *view.site.unplaced)
        hidden = {h.source.id for h in held if h.withdrawn and h.withdrawn.title_hidden}
        titles = {h.source.id: h.title for h in held if h.source.id not in hidden}
        known = view.titles.get(id) or titles.get(id) or Text(id)
        linked = any(h.source.id == id for h in view.site.held_back) or id in view.titles
        if id in view.titles and any(a.missing == "quoted-held" for a in answers):
            notes |= {words("tanya.sources.before"): None}
        return SourceLine(id, view.text(known), linked, (), tuple(notes), (), "")
    updated = shown.published.updated
    facts = [
        *_facts(view, answers),
        words("tanya.sources.updated", date=words.date(updated))
        if updated
        else words("tanya.sources.no_date"),
    ]
    notes |= dict.fromkeys([words("tanya.sources.late")] if shown.late else [])
    notes |= dict.fromkeys([words("tanya.sources.ended")] if shown.ended else [])
    links = _links(view, [f for a in answers for f in a.figures])
    target = f"jelajah/?t={id}/{shown.table.resource.name}"
    name = view.text(view.titles[id])
    return SourceLine(id, name, True, tuple(facts), tuple(notes), links, view.link(target))


def _facts(view: View, answers: Iterable[Answer]) -> Iterator[str]:
    """The periods of the figures in the order of time; what their rows say of their status."""
    found = [(a, f) for a in answers for f in a.figures]
    read = {f.period: times.read(f.period) for _, f in found if f.period}
    dated = sorted({t.position: t for t in read.values() if t}.items())
    named = [times.full(view.words, time) for _, time in dated]
    if len(named) > _MOST_PERIODS:
        named = [times.span(view.words, [time for _, time in dated])]
    named += sorted(view.words.date(text) for text, time in read.items() if time is None)
    if named:
        yield view.words("tanya.sources.period", period=", ".join(named))
    beside = (part for a, f in found for part in status(view, a, f) if part != quality(view, f))
    yield from dict.fromkeys(beside)


def _links(view: View, figures: Iterable[Figure]) -> tuple[Markup, ...]:
    """The sources of rows, each once, with what kind of source it is.

    Several pages of one host are told apart by the end of their addresses.
    """
    found = {f.source: f for f in figures if f.source}
    names = {link: origin(view, f) for link, f in found.items()}
    often = Counter(names.values())
    made = []
    for link, figure in found.items():
        name = names[link]
        if often[name] > 1:
            last = link.rstrip("/").rsplit("/", 1)[-1]
            name = f"{name}: {one_line(last.replace('-', ' '), _LONGEST)}"
        kind = quality(view, figure)
        shown = view.anchor(link, name)
        made.append(Markup("{} ({})").format(shown, kind) if kind else shown)
    return tuple(made)
