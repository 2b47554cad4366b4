"""What was taken back stays away, and what was published stays, whatever is done to the history."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
import yaml
from portals import AS_OF, change, commit, portal

from build_tools import pipeline
from build_tools.model import Version
from build_tools.options import Options
from build_tools.pipeline import Result
from build_tools.versions import objects

HEAD = "nomor,nama,tanggal,jenis,laki_laki,perempuan,jumlah,kode_opd\n"
GOOD = "1,Tempat Satu,2024-01-31,a,10,12,22,dkisp\n"
LEAK = "2,Tempat Bocor,2024-02-29,b,0,3,3,dinkes\n"
MORE = "3,Tempat Tiga,2024-03-31,b,5,5,10,\n"


def table(root: Path, *rows: str, id: str = "dkisp/contoh", end: str = "\n") -> None:
    path = root / "datasets" / id / "data/tabel.csv"
    path.write_bytes((HEAD + "".join(rows)).replace("\n", end).encode())


def withdraw(root: Path, dataset: str, **how: str) -> None:
    """Takes something back; ``how``: `versi`, `versi_sampai`, or nothing for all of it."""
    entry = {
        "dataset": dataset,
        "tanggal": "2026-01-10",
        "alasan": "Memuat yang bukan data publik.",
    }
    law = {"kantor": "dkisp", "dasar_hukum": "Pasal contoh."} if "versi" in how else {}
    folder = root / "datasets/_pengaturan"
    folder.mkdir(exist_ok=True)
    text = yaml.safe_dump({"penarikan": [{**entry, **law, **how}]}, allow_unicode=True)
    (folder / "penarikan.yaml").write_text(text)


def built(root: Path) -> Result:
    result = pipeline.build(Options(root, AS_OF, workers=1))
    assert not result.crashes, result.crashes
    return result


def leaks(root: Path) -> list[str]:
    """The files of the published tree and of the cache that hold the row that was taken back."""
    found = (
        p for p in (root / ".build").rglob("*") if p.is_file() and b"Tempat Bocor" in p.read_bytes()
    )
    return sorted(p.relative_to(root).as_posix() for p in found)


def versions(result: Result, id: str = "dkisp/contoh") -> dict[str, Version]:
    return {v.address: v for v in result.site.pasts[id].versions}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Three versions, the second of which holds what is to be taken back."""
    made = portal(tmp_path / "p")
    for day, rows in (("01-01", GOOD), ("02-01", GOOD + LEAK), ("03-01", GOOD + MORE)):
        table(made, rows)
        commit(made, "Data", f"2025-{day}")
    return made


def move(root: Path, day: str, new: str = "dinkes/contoh") -> None:
    target = root / "datasets" / new
    target.parent.mkdir(exist_ok=True)
    (root / "datasets/dkisp/contoh").rename(target)
    commit(root, "Pindah", day)


@pytest.mark.parametrize("how", [{"versi": "2025-02-01"}, {"versi_sampai": "2025-02-01"}, {}])
def test_an_old_address_that_was_used_again_gives_nothing_back(
    root: Path, how: dict[str, str]
) -> None:
    move(root, "2025-04-01")
    portal(root)  # the example's dataset comes again, under the id that is free
    change(root, {"title": "Dataset lain"})
    commit(root, "Dataset baru di alamat lama", "2025-05-01")
    assert leaks(root) == [] and leaks_after(root)
    withdraw(root, "dinkes/contoh", **how)
    result = built(root)
    assert leaks(root) == []
    newest = versions(result)["2025-05-01"]
    assert newest.state == "terbit" and newest.kind == "awal" and newest.difference is None


def leaks_after(root: Path) -> list[str]:
    built(root)
    return leaks(root)


def test_addresses_that_collide_after_a_move_mean_one_version_each(root: Path) -> None:
    other = root / "datasets/dkisp/lain"
    subprocess.run(["cp", "-r", root / "datasets/dkisp/contoh", other], check=True)
    change(root, {"name": "lain"}, "datasets/dkisp/lain/datapackage.yaml")
    table(root, GOOD, MORE, MORE.replace("3,", "4,"), id="dkisp/lain")
    commit(root, "Dataset lain", "2025-02-01")
    subprocess.run(["rm", "-r", root / "datasets/dkisp/contoh"], check=True)
    commit(root, "Hapus", "2025-05-01")
    change(root, {"name": "contoh"}, "datasets/dkisp/lain/datapackage.yaml")
    other.rename(root / "datasets/dkisp/contoh")
    commit(root, "Pindah ke alamat yang pernah dipakai", "2025-06-01")
    withdraw(root, "dkisp/lain", versi="2025-02-01")
    found = versions(built(root))
    assert [a for a, v in found.items() if v.state == "ditarik"] == ["2025-02-01-2"]
    assert found["2025-02-01"].state == "terbit"  # of the dataset that was there before


@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_the_same_rows_do_not_come_back_with_other_line_ends(root: Path, end: str) -> None:
    table(root, GOOD, LEAK, end=end)
    commit(root, "Disimpan lagi", "2025-04-01")
    withdraw(root, "dkisp/contoh", versi="2025-02-01")
    result = built(root)
    assert leaks(root) == []
    assert versions(result)["2025-04-01"].state == "ditarik"
    (shown,) = [p for p in result.site.published if p.id == "dkisp/contoh"]
    assert shown.updated == "2025-03-01"


def test_an_entry_whose_version_is_not_there_takes_all_back(root: Path) -> None:
    withdraw(root, "dkisp/contoh", versi="2025-02-02")
    result = built(root)
    assert {v.state for v in versions(result).values()} == {"ditarik"} and leaks(root) == []
    assert any(f.code == "withdrawal-version-unknown" for f in result.findings)


def test_a_clock_that_was_ahead_hides_nothing_from_a_withdrawal_by_day(tmp_path: Path) -> None:
    made = portal(tmp_path / "p")
    for day, rows in (("2025-01-01", GOOD), ("2031-05-05", GOOD + LEAK), ("2025-02-01", GOOD)):
        table(made, rows)
        commit(made, "Data", day)
    table(made, GOOD, MORE)
    commit(made, "Data", "2025-03-01")
    withdraw(made, "dkisp/contoh", versi_sampai="2025-02-10")
    found = versions(built(made))
    assert [a for a, v in found.items() if v.state == "terbit"] == ["2025-03-01"]
    assert leaks(made) == []


def test_the_same_file_in_another_dataset_is_taken_back_with_it(root: Path) -> None:
    other = root / "datasets/dkisp/salin"
    subprocess.run(["cp", "-r", root / "datasets/dkisp/contoh", other], check=True)
    change(root, {"name": "salin"}, "datasets/dkisp/salin/datapackage.yaml")
    table(root, GOOD, LEAK, id="dkisp/salin")
    commit(root, "Salinan", "2025-04-01")
    withdraw(root, "dkisp/contoh", versi="2025-02-01")
    assert built(root) and leaks(root) == []


def test_a_description_that_breaks_later_takes_no_version_away(tmp_path: Path) -> None:
    made = portal(tmp_path / "p")
    descriptor = made / "datasets/dkisp/contoh/datapackage.yaml"
    table(made, GOOD)
    commit(made, "Data", "2025-01-01")
    good = descriptor.read_text()
    descriptor.write_text("name: [contoh\n")
    commit(made, "Rusak", "2025-01-05")
    descriptor.write_text(good)
    table(made, GOOD, MORE)
    commit(made, "Utuh, dengan data baru", "2025-02-01")
    found = versions(built(made))
    assert [(a, v.state, v.number) for a, v in found.items()] == [
        ("2025-02-01", "terbit", "1.1.0"),
        ("2025-01-01", "terbit", "1.0.0"),
    ]


def test_what_is_described_otherwise_later_keeps_its_file_and_number(root: Path) -> None:
    before = versions(built(root))
    change(root, {"resources.0.name": "tabel-baru", "resources.0.schema.primaryKey": ["nama"]})
    change(root, {"title": "Judul yang lebih baik"})
    commit(root, "Keterangan", "2025-03-05")
    after = versions(built(root))
    assert after["2025-03-01"].title.main == "Judul yang lebih baik"
    for address, version in after.items():
        assert version.number == before[address].number
        assert version.tables == before[address].tables


def test_what_is_called_exempt_today_does_not_go_out_as_it_was_described_before(root: Path) -> None:
    change(root, {"sdi:kipKlasifikasi": "dikecualikan"})
    commit(root, "Dikecualikan", "2025-03-05")
    built(root)
    assert leaks(root) == []


def test_a_version_that_cannot_be_read_leaves_the_next_its_number(root: Path) -> None:
    (root / "datasets/dkisp/contoh/data/tabel.csv").write_bytes(b"\xff\xfe\x00\x01")
    commit(root, "Bukan tabel", "2025-04-01")
    table(root, GOOD, MORE, MORE.replace("3,", "4,"))
    commit(root, "Utuh", "2025-05-01")
    before = {a: v.number for a, v in versions(built(root)).items() if v.state == "terbit"}
    assert before["2025-05-01"] == "1.3.0"
    withdraw(root, "dkisp/contoh", versi="2025-04-01")
    after = {a: v.number for a, v in versions(built(root)).items() if v.state == "terbit"}
    assert after == before


def test_an_old_folder_beyond_all_bounds_costs_that_version_only(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deep = root / "datasets/dkisp/contoh" / "/".join("abcdefgh")
    deep.mkdir(parents=True)
    (deep / "x.txt").write_text("x")
    table(root, GOOD, LEAK, MORE)
    commit(root, "Terlalu dalam", "2025-04-01")
    subprocess.run(["rm", "-r", root / "datasets/dkisp/contoh/a"], check=True)
    table(root, GOOD, MORE)
    commit(root, "Bersih", "2025-05-01")
    monkeypatch.setattr(objects, "DEEPEST", 5)
    found = versions(built(root))
    assert found["2025-04-01"].state == "tak-terbaca" and found["2025-05-01"].state == "terbit"
