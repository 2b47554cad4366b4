"""Decisions about single versions on the public side, whose commits are of other days.

The mirror makes one commit of what the private side shows when it runs, so that an address of a
version there may be another version, or none, here. What goes along is the last day instead.
"""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from portals import AS_OF, commit, portal

from build_tools import mirror as room
from build_tools import pipeline
from build_tools.load.withdrawals import WITHDRAWALS
from build_tools.options import Options

ID, TABLE = "dkisp/contoh", "datasets/dkisp/contoh/data/tabel.csv"
LEAKED = "Rahasia-Rekaan-Sembilan"
ONE = {"versi": "2025-05-05", "kantor": "dkisp", "dasar_hukum": "Putusan rekaan nomor 1."}


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A portal with a good version, and one that leaked and was mirrored."""
    root = portal(tmp_path / "tertutup")
    commit(root, "awal", "2025-03-01")
    written(root, LEAKED, "2025-05-05")
    return root


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """An empty bare repository."""
    folder = tmp_path / "publik.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
    return folder


def written(root: Path, name: str, day: str) -> None:
    """Commits, on a day, data in which the third place has that name."""
    path = root / TABLE
    head, _, last = path.read_text().rpartition("\n3,")
    path.write_text(f"{head}\n3,{name},{last.partition(',')[2]}")
    commit(root, f"Data {day}", day)


def withdraw(root: Path, day: str, *entries: dict[str, Any]) -> None:
    plain = {"dataset": ID, "tanggal": day, "alasan": "Rekaan untuk pengujian."}
    path = root / WITHDRAWALS
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump({"penarikan": [plain | e for e in entries]}, sort_keys=False))
    commit(root, "Penarikan", day)


def mirror(private: Path, public: Path, day: date = AS_OF) -> room.Made:
    return room.mirror(Options(private, day, workers=1), str(public), True, os.environ)


def there(public: Path, to: Path) -> Path:
    """A fresh clone of the public side."""
    subprocess.run(["git", "clone", "-q", str(public), str(to)], check=True)
    return to


def entries(root: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((root / WITHDRAWALS).read_text())["penarikan"]
    return found


def shown(root: Path) -> str:
    """The day of the data that the dataset's page shows; empty: it has none."""
    result = pipeline.datasets(Options(root, AS_OF, workers=1))
    return next((p.updated for p in result.site.published if p.id == ID), "")


def test_newer_data_go_out_although_older_versions_were_taken_back(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public, date(2025, 5, 6))
    written(private, "Tempat Bersih", "2025-06-07")
    withdraw(private, "2025-06-08", {"versi_sampai": "2025-05-05"})
    made = mirror(private, public)
    assert made.refused == () and made.sent
    assert shown(there(public, tmp_path / "publik")) == "2025-06-07"


def test_one_version_is_taken_back_up_to_its_day_there(
    private: Path, public: Path, tmp_path: Path
) -> None:
    """Its data came to the public side on a day of their own: nothing of them may stay."""
    mirror(private, public, date(2025, 5, 6))
    written(private, "Tempat Bersih", "2025-06-07")
    withdraw(private, "2025-06-08", ONE | {"judul": "disembunyikan"})
    made = mirror(private, public)
    assert made.refused == () and made.sent
    root = there(public, tmp_path / "publik")
    (entry,) = entries(root)
    assert "versi" not in entry and entry["versi_sampai"] == "2025-05-05"
    kept = {key: entry[key] for key in ("kantor", "dasar_hukum", "judul", "alasan")}
    assert kept["kantor"] == "dkisp" and kept["judul"] == "disembunyikan"
    assert shown(root) == "2025-06-07"
    result = pipeline.build(Options(root, AS_OF, workers=1))
    assert not [f for f in result.findings if f.code.startswith("withdrawal-")]
    files = [p for p in (root / ".build").rglob("*") if p.is_file() and not p.is_symlink()]
    assert not [p for p in files if LEAKED.encode() in p.read_bytes()]


def test_a_revert_that_was_mirrored_makes_the_day_a_later_one(
    private: Path, public: Path, tmp_path: Path
) -> None:
    """The same data came back on the second of July: they are taken back with the version."""
    written(private, "Tempat Bersih", "2025-06-07")
    written(private, LEAKED, "2025-07-02")
    mirror(private, public, date(2025, 7, 2))
    written(private, "Tempat Bersih Lagi", "2025-08-03")
    withdraw(private, "2025-08-04", ONE)
    mirror(private, public)
    root = there(public, tmp_path / "publik")
    assert entries(root)[0]["versi_sampai"] == "2025-07-02"
    assert shown(root) == "2025-08-03"


def test_several_versions_become_one_entry_of_the_latest_day(
    private: Path, public: Path, tmp_path: Path
) -> None:
    """Two entries of a day each would be one too many: all would be taken back for it."""
    written(private, "Tempat Keliru", "2025-06-02")
    written(private, "Tempat Bersih", "2025-06-07")
    last = ONE | {"versi": "2025-06-02", "dasar_hukum": "Putusan rekaan nomor 2."}
    withdraw(private, "2025-06-08", {"versi_sampai": "2025-03-01"}, last, ONE)
    mirror(private, public)
    root = there(public, tmp_path / "publik")
    (entry,) = entries(root)
    assert entry["versi_sampai"] == "2025-06-02" and entry["dasar_hukum"].endswith("nomor 2.")
    assert shown(root) == "2025-06-07"


def test_an_entry_that_is_wrong_takes_back_all_there_too(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public, date(2025, 5, 6))
    withdraw(private, "2025-06-08", ONE | {"versi": "5 Mei"}, ONE)
    mirror(private, public)
    root = there(public, tmp_path / "publik")
    assert not (root / TABLE).exists() and shown(root) == ""
    result = pipeline.datasets(Options(root, AS_OF, workers=1))
    assert result.site.portal.withdrawals[0].until == ""


def test_what_would_go_out_is_looked_at_although_it_was_taken_back_before(
    private: Path, public: Path
) -> None:
    """The last look has no history; it must not pass over what was taken back up to a day."""
    from build_tools.mirror import gate

    mirror(private, public, date(2025, 5, 6))
    written(private, "Tempat Bersih", "2025-06-07")
    withdraw(private, "2025-06-08", {"versi_sampai": "2025-05-05", "judul": "disembunyikan"})
    options = Options(private, AS_OF, workers=1)
    published = pipeline.datasets(options).site.published
    mirror(private, public)
    folder = private / ".build/mirror/tree"
    assert gate.errors(options, folder, published) == ()
    table = next((folder / "datasets/dkisp/contoh").rglob("*.csv"))
    text = table.read_text().replace("10,12,22", "10,12,99")
    table.unlink()
    table.write_text(text)
    assert {f.code for f in gate.errors(options, folder, published)} == {"rule-broken"}
    assert (folder / WITHDRAWALS).is_file()
