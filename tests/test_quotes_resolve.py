"""Each reference is answered from what is published; or a finding says why it cannot be."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from pages_site import PORTAL
from portals import AS_OF, portal

from build_tools import pipeline
from build_tools.charts import drawn, prepare, times
from build_tools.findings import Finding, error
from build_tools.model import (
    ChartSpec,
    Dataset,
    Download,
    Ending,
    Extract,
    Field,
    HeldBack,
    Measure,
    MissingValue,
    Published,
    Resource,
    Site,
    Source,
    Table,
    Text,
    Withdrawal,
)
from build_tools.quotes import Answer, Page
from build_tools.quotes.resolve import resolve
from build_tools.quotes.source import parse
from build_tools.tables.lookup import Found, Wanted, lookup
from build_tools.words import Words

ID = "dkisp/contoh"
MEASURES = ("laki_laki", "perempuan", "jumlah")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example portal, converted."""
    root = portal(tmp_path_factory.mktemp("quotes"))
    return pipeline.datasets(pipeline.Options(root, AS_OF, workers=1)).site


def page(block: str) -> Page:
    return parse(block, "docs/tanya/contoh.md", "id", PurePosixPath("tanya/contoh.md"))


def angka(**keys: object) -> Page:
    lines = [f"{key}: {value}" for key, value in {"dataset": ID, **keys}.items()]
    return page("\n".join(["```angka", *lines, "```", ""]))


def one(site: Site, asked: Page, **more: object) -> tuple[Answer, list[Finding]]:
    """The only answer of a page, and what is told of it."""
    known = {p.id: p.dataset for p in site.published}
    found = resolve(site, [asked], known, **more)  # type: ignore[arg-type]
    (answer,) = found.pages[0].answers.values()
    return answer, list(found.findings)


def changed(site: Site, **facts: object) -> Site:
    """The site with other facts about the example dataset."""
    every = (replace(p, **facts) if p.id == ID else p for p in site.published)
    return replace(site, published=tuple(every))


def rows(site: Site) -> list[dict[str, str]]:
    """The published CSV, read by Python's own reader."""
    published = next(p for p in site.published if p.id == ID)
    (name,) = (d.name for t in published.tables for d in t.downloads if d.format == "csv")
    with (published.folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_figure_is_that_of_the_published_csv(site: Site) -> None:
    asked = 0
    for row in rows(site):
        for name in MEASURES:
            answer, told = one(site, angka(kolom=name, saring=f"{{nomor: {row['nomor']}}}"))
            assert answer.figure and told == []
            assert answer.figure.value == row[name]
            assert answer.figure.period == row["tanggal"]
            assert answer.figure.field.measure is not None
            assert answer.figure.field.measure.unit.main == "orang"
            assert {f.name: v for f, v in answer.figure.row}["nama"] == row["nama"]
            asked += 1
    assert asked == 9


def test_the_newest_row_is_meant_where_no_period_is_named(site: Site) -> None:
    answer, _ = one(site, angka(kolom="jumlah", saring="{jenis: b}"))
    assert answer.figure and (answer.figure.value, answer.figure.period) == ("10", "2024-03-31")
    answer, _ = one(site, angka(kolom="jumlah", saring="{jenis: b}", periode="2024-02-29"))
    assert answer.figure and answer.figure.value == "3"


def test_a_table_has_the_rows_that_match_and_no_more_than_it_may(site: Site) -> None:
    block = f"```tabel\ndataset: {ID}\nkolom: [nama, jumlah]\nbaris: 2\n```\n"
    answer, told = one(site, page(block))
    assert told == []
    assert [f.name for f in answer.fields] == ["nama", "jumlah"]
    assert answer.rows == (("Tempat Satu", "22"), ('Tempat "Dua", Hulu', "3"))
    assert answer.total == 3


@pytest.mark.parametrize(
    ("keys", "code", "values"),
    [
        ({"dataset": "dkisp/lain", "kolom": "x"}, "quoted-dataset-unknown", {"id": "dkisp/lain"}),
        ({"tabel": "lain", "kolom": "x"}, "quoted-table-unknown", {"name": "lain"}),
        ({"kolom": "total"}, "quoted-column-unknown", {"name": "total", "table": "tabel"}),
        (
            {"kolom": "jumlah", "saring": "{kelas: 1}"},
            "quoted-column-unknown",
            {"name": "kelas"},
        ),
        ({"kolom": "jumlah", "saring": "{nomor: 99}"}, "quoted-rows", {"count": 0}),
        ({"kolom": "jumlah", "periode": "1999-01-01"}, "quoted-rows", {"count": 0}),
        ({"kolom": "kode_opd", "saring": "{nomor: 3}"}, "quoted-value-missing", {}),
    ],
)
def test_what_leads_to_no_figure_is_told_with_its_line(
    site: Site, keys: dict[str, object], code: str, values: dict[str, object]
) -> None:
    answer, (told,) = one(site, angka(**keys))
    assert (told.code, told.file, told.row) == (code, "docs/tanya/contoh.md", 1)
    assert values.items() <= dict(told.values).items()
    assert answer.missing == code
    assert answer.figure is None and answer.rows == () and answer.plans == ()


def test_several_rows_are_no_figure(site: Site) -> None:
    every = next(p for p in site.published if p.id == "referensi/opd")
    column = every.tables[0].resource.fields[1].name
    _, (told,) = one(site, angka(dataset="referensi/opd", kolom=column))
    assert told.code == "quoted-rows" and dict(told.values)["count"] == every.tables[0].rows > 1


def test_a_chart_of_what_may_not_be_drawn_is_told(site: Site) -> None:
    block = f"```grafik\ndataset: {ID}\nkolom: jumlah\nsaring: {{jenis: x}}\n```\n"
    answer, (told,) = one(site, page(block))
    assert told.code == answer.missing == "quoted-chart-none"
    assert answer.plans == ()


def held(site: Site, **facts: object) -> Site:
    """The site without the example dataset: what stands in its place."""
    kept = tuple(p for p in site.published if p.id != ID)
    place = HeldBack(Source(ID, Path()), Text("Contoh"), **facts)  # type: ignore[arg-type]
    return replace(site, published=kept, held_back=(place,))


@pytest.mark.parametrize(
    ("state", "code", "since"),
    [
        ("newer version held back", "quoted-held", "2026-01-09"),
        ("never shown", "quoted-held", ""),
        ("withdrawn", "quoted-withdrawn", "2026-01-10"),
    ],
)
def test_nothing_of_a_dataset_that_is_held_back_or_withdrawn_is_shown(
    site: Site, state: str, code: str, since: str
) -> None:
    given = {
        "newer version held back": lambda: changed(site, held_since="2026-01-09"),
        "never shown": lambda: held(site),
        "withdrawn": lambda: held(site, withdrawn=Withdrawal(ID, "2026-01-10")),
    }[state]()
    answer, (told,) = one(given, angka(kolom="jumlah", saring="{nomor: 1}"))
    assert (told.code, answer.missing, answer.since) == (code, code, since)
    assert answer.figure is None


def test_an_overdue_or_ended_dataset_is_told_and_its_figure_stays(site: Site) -> None:
    published = next(p for p in site.published if p.id == ID)
    asked = angka(kolom="jumlah", saring="{nomor: 1}")
    monthly = replace(published.dataset, frequency="bulanan", next_release="2025-12-01")
    answer, (told,) = one(changed(site, dataset=monthly, updated="2025-11-01"), asked)
    assert told.code == "quoted-late" and answer.late and answer.figure
    over = replace(published.dataset, ended=Ending("2025-12-01"))
    answer, (told,) = one(changed(site, dataset=over), asked)
    assert told.code == "quoted-ended" and answer.ended and answer.figure


def test_a_check_tells_what_descriptors_tell_without_reading_a_table(site: Site) -> None:
    """Nothing is converted in `check`: datasets are known by their descriptors."""
    known: dict[str, Dataset | None] = {p.id: p.dataset for p in site.published}
    empty = replace(site, published=())

    def code(asked: Page, *findings: Finding) -> list[str]:
        found = resolve(empty, [asked], known, findings, whole=False)
        *codes, last = (f.code for f in found.findings)
        assert last == "quoted-unread"  # and says that it looked at no value
        return codes

    assert code(angka(kolom="jumlah", saring="{nomor: 99}")) == []
    assert code(angka(kolom="total")) == ["quoted-column-unknown"]
    assert code(angka(tabel="x", kolom="total")) == ["quoted-table-unknown"]
    assert code(angka(dataset="a/b", kolom="x")) == ["quoted-dataset-unknown"]
    assert code(angka(kolom="jumlah"), error("type-error", dataset=ID)) == ["quoted-held"]
    assert code(angka(kolom="jumlah"), error("dataset-withdrawn", dataset=ID)) == [
        "quoted-withdrawn"
    ]


def test_what_there_is_is_told_where_no_row_matches(site: Site) -> None:
    _, (told,) = one(site, angka(kolom="jumlah", saring="{jenis: zz}"))
    there = dict(told.values)["there"]
    assert isinstance(there, str)
    assert "jenis: a, b" in there and "tanggal: " in there and "2024-03-31" in there
    assert dict(told.values)["name"] == "angka"


def chart(keys: str) -> Page:
    return page(f"```grafik\ndataset: {PER_HEAD}\n{keys}```\n")


PER_HEAD = "uji/pdrb"


@pytest.fixture(scope="module")
def series() -> Site:
    """A series with a break in it, as its descriptor says; another measure is not drawn."""
    measure = Measure(Text("PDRB per kapita"), unit=Text("ribu rupiah per orang"))
    fields = (
        Field("tahun", "year", role="waktu"),
        Field("nilai", "number", measure=measure),
        Field("lain", "number", measure=measure),
    )
    specs = (ChartSpec("garis", measure="nilai", breaks=("2005",)),)
    resource = Resource("pdrb", "p.csv", "csv", fields=fields, primary_key=("tahun",), charts=specs)
    rows = tuple((str(year), str(100 + year - 2000 + 50 * (year > 2004)), "1") for year in
                 range(2000, 2010))  # fmt: skip
    extract = Extract(("tahun", "nilai", "lain"), rows)
    table = Table(resource, len(rows), (), (), (), extract=extract)
    dataset = Dataset(
        Source(PER_HEAD, Path()), Text("PDRB"), Text(), "resmi", resources=(resource,)
    )
    return Site(PORTAL, (Published(dataset, (table,), Path()),))


@pytest.mark.parametrize("keys", ["", "kolom: nilai\n", "kolom: nilai\njenis: garis\n"])
def test_a_chart_is_that_of_the_dataset_page_with_its_breaks(series: Site, keys: str) -> None:
    answer, told = one(series, chart(keys))
    (published,) = series.published
    words = Words.load("id")
    drawing = [d for plan in answer.plans for d in drawn(words, plan, "x-0")]
    assert told == []
    assert drawing == list(prepare(series).of_table(words, published, published.tables[0], "x"))
    assert "sejak 2005" in drawing[0].sentence and "garisnya diputus" in drawing[0].html


@pytest.mark.parametrize("keys", ["kolom: lain\n", "kolom: nilai\njenis: batang\n"])
def test_a_page_gets_no_chart_that_the_dataset_page_has_not(series: Site, keys: str) -> None:
    answer, (told,) = one(series, chart(keys))
    assert told.code == "quoted-chart-none" and answer.plans == ()


# --- tables/lookup.py on a table of its own


def table(folder: Path, count: int) -> tuple[Published, Table, list[dict[str, str]]]:
    """A published table with texts of every kind, and its rows."""
    draw = random.Random(9)
    names = ("wilayah", "periode", "nilai", "catatan")
    texts = ["", "…", "a,b", 'kata "kutip"', "dua\nbaris", "é 🌏", " tepi "]
    made = [
        {
            "wilayah": f"64.{draw.randrange(10):02}",
            "periode": draw.choice(["2023", "2024-S1", "2024-S2", "2024-11", "", "dst."]),
            "nilai": draw.choice(["", "-99", "1.5", str(draw.randrange(10**6))]),
            "catatan": draw.choice(texts),
        }
        for _ in range(count)
    ]
    with (folder / "t.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(made)
    missing = (MissingValue(""), MissingValue("-99"), MissingValue("…"))
    fields = tuple(Field(name) for name in names)
    resource = Resource("t", "t.csv", "csv", fields=fields, missing_values=missing)
    download = Download("t.csv", "csv", "text/csv", 0, "", "t")
    found = Table(resource, count, (), (), (download,))
    dataset = Dataset(Source("a/b", folder), Text("T"), Text(), "resmi", resources=(resource,))
    return Published(dataset, (found,), folder), found, made


def brute(made: list[dict[str, str]], wanted: Wanted) -> Found:
    """The same by hand, a row at a time."""

    def cell(row: dict[str, str], name: str) -> str | None:
        return None if row[name] in {"", "-99", "…"} else row[name]

    kept = [r for r in made if all(cell(r, n) == v for n, v in wanted.where)]
    if wanted.newest:
        placed = [(wanted.order(r[wanted.newest]), r) for r in kept]
        last = max((p for p, _ in placed if p is not None), default=None)
        kept = [r for p, r in placed if p is not None and p == last]
    shown = tuple(tuple(cell(r, n) for n in wanted.columns) for r in kept[: wanted.most])
    return Found(shown, len(kept))


def end(text: str) -> float | None:
    read = times.read(text)
    return read.end if read else None


def wishes() -> Iterator[Wanted]:
    every = ("wilayah", "periode", "nilai", "catatan")
    for where in ((), (("wilayah", "64.03"),), (("wilayah", "64.03"), ("nilai", "1.5"))):
        for newest in ("", "periode"):
            yield Wanted(every, where, newest, end, 5)
    yield Wanted(("nilai",), (("catatan", "dua\nbaris"),), "", end, 1)
    yield Wanted(("nilai",), (("wilayah", "64.99"),), "periode", end, 1)
    yield Wanted(("catatan", "wilayah"), (), "", end, 0)


@pytest.mark.parametrize("count", [0, 1, 20_000])
def test_a_lookup_finds_what_reading_every_row_finds(tmp_path: Path, count: int) -> None:
    published, found, made = table(tmp_path, count)
    for wanted in wishes():
        assert lookup(published, found, wanted) == brute(made, wanted), wanted


def test_a_lookup_of_a_file_that_is_gone_finds_nothing(tmp_path: Path) -> None:
    published, found, _ = table(tmp_path, 3)
    (tmp_path / "t.csv").unlink()
    assert lookup(published, found, Wanted(("nilai",))) is None
    with pytest.raises(KeyError):
        lookup(published, found, Wanted(("lain",)))
