"""A dataset as lists show it: one card, made once per language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..freshness import in_site
from ..model import (
    HARVESTED,
    MAIN_LANGUAGE,
    Download,
    HeldBack,
    Portal,
    Published,
    Site,
    Table,
    Text,
)
from ..words import Words
from .pasts import taken_back
from .view import counted, one_line, worded

#: Formats in the order a reader looks for them; others follow by name.
ORDER = ("csv", "xlsx", "json", "jsonl", "parquet", "geojson")
#: Owners that are no agency: what the project gathered, and reference data.
GROUPS = ("himpunan", "referensi")
#: From so many rows on a program rather reads line by line.
_MANY = 10_000
#: A year, a month or a day, as descriptors and canonical cells have them.
_ISO = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_NAMES = {"parquet": "Parquet", "geojson": "GeoJSON"}


@dataclass(frozen=True, slots=True)
class Card:
    """What a list says of a dataset; all texts but two are ready in the list's language."""

    id: str
    title: Text
    description: Text
    publisher: str
    period: str
    frequency: str
    updated: str  # ISO date
    updated_text: str
    formats: tuple[str, ...]
    topics: tuple[str, ...]
    agencies: tuple[str, ...]
    keywords: tuple[str, ...]
    collected: bool  # himpunan: gathered by the project, no official release
    held: bool = False
    years: tuple[str, str] = ("", "")  # first and last year that it is about
    columns: tuple[str, ...] = ()  # their titles, to be found by
    units: tuple[str, ...] = ()
    frequency_key: str = ""  # a word of FREQUENCIES
    state: str = ""  # a state of `freshness.STATES`; empty: no version to judge

    @property
    def owner(self) -> str:
        return self.id.split("/")[0]

    @property
    def kind(self) -> str:
        """What its badge says: a key of `ui.origin.short`."""
        if self.owner in {"referensi", HARVESTED}:
            return self.owner
        return "himpunan" if self.collected else "resmi"


def publisher(portal: Portal, published: Published, lang: str) -> str:
    """Who publishes: the OPD of an official dataset, the project for everything gathered."""
    dataset = published.dataset
    if dataset.origin == "himpunan" or not dataset.agencies:
        return portal.publisher.get(lang)
    owner = portal.agency(dataset.agencies[0])
    return (owner.name if owner else Text(dataset.agencies[0])).get(lang)


def period(words: Words, start: str, end: str) -> str:
    """The time a dataset is about: "2018–2024", "Januari 2024 – Maret 2024", "2023"."""
    ends = list(dict.fromkeys(words.date(day) for day in (start, end) if day))
    return ("–" if all(end.isdigit() for end in ends) else " – ").join(ends)


def spanned(words: Words, published: Published) -> str:
    """The time a dataset is about; with the newest that its rows hold, where that came after it."""
    start, end = published.dataset.period
    said = period(words, start, end)
    given = [t.period[1] for t in published.tables if _ISO.fullmatch(t.period[1])]
    last = max(given, default="")
    same = min(len(end), len(last))
    if not _ISO.fullmatch(end) or last[:same] <= end[:same]:
        return said
    return words("ui.facts.until", period=said, last=words.date(last))


def offered(table: Table) -> list[Download]:
    """What a page offers of a table: JSON Lines only where JSON is too long to be read whole.

    It is there in any case, and named in `datapackage.json`.
    """
    return [d for d in table.downloads if d.format != "jsonl" or table.rows >= _MANY]


def formats_of(published: Published) -> tuple[str, ...]:
    """The formats of its tables, the most asked for first."""
    found = {d.format for table in published.tables for d in offered(table)}
    return tuple(sorted(found, key=lambda f: (ORDER.index(f) if f in ORDER else 99, f)))


def format_names(published: Published) -> tuple[str, ...]:
    """The formats of its tables as a reader knows them: "CSV", "Parquet"."""
    return tuple(_NAMES.get(f, f.upper()) for f in formats_of(published))


def card(site: Site, words: Words, published: Published) -> Card:
    """The card of a published dataset."""
    dataset = published.dataset
    description = Text(
        one_line(dataset.description.main, 160),
        {k: one_line(v, 160) for k, v in dataset.description.others.items()},
    )
    return Card(
        id=dataset.id,
        title=dataset.title,
        description=description,
        publisher=publisher(site.portal, published, words.lang),
        period=period(words, *dataset.period),
        frequency=frequency(words, dataset.frequency),
        frequency_key=dataset.frequency,
        state=in_site(site, published).state,
        updated=published.updated,
        updated_text=words.date(published.updated) if published.updated else "",
        formats=format_names(published),
        topics=dataset.topics,
        agencies=dataset.agencies,
        keywords=dataset.keywords,
        collected=dataset.origin == "himpunan",
        held=bool(published.held_since) and not taken_back(site.pasts.get(published.id)),
        years=years(*dataset.period),
        columns=tuple(
            dict.fromkeys(
                field.title.get(words.lang) or field.name
                for resource in dataset.resources
                for field in resource.fields
            )
        ),
        units=tuple(
            dict.fromkeys(
                unit
                for resource in dataset.resources
                for field in resource.fields
                if field.measure and (unit := field.measure.unit.get(words.lang))
            )
        ),
    )


def years(start: str, end: str) -> tuple[str, str]:
    """The first and the last year of a period, both or none."""
    found = [day[:4] for day in (start, end) if len(day) >= 4 and day[:4].isdecimal()]
    return (found[0], found[-1]) if found else ("", "")


def held_card(site: Site, words: Words, held: HeldBack) -> Card:
    """The card of a dataset without a good version: it leads to the page that says so."""
    return Card(
        id=held.source.id,
        title=held.title or Text(held.source.id),
        description=Text(
            Words.load(MAIN_LANGUAGE)("ui.held.card"), {words.lang: words("ui.held.card")}
        ),
        publisher=site.portal.publisher.get(words.lang),
        period="",
        frequency="",
        updated="",
        updated_text="",
        formats=(),
        topics=(),
        agencies=() if held.source.owner in {"himpunan", "referensi"} else (held.source.owner,),
        keywords=(),
        collected=held.source.owner == "himpunan",
        held=True,
    )


def frequency(words: Words, word: str) -> str:
    """How often a dataset is promised, in words."""
    return worded(words, "ui.frequency", word)


def how_many(words: Words, cards: Sequence[Card]) -> str:
    """What the catalogue counts, kind by kind: "13 datasets and 4 reference datasets"."""
    reference = sum(1 for c in cards if c.owner == "referensi")
    foreign = sum(1 for c in cards if c.owner == HARVESTED)
    found = counted(words, "ui.catalogue.count", len(cards) - reference - foreign)
    if reference:
        more = counted(words, "ui.catalogue.reference", reference)
        found = words("ui.catalogue.both", datasets=found, reference=more)
    if foreign:
        theirs = counted(words, "ui.catalogue.count", foreign)
        found = words("ui.catalogue.foreign", what=found, foreign=theirs)
    return found


def cards(site: Site, words: Words) -> tuple[Card, ...]:
    """The cards of all datasets, newest first; those without a date and held ones last.

    What was taken back is in no list.
    """
    shown = [card(site, words, p) for p in site.published]
    shown += [held_card(site, words, h) for h in site.held_back if not h.withdrawn]
    return newest_first(shown)


def newest_first(found: Iterable[Card]) -> tuple[Card, ...]:
    """Newest first, then by id, so that equal dates always stand in the same order."""
    return tuple(sorted(sorted(found, key=lambda c: c.id), key=lambda c: c.updated, reverse=True))
