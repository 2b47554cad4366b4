"""However many errors a table has, all are counted; frictionless stops at 1,000 by itself."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from build_tools import checks
from build_tools.findings import Finding, Severity
from build_tools.load.descriptor import dataset_of
from build_tools.model import Source

ROWS = 60_000
SCHEMA = {
    "primaryKey": ["nomor"],
    "fields": [
        {"name": "nomor", "type": "integer"},
        {"name": "kode", "type": "string", "constraints": {"pattern": r"[A-Z]{2}\d{4}"}},
        {"name": "jumlah", "type": "integer", "constraints": {"minimum": 0}},
        {"name": "nama", "type": "string", "constraints": {"required": True, "maxLength": 9}},
    ],
}


def rows() -> list[tuple[str, str, str, str]]:
    """Rows with errors of many kinds, by a rule that has nothing to do with the engine."""
    return [
        (
            str(n - n % 40 if n % 40 < 2 else n),  # every fortieth number comes twice
            f"AB{n % 10000:04d}" if n % 2 else f"ab{n % 10000:04d}",
            "tiga" if n % 3 == 0 else str(n if n % 5 else -n),
            "" if n % 7 == 0 else f"nama {n}" if n % 4 else f"nama panjang {n}",
        )
        for n in range(1, ROWS + 1)
    ]


def brute_force(table: list[tuple[str, str, str, str]]) -> Counter[tuple[str, str]]:
    """How many errors of each code in each column, counted one by one."""
    found: Counter[tuple[str, str]] = Counter()
    seen: set[int] = set()
    for number, code, amount, name in table:
        if int(number) in seen:
            found["primary-key", ""] += 1
        seen.add(int(number))
        if not re.fullmatch(r"[A-Z]{2}\d{4}", code):
            found["constraint-error", "kode"] += 1
        if not re.fullmatch(r"-?\d+", amount):
            found["type-error", "jumlah"] += 1
        elif int(amount) < 0:
            found["constraint-error", "jumlah"] += 1
        if name == "" or len(name) > 9:
            found["constraint-error", "nama"] += 1
    return found


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> tuple[Finding, ...]:
    folder = tmp_path_factory.mktemp("banyak")
    return check(folder, rows()).findings


def check(folder: Path, table: list[tuple[str, str, str, str]]) -> checks.Checked:
    lines = ["nomor,kode,jumlah,nama", *map(",".join, table), ""]
    (folder / "tabel.csv").write_text("\n".join(lines), encoding="utf-8")
    raw = {"name": "uji", "resources": [{"name": "tabel", "path": "tabel.csv", "schema": SCHEMA}]}
    dataset = dataset_of(Source("uji/uji", folder, "datapackage.json"), raw, ("id",))
    return checks.check(dataset, checks.Reference({}))


def in_table(findings: tuple[Finding, ...]) -> list[Finding]:
    return [f for f in findings if f.file == "tabel.csv" and f.severity is Severity.ERROR]


def test_the_total_is_that_of_brute_force(findings: tuple[Finding, ...]) -> None:
    expected = brute_force(rows())
    assert expected.total() >= 100_000
    found: Counter[tuple[str, str]] = Counter()
    for finding in in_table(findings):
        facts = dict(finding.values)
        if finding.code == "more":
            found[str(facts["of"]), finding.field] += int(facts["more"])
        else:
            found[finding.code, finding.field] += 1
    assert found == expected


def test_the_first_of_each_code_and_column_are_shown(findings: tuple[Finding, ...]) -> None:
    shown = [f for f in in_table(findings) if f.code != "more"]
    counts = Counter((f.code, f.field) for f in shown)
    assert set(counts.values()) == {checks.SHOWN}
    amounts = [f.row for f in shown if (f.code, f.field) == ("type-error", "jumlah")]
    assert amounts == [3 * n + 1 for n in range(1, checks.SHOWN + 1)]  # row 1 is the header
    repeats = [f.row for f in shown if f.code == "primary-key"]
    assert repeats == [40 * n + 2 for n in range(1, checks.SHOWN + 1)]


def test_the_run_counts_them_all(tmp_path: Path) -> None:
    few = rows()[:2_000]
    checked = check(tmp_path, few)
    run = next(run for run in checked.runs if run.name == "table")
    assert run.errors == brute_force(few).total() > 1_000
    assert run.examined == len(few)
