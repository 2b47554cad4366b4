"""The versions of a dataset out of git: which go out, with which bytes, what is done again."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from portals import AS_OF, DESCRIPTOR, change, commit, portal

from build_tools import pipeline
from build_tools.load import load_portal
from build_tools.model import Past, Portal, Version
from build_tools.options import Options
from build_tools.versions import gate, work
from build_tools.versions.objects import Objects

ID = "dkisp/contoh"
TABLE = "datasets/dkisp/contoh/data/tabel.csv"
HEAD = "nomor,nama,tanggal,jenis,laki_laki,perempuan,jumlah,kode_opd\n"
ROWS = ["1,Tempat Satu,2024-01-31,a,10,12,22,dkisp\n", "2,Tempat Dua,2024-02-29,b,0,3,3,dinkes\n"]
MORE = "3,Tempat Tiga,2024-03-31,b,5,5,10,\n"

WAIVER = """izin:
  - dataset: dkisp/contoh
    tabel: tabel
    kolom: nama
    kode: personal-mobile
    jenis: boleh-diumumkan
    alasan: Nomor layanan kantor.
    dasar_hukum: Pasal contoh.
    nomor: "1/2026"
    tanggal: 2026-01-02
    berlaku_sampai: 2026-12-31
    diputuskan_oleh: dkisp
"""


def write(root: Path, *rows: str) -> None:
    (root / TABLE).write_text(HEAD + "".join(rows))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal whose dataset got a row, lost what it said wrongly, and was described better."""
    made = portal(tmp_path / "p")
    write(made, *ROWS)
    commit(made, "Data pertama", "2025-01-01")
    write(made, *ROWS, MORE)
    commit(made, "Tambah satu tempat", "2025-02-01")
    change(made, {"title": "Contoh penduduk"})
    commit(made, "Perbaiki judul", "2025-02-10")
    write(made, ROWS[0], ROWS[1].replace("0,3,3", "1,3,4"), MORE)
    commit(made, "Koreksi tempat kedua", "2025-03-01")
    return made


def past(root: Path, **given: object) -> Past:
    """What a run knows of the dataset's past."""
    options = replace(Options(root, AS_OF, workers=1), **given)  # type: ignore[arg-type]
    result = pipeline.datasets(options)
    assert not result.crashes, result.crashes
    return result.site.pasts[ID]


def content(version: Version) -> bytes:
    """The bytes that the version's first table is offered with."""
    file = version.tables[0].file
    assert file
    return (version.folder / file.sha256).read_bytes()


def shown(root: Path, version: Version) -> bytes:
    """What git says that table was."""
    words = ["git", "-C", str(root), "show", f"{version.commit}:{TABLE}"]
    return subprocess.run(words, check=True, capture_output=True).stdout


def test_each_commit_of_the_data_is_a_version_with_its_own_bytes(root: Path) -> None:
    found = past(root)
    assert [v.address for v in found.versions] == ["2025-03-01", "2025-02-01", "2025-01-01"]
    assert [v.number for v in found.versions] == ["1.1.1", "1.1.0", "1.0.0"]
    assert [v.kind for v in found.versions] == ["koreksi", "baris", "awal"]
    assert [v.message for v in found.versions][1] == "Tambah satu tempat"
    for version in found.versions:
        assert version.tables[0].original and content(version) == shown(root, version)


def test_a_version_says_what_it_changed(root: Path) -> None:
    newest = past(root).versions[0]
    assert newest.difference and newest.difference.since == "2025-02-01"
    (table,) = newest.difference.tables
    assert (table.added, table.removed, table.changed) == (0, 0, 1)
    assert table.file and (newest.folder / table.file.sha256).read_text().splitlines()[1:] == [
        "sebelum,2,Tempat Dua,2024-02-29,b,0,3,3,dinkes",
        "sesudah,2,Tempat Dua,2024-02-29,b,1,3,4,dinkes",
    ]


def test_a_better_description_is_no_version_but_counts_for_the_one_it_describes(root: Path) -> None:
    assert past(root).versions[1].title.main == "Contoh penduduk"
    assert content(past(root).versions[1]) == shown(root, past(root).versions[1])
    assert past(root).versions[2].title.main == "Contoh penduduk menurut tempat"


def test_a_correction_is_no_release_of_new_data(root: Path) -> None:
    change(root, {"sdi:frekuensi": "bulanan"})
    commit(root, "Janji bulanan", "2025-03-02")
    found = past(root)
    assert found.released == "2025-02-01"
    assert [s.data for s in found.stated] == [True, True, False, False, False]
    change(root, {"sdi:periode.selesai": "2026"})
    write(root, ROWS[0].replace("10,12,22", "11,12,23"), ROWS[1], MORE)
    commit(root, "Tahun berikutnya", "2025-04-01")  # figures alone differ, of another period
    assert past(root).released == "2025-04-01"
    assert [(p.due, p.state) for p in past(root).promises][-1] == ("2025-03-01", "terlewati")


def test_rows_or_columns_that_go_or_come_empty_are_no_release(root: Path) -> None:
    write(root, ROWS[0])
    commit(root, "Hapus baris", "2025-04-01")
    assert past(root).versions[0].kind == "baris" and past(root).released == "2025-02-01"
    field = {"name": "catatan", "type": "string", "title": "Catatan", "description": "Catatan."}
    change(root, {"resources.0.schema.fields.8": field})
    table = (root / TABLE).read_text().splitlines()
    (root / TABLE).write_text(f"{table[0]},catatan\n{table[1]},baik\n")
    commit(root, "Tambah kolom", "2025-05-01")
    newest = past(root).versions[0]
    assert (newest.state, newest.reasons, newest.kind) == ("terbit", (), "struktur")
    assert past(root).released == "2025-02-01"


def test_a_move_is_no_data_and_the_office_of_then_is_named(root: Path) -> None:
    old = root / "datasets/dkisp/contoh"
    (root / "datasets/dinkes").mkdir()
    old.rename(root / "datasets/dinkes/contoh")
    commit(root, "Pindah ke dinas kesehatan", "2025-06-01")
    result = pipeline.datasets(Options(root, AS_OF, workers=1))
    (moved,) = [p for p in result.site.published if p.id == "dinkes/contoh"]
    assert (moved.created, moved.updated) == ("2025-01-01", "2025-03-01")
    now, before = result.site.pasts["dinkes/contoh"], result.site.pasts[ID]
    assert before.moved_to == now.id and now.moved_from == (ID,)
    assert [(v.dataset, v.agencies) for v in now.versions] == [(ID, ("dkisp",))] * 3
    assert [s.dataset for s in now.stated] == [ID] * 4 + [now.id]
    assert not now.stated[-1].data


def test_a_version_with_an_error_does_not_go_out(root: Path) -> None:
    write(root, ROWS[0], ROWS[1].replace("0,3,3", "0,3,9"), MORE)
    commit(root, "Salah jumlah", "2025-04-01")
    write(root, *ROWS, MORE)
    commit(root, "Betulkan", "2025-04-02")
    newest, wrong, good, *_ = past(root).versions
    assert wrong.state == "tertahan" and wrong.reasons == ("rule-broken",)
    assert (wrong.tables, wrong.difference, wrong.message, wrong.title.main) == ((), None, "", "")
    assert newest.difference and newest.difference.since == good.address
    assert newest.number == "1.1.3"  # the one held back has a number of its own, which is not told


def test_a_broken_description_makes_an_unreadable_version(root: Path) -> None:
    text = (root / DESCRIPTOR).read_text()
    (root / DESCRIPTOR).write_text("resources: [\n")
    write(root, *ROWS)
    commit(root, "Rusak", "2025-04-01")
    (root / DESCRIPTOR).write_text(text)
    write(root, *ROWS, MORE, MORE.replace("3,Tempat Tiga", "4,Tempat Empat"))
    commit(root, "Utuh lagi", "2025-04-02")
    newest, broken, *_ = past(root).versions
    assert (broken.state, broken.kind, broken.number) == ("tak-terbaca", None, "")
    assert newest.kind == "baris" and newest.number == "1.2.0"


def test_personal_data_that_is_recognised_today_takes_an_old_version_off(root: Path) -> None:
    write(root, ROWS[0].replace("Tempat Satu", "hubungi 0812-3456-7890"), ROWS[1])
    commit(root, "Kontak", "2025-04-01")
    write(root, *ROWS)
    commit(root, "Tanpa kontak", "2025-04-02")
    newest, personal, *_ = past(root).versions
    assert (newest.state, personal.state) == ("terbit", "tertahan")
    assert personal.reasons == ("personal",)
    folder = newest.folder
    assert not any(b"0812-3456-7890" in path.read_bytes() for path in folder.iterdir())


def test_a_file_is_told_how_it_is_written(root: Path) -> None:
    def form(version: Version) -> tuple[str, str]:
        return version.tables[0].delimiter, version.tables[0].decimal

    change(root, {"resources.0.dialect": {"delimiter": ";"}})
    text = (root / TABLE).read_text().replace(",", ";")
    (root / TABLE).write_text(text)
    commit(root, "Titik koma", "2025-04-01")
    newest, before, *_ = past(root).versions
    assert (form(newest), form(before)) == ((";", "."), (",", "."))


def test_a_waiver_that_is_in_force_lets_an_old_version_out(root: Path) -> None:
    write(root, ROWS[0].replace("Tempat Satu", "hubungi 0812-3456-7890"), ROWS[1])
    commit(root, "Kontak kantor", "2025-04-01")
    write(root, *ROWS)
    commit(root, "Tanpa kontak", "2025-04-02")
    change(root, {"extra.portal.ppid": {"opd": "dkisp"}}, "mkdocs.yml")
    (root / "datasets/_pengaturan").mkdir(exist_ok=True)
    (root / "datasets/_pengaturan/izin-ppid.yaml").write_text(WAIVER)
    assert [v.state for v in past(root).versions[:2]] == ["terbit", "terbit"]


def test_what_registers_say_today_is_not_held_against_an_old_version(root: Path) -> None:
    register = root / "datasets/referensi/opd/data/opd.csv"
    lines = register.read_text().splitlines(keepends=True)
    register.write_text("".join(line for line in lines if not line.startswith("dinkes,")))
    write(root, ROWS[0], MORE)
    commit(root, "Dinas itu dilebur", "2025-04-01")
    assert {v.state for v in past(root).versions} == {"terbit"}


def test_the_same_content_lies_on_the_disk_once(root: Path) -> None:
    write(root, *ROWS)
    commit(root, "Kembali ke data pertama", "2025-04-01")
    found = past(root)
    newest, first = found.versions[0], found.versions[-1]
    assert newest.tables[0].file and first.tables[0].file
    assert newest.tables[0].file.sha256 == first.tables[0].file.sha256
    pipeline.build(Options(root, AS_OF))
    base = root / ".build/static/datasets" / ID / "versi"
    one, other = (base / v.address / "tabel.csv" for v in (newest, first))
    assert one.samefile(other) and one.read_bytes() == shown(root, newest)


def test_a_table_above_the_bound_is_told_and_not_offered(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "MAX_FILE_BYTES", 20)
    table = past(root).versions[0].tables[0]
    assert table.file is None and table.too_large == len((root / TABLE).read_bytes())


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The trees that are laid out from now on."""
    laid: list[str] = []
    write_tree = Objects.write

    def counting(self: Objects, tree: str, folder: Path) -> None:
        laid.append(folder.as_posix())
        write_tree(self, tree, folder)

    monkeypatch.setattr(Objects, "write", counting)
    return laid


def own(laid: list[str]) -> int:
    return sum(ID in place for place in laid)


def test_nothing_is_done_again_where_nothing_is_new(root: Path, counted: list[str]) -> None:
    first = past(root)
    assert own(counted) == 4  # the one that was described twice is judged by both
    counted.clear()
    assert past(root) == first and not counted


def test_the_work_is_that_of_the_new_version(root: Path, counted: list[str]) -> None:
    past(root)
    counted.clear()
    write(root, *ROWS, MORE, MORE.replace("3,Tempat Tiga", "4,Tempat Empat"))
    commit(root, "Satu lagi", "2025-05-01")
    assert past(root).versions[0].number == "1.2.0"
    assert own(counted) == 2  # the new one, and the one that it is held against


def test_without_the_cache_it_is_the_same(root: Path) -> None:
    assert past(root) == past(root, use_cache=False)


def test_a_bug_with_one_dataset_leaves_the_others_their_past(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = gate.judge

    def failing(dataset: object, *rest: object) -> object:
        if getattr(dataset, "id", "") == ID:
            raise RuntimeError("rusak")
        return judge(dataset, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(gate, "judge", failing)
    result = pipeline.datasets(Options(root, AS_OF, workers=1))
    assert result.exit_code() == 3 and ID not in result.site.pasts
    assert "referensi/opd" in result.site.pasts
    assert any(f.code == "internal-error" and f.dataset == ID for f in result.findings)


def test_a_killed_worker_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = work.Task("a/b", tmp_path, (), _portal(tmp_path), (), (), complete=True)
    monkeypatch.setattr(work, "run", lambda given, *rest: ((at, None) for at, _ in given))
    assert work.versions([task], tmp_path / "cache") == ["the process ended"]


def _portal(root: Path) -> Portal:
    return load_portal(portal(root / "q"), AS_OF)
