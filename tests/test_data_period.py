"""`sdi:periode` against the months and quarters of the rows: what went stale."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tables import dataset

from build_tools import reports
from build_tools.checks import Reference, check
from build_tools.checks.periods import period_of_rows
from build_tools.findings import Finding
from build_tools.load.descriptor import dataset_of
from build_tools.model import Source
from build_tools.tables.calendar import Period, span
from build_tools.words import Words

NAME = {"name": "nama", "type": "string"}
MONTH = {"name": "bulan", "type": "yearmonth", "sdi:peran": "waktu"}
DAY = {"name": "tanggal", "type": "date", "sdi:peran": "waktu"}
YEAR = {"name": "tahun", "type": "year", "sdi:peran": "waktu"}
QUARTER = {"name": "triwulan", "type": "string", "sdi:peran": "keterangan"}


def found(folder: Path, rows: str, period: tuple[str, str], *fields: Any) -> list[Finding]:
    """What is told of rows under a period from … to …, by the check of a whole dataset."""
    head = ",".join(f["name"] for f in fields)
    (folder / "t.csv").write_text(f"{head}\n{rows}", encoding="utf-8")
    raw = {
        "name": "t",
        "sdi:periode": {"mulai": period[0], "selesai": period[1]},
        "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [NAME, *fields[1:]]}}],
    }
    given = dataset_of(Source("dinas/t", folder, "datapackage.yaml"), raw, ("id", "en"))
    told = check(given, Reference({})).findings
    return [f for f in told if f.code == "period-differs"]


def test_a_month_after_the_period_is_told_with_what_to_write(tmp_path: Path) -> None:
    rows = "a,2026-01\na,2026-02\na,2026-03\n"
    (one,) = found(tmp_path, rows, ("2026-01", "2026-01"), NAME, MONTH)
    assert (one.place, one.cell, dict(one.values)["count"]) == ("B3", "2026-02", 2)
    assert 'selesai: "2026-03"' in reports.sentence(one, Words.load("id"), "hint")


@pytest.mark.parametrize(
    ("rows", "case", "start", "end"),
    [
        ("a,2026-01\na,2025-12\n", "earlier", "2025-12", ""),
        ("a,2025-12\na,2027-01\n", "both", "2025-12", "2027-01"),
    ],
)
def test_earlier_than_the_period(
    tmp_path: Path, rows: str, case: str, start: str, end: str
) -> None:
    (one,) = found(tmp_path, rows, ("2026-01", "2026-12"), NAME, MONTH)
    values = dict(one.values)
    assert (values["case"], values["start"], values["end"]) == (case, start, end)


@pytest.mark.parametrize(
    ("rows", "period", "field"),
    [
        ("a,2026\n", ("2026-01", "2026-01"), YEAR),  # a year holds the month
        ("a,2026-03-31\n", ("2026-Q1", "2026-Q1"), DAY),
        ("a,2026-12\n", ("2026", "2026"), MONTH),
        ("a,2026-07\n", ("2026-05", ""), MONTH),
        ("a,2026-05\n", ("2026-05-20", "2026-05-21"), MONTH),
    ],
)
def test_a_time_that_shares_a_day_with_the_period_is_in_it(
    tmp_path: Path, rows: str, period: tuple[str, str], field: dict[str, str]
) -> None:
    assert found(tmp_path, rows, period, NAME, field) == []


def test_days_are_compared_as_days(tmp_path: Path) -> None:
    (one,) = found(
        tmp_path, "a,2026-03-31\na,2026-04-01\n", ("2026-01-01", "2026-03-31"), NAME, DAY
    )
    assert (one.row, dict(one.values)["end"]) == (3, "2026-04-01")


def test_a_quarter_beside_its_year(tmp_path: Path) -> None:
    rows = "a,2026,I\na,2026,II\na,2026,III\n"
    (one,) = found(tmp_path, rows, ("2026-01", "2026-06"), NAME, YEAR, QUARTER)
    assert (one.place, one.cell, dict(one.values)["end"]) == ("C4", "III", "2026-Q3")


def test_a_month_told_by_its_own_column_is_not_told_twice(tmp_path: Path) -> None:
    (one,) = found(tmp_path, "a,2026,2026-02\n", ("2026-01", "2026-01"), NAME, YEAR, MONTH)
    assert (one.field, dict(one.values)["count"]) == ("bulan", 1)


def test_moments_are_compared_by_their_year(tmp_path: Path) -> None:
    moment = {"name": "saat", "type": "datetime", "sdi:peran": "waktu"}
    rows = "a,2026-02-01T08:00:00\na,2027-02-01T08:00:00\n"
    (one,) = found(tmp_path, rows, ("2026-01", "2026-01"), NAME, moment)
    assert (one.row, dict(one.values)["end"]) == (3, "2027")


def test_a_period_that_is_not_known_is_not_checked(tmp_path: Path) -> None:
    schema = {"fields": [NAME, MONTH]}
    given = dataset(tmp_path, "nama,bulan\na,2026-01\n", schema)
    assert period_of_rows(given, given.resources[0], Reference({})) is None


def test_the_last_year_that_there_is_ends_on_its_last_day(tmp_path: Path) -> None:
    assert found(tmp_path, "a,9999\n", ("9999", "9999"), NAME, YEAR) == []
    first, last = span(Period("Y", 9999))
    assert (date.fromordinal(first), date.fromordinal(last)) == (date(9999, 1, 1), date.max)
