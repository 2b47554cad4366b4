"""Leaps, gaps and repeats in the series of a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tables import dataset

from build_tools import checks
from build_tools.findings import Finding
from build_tools.model import Plausibility
from build_tools.tables.calendar import period

NAME = {"name": "nama", "type": "string"}
YEAR = {"name": "tahun", "type": "year", "sdi:peran": "waktu"}


def figure(name: str = "nilai", unit: str = "orang", kind: str = "integer") -> dict[str, Any]:
    return {"name": name, "type": kind, "sdi:peran": "ukuran", "sdi:satuan": unit}


def found(
    folder: Path,
    rows: list[str],
    *fields: dict[str, Any],
    key: tuple[str, ...] = ("nama", "tahun"),
    frequency: str = "tahunan",
    limits: Plausibility | None = None,
    **rest: Any,
) -> list[Finding]:
    """What the check of series finds in a table."""
    head = ",".join(field["name"] for field in fields)
    schema = {"fields": list(fields), "primaryKey": list(key)}
    one = dataset(folder, "\n".join([head, *rows]) + "\n", schema, **rest)
    object.__setattr__(one, "frequency", frequency)
    reference = checks.Reference({}, plausibility=limits)
    codes = {"period-jump", "period-gap", "period-twice", "series-unchecked"}
    return [f for f in checks.check(one, reference).findings if f.code in codes]


def series(name: str, values: list[object], first: int = 2020) -> list[str]:
    """One row a year."""
    return [f"{name},{first + n},{value}" for n, value in enumerate(values)]


def said(finding: Finding, *names: str) -> tuple[object, ...]:
    values = dict(finding.values)
    return tuple(values[name] for name in names)


def test_a_zero_too_many_is_told_once_though_it_leaps_up_and_down(tmp_path: Path) -> None:
    rows = [*series("Hulu", [120, 1210, 125]), *series("Hilir", [90, 92, 95])]
    (one,) = found(tmp_path, rows, NAME, YEAR, figure())
    assert (one.code, one.row, one.field, one.cell) == ("period-jump", 3, "nilai", "1210")
    assert said(one, "case", "earlier", "period", "other") == ("ten", "2020", "2021", 2)


def test_rows_in_any_order_are_compared_within_their_series(tmp_path: Path) -> None:
    rows = [*series("Hulu", [120, 121, 125]), *series("Hilir", [90_000, 92_000, 95_000])]
    assert found(tmp_path, rows[::-1], NAME, YEAR, figure()) == []


@pytest.mark.parametrize(
    ("values", "unit", "count"),
    [
        ([2, 31, 3], "orang", 0),  # small counts leap
        ([0.4, 41.2, 42.0], "persen", 1),  # a share for a per cent
        ([0.4, 4.8, 5.1], "persen", 0),  # a rate of change
        ([0, 500, 510], "orang", 0),  # from nothing
        ([1.25, 1250.0, 1.31], "hektare", 1),
    ],
)
def test_what_is_a_leap(tmp_path: Path, values: list[object], unit: str, count: int) -> None:
    rows = series("Hulu", values)
    assert len(found(tmp_path, rows, NAME, YEAR, figure("nilai", unit, "number"))) == count


def test_a_unit_that_changes_for_all_is_said_once(tmp_path: Path) -> None:
    rows = [r for n in range(5) for r in series(f"T{n}", [40 + n, 41 + n, 40_900 + n])]
    (one,) = found(tmp_path, rows, NAME, YEAR, figure())
    assert said(one, "case", "period", "count") == ("all", "2022", 5)


def test_a_restless_column_is_left_alone(tmp_path: Path) -> None:
    """Cases of an illness: every other year an outbreak."""
    rows = [r for n in range(5) for r in series(f"T{n}", [15 + n, 400 - 90 * n, 12, 380, 11])]
    assert found(tmp_path, rows, NAME, YEAR, figure()) == []


def test_the_threshold_is_a_setting(tmp_path: Path) -> None:
    rows = series("Hulu", [100, 450, 120])
    assert found(tmp_path, rows, NAME, YEAR, figure()) == []
    (one,) = found(tmp_path, rows, NAME, YEAR, figure(), limits=Plausibility(jump=4))
    assert one.row == 3


@pytest.mark.parametrize(
    ("frequency", "years", "missing"),
    [
        ("tahunan", [2019, 2020, 2023, 2024], "2021, 2022"),
        ("dua-tahunan", [2016, 2018, 2022], "2020"),
        ("sewaktu-waktu", [2010, 2015, 2023], None),
        ("tahunan", [2020, 2024], None),  # two are no rhythm
    ],
)
def test_gaps_of_the_whole_table(
    tmp_path: Path, frequency: str, years: list[int], missing: str | None
) -> None:
    rows = [f"Hulu,{year},50" for year in years]
    told = found(tmp_path, rows, NAME, YEAR, figure(), frequency=frequency)
    assert [said(f, "periods")[0] for f in told] == ([missing] if missing else [])


def test_months_by_name_beside_their_year(tmp_path: Path) -> None:
    """Old spellings are the months that they were."""
    month = {"name": "bulan", "type": "string"}
    rows = [f"2024,{name},50" for name in ("Januari", "Pebruari", "April", "Mei")]
    key, frequency = ("tahun", "bulan"), "bulanan"
    (gap,) = found(tmp_path, rows, YEAR, month, figure(), key=key, frequency=frequency)
    assert said(gap, "case", "periods") == ("all", "2024-03")


def test_a_gap_with_a_reason_is_none(tmp_path: Path) -> None:
    rows = [f"Hulu,{year},50" for year in (2019, 2020, 2022)]
    lacks = {"periode": {"tidakAda": ["2021"], "karena": "Survei tidak dilakukan."}}
    assert found(tmp_path, rows, NAME, YEAR, figure(), **{"sdi:kewajaran": lacks}) == []
    del lacks["periode"]["karena"]
    assert len(found(tmp_path, rows, NAME, YEAR, figure(), **{"sdi:kewajaran": lacks})) == 1


def test_one_series_lacks_what_others_have(tmp_path: Path) -> None:
    full = [r for n in range(6) for r in series(f"T{n}", [50, 51, 52, 53])]
    rows = [*full, "Hulu,2020,9", "Hulu,2022,9"]
    (one,) = found(tmp_path, rows, NAME, YEAR, figure())
    assert (one.row, said(one, "case", "periods")) == (27, ("one", "2021"))


def test_a_period_twice_without_a_key_that_would_say_so(tmp_path: Path) -> None:
    rows = [r for n in range(5) for r in series(f"T{n}", [50, 51, 52, 53, 54])]
    (one,) = found(tmp_path, [*rows, "T2,2021,51"], NAME, YEAR, figure(), key=())
    assert (one.code, one.row, said(one, "other", "period")) == ("period-twice", 27, (13, "2021"))


def test_a_list_of_events_is_no_series(tmp_path: Path) -> None:
    rows = ["Banjir,2020,3", "Banjir,2020,5", "Banjir,2021,900", "Longsor,2020,2", "Banjir,2021,4"]
    assert found(tmp_path, rows, NAME, YEAR, figure(), key=()) == []


def test_two_days_of_one_month_in_a_monthly_table(tmp_path: Path) -> None:
    day = {"name": "tanggal", "type": "date", "sdi:peran": "waktu"}
    rows = [f"T{n},2024-{month:02}-01,50" for n in range(4) for month in range(1, 7)]
    rows.append("T1,2024-03-20,50")
    key, frequency = ("nama", "tanggal"), "bulanan"
    (one,) = found(tmp_path, rows, NAME, day, figure(), key=key, frequency=frequency)
    assert (one.code, said(one, "period")) == ("period-twice", ("2024-03",))


def test_more_rows_than_are_remembered_are_not_held_against_each_other(tmp_path: Path) -> None:
    rows = series("Hulu", [120, 1210, 125])
    (one,) = found(tmp_path, rows, NAME, YEAR, figure(), limits=Plausibility(rows=2))
    assert (one.code, one.severity.value) == ("series-unchecked", "notice")


def test_a_doubt_is_as_grave_as_the_portal_says(tmp_path: Path) -> None:
    rows = series("Hulu", [120, 1210, 125])
    grave = Plausibility(severities=(("period-jump", "error"),))
    (one,) = found(tmp_path, rows, NAME, YEAR, figure(), limits=grave)
    assert one.severity.value == "error"
    never = Plausibility(severities=(("period-jump", ""),))
    assert found(tmp_path, rows, NAME, YEAR, figure(), limits=never) == []


@pytest.mark.parametrize("text", ["Kuartal", "2024-13", "2024-S3", "2024-02-30", "20241", ""])
def test_what_is_no_period(text: str) -> None:
    assert period(text) is None
