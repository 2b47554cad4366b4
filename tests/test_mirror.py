"""Two repositories: a private one in which files arrive, a public one that gets what passed.

Every test has the two as plain git repositories of this computer. What must not leave is looked
for in every object of the public one, not only in its newest files.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from portals import AS_OF, DESCRIPTOR, REPOSITORY, commit, portal

from build_tools import mirror as room
from build_tools import pipeline
from build_tools.cache import file_digest
from build_tools.cli import main
from build_tools.load.withheld import WITHHELD, withheld
from build_tools.mirror import access, plainyaml
from build_tools.mirror import portal as rest
from build_tools.mirror.repository import Identity, Repository
from build_tools.options import Options

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
BOOK = "datasets/dkisp/buku"
#: A made-up number with the serial 0000, put together only here.
NIK = "640101" + "410790" + "0000"
STAFF = "Uji"  # who commits on the private side, see `portals.commit`


@pytest.fixture
def private(tmp_path: Path) -> Path:
    """A portal with a CSV dataset of two versions and one whose source is a workbook."""
    root = portal(tmp_path / "tertutup")
    commit(root, "awal", "2025-03-01")
    text = (root / TABLE).read_text(encoding="utf-8")
    (root / TABLE).write_text(text.replace("Tempat Satu", "Tempat Pertama"), encoding="utf-8")
    commit(root, "perbaikan oleh staf", "2025-04-02")
    workbook(root)
    commit(root, "buku kerja", "2025-05-03")
    return root


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """An empty bare repository."""
    folder = tmp_path / "publik.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(folder)], check=True)
    return folder


def workbook(root: Path, second: str = "1.250,5") -> None:
    """A dataset whose table is a sheet with its own way of writing numbers and dates."""
    descriptor = yaml.safe_load((root / DESCRIPTOR).read_text(encoding="utf-8"))
    field = {"title": "Judul", "description": "Arti kolom.", "sdi:peran": "keterangan"}
    descriptor |= {"name": "buku", "title": "Buku contoh"}
    descriptor["resources"] = [
        {
            "name": "lembar",
            "path": "data/Rekap Ketik Ulang.xlsx",
            "title": "Lembar contoh",
            "format": "xlsx",
            "dialect": {"sheetName": "Isi", "headerRows": [2]},
            "schema": {
                "fields": [
                    {"name": "kode", "type": "string", **field},
                    {
                        **field,
                        "name": "nilai",
                        "type": "number",
                        "decimalChar": ",",
                        "groupChar": ".",
                        "constraints": {"minimum": "0,5"},
                        "sdi:peran": "kode",
                    },
                    {"name": "hari", "type": "date", "format": "%d/%m/%Y", **field},
                    {
                        **field,
                        "name": "ada",
                        "type": "boolean",
                        "trueValues": ["ya"],
                        "falseValues": ["tidak"],
                    },
                ],
                "missingValues": ["", "-"],
            },
        }
    ]
    folder = root / BOOK
    (folder / "data").mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(descriptor, allow_unicode=True, sort_keys=False)
    (folder / "datapackage.yaml").write_text("# catatan staf\n" + text, encoding="utf-8")
    (folder / "README.md").write_text("# Cerita\n\nTentang buku ini.\n", encoding="utf-8")
    book = openpyxl.Workbook()
    book.properties.creator = "Fulan Pembuat"
    sheet = book.create_sheet("Isi", 0)
    for row in (
        ["Rekap", None, None, None],
        ["kode", "nilai", "hari", "ada"],
        ["001", "1,5", "31/01/2024", "ya"],
        ["002", second, "29/02/2024", "tidak"],
        ["003", "-", "01/03/2024", "ya"],
    ):
        sheet.append(row)
    book.save(folder / "data" / "Rekap Ketik Ulang.xlsx")


def mirror(private: Path, public: Path, day: date = AS_OF, push: bool = True) -> room.Made:
    return room.mirror(Options(private, day, workers=1), str(public), push, os.environ)


def git(repository: Path, *words: str) -> str:
    command = ["git", "-C", str(repository), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def objects(repository: Path) -> bytes:
    """Everything that the repository holds: the content of each object and the names in trees."""
    ids = git(repository, "rev-list", "--objects", "--all")
    listed = "\n".join(line.split()[0] for line in ids.splitlines())
    command = ["git", "-C", str(repository), "cat-file", "--batch"]
    content = subprocess.run(command, input=listed.encode(), check=True, capture_output=True)
    return ids.encode() + content.stdout


def clone(public: Path, to: Path) -> Path:
    subprocess.run(["git", "clone", "-q", str(public), str(to)], check=True)
    return to


def result(root: Path, day: date = AS_OF) -> pipeline.Result:
    return pipeline.datasets(Options(root, day, workers=1))


def dates(root: Path, day: date = AS_OF) -> dict[str, tuple[str, str, str]]:
    return {p.id: (p.created, p.updated, p.held_since) for p in result(root, day).site.published}


def downloads(found: pipeline.Result) -> dict[tuple[str, str], str]:
    """The SHA-256 of every file that the site offers.

    Of the descriptor without the number of the version: each side has commits of its own.
    """
    return {
        (p.id, given.name): (
            file_digest(p.folder / given.name) if given.name == "datapackage.json" else given.sha256
        )
        for p in found.site.published
        for given in (*p.downloads, *(d for t in p.tables for d in t.downloads))
    }


def leak(private: Path, day: str) -> None:
    """A new version with the number of a person in a column of names."""
    text = (private / TABLE).read_text(encoding="utf-8")
    (private / TABLE).write_text(text.replace("Tempat Pertama", NIK), encoding="utf-8")
    commit(private, f"data {NIK}", day)


def mend(private: Path, day: str) -> None:
    text = (private / TABLE).read_text(encoding="utf-8")
    (private / TABLE).write_text(text.replace(NIK, "Tempat Baru"), encoding="utf-8")
    commit(private, "diperbaiki", day)


def test_the_first_mirror_is_a_portal_of_its_own(
    private: Path, public: Path, tmp_path: Path
) -> None:
    made = mirror(private, public)
    assert made.sent and not made.refused and not made.undated
    names = git(public, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert {"mkdocs.yml", "Makefile", "requirements/site.txt", "bootstrap/setup.py"} <= {*names}
    assert {".github/workflows/check.yml", ".github/workflows/publish.yml"} <= {*names}
    kept = {".github/workflows/mirror.yml", ".github/workflows/propose.yml", "CODEOWNERS"}
    kept |= {".github/workflows/remind.yml"}
    assert not kept & {*names}
    assert [n for n in names if n.startswith(f"{BOOK}/")] == [
        f"{BOOK}/.tanggal",
        f"{BOOK}/README.md",
        f"{BOOK}/data/lembar.csv",
        f"{BOOK}/datapackage.json",
    ]
    there = clone(public, tmp_path / "publik")
    assert dates(there) == dates(private)
    assert dates(there)["dkisp/contoh"] == ("2025-03-01", "2025-04-02", "")


def test_the_public_portal_builds_and_offers_the_same_files(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public)
    built = pipeline.build(Options(clone(public, tmp_path / "publik"), AS_OF, workers=1))
    assert built.exit_code() == 0
    ours, theirs = downloads(result(private)), downloads(built)
    assert ours.keys() == theirs.keys()
    # The dictionary in the XLSX says a bound as its descriptor has it: "0,5" there, 0.5 here.
    differ = {key for key in ours if ours[key] != theirs[key]}
    assert differ == {("dkisp/buku", "lembar.xlsx"), ("dkisp/buku", "datapackage.json")}
    assert ("dkisp/buku", "lembar.csv") in ours and ("dkisp/buku", "lembar.json") in ours


def test_nothing_new_makes_no_commit(private: Path, public: Path) -> None:
    mirror(private, public)
    before = git(public, "rev-parse", "main")
    made = mirror(private, public)
    assert made.commits == () and not made.sent
    assert git(public, "rev-parse", "main") == before


def test_only_the_dataset_that_changed_gets_a_commit(private: Path, public: Path) -> None:
    mirror(private, public)
    workbook(private, second="7,25")
    commit(private, "angka baru", "2025-06-04")
    assert mirror(private, public).commits == ("datasets/dkisp/buku: data per 2025-06-04",)
    assert git(public, "log", "-1", "--format=%as %cs", "main").split() == ["2025-06-04"] * 2


def test_no_workbook_and_nobodys_name_leaves(private: Path, public: Path) -> None:
    mirror(private, public)
    everything = objects(public)
    workbook_bytes = (private / BOOK / "data" / "Rekap Ketik Ulang.xlsx").read_bytes()
    assert workbook_bytes not in everything
    for secret in (b"Fulan Pembuat", b"Rekap Ketik Ulang", b"catatan staf", b"oleh staf"):
        assert secret not in everything
    who = git(public, "log", "--format=%an <%ae> %cn <%ce>", "main")
    assert set(who.splitlines()) == {
        "Proyek Contoh <noreply@portal.invalid> Proyek Contoh <noreply@portal.invalid>"
    }
    text = git(public, "show", f"main:{BOOK}/datapackage.json")
    assert "dialect" not in text and "xlsx" not in text and '"minimum": 0.5' in text
    assert git(public, "show", f"main:{BOOK}/data/lembar.csv").splitlines()[1] == (
        "001,1.5,2024-01-31,true"
    )


def test_a_leak_keeps_the_good_version_and_tells_places_only(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public)
    leak(private, "2025-07-05")
    made = mirror(private, public)
    assert made.result.exit_code() == 1
    assert made.commits == ("portal: pengaturan dan halaman per 2025-07-05",)
    assert NIK.encode() not in objects(public)
    told = yaml.safe_load(git(public, "show", f"main:{WITHHELD}"))
    assert told == {
        "tertahan": [
            {
                "dataset": "dkisp/contoh",
                "sejak": "2025-07-05",
                "data": "2025-04-02",
                "temuan": [
                    {"kode": "personal-nik", "berkas": "data/tabel.csv", "kolom": "B", "baris": 2}
                ],
            }
        ]
    }
    there = clone(public, tmp_path / "publik")
    assert dates(there) == dates(private)
    assert dates(there)["dkisp/contoh"] == ("2025-03-01", "2025-04-02", "2025-07-05")
    shown, ours = result(there), downloads(result(private))
    theirs = downloads(shown)
    assert {k: theirs[k] for k in ours if k[0] == "dkisp/contoh"} == {
        k: ours[k] for k in ours if k[0] == "dkisp/contoh"
    }
    assert shown.exit_code() == 0
    assert [f.dataset for f in shown.findings if f.code == "held-back"] == ["dkisp/contoh"]


def test_many_cells_of_a_column_are_one_place(private: Path, public: Path) -> None:
    """Of a workbook the kind of file alone is told: its columns are not those of the CSV."""
    mirror(private, public)
    text = (private / TABLE).read_text(encoding="utf-8")
    for name in ("Tempat Pertama", "Tempat Dua", "Tempat Tiga"):
        text = text.replace(name, NIK)
    (private / TABLE).write_text(text, encoding="utf-8")
    workbook(private, second="bukan angka")
    commit(private, "bocor", "2025-07-05")
    mirror(private, public)
    told = yaml.safe_load(git(public, "show", f"main:{WITHHELD}"))["tertahan"]
    places = {entry["dataset"]: entry["temuan"] for entry in told}
    nik = [place for place in places["dkisp/contoh"] if place["kode"] == "personal-nik"]
    assert len(nik) == 1 and nik[0]["berkas"] == "data/tabel.csv" and nik[0]["baris"] == 2
    assert [p["berkas"] for p in places["dkisp/buku"] if p["kode"] == "type-error"] == ["*.xlsx"]


def test_once_mended_the_public_side_follows(private: Path, public: Path, tmp_path: Path) -> None:
    mirror(private, public)
    leak(private, "2025-07-05")
    mirror(private, public)
    mend(private, "2025-07-06")
    made = mirror(private, public)
    assert made.result.exit_code() == 0 and not made.undated
    there = clone(public, tmp_path / "publik")
    assert not (there / WITHHELD).exists()
    assert dates(there) == dates(private)
    assert dates(there)["dkisp/contoh"] == ("2025-03-01", "2025-07-06", "")
    assert NIK.encode() not in objects(public)


def test_what_leaked_before_the_first_mirror_never_goes_out(private: Path, public: Path) -> None:
    leak(private, "2025-07-05")
    mend(private, "2025-07-06")
    mirror(private, public)
    assert NIK in git(private, "log", "-p", "--all")
    assert NIK.encode() not in objects(public)


def test_a_dataset_that_never_passed_is_not_even_named(private: Path, public: Path) -> None:
    text = (private / DESCRIPTOR).read_text(encoding="utf-8")
    secret = private / "datasets/dkisp/rahasia-kami"
    shutil.copytree(private / "datasets/dkisp/contoh", secret)
    text = text.replace("name: contoh", "name: rahasia-kami")
    text = text.replace("Contoh penduduk", f"Daftar {NIK}")
    (secret / "datapackage.yaml").write_text(text, encoding="utf-8")
    commit(private, "rahasia", "2025-07-07")
    made = mirror(private, public)
    assert made.sent and made.result.exit_code() == 1
    assert b"rahasia" not in objects(public)


def test_a_version_that_stricter_rules_find_is_taken_back(
    private: Path, public: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public side goes back to the older version, also in its dates."""
    mirror(private, public)
    from build_tools import checks

    real = checks.CHECKS
    refuse = checks.Check("stricter", "properties", _refuses("Tempat Pertama"))
    monkeypatch.setattr(checks, "CHECKS", (*real, refuse))
    made = room.mirror(
        Options(private, AS_OF, workers=1, use_cache=False), str(public), True, os.environ
    )
    assert made.sent and not made.undated
    there = clone(public, tmp_path / "publik")
    again = pipeline.datasets(Options(there, AS_OF, workers=1, use_cache=False))
    shown = next(p for p in again.site.published if p.id == "dkisp/contoh")
    assert (shown.created, shown.updated) == ("2025-03-01", "2025-03-01")
    assert "Tempat Satu" in (there / TABLE).read_text(encoding="utf-8")


def _refuses(word: str) -> Any:
    from build_tools.findings import error

    def run(dataset: Any, reference: Any) -> Any:
        for resource in dataset.resources:
            text = (dataset.source.folder / resource.path).read_bytes()
            if word.encode() in text:
                yield error("personal-nik", file=resource.path)

    return run


def test_a_dataset_that_was_removed_is_removed(private: Path, public: Path, tmp_path: Path) -> None:
    mirror(private, public)
    shutil.rmtree(private / BOOK)
    commit(private, "hapus", "2025-08-01")
    assert "datasets/dkisp/buku: tidak lagi diterbitkan per 2025-08-01" in (
        mirror(private, public).commits
    )
    assert "dkisp/buku" not in dates(clone(public, tmp_path / "publik"))


def test_moves_of_what_is_public_are_told_there_and_no_others(
    private: Path, public: Path, tmp_path: Path
) -> None:
    """The public history takes one dataset away and brings another: git cannot show the move."""
    mirror(private, public)
    new = private / "datasets/dinkes/contoh"
    new.parent.mkdir()
    (private / "datasets/dkisp/contoh").rename(new)
    (private / "datasets/_pengaturan").mkdir(exist_ok=True)
    (private / "datasets/_pengaturan/pindah.yaml").write_text(
        "# menurut staf\npindah:\n"
        "  - {dari: dkisp/contoh, ke: dinkes/contoh, tanggal: 2025-06-01}\n"
        "  - {dari: dkisp/rahasia, ke: dinkes/contoh, tanggal: 2025-06-01}\n"
    )
    commit(private, "pindah", "2025-06-01")
    assert not mirror(private, public).refused
    there = clone(public, tmp_path / "publik") / "datasets/_pengaturan/pindah.yaml"
    assert yaml.safe_load(there.read_text(encoding="utf-8")) == {
        "pindah": [{"dari": "dkisp/contoh", "ke": "dinkes/contoh", "tanggal": "2025-06-01"}]
    }


def test_what_was_withdrawn_is_removed_and_said(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public)
    file = private / "datasets/_pengaturan/penarikan.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        "# siapa yang melapor\npenarikan:\n"
        "  - {dataset: dkisp/buku, tanggal: 2025-08-01, alasan: Memuat rincian.}\n"
        "  - {dataset: dkisp/tidak-pernah-keluar, tanggal: 2025-08-01, alasan: Belum lengkap.}\n",
        encoding="utf-8",
    )
    commit(private, "tarik", "2025-08-01")
    mirror(private, public)
    there = clone(public, tmp_path / "publik")
    assert not (there / BOOK).exists()
    text = (there / "datasets/_pengaturan/penarikan.yaml").read_text(encoding="utf-8")
    assert "dkisp/buku" in text and "melapor" not in text
    assert b"tidak-pernah-keluar" not in objects(public)
    notices = {h.source.id for h in result(there).site.held_back if h.withdrawn}
    assert notices == {"dkisp/buku"}


def test_a_public_side_that_somebody_edited_is_refused(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public)
    there = clone(public, tmp_path / "publik")
    (there / TABLE).write_text("nomor\n", encoding="utf-8")
    theirs = commit(there, "datasets/dkisp/contoh: data per 2025-04-02", "2025-04-02")
    git(there, "push", "-q", "origin", "main")
    with pytest.raises(room.MirrorError) as refused:
        mirror(private, public)
    assert refused.value.code == "foreign"
    assert refused.value.values["commits"] == f"{theirs[:12]} (2025-04-02)"
    assert git(public, "rev-parse", "main").strip() == theirs


def test_a_mirrors_commit_that_was_amended_is_known(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public)
    there = clone(public, tmp_path / "publik")
    who = ("-c", "user.name=Proyek Contoh", "-c", "user.email=noreply@portal.invalid")
    (there / "mkdocs.yml").write_text("site_name: Lain\n", encoding="utf-8")
    git(there, *who, "commit", "-q", "-a", "--amend", "--no-edit")
    git(there, "push", "-q", "--force", "origin", "main")
    with pytest.raises(room.MirrorError, match="foreign"):
        mirror(private, public)


def test_killed_between_commit_and_push_the_next_run_heals(
    private: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(self: Repository) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Repository, "push", killed)
        with pytest.raises(KeyboardInterrupt):
            mirror(private, public)
    assert git(public, "for-each-ref") == ""
    made = mirror(private, public)
    assert made.sent
    assert git(public, "rev-list", "--count", "main").strip() == str(len(made.commits))


def test_without_push_nothing_is_sent(private: Path, public: Path) -> None:
    made = mirror(private, public, push=False)
    assert made.commits and not made.sent
    assert git(public, "for-each-ref") == ""


def test_the_same_private_side_gives_the_same_public_history(
    private: Path, public: Path, tmp_path: Path
) -> None:
    mirror(private, public)
    other = tmp_path / "lain.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(other)], check=True)
    mirror(private, other)
    assert git(public, "rev-parse", "main") == git(other, "rev-parse", "main")


def test_values_that_stay_the_same_still_take_the_day_along(
    private: Path, public: Path, tmp_path: Path
) -> None:
    """The private file was written anew with the same values: only its day changed."""
    mirror(private, public)
    text = (private / TABLE).read_text(encoding="utf-8")
    (private / TABLE).write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
    commit(private, "CRLF", "2025-09-09")
    made = mirror(private, public)
    assert made.commits == ("datasets/dkisp/contoh: data per 2025-09-09",)
    assert dates(clone(public, tmp_path / "publik")) == dates(private)


def test_an_error_in_what_would_go_out_stops_it(
    private: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The gate looks at the whole public tree as a portal, before any commit."""
    made_files = rest.files

    def broken(*given: Any) -> Any:
        return {**made_files(*given), "datasets/dkisp/berkas.csv": b"a\n1\n"}

    monkeypatch.setattr(rest, "files", broken)
    made = mirror(private, public)
    assert [f.code for f in made.refused] == ["file-unnamed"]
    assert not made.sent and made.commits == ()
    assert git(public, "for-each-ref") == ""


def test_what_is_not_committed_does_not_leave(private: Path, public: Path) -> None:
    (private / TABLE).write_text("nomor\n", encoding="utf-8")
    with pytest.raises(room.MirrorError) as refused:
        mirror(private, public)
    assert refused.value.code == "uncommitted"
    assert refused.value.values["file"] == TABLE


def test_a_page_with_the_number_of_a_person_stops_it(private: Path, public: Path) -> None:
    (private / "docs").mkdir()
    (private / "docs" / "kontak.md").write_text(f"# Kontak\n\nNIK {NIK}\n", encoding="utf-8")
    commit(private, "halaman", "2025-06-01")
    with pytest.raises(room.MirrorError) as refused:
        mirror(private, public)
    assert refused.value.code == "personal"
    assert refused.value.values == {"file": "docs/kontak.md", "codes": "personal-nik"}


def test_pages_go_along_and_documents_do_not(private: Path, public: Path) -> None:
    (private / "docs").mkdir()
    (private / "docs" / "tentang.md").write_text("# Tentang\n", encoding="utf-8")
    (private / "docs" / "rapat.xlsx").write_bytes(b"PK daftar hadir")
    (private / "catatan.txt").write_text("internal", encoding="utf-8")
    commit(private, "halaman", "2025-06-01")
    mirror(private, public)
    names = git(public, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert "docs/tentang.md" in names
    assert not {"docs/rapat.xlsx", "catatan.txt"} & {*names}


@pytest.mark.parametrize("email", ["fulan@contoh.go.id", "bukan alamat", "fulan@gmail.com"])
def test_commits_carry_nobodys_address(private: Path, public: Path, email: str) -> None:
    text = (private / "mkdocs.yml").read_text(encoding="utf-8")
    text += f"    cermin: {{surel: {email}}}\n"
    (private / "mkdocs.yml").write_text(text, encoding="utf-8")
    commit(private, "pengaturan", "2025-06-01")
    with pytest.raises(room.MirrorError, match="identity"):
        mirror(private, public)
    (private / "mkdocs.yml").write_text(text.replace(email, "noreply@contoh.go.id"), "utf-8")
    commit(private, "pengaturan", "2025-06-01")
    mirror(private, public)
    assert set(git(public, "log", "--format=%ae", "main").split()) == {"noreply@contoh.go.id"}


def test_the_verb_tells_what_it_did(
    private: Path, public: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["mirror", "--root", str(private), "--as-of", str(AS_OF), "--workers", "1"]
    assert main(words) == 2
    assert "make mirror DEST=" in capsys.readouterr().err
    assert main([*words, str(public)]) == 0
    assert "belum dikirim" in capsys.readouterr().out
    assert main([*words, "--push", "--", str(public)]) == 0
    assert "dikirim ke" in capsys.readouterr().out
    leak(private, "2025-07-05")
    assert main([*words, "--push", str(public)]) == 1
    told = capsys.readouterr()
    assert NIK not in told.out + told.err
    assert main([*words, "--push", str(public / "tidak-ada")]) == 2
    assert "git ls-remote" in capsys.readouterr().err


@pytest.mark.parametrize("dest", ["ext::sh -c 'touch dibuat'", "--upload-pack=touch dibuat"])
def test_an_address_is_never_a_command(private: Path, tmp_path: Path, dest: str) -> None:
    with pytest.raises(room.MirrorError, match="git"):
        room.mirror(Options(private, AS_OF, workers=1), dest, True, os.environ)
    assert not [*tmp_path.rglob("dibuat")]


def test_a_key_lies_there_only_while_it_is_needed(tmp_path: Path) -> None:
    given = {
        access.KEY: "-----BEGIN OPENSSH PRIVATE KEY-----\nrekaan\n-----END",
        access.HOSTS: "git.contoh.go.id ssh-ed25519 AAAA",
        "GIT_DIR": "/lain",
    }
    with access.environment(given, tmp_path) as made:
        assert (tmp_path / "kunci").stat().st_mode & 0o777 == 0o600
        hosts = (tmp_path / "host").read_text(encoding="ascii")
        assert "git.contoh.go.id" in hosts and "github.com" in hosts
        assert "StrictHostKeyChecking=yes" in made["GIT_SSH_COMMAND"]
        assert not {access.KEY, access.HOSTS, "GIT_DIR"} & {*made}
    assert [*tmp_path.iterdir()] == []
    with (
        pytest.raises(room.MirrorError, match="key"),
        access.environment({access.KEY: "bukan kunci"}, tmp_path),
    ):
        raise AssertionError


def test_passwords_in_an_address_are_not_shown() -> None:
    assert room.shown("https://bot:rahasia@contoh.go.id/p.git") == "https://contoh.go.id/p.git"


def test_comments_leave_settings_and_nothing_else_does() -> None:
    text = (
        "# rahasia\nsite_name: Data # rahasia\nwarna: '#aabbcc'\nteks: |\n  # bukan komentar\n"
        "  isi\n# rahasia\nkunci: !ENV [A, b]   # rahasia\nurl: https://contoh.go.id/#atas\n"
    )
    assert plainyaml.without_comments(text, "mkdocs.yml") == (
        "site_name: Data\nwarna: '#aabbcc'\nteks: |\n  # bukan komentar\n"
        "  isi\nkunci: !ENV [A, b]\nurl: https://contoh.go.id/#atas\n"
    )


def test_a_list_of_held_data_with_odd_entries_is_read_as_far_as_it_can_be(tmp_path: Path) -> None:
    root = portal(tmp_path / "p")
    (root / WITHHELD).parent.mkdir()
    (root / WITHHELD).write_text(
        "tertahan:\n"
        "  - {dataset: dkisp/contoh, sejak: 2026-01-10, temuan: [{kode: tidak-ada},"
        " {kode: type-error, kolom: AB, baris: 3, berkas: '<b>'}]}\n"
        "  - {dataset: en/../x, sejak: 2026-01-10}\n"
        "  - {dataset: dkisp/lain, sejak: kemarin}\n",
        encoding="utf-8",
    )
    found, amiss = withheld(root)
    assert [(w.dataset, w.since) for w in found] == [("dkisp/contoh", "2026-01-10")]
    assert [(f.code, f.column, f.row, f.file) for f in found[0].findings] == [
        ("type-error", 28, 3, "")
    ]
    assert [f.code for f in amiss] == ["withheld-unreadable"] * 2


def test_what_has_no_version_on_the_public_side_keeps_its_page(tmp_path: Path) -> None:
    root = portal(tmp_path / "p")
    (root / WITHHELD).parent.mkdir()
    (root / WITHHELD).write_text(
        "tertahan:\n  - {dataset: dinkes/lama, sejak: 2026-01-10, temuan: [{kode: personal-nik}]}",
        encoding="utf-8",
    )
    built = pipeline.build(Options(root, AS_OF, workers=1))
    assert built.exit_code() == 0
    assert [h.source.id for h in built.site.held_back] == ["dinkes/lama"]
    page = (root / ".build/docs/id/datasets/dinkes/lama/index.md").read_text(encoding="utf-8")
    assert "personal-nik" in page


def test_a_made_commit_is_of_noon_and_of_nobody(public: Path, tmp_path: Path) -> None:
    own = Repository(tmp_path / "kerja", str(public), os.environ)
    own.fetch()
    who = Identity("Dinas", "noreply@x.id")
    own.commit({"a.txt": own.store(b"a\n")}, "a: b", "2025-01-31", who)
    own.push()
    about = git(public, "log", "-1", "--format=%an|%ae|%aI|%cI", "main").strip()
    assert about == "Dinas|noreply@x.id|2025-01-31T12:00:00+08:00|2025-01-31T12:00:00+08:00"


def test_the_commands_of_the_guide_work_in_the_portals_folder(
    private: Path, public: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`terbuka mirror ../publik.git` and `make mirror DEST=…`: both places are relative."""
    for name in ("Makefile", "requirements/site.txt", "bootstrap/setup.py", "bootstrap/SHA256SUMS"):
        (private / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(REPOSITORY / name, private / name)
    (private / ".gitignore").write_text(".venv/\n.build/\n", encoding="utf-8")
    commit(private, "cara membuat", "2025-06-01")
    python = private / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    (private / ".venv/.site").touch()
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "GITHUB"))}
    kept |= {"PYTHONPATH": str(REPOSITORY), "AS_OF": str(AS_OF), "DEST": "../publik.git"}
    done = subprocess.run(
        ["make", "mirror"], cwd=private, env=kept, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert dates(clone(public, private.parent / "publik")) == dates(private)
    monkeypatch.chdir(private)
    assert main(["mirror", "--as-of", str(AS_OF), "--workers", "1", "../publik.git"]) == 0


def test_what_git_says_is_told_with_the_verb_it_was_asked(private: Path, public: Path) -> None:
    own = Repository(private / "kerja", str(public), os.environ)
    own.fetch()
    with pytest.raises(room.MirrorError) as refused:
        own.commit({"a.txt": "1" * 40}, "a: b", "2025-01-31", Identity("Dinas", "noreply@x.id"))
    assert refused.value.values["verb"] == "write-tree"


def test_the_readme_names_only_what_is_there(private: Path, public: Path, tmp_path: Path) -> None:
    """That of the program's own repository is about its tests and code, which do not go out."""
    (private / "README.md").write_text("`make test`, lihat [CONTRIBUTING](CONTRIBUTING.md)\n")
    commit(private, "README", "2025-06-01")
    mirror(private, public)
    there = clone(public, tmp_path / "publik")
    text = (there / "README.md").read_text(encoding="utf-8")
    assert "CONTRIBUTING" not in text and "make test" not in text and "make site" in text
    named = set(re.findall(r"`make (\w+)", text))
    assert named <= set(re.findall(r"^([a-z]+):", (there / "Makefile").read_text(), re.M))
