"""Nobody who committed is named in anything that goes out: pages, files, feeds, ZIPs, reports.

Git knows who wrote, who committed, who helped and who merged. Offices answer for data, people
do not: no name, no address and no part of one leaves the repository with the site.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from portals import AS_OF, change, portal
from regency import AS_OF as REGENCY_DAY
from regency import regency

from build_tools import cli
from build_tools.load.withdrawals import WITHDRAWALS

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
DAY = ("--as-of", AS_OF.isoformat())
#: Obviously nobody: who wrote, who committed, who helped, who signed, who merged.
WROTE = ("Fulan Penulisrekaan", "fulan.tulis41@kotakrekaan.example")
SENT = ("Fulanah Pengirimrekaan", "kirim52-pribadi@kotakrekaan.example")
HELPED = ("Polan Pembanturekaan", "bantu63@kotakrekaan.example")
SIGNED = ("Badu Penandarekaan", "tanda74@kotakrekaan.example")
MERGED = ("Anu Penggabungrekaan", "gabung85@kotakrekaan.example")
PEOPLE = (WROTE, SENT, HELPED, SIGNED, MERGED)
TRAILERS = f"""
Co-authored-by: {HELPED[0]} <{HELPED[1]}>
Signed-off-by: {SIGNED[0]} <{SIGNED[1]}>
"""


def traces() -> list[bytes]:
    """Whatever tells one of them: the whole name, its telling word, the address, its parts."""
    found = {"kotakrekaan", "cabangrekaan"}
    for name, address in PEOPLE:
        found |= {name, name.split()[1], address, address.partition("@")[0]}
    return sorted(text.casefold().encode() for text in found)


def git(root: Path, day: str, *words: str, author: tuple[str, str] = WROTE) -> str:
    """Runs git as those people on a day (ISO date)."""
    when = f"{day}T12:00:00+08:00"
    environment = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
        "GIT_AUTHOR_NAME": author[0],
        "GIT_AUTHOR_EMAIL": author[1],
        "GIT_COMMITTER_NAME": SENT[0],
        "GIT_COMMITTER_EMAIL": SENT[1],
    }
    command = ["git", "-C", str(root), *words]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return done.stdout.strip()


def save(root: Path, day: str, message: str) -> None:
    git(root, day, "add", "-A")
    git(root, day, "commit", "-q", "-m", message + "\n" + TRAILERS)


def begun(root: Path) -> Path:
    """A repository in ``root`` with its first commit."""
    git(root, "2025-10-01", "init", "-q", "-b", "main")
    (root / ".git/info/exclude").write_text(".build/\nsite\n")
    save(root, "2025-10-01", "Data awal")
    return root


def renamed(root: Path, name: str) -> None:
    """The third place of the table has another name."""
    path = root / TABLE
    head, _, last = path.read_text().rpartition("\n3,")
    path.write_text(f"{head}\n3,{name},{last.partition(',')[2]}")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example portal with versions of every kind of commit; built whole, twice."""
    made = begun(portal(tmp_path_factory.mktemp("orang")))
    (made / "docs").mkdir()
    (made / "docs/catatan.md").write_text("# Catatan\n")
    decided = "{dataset: dkisp/lama, tanggal: 2025-11-01, alasan: Keliru., versi: 2025-10-01}"
    (made / WITHDRAWALS).parent.mkdir()
    (made / WITHDRAWALS).write_text(f"penarikan:\n  - {decided}\n")  # a report has what to tell
    renamed(made, "Tempat Empat")
    save(made, "2025-11-02", f"Perbaikan oleh {WROTE[0]}")
    git(made, "2025-11-03", "checkout", "-q", "-b", "cabangrekaan/perbaikan")
    renamed(made, "Tempat Lima")
    save(made, "2025-11-03", f"Dari {HELPED[0]}")
    git(made, "2025-11-04", "checkout", "-q", "main")
    subject = "Merge pull request #7 from cabangrekaan/perbaikan"
    message = f"{subject}\n\n{MERGED[0]} menggabungkan ini\nReviewed-by: {MERGED[0]}"
    words = ("merge", "-q", "--no-ff", "-m", message, "cabangrekaan/perbaikan")
    git(made, "2025-11-04", *words, author=MERGED)
    renamed(made, "Tempat Enam")
    save(made, "2025-12-05", "Angka Desember dari Bidang Statistik")
    change(made, {"description": "Keterangan yang lebih lengkap."})
    save(made, "2025-12-06", f"Keterangan, lihat @{SIGNED[1].partition('@')[0]}")
    renamed(made, "Tempat Tujuh")
    git(made, "2026-01-05", "add", "-A")
    git(made, "2026-01-05", "commit", "-q", "-m", f"{HELPED[1]} mengirim angka Januari")
    assert cli.main(["build", "--root", str(made), *DAY, "--quiet"]) == 0
    return made


def unpacked(content: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """A file and what is packed in it, also a workbook's parts, by names that tell where."""
    yield name, name.encode() + b"\0" + content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield f"{name}!", packed.comment
            for entry in packed.infolist():
                yield from unpacked(packed.read(entry), f"{name}!{entry.filename}")
    elif content.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(content), f"{name}!")


def tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder, by its path, and all that is packed in them."""
    for path in sorted(folder.resolve().rglob("*")):
        if path.is_file():
            yield from unpacked(path.read_bytes(), path.relative_to(folder.resolve()).as_posix())


def telling(files: Iterator[tuple[str, bytes]]) -> set[tuple[str, str]]:
    """The files in which somebody is named, and what names them."""
    pattern = re.compile(b"|".join(map(re.escape, traces())))
    return {
        (name, hit.decode()) for name, content in files for hit in pattern.findall(content.lower())
    }


def test_the_history_is_full_of_names(root: Path) -> None:
    """Else the tests below would find nothing whatever the pages said."""
    log = git(root, "2026-01-06", "log", "--all", "--format=%an %ae %cn %ce %B").casefold()
    missing = [text for text in traces() if text.decode() not in log]
    assert missing == []
    assert telling(iter([("berkas.txt", f"oleh {SENT[0]}".encode())]))


def test_the_site_names_nobody(root: Path) -> None:
    """Pages of all versions, lists, feeds, calendars, catalogues, ZIPs, and where it comes from."""
    site = root / "site"
    versions = {p.parent.name for p in site.glob("datasets/dkisp/contoh/versi/*/index.html")}
    assert versions == {"2025-10-01", "2025-11-02", "2025-11-04", "2025-12-05", "2026-01-05"}
    names = {name.rpartition("/")[2] for name, _ in tree(site)}
    assert {"asal-situs.json", "versi.csv", "SHA256SUMS", "sitemap.xml"} <= names
    assert {Path(name).suffix for name in names} >= {".html", ".csv", ".json", ".xml", ".zip"}
    assert telling(tree(site)) == set()


def test_a_message_without_names_is_shown(root: Path) -> None:
    """The office's own words are what readers should see."""
    page = root / "site/datasets/dkisp/contoh/versi/2025-12-05/index.html"
    assert "Angka Desember dari Bidang Statistik" in page.read_text()


@pytest.mark.parametrize(
    "words",
    [
        ("check", "--format", "json"),
        ("changes", "--base", "HEAD~4", "--format", "markdown"),
        ("changes", "--base", "HEAD~4", "--format", "json"),
        ("meja",),
        ("ingatkan",),
    ],
    ids=" ".join,
)
def test_reports_and_the_comment_on_a_proposal_name_nobody(
    root: Path, words: tuple[str, ...], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    verb, *rest = words
    assert cli.main([verb, *rest, "--root", str(root), *DAY]) == 0
    said = capsysbinary.readouterr().out
    assert said and telling(unpacked(said, verb)) == set()


def test_the_folder_for_assessors_names_nobody(tmp_path: Path) -> None:
    root = begun(regency(tmp_path / "kabupaten"))
    to = tmp_path / "bukti.zip"
    day = ("--as-of", REGENCY_DAY.isoformat())
    assert cli.main(
        ["bukti", "--root", str(root), "--tahun", "2024", *day, "--keluar", str(to)]
    ) in {0, 1}
    found = list(unpacked(to.read_bytes(), to.name))
    assert len(found) > 5 and telling(iter(found)) == set()
