"""frictionless' own published tables: the engine says of each what frictionless says."""

from __future__ import annotations

import os

import pytest

from . import fixtures
from .compare import compare

FULL = os.environ.get("TERBUKA_TESTS") == "full"
#: Bytes of the largest table: with reduced counts the tens of megabytes are left out.
LARGEST = 100_000_000 if FULL else 12_000
#: Larger ones are not cut into pieces of some bytes: thousands of them take minutes.
LARGE = 100_000
#: How many tables there are, and how many pairs of a table and a schema are compared.
TABLES, COMPARED = (152, 504) if FULL else (130, 456)
#: What frictionless itself cannot open without being told more.
UNREADABLE = {"compression/implicit-gz.csv", "compression/implicit-zip.csv"}

#: A million empty rows: some seconds.
SLOW = set() if FULL else {"issue-313.xlsx"}

FILES = [path for path in fixtures.files(LARGEST) if path not in SLOW]


def test_the_fixtures_are_there() -> None:
    assert FILES, "run: python bootstrap/fixtures.py"
    assert len(FILES) >= TABLES


def test_they_are_those_of_the_version_in_the_lock() -> None:
    project = fixtures.FOLDER.parents[1]
    pin = (project / "requirements" / "fixtures.txt").read_text(encoding="utf-8")
    lock = (project / "requirements" / "site.txt").read_text(encoding="utf-8")
    version = next(line for line in pin.splitlines() if line.startswith("frictionless=="))
    assert version in lock.splitlines()


def test_none_is_left_out_silently() -> None:
    assert {path for path in FILES if not fixtures.cases(path)} <= UNREADABLE
    assert sum(len(fixtures.cases(path)) for path in FILES) >= COMPARED


@pytest.mark.parametrize("path", FILES)
def test_equal(path: str) -> None:
    for case in fixtures.cases(path):
        small = len(case.table.content) < LARGE
        assert compare(case.table, *((None, 256) if small else (None,))) == "", case.name
