"""`/statistik/`: what was out at the end of each month, by the histories, and what is out now."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from links import read
from mkdocs.utils.meta import get_data
from pages_site import PORTAL, dataset, published
from smart_site import table

from build_tools.model import (
    Licence,
    OutputFile,
    Past,
    Published,
    Site,
    Text,
    Version,
    VersionTable,
)
from build_tools.pages.growth import MOST_MONTHS, Month, growth
from build_tools.pages.statistics import picked, statistics_files, statistics_page
from build_tools.pages.view import View
from build_tools.words import Words


def version(
    day: str, rows: int = 10, origin: str = "resmi", state: str = "terbit", **more: object
) -> Version:
    made = Version(
        address=day,
        date=day,
        commit="0" * 40,
        state=state,  # type: ignore[arg-type]
        origin=origin,  # type: ignore[arg-type]
        agencies=("dinkes",),
        licences=("CC-BY-4.0",),
        tables=(VersionTable("t", Text("T"), rows, ()),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def past(id: str, *versions: Version, **more: object) -> Past:
    """A history; its versions are given oldest first."""
    return replace(Past(id, tuple(reversed(versions))), **more)  # type: ignore[arg-type]


def site(*pasts: Past, shown: Sequence[Published] = (), as_of: str = "2026-03-15") -> Site:
    portal = replace(PORTAL, as_of=date.fromisoformat(as_of))
    return Site(portal, tuple(shown), pasts={p.id: p for p in pasts})


def months(given: Site) -> dict[str, Month]:
    return {m.month: m for m in growth(given).months}


def page(given: Site, lang: str = "id") -> str:
    made = statistics_page(View(given, Words.load(lang)), growth(given))
    assert isinstance(made.content, bytes) and made.path.as_posix() == "statistik/index.md"
    return str(get_data(made.content.decode("utf-8"))[1]["body"])


def rows_of(made: OutputFile) -> list[list[str]]:
    assert isinstance(made.content, bytes)
    return list(csv.reader(io.StringIO(made.content.decode("utf-8"))))


def test_each_month_has_the_version_that_was_out_at_its_end() -> None:
    found = months(site(past("dinkes/a", version("2025-12-31", 10), version("2026-02-01", 14))))
    assert [(m, f.datasets, f.rows) for m, f in found.items()] == [
        ("2025-12", 1, 10),
        ("2026-01", 1, 10),
        ("2026-02", 1, 14),
        ("2026-03", 0, 0),  # today's: nothing is published in this site
    ]


def test_official_collected_and_reference_data_are_counted_apart() -> None:
    found = months(
        site(
            past("dinkes/a", version("2026-01-05")),
            past("himpunan/b", version("2026-01-05", origin="himpunan")),
            past("referensi/c", version("2026-01-05", origin="himpunan")),
        )
    )["2026-01"]
    assert (found.official, found.collected, found.reference, found.datasets) == (1, 1, 1, 3)
    assert (found.offices, found.rows) == (1, 30)
    assert found.licences == (("CC-BY-4.0", 3),)


def test_what_was_held_back_taken_back_or_could_not_be_read_is_not_counted() -> None:
    found = months(
        site(
            past("dinkes/a", version("2026-01-05", 5), version("2026-02-05", 9, state="ditarik")),
            past("dinkes/b", version("2026-01-05", state="tertahan")),
            past("dinkes/c", version("2026-01-05", state="tak-terbaca")),
        )
    )
    assert [(f.datasets, f.rows) for f in (found["2026-01"], found["2026-02"])] == [(1, 5), (1, 5)]


def test_a_dataset_that_moved_counts_once_and_one_that_is_gone_no_more() -> None:
    early = version("2026-01-05", dataset="dinkes/lama")
    found = months(
        site(
            past("dinkes/lama", early, moved_to="dinkes/baru", gone_on="2026-02-03"),
            past("dinkes/baru", early, version("2026-02-03")),
            past("dinkes/hilang", version("2026-01-05"), gone_on="2026-02-10"),
        )
    )
    assert [found[m].datasets for m in ("2026-01", "2026-02")] == [2, 1]


def test_the_last_month_is_the_site_as_it_stands() -> None:
    made = table("dinkes/a", "rapat", [{"tanggal": "2026-01-05", "jenis": "tim-pelaksana"}])
    made = replace(made, dataset=replace(made.dataset, licences=(Licence("CC0-1.0"),)))
    found = months(site(past("dinkes/a", version("2026-02-01", 99)), shown=[made]))
    assert (found["2026-02"].rows, found["2026-03"].rows) == (99, 1)
    assert found["2026-03"].licences == (("CC0-1.0", 1),)


def test_a_clock_ahead_counts_nothing_and_a_very_old_one_bounds_the_list() -> None:
    assert list(months(site(past("dinkes/a", version("2031-01-01"))))) == ["2026-03"]
    assert len(months(site(past("dinkes/a", version("1970-01-01"))))) == MOST_MONTHS


def test_a_shallow_history_says_from_when_it_is_known() -> None:
    cut = past("dinkes/a", version("2026-01-05"), version("2026-02-05"), complete=False)
    given = site(cut, past("dinkes/b", version("2025-11-02")))
    assert growth(given).since == "2026-01-05"
    assert "baru lengkap sejak 5 Januari 2026" in page(given)
    assert "complete only from 5 January 2026" in page(given, "en")


@pytest.mark.parametrize(
    "given", [site(), site(past("dinkes/a", version("2026-01-01", state="ditarik")))]
)
def test_without_a_history_only_today_is_shown(given: Site) -> None:
    assert growth(given).unknown
    assert "Riwayat belum tercatat" in page(given)
    assert [m.month for m in growth(given).months] == ["2026-03"]


def test_the_file_has_every_month() -> None:
    given = site(past("dinkes/a", version("2026-02-01", 7)))
    months, licences = statistics_files(growth(given))
    assert rows_of(months) == [
        [
            *("bulan", "dataset", "resmi", "dihimpun", "rujukan", "baris"),
            "banyak_perangkat_daerah",
        ],
        ["2026-02", "1", "1", "0", "0", "7", "1"],
        ["2026-03", "0", "0", "0", "0", "0", "0"],
    ]
    assert rows_of(licences) == [["bulan", "lisensi", "dataset"], ["2026-02", "CC-BY-4.0", "1"]]


def test_the_page_shows_a_year_month_by_month_and_earlier_years_by_their_end() -> None:
    given = site(past("dinkes/a", version("2020-05-05")))
    shown = [m.month for m in picked(growth(given).months)]
    assert shown[:5] == ["2020-12", "2021-12", "2022-12", "2023-12", "2024-12"]
    assert shown[5:] == [
        "2025-03",
        *(f"2025-{m:02}" for m in range(4, 13)),
        "2026-01",
        "2026-02",
        "2026-03",
    ]
    words = read(page(given)).words
    assert "Desember 2020" in words and "Mei 2020" not in words
    assert "bulan lain ada di berkas CSV" in words


def test_formats_are_those_of_today() -> None:
    words = read(page(site(shown=[published(), published(dataset("dinkes/a"))]))).words
    told = words[words.index("Dataset menurut format hari ini") :]
    assert "CSV 2 JSON 2 Parquet 2" in told and "CC-BY-4.0 2" not in told
    assert "statistik/statistik.csv" in page(site())


def test_a_version_without_a_day_belongs_to_no_month() -> None:
    given = site(past("dinkes/a", version("")), past("dinkes/b", version("2026-02-01")))
    assert [m.datasets for m in growth(given).months] == [1, 0]


def test_a_long_history_stays_in_the_budget_and_without_scripts() -> None:
    days = [f"{year}-{month:02}-03" for year in range(1990, 2026) for month in range(1, 13)]
    many = [past(f"dinkes/d-{n}", *(version(day, n) for day in days)) for n in range(3)]
    for lang in ("id", "en"):
        body = page(site(*many), lang)
        assert len(gzip.compress(body.encode(), 9)) < 6_000
        assert "<script" not in body and "style=" not in body
