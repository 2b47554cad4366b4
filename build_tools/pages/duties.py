"""The duties of Perpres 39/2019 of each official dataset and of each OPD, each counted apart.

Standard data, metadata, interoperability and reference codes, and the metadata of official
statistics: how many of how many, and what is missing. Never a score; by name from A to Z.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from .. import csvfile
from ..model import OutputFile, Published, Resource, Text
from ..statistical import Sheet, asked_measure, official, statistics
from .card import formats_of
from .counts import Count, counts, total
from .listing import parts
from .view import View

CSV = PurePosixPath("mutu", "kewajiban.csv")
#: The duties in the order in which the regulation names them; then what BPS asks of statistics.
DUTIES = ("standar", "metadata", "interoperabilitas", "referensi", "statistik")
#: Formats that any program can read without asking anybody.
OPEN = frozenset(("csv", "json", "jsonl", "parquet", "geojson"))
_STANDARD = {
    "concept": "konsep",
    "definition": "definisi",
    "classification": "klasifikasi",
    "measure": "ukuran",
    "unit": "satuan",
}
#: Parts of the name of a column that holds an OPD.
_OFFICE = frozenset(("opd", "skpd"))
_PER_PAGE = 25
#: Of what is missing, as many are named on the page; the CSV has all.
_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty of one dataset: how many of how many, and what is missing in words."""

    count: Count
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The duties of one dataset, by a name of `DUTIES`."""

    id: str
    title: Text
    office: str  # id of the OPD
    duties: dict[str, Duty]
    forms: tuple[str, ...] = ()  # of statistics, that it has: keg, var, ind


@dataclass(frozen=True, slots=True)
class Office:
    """The duties of all official datasets of one OPD, added up each apart."""

    id: str
    datasets: int
    duties: dict[str, Count]


def duty_pages(view: View) -> Iterator[OutputFile]:
    """`mutu/kewajiban/`: the OPD, then their datasets; it says so where there is none."""
    words = view.words
    rows = duty_rows(view)
    for part in parts(view, PurePosixPath("mutu", "kewajiban"), rows, _PER_PAGE):
        yield part.view.page(
            "duties",
            part.title(words("duties.title")),
            words("duties.description"),
            "mutu",
            duties=DUTIES,
            part=part,
            offices=offices(view, rows) if part.number == 1 else [],
            shown=_SHOWN,
        )


def duty_rows(view: View) -> list[Row]:
    """The official datasets by title."""
    rows = [_row(view, p) for p in view.site.published if official(p.dataset)]
    return sorted(rows, key=lambda r: (r.title.get(view.lang).casefold(), r.id))


def offices(view: View, rows: Sequence[Row]) -> list[Office]:
    """The OPD of those datasets by name, each duty added up."""
    named: dict[str, list[Row]] = {}
    for row in rows:
        named.setdefault(row.office, []).append(row)
    found = [
        Office(id, len(own), {d: total([r.duties[d].count for r in own]) for d in DUTIES})
        for id, own in named.items()
    ]
    return sorted(found, key=lambda o: (view.agency_text(o.id).get(view.lang).casefold(), o.id))


def duties_csv(view: View) -> OutputFile:
    """The same counts for programs, a line for each dataset and duty, with all that is missing."""
    columns = ("dataset", "perangkat_daerah", "kewajiban", "terpenuhi", "dari", "belum")
    rows = sorted(duty_rows(view), key=lambda r: r.id)
    lines = (
        (row.id, row.office, name, duty.count.have, duty.count.of, "; ".join(duty.missing))
        for row in rows
        for name, duty in row.duties.items()
    )
    return OutputFile(CSV, csvfile.table(columns, lines))


def _row(view: View, published: Published) -> Row:
    dataset = published.dataset
    found = statistics(dataset, view.portal, formats_of(published))
    activity = (found.activity,) if found.activity else ()
    forms = {"keg": activity, "var": found.variables, "ind": found.indicators}
    duties = {
        "standar": _standard(view, published),
        "metadata": _metadata(view, published),
        "interoperabilitas": _open(view, published),
        "referensi": _references(view, published),
        "statistik": _statistics(view, forms),
    }
    had = tuple(form for form, sheets in forms.items() if sheets)
    return Row(dataset.id, dataset.title, dataset.source.owner, duties, had)


def _duty(parts: Sequence[tuple[str, bool]], missing: Sequence[str] | None = None) -> Duty:
    """Of named parts those that count; what is missing, in words of its own where given."""
    count = Count(sum(ok for _, ok in parts), len(parts))
    told = missing if missing is not None else [name for name, ok in parts if not ok]
    return Duty(count, tuple(told))


def _standard(view: View, published: Published) -> Duty:
    """Of the measured columns, those with all five parts of standard data."""
    found, missing = [], []
    for resource in published.dataset.resources:
        for field in filter(asked_measure, resource.fields):
            lacks = [w for name, w in _STANDARD.items() if not getattr(field.measure, name, None)]
            name = field.title.get(view.lang) or field.name
            found.append((name, not lacks))
            if lacks:
                parts = ", ".join(view.words(f"duties.standard.{word}") for word in lacks)
                missing.append(view.words("duties.lacks", name=name, parts=parts))
    return _duty(found, missing)


def _metadata(view: View, published: Published) -> Duty:
    found = counts(view, published).complete.parts
    return _duty([(view.words(f"ui.counts.parts.{key}"), ok) for key, ok in found])


def _open(view: View, published: Published) -> Duty:
    """Of the tables, those that can be taken away in an open format that programs read."""
    return _duty(
        [
            (_named(view, t.resource), any(d.format in OPEN for d in t.downloads))
            for t in published.tables
        ]
    )


def _references(view: View, published: Published) -> Duty:
    """Of the tables with areas or OPD, those where a column of them points to reference data.

    A name beside its code needs no key of its own; areas and OPD count apart.
    """
    found = []
    for resource in published.dataset.resources:
        keyed = {
            name
            for key in resource.foreign_keys
            if key.package.startswith("referensi/")
            for name in key.fields
        }
        kinds: dict[str, set[str]] = {"area": set(), "office": set()}
        for field in resource.fields:
            if field.role == "wilayah":
                kinds["area"].add(field.name)
            elif _OFFICE & set(field.name.lower().replace("-", "_").split("_")):
                kinds["office"].add(field.name)
        for kind, names in kinds.items():
            if names:
                where = view.words(f"duties.reference.{kind}", table=_named(view, resource))
                found.append((where, bool(names & keyed)))
    return _duty(found)


def _statistics(view: View, forms: Mapping[str, Sequence[Sheet]]) -> Duty:
    """Of the elements of MS-Keg, MS-Var and MS-Ind that are asked, those that are there."""
    have = of = 0
    missing = []
    for form, sheets in forms.items():
        for sheet in sheets:
            have, of = have + sheet.have, of + len(sheet.values)
            where = f"{sheet.field}: " if sheet.field else ""
            names = (view.words(f"statistical.{form}.{key}") for key in sheet.missing)
            missing += [where + name for name in names]
    return Duty(Count(have, of), tuple(missing))


def _named(view: View, resource: Resource) -> str:
    return resource.title.get(view.lang) or resource.name
