"""A proposal that drops most of a time series is held, unless its office decided so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from portals import AS_OF, change, commit, portal
from tables import dataset

from build_tools import pipeline
from build_tools.changes import DatasetChange, Thresholds, compare, work
from build_tools.changes import tables as two_tables
from build_tools.changes.base import Changes, Lost
from build_tools.changes.lines import glance
from build_tools.findings import Severity
from build_tools.model import Acceptance, Dataset, Plausibility, Text
from build_tools.options import Options
from build_tools.words import Words

AREA = {"name": "kecamatan", "type": "string", "sdi:peran": "wilayah"}
MONTH = {"name": "bulan", "type": "yearmonth", "sdi:peran": "waktu"}
COUNT = {"name": "jumlah", "type": "integer", "sdi:peran": "ukuran"}
SCHEMA: dict[str, Any] = {"fields": [AREA, MONTH, COUNT], "primaryKey": ["kecamatan", "bulan"]}
DISTRICTS = ("Kuaro", "Batu Sopang", "Long Ikis")


def of(*months: str) -> str:
    return "".join(f"{name},{month},120\n" for month in months for name in DISTRICTS)


def version(folder: Path, rows: str, schema: dict[str, Any], **rest: Any) -> Dataset:
    folder.mkdir()
    return dataset(folder, f"kecamatan,bulan,jumlah\n{rows}", schema, **rest)


def after(
    folder: Path,
    before: str,
    rows: str,
    schema: dict[str, Any] = SCHEMA,
    accepted: Sequence[Acceptance] = (),
    limits: Thresholds | None = None,
    **rest: Any,
) -> DatasetChange:
    old, new = version(folder / "a", before, schema), version(folder / "b", rows, schema, **rest)
    return compare("dinas/t", old, new, limits or Thresholds(), accepted=accepted)


def held(made: DatasetChange) -> set[str]:
    return {f.code for f in made.findings if f.severity is Severity.ERROR}


def acceptance(code: str) -> Acceptance:
    return Acceptance(code, Text("Hanya bulan terbaru."), "dinas", "2026-12-31", "", "")


def test_the_newest_month_alone_takes_the_series_away(tmp_path: Path) -> None:
    made = after(tmp_path, of("2026-01"), of("2026-02"))
    assert held(made) == {"change-period-gone"}


def test_a_series_that_grows_or_drops_its_oldest_month_goes_out(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    assert not held(after(tmp_path / "x", of("2026-01"), of("2026-01", "2026-02")))
    made = after(tmp_path, of("2025-12", "2026-01", "2026-02"), of("2026-01", "2026-02", "2026-03"))
    assert not held(made)
    assert "change-period-gone" in {f.code for f in made.findings}


def test_most_rows_of_a_series(tmp_path: Path) -> None:
    made = after(tmp_path, of("2026-01", "2026-02"), "Kuaro,2026-01,120\nKuaro,2026-02,120\n")
    assert made.tables[0].lost == Lost(0.0, pytest.approx(2 / 3))
    assert held(made) == {"change-rows-lost"}


def test_a_year_that_becomes_its_months_is_not_gone(tmp_path: Path) -> None:
    schema = {**SCHEMA, "fields": [AREA, {**MONTH, "type": "string"}, COUNT]}
    made = after(tmp_path, of("2025"), of(*(f"2025-{month:02}" for month in range(1, 13))), schema)
    assert made.tables[0].periods_gone == ("2025",) and not held(made)


def test_a_time_beside_the_key_is_no_series(tmp_path: Path) -> None:
    """Such as the month in which a row of a register was looked at."""
    schema = {**SCHEMA, "primaryKey": ["kecamatan"]}
    made = after(tmp_path, of("2026-01"), of("2026-02"), schema)
    assert made.tables[0].lost is None and not held(made)


def test_without_a_key_the_columns_of_time_tell(tmp_path: Path) -> None:
    made = after(tmp_path, of("2026-01"), of("2026-02"), {"fields": SCHEMA["fields"]})
    assert held(made) == {"change-period-gone"}


def test_rows_of_a_large_series_are_counted(tmp_path: Path) -> None:
    old = version(tmp_path / "a", of("2026-01", "2026-02"), SCHEMA)
    new = version(tmp_path / "b", "Kuaro,2026-03,120\n", SCHEMA)
    (was,), (now,) = old.resources, new.resources
    table = two_tables.compare(old, was, new, now, Thresholds(), most_rows=1)
    assert table.lost == Lost(0.0, pytest.approx(5 / 6))


def test_an_acceptance_lets_it_through(tmp_path: Path) -> None:
    taken = [acceptance("change-period-gone")]
    made = after(tmp_path, of("2026-01"), of("2026-02"), accepted=taken)
    assert not held(made)
    assert "accepted" in {f.code for f in made.findings}


def test_what_the_descriptor_says_is_missing_is_not_lost(tmp_path: Path) -> None:
    said = {"sdi:kewajaran": {"periode": {"tidakAda": ["2026-01"], "karena": "Dicabut."}}}
    assert not held(after(tmp_path, of("2026-01"), of("2026-02"), **said))


@pytest.mark.parametrize(("percent", "codes"), [(60, {"change-period-gone"}), (70, set())])
def test_the_portal_says_from_where_on(tmp_path: Path, percent: int, codes: set[str]) -> None:
    limits = Thresholds.of(Plausibility(lost=percent))
    before = of("2025-11", "2025-12", "2026-01")
    assert held(after(tmp_path, before, of("2026-01", "2026-02"), limits=limits)) == codes


def monthly(root: Path, *months: str) -> None:
    text = f"kecamatan,bulan,jumlah\n{of(*months)}"
    (root / "datasets/dkisp/contoh/data/tabel.csv").write_text(text, encoding="utf-8")


def compared(root: Path) -> Changes:
    options = Options(root, AS_OF, workers=1)
    return work.changes(options, "", lambda asked: pipeline.check(asked).findings)


def test_the_proposal_is_told_as_held(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    change(root, {"resources.0.schema": SCHEMA})
    monthly(root, "2025-11")
    commit(root, "November", "2025-12-01")
    monthly(root, "2025-12")
    found = compared(root)
    (one,) = found.datasets
    assert found.held == {"dkisp/contoh"}
    assert "DITAHAN" in glance(found, one, Words.load("id"))


def test_a_first_version_has_nothing_to_lose(tmp_path: Path) -> None:
    new = version(tmp_path / "a", of("2026-02"), SCHEMA)
    assert compare("dinas/t", None, new).findings == ()
