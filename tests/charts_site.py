"""Small made-up tables for the tests of charts and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from build_tools import charts
from build_tools.charts import Charts, Drawn
from build_tools.charts.pick import Picker
from build_tools.charts.plan import BarPlan, LinePlan
from build_tools.model import (
    Category,
    Dataset,
    DataSource,
    Extract,
    Field,
    Measure,
    Portal,
    Published,
    Resource,
    Shape,
    Site,
    Source,
    Table,
    Text,
)
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")

YEAR = Field("tahun", "year", title=Text("Tahun", {"en": "Year"}), role="waktu")
AREA = Field("kode", "string", title=Text("Kode wilayah"), role="wilayah")
NAME = Field("nama", "string", title=Text("Nama"), role="nama")
SEX = Field(
    "jenis",
    "string",
    title=Text("Jenis kelamin", {"en": "Sex"}),
    categories=(
        Category("L", Text("laki-laki", {"en": "male"})),
        Category("P", Text("perempuan", {"en": "female"})),
    ),
)


def measure(
    name: str = "jumlah", unit: str = "orang", english: str = "persons", title: str = "Penduduk"
) -> Field:
    """A measured field; its English title is its name."""
    given = Measure(concept=Text("Konsep"), unit=Text(unit, {"en": english} if english else {}))
    return Field(name, "number", title=Text(title, {"en": name}), measure=given, role="ukuran")


COUNT = measure()


def table(
    fields: Sequence[Field],
    rows: Sequence[Sequence[object]],
    key: Sequence[str] = (),
    left_out: int = 0,
    **changes: object,
) -> Table:
    """A table whose extract is all of its rows."""
    resource = Resource("tabel", "data/tabel.csv", "csv", title=Text("Tabel"), fields=tuple(fields))
    resource = replace(resource, primary_key=tuple(key), **changes)  # type: ignore[arg-type]
    cells = tuple(tuple(None if c is None else str(c) for c in row) for row in rows)
    extract = Extract(tuple(f.name for f in fields), cells, left_out)
    return Table(resource, len(rows), (), (), extract=extract)


def published(*tables: Table, id: str = "dinas/contoh", **changes: object) -> Published:
    """A dataset of those tables."""
    source = Source(id, Path(id))
    dataset = Dataset(source, Text("Judul"), Text("Penjelasan"), "resmi")
    dataset = replace(dataset, resources=tuple(t.resource for t in tables), **changes)  # type: ignore[arg-type]
    return Published(dataset, tables, Path())


def square(x: float, y: float, size: float = 1) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size), (x, y))


def shape(code: str, name: str, x: float, y: float = 0, size: float = 1, bps: str = "") -> Shape:
    """A square area."""
    codes = (("kode_kemendagri", code), *([("kode_bps", bps)] if bps else []))
    return Shape(codes, name, (square(x, y, size),), (x + size / 2, y + size / 2))


#: Five areas of one region, one of them tiny.
SHAPES = (
    shape("64.01.01", "Batu", 0, 0, bps="6401010"),
    shape("64.01.02", "Tanjung", 1, 0, bps="6401022"),
    shape("64.01.03", "Muara", 0, 1, bps="6401030"),
    shape("64.01.04", "Long Kali", 1, 1, bps="6401040"),
    shape("64.01.09", "Pulau Kecil Sekali", 2.2, 0.5, 0.05, bps="6401021"),
)


def boundaries(shapes: Sequence[Shape] = SHAPES) -> Published:
    """A published boundary table."""
    note = Text("Bukan batas resmi.", {"en": "Not official boundaries."})
    drawn = replace(table([AREA], [], note=note, title=Text("Batas")), shapes=tuple(shapes))
    source = DataSource("Peta", "https://contoh.example/batas", copied="2026-08-20")
    return published(drawn, id="himpunan/batas", sources=(source,))


def site(*given: Published, **settings: object) -> Site:
    portal = Portal(
        root=Path(),
        name=Text("Data Contoh"),
        description=Text("Contoh"),
        region=Text("Kabupaten Contoh", {"en": "Example Regency"}),
        publisher=Text("Proyek"),
        languages=("id", "en"),
        settings=settings,
    )
    return Site(portal, given)


def prepared(*given: Published, **settings: object) -> Charts:
    return charts.prepare(site(*given, **settings))


def drawn(of: Table, words: Words = ID, dataset: Published | None = None) -> tuple[Drawn, ...]:
    """What is drawn of a table, with boundaries published and a region of its own."""
    given = dataset or published(of)
    return prepared(boundaries(), given, kode_wilayah="64.01").of_table(words, given, of, "u")


def plans(of: Table, dataset: Published | None = None) -> list[LinePlan | BarPlan]:
    """What would be drawn of a table."""
    given = dataset or published(of)
    picker: Picker = prepared(boundaries(), given, kode_wilayah="64.01").picker
    return list(picker.plans(given, of))


def line_of(of: Table) -> LinePlan:
    """The first line of a table."""
    return next(p for p in plans(of) if isinstance(p, LinePlan))


def series(plan: LinePlan) -> dict[str, dict[str, Decimal]]:
    """The figures of each series by its label and time."""
    return {
        ", ".join(t.main for t in s.label): {p.time.text: p.value for p in s.points}
        for s in plan.series
    }
