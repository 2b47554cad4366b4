"""A small site made by hand, for the tests of pages and catalogues."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from build_tools.findings import error, warning
from build_tools.model import (
    Agency,
    Category,
    CheckRun,
    ColumnProfile,
    Contact,
    Dataset,
    DataSource,
    Download,
    Field,
    HeldBack,
    Licence,
    Measure,
    MissingValue,
    Omission,
    Portal,
    Published,
    Resource,
    Site,
    Source,
    Table,
    Text,
    Topic,
)

#: Every character that could break front matter, markup or templates, once in one text.
HOSTILE = (
    "</script><script>alert(1)</script> <img src=x onerror=alert(1)> {{ 7*7 }} {% raw %} "
    "{# x #} ${x} \\ \" ' & `x` --- ... : # | > \t tab \r cr \x00\x01\x0b\x1b\x7f\x85\x9f "
    "\u2028\u2029\ufeff\ufffe\uffff\u202ertl\u2066iso\u2069 \U0001f30f \u00a0 é"
)

PORTAL = Portal(
    root=Path(),
    name=Text("Data Paser", {"en": "Paser Data"}),
    description=Text("Data tentang Paser.", {"en": "Data about Paser."}),
    region=Text("Kabupaten Paser", {"en": "Paser Regency"}),
    publisher=Text("Proyek Data Paser", {"en": "Data Paser project"}),
    languages=("id", "en"),
    steward="dkisp",
    supervisor=Text("BPS Kabupaten Paser"),
    licence=Licence("CC-BY-4.0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    as_of=date(2026, 11, 23),
    commit="0123456789abcdef",
    agencies=(
        Agency("dkisp", Text("Dinas Komunikasi", {"en": "Communications Office"}), ("DKISP",)),
        Agency("dinkes", Text("Dinas Kesehatan"), source="https://contoh.go.id/dinkes"),
    ),
    topics=(Topic("kesehatan", Text("Kesehatan", {"en": "Health"}), "hospital-box"),),
    settings={"pencarian_umum": ["stunting"]},
)

FIELDS = (
    Field("tahun", "year", title=Text("Tahun", {"en": "Year"}), constraints={"required": True}),
    Field(
        "nilai",
        "number",
        title=Text("Prevalensi"),
        measure=Measure(concept=Text("Stunting"), unit=Text("persen", {"en": "percent"})),
        role="ukuran",
    ),
    Field(
        "status",
        "string",
        categories=(
            Category("tetap", Text("Tetap", {"en": "Final"})),
            Category("sementara", Text("Sementara", {"en": "Provisional"})),
        ),
        role="status",
    ),
    Field("ketelitian", "string", role="ketelitian"),
    Field("catatan", "string", description=Text("Catatan <b>apa pun</b>")),
    Field("sumber_url", "string", role="sumber"),
)

ROWS = (
    ("2023", "24.9", "tetap", None, HOSTILE, "https://www.contoh.go.id/a?b=1&c=2"),
    ("2024", "22.4", "sementara", "kira-kira", None, "javascript:alert(1)"),
)


def download(resource: str, format: str, ending: str = "") -> Download:
    name = f"{resource}.{ending or format}"
    return Download(name, format, "text/plain", 1234, "ab" * 32, resource)


def table(resource: Resource, rows: int = 2) -> Table:
    columns = (
        ColumnProfile("tahun", 0, 2, "2023", "2024", ("2023", "2024")),
        ColumnProfile("nilai", 0, 2, "22.4", "24.9", ("24.9", "22.4")),
        ColumnProfile("status", 0, 2, examples=("tetap", "sementara")),
        ColumnProfile("ketelitian", 1, 1, examples=("kira-kira",)),
        ColumnProfile("catatan", 1, 1, examples=(HOSTILE,), distinct_capped=True),
        ColumnProfile("sumber_url", 0, 2),
    )
    downloads = tuple(download(resource.name, f) for f in ("json", "csv", "parquet"))
    omissions = (Omission(resource.name, "xlsx", "dates"),)
    return Table(resource, rows, columns, ROWS if rows else (), downloads, omissions)


RESOURCE = Resource(
    "stunting",
    "data/stunting.csv",
    "csv",
    title=Text("Stunting"),
    fields=FIELDS,
    missing_values=(MissingValue("…", Text("tidak tersedia", {"en": "not available"})),),
)
EMPTY = replace(
    RESOURCE, name="kosong", title=Text("Kosong"), empty_reason=Text("Belum ada rilis.")
)


def dataset(id: str = "himpunan/stunting", **changes: object) -> Dataset:
    owner = id.split("/")[0]
    base = Dataset(
        source=Source(id, Path("datasets") / id, "datapackage.yaml"),
        title=Text("Prevalensi stunting", {"en": "Stunting prevalence"}),
        description=Text("Prevalensi stunting menurut alat ukur."),
        origin="himpunan" if owner in {"himpunan", "referensi"} else "resmi",
        agencies=("dinkes",) if owner in {"himpunan", "referensi"} else (owner,),
        resources=(RESOURCE,),
        topics=("kesehatan",),
        keywords=("gizi",),
        sources=(DataSource("Halaman sumber", "https://contoh.go.id/", "", "", "2026-11-23"),),
        period=("2018", "2024"),
        frequency="tahunan",
        level=Text("kabupaten"),
        area=Text("Kabupaten Paser"),
        contact=Contact(Text("Proyek Data Paser")),
        methodology=Text("Disalin dari halaman sumber."),
        limitations=Text("Tiga alat ukur tidak boleh dicampur.", {"en": "Never mix instruments."}),
        access="terbuka",
        version="1.0.0",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def published(given: Dataset | None = None, **changes: object) -> Published:
    shown = given or dataset()
    base = Published(
        dataset=shown,
        tables=tuple(table(r) for r in shown.resources),
        folder=Path(),
        downloads=(
            download(shown.source.name, "zip"),
            download("datapackage", "datapackage", "json"),
        ),
        checks=(CheckRun("values", "rows", 2, 0, 0), CheckRun("privacy", "rows", 12, 0, 1)),
        findings=(
            warning("category", dataset=shown.id, file="data/stunting.csv", row=2, column=5),
        ),
        updated="2026-11-20",
        created="2026-10-01",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def site() -> Site:
    """Four datasets shown, one of them hostile and one empty, and one held back."""
    hostile = dataset(
        "dinkes/jebakan",
        title=Text(HOSTILE, {"en": HOSTILE}),
        description=Text(HOSTILE),
        limitations=Text(HOSTILE),
        methodology=Text(HOSTILE),
        version=HOSTILE,
        keywords=(HOSTILE,),
        story=f"# Judul {HOSTILE}\n\n[x](javascript:alert(1)) ![p](https://jauh.example/p.png)\n",
    )
    empty = published(dataset("himpunan/kosong", resources=(EMPTY,)))
    return Site(
        portal=PORTAL,
        published=(
            published(),
            published(hostile, held_since="2026-11-22"),
            replace(empty, tables=(table(EMPTY, 0),)),
            published(dataset("referensi/opd", title=Text("Daftar OPD"))),
        ),
        held_back=(
            HeldBack(
                Source("dinkes/rusak", Path("datasets/dinkes/rusak")),
                Text("Dataset rusak"),
                (
                    error("missing-label", dataset="dinkes/rusak"),
                    error("missing-label", dataset="dinkes/rusak"),
                    warning("cell-spaces", dataset="dinkes/rusak"),
                ),
            ),
        ),
    )
