"""The page of a dataset: what it is, its limits, its first rows, how to take it away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..areas.codefile import code_file
from ..charts import Charts, Drawn
from ..model import Download, OutputFile, Past, Published, Table, Text
from . import citation, contacts, machine, pasts, report
from .card import ORDER, card, offered, period, spanned
from .cells import APPROXIMATE, Column, columns, preview, stacked
from .cells import Shown as Cell
from .counts import counts
from .facts import facts
from .neighbours import Neighbour
from .othercodes import with_other_codes
from .portal.mentions import Mention
from .story import story
from .theme import shared_script
from .versions import rows as versions
from .view import View, one_line, worded

#: A wider table shows its first columns only, and its dictionary has a page of its own.
WIDE = 40
#: How many columns of a wide table are shown.
_FIRST = 12
#: How many versions the page names; all are on the page of its history.
_VERSIONS = 3


@dataclass(frozen=True, slots=True)
class Offer:
    """One download as the page offers it."""

    name: str
    label: str
    why: str
    url: str
    size: str
    sha256: str


@dataclass(frozen=True)
class Shown:
    """A table with everything the page says of it."""

    table: Table
    columns: list[Column]
    shown: list[Column]  # of the first rows: all, or the first of a wide table; and what was added
    rows: list[list[Cell]]
    charts: tuple[Drawn, ...]
    hidden: int  # columns of a wide table that the page leaves out
    stacked: bool  # phones show each row as a list of its cells
    offers: list[Offer]
    omitted: list[str]
    quality: str  # of its sources, in words; empty where nothing is said
    whole: str = ""  # where the whole table opens, as in `View.link`; empty: it cannot be
    whole_size: str = ""  # how much that loads


def dataset_files(
    view: View,
    published: Published,
    charts: Charts,
    neighbours: Sequence[Neighbour] = (),
    mentioned: Sequence[Mention] = (),
) -> Iterator[OutputFile]:
    """The page of a published dataset in the view's language; a long dictionary has its own.

    ``mentioned`` is what pages of the portal say about it.
    """
    dataset, words = published.dataset, view.words
    here = replace(view, path=PurePosixPath("datasets", published.id))
    tables = _tables(here, published, charts)
    long = sum(len(t.columns) for t in tables) > WIDE
    found = report.public(published.findings)
    drawn = [chart for t in tables for chart in t.charts]
    title = dataset.title.get(view.lang) or published.id
    past = view.site.pasts.get(published.id)
    yield here.page(
        "dataset",
        title,
        one_line(dataset.description.get(view.lang)),
        "katalog",
        kind="dataset",
        about={"kolom": sum(len(t.columns) for t in tables)},
        head=machine.of_dataset(here, published),
        p=published,
        d=dataset,
        kind_of=card(view.site, words, published).kind,
        collected=dataset.origin == "himpunan",
        summary=summary(here, published),
        tables=tables,
        drawn=drawn,
        sections=_sections(drawn, neighbours),
        long=long,
        neighbours=neighbours,
        mentioned=mentioned,
        counts=counts(here, published),
        whole=_whole(here, published),
        codes=code_file(published, view.site),
        first=next((o for t in tables for o in t.offers), None),
        facts=list(facts(here, published)),
        topic=next((t for id in dataset.topics if (t := view.portal.topic(id))), None),
        terms=citation.terms(here, published),
        citation=citation.citation(here, published),
        checks=report.lines(words, published.checks),
        past=past,
        taken=_taken(here, past),
        instead=_instead(here, published),
        versions=versions(here, past, _VERSIONS, "versi/") if past else [],
        findings=[(f.code, report.sentence(words, f)) for f in found[: report.SHOWN]],
        accepted=report.taken(published),
        more_findings=max(0, len(found) - report.SHOWN),
        reporting=contacts.reporting(here, published),
        story=story(dataset.story) if dataset.story else "",
        period=period(words, *dataset.period),
        scripts=(shared_script(view.portal, "grafik.js"),) if drawn else (),
    )
    if long:
        yield _dictionary(here, published, tables, title)


def _tables(view: View, published: Published, charts: Charts) -> list[Shown]:
    loose = published.dataset.raw.get("sdi:ketelitian") == APPROXIMATE
    return [
        _shown(
            view, published, table, loose, charts.of_table(view.words, published, table, f"g{n}")
        )
        for n, table in enumerate(published.tables, start=1)
    ]


def _sections(drawn: Sequence[Drawn], neighbours: Sequence[Neighbour]) -> list[str]:
    """The anchors that the page has, in their order."""
    charts = [name for name in ("grafik", "peta") if any(d.anchor == name for d in drawn)]
    last = ["terkait"] if neighbours else []
    middle = ["tabel", "kamus", "sumber", "metode", "mutu", "riwayat"]
    return [*charts, *middle, *last, "kutip", "unduh"]


def _taken(view: View, past: Past | None) -> str:
    """That the newest version was withdrawn and an older one is shown; empty: it was not."""
    last, shown = pasts.taken_back(past), pasts.newest(past)
    if last is None or shown is None:
        return ""
    days = {"taken": pasts.day(view.words, last), "shown": pasts.day(view.words, shown)}
    return view.words("versions.taken_shown", **days)


def _instead(view: View, published: Published) -> Markup:
    """A link to the dataset that goes on where this one has ended; its id where it is not here."""
    ended = published.dataset.ended
    id = ended.instead if ended else ""
    if id not in view.titles:
        return Markup("{}").format(id)
    title = view.text(view.titles[id] or Text(id))
    return Markup('<a href="{}">{}</a>').format(view.link(f"datasets/{id}/"), title)


def _dictionary(
    view: View, published: Published, tables: Sequence[Shown], title: str
) -> OutputFile:
    here = replace(view, path=view.path / "kamus")
    heading = view.words("ui.dictionary.of", title=title)
    cols = {id(t): columns(here, t.table) for t in tables}
    return here.page(
        "dictionary",
        heading,
        heading,
        "katalog",
        p=published,
        title_text=published.dataset.title,
        tables=[replace(t, columns=cols[id(t)]) for t in tables],
    )


def summary(view: View, published: Published) -> str:
    """One sentence out of the profile: how much, of when, and what."""
    words = view.words
    rows = sum(table.rows for table in published.tables)
    fields = sum(len(table.columns) for table in published.tables)
    tables = len(published.tables)
    size = view.count("ui.summary.rows", rows)
    if tables > 1:
        size = words("ui.summary.tables", count=words.number(rows), tables=tables)
    parts = [words("ui.summary.size", size=size, fields=view.count("ui.summary.fields", fields))]
    span = spanned(words, published)
    if span:
        parts.append(words("ui.summary.period", period=span))
    level = published.dataset.level
    if level:
        parts.append(words("ui.summary.level", level=level.get(view.lang)))
    return ", ".join(parts) + "."


def _shown(
    view: View, published: Published, table: Table, loose: bool, charts: tuple[Drawn, ...]
) -> Shown:
    cols = columns(view, table, loose)
    order = {name: i for i, name in enumerate(ORDER)}
    downloads = sorted(offered(table), key=lambda d: (order.get(d.format, 99), d.name))
    offers = [_offer(view, published, download) for download in downloads]
    omitted = [_omitted(view, o.format, o.reason) for o in table.omissions]
    seen = cols if len(cols) <= WIDE else cols[:_FIRST]
    rows = preview(seen, table)
    first, rows = with_other_codes(view, published, table, seen, rows)
    quality = worded(view.words, "ui.source_quality", table.resource.source_quality)
    listed = stacked(first, rows)
    hidden = len(cols) - len(seen)
    opened = next((d for d in table.downloads if d.format == "parquet"), None)
    return Shown(
        table,
        cols,
        first,
        rows,
        charts,
        hidden,
        listed,
        offers,
        omitted,
        quality,
        whole=f"jelajah/?t={published.id}/{table.resource.name}" if opened else "",
        whole_size=view.words.size(opened.bytes) if opened else "",
    )


def _omitted(view: View, format: str, reason: str) -> str:
    label = view.words(f"formats.{format}.label")
    key = f"formats.omissions.{reason}"
    why = view.words(key, format=label) if view.words.has(key) else reason
    return view.words("ui.downloads.omitted", format=label, reason=why)


def _whole(view: View, published: Published) -> list[Offer]:
    """What is offered of the whole dataset: the ZIP, the description."""
    return [_offer(view, published, download) for download in published.downloads]


def _offer(view: View, published: Published, given: Download) -> Offer:
    return Offer(
        name=given.name,
        label=view.words(f"formats.{given.format}.label"),
        why=view.words(f"formats.{given.format}.choose"),
        url=view.file(f"datasets/{published.id}/{given.name}"),
        size=view.words.size(given.bytes),
        sha256=given.sha256,
    )
