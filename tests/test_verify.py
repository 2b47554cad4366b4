"""`terbuka verify`: what it finds in a site or ZIP that is not what it says, and what it proves."""

from __future__ import annotations

import json
import shutil
import subprocess
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from portals import commit, portal

from build_tools import cli, reports, sums, verify
from build_tools.verify import files as verify_files
from build_tools.words import Words

pytestmark = pytest.mark.slow
DATA = "datasets/dkisp/contoh"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example portal, committed and built: its root."""
    root = portal(tmp_path_factory.mktemp("portal"))
    commit(root, "Keadaan awal", "2026-01-10")
    words = ["--root", str(root), "--as-of", "2026-01-15", "--quiet"]
    assert cli.main(["build", *words]) == 0
    return root


@pytest.fixture
def site(made: Path, tmp_path: Path) -> Path:
    """A copy of its site, to be changed."""
    return shutil.copytree((made / "site").resolve(), tmp_path / "situs")


def run(*words: object) -> int:
    return cli.main(["verify", "--lang", "en", *map(str, words)])


def found(place: Path) -> list[tuple[str, str]]:
    """Code and file of what the hashes alone tell."""
    return [(f.code, f.file) for f in verify.verify(place, Path(), rebuilding=False).findings]


def packed(folder: Path, to: Path, top: str = "") -> Path:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            archive.write(path, f"{top}{path.relative_to(folder).as_posix()}")
    return to


def test_a_site_is_proven_by_building_its_commit_again(
    made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = subprocess.run(["git", "-C", made, "worktree", "list"], capture_output=True, text=True)
    assert run("--root", made) == 0
    said = capsys.readouterr().out
    head = subprocess.run(["git", "-C", made, "rev-parse", "HEAD"], capture_output=True, text=True)
    assert f"built again from commit {head.stdout.strip()}, as of 15 January 2026" in said
    assert "byte for byte" in said and "made from that commit" in said
    after = subprocess.run(["git", "-C", made, "worktree", "list"], capture_output=True, text=True)
    assert after.stdout == status.stdout


def test_the_list_is_what_sha256sum_reads(site: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "-c", "--strict", "--quiet", sums.NAME], cwd=site, check=False
    )
    assert done.returncode == 0
    listed, wrong = sums.read((site / sums.NAME).read_bytes())
    there = {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}
    assert wrong == 0 and listed.keys() == there - {sums.NAME}
    assert list(listed) == sorted(listed, key=str.encode)
    assert {"asal-situs.json", "sbom.cdx.json", f"{DATA}/contoh.zip"} <= listed.keys()


def test_a_page_changed_together_with_the_list_is_found_by_building_again(
    site: Path, made: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "index.html").write_text("palsu", encoding="utf-8")
    listed, _ = sums.read((site / sums.NAME).read_bytes())
    listed["index.html"] = sums.digest(site / "index.html")
    (site / sums.NAME).write_bytes(sums.written(listed))
    assert run(site, "--no-rebuild") == 0
    assert "only proves that files are whole" in capsys.readouterr().out
    assert run(site, "--root", made, "--format", "json") == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(f["code"], f["path"]) for f in lines] == [("verify-rebuilt", "index.html")]


def test_what_is_missing_changed_and_added_is_named(site: Path, tmp_path: Path) -> None:
    assert found(site) == []
    (site / "robots.txt").unlink()
    (site / "index.html").write_bytes(b"x")
    (site / "baru.html").write_bytes(b"x")
    (site / "tautan").symlink_to(site / "index.html")
    expected = [("verify-extra", "baru.html"), ("verify-changed", "index.html")]
    expected += [("verify-missing", "robots.txt")]
    assert found(site) == [("verify-unsafe", "tautan"), *expected]
    (site / "tautan").unlink()
    assert found(packed(site, tmp_path / "situs.zip")) == expected
    assert found(packed(site, tmp_path / "dalam.zip", top="situs/")) == expected
    unpacked = tmp_path / "unduhan"
    shutil.copytree(site, unpacked / "situs")
    assert found(unpacked) == expected


def test_names_that_lead_out_are_told_and_nothing_is_read_or_written_there(
    site: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "rahasia.txt"
    outside.write_text("rahasia", encoding="utf-8")
    line = f"{sums.digest(outside)}  ../rahasia.txt\n".encode()
    with (site / sums.NAME).open("ab") as file:
        file.write(line)
    assert found(site) == [("verify-unsafe", "../rahasia.txt")]
    place = packed(site, tmp_path / "situs.zip")
    with zipfile.ZipFile(place, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # zipfile warns of the double
        archive.writestr("/etc/passwd", "x")
        archive.writestr("C:/x", "x")
        archive.writestr("a\\..\\b", "x")
        archive.writestr("index.html", "lain")
        link = zipfile.ZipInfo("tautan")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    before = sorted(tmp_path.rglob("*"))
    told = found(place)
    assert [code for code, _ in told] == ["verify-unsafe"] * 6
    assert {file for _, file in told} >= {"/etc/passwd", "C:/x", "index.html", "tautan"}
    assert sorted(tmp_path.rglob("*")) == before


def test_a_zip_that_grows_beyond_measure_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(verify_files, "FREE_BYTES", 1_000)
    with zipfile.ZipFile(tmp_path / "bom.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(sums.NAME, b"")
        archive.writestr("nol", bytes(50_000_000))
    assert run(tmp_path / "bom.zip") == 2
    assert "too large" in capsys.readouterr().err


def test_a_damaged_or_locked_entry_counts_as_changed(site: Path, tmp_path: Path) -> None:
    place = packed(site, tmp_path / "situs.zip")
    with zipfile.ZipFile(place) as archive:
        entry = archive.getinfo("robots.txt")
        at = entry.header_offset + 30 + len(entry.filename)
    content = bytearray(place.read_bytes())
    content[at + 2] ^= 0xFF
    place.write_bytes(content)
    assert found(place) == [("verify-changed", "robots.txt")]


def test_a_list_that_is_none_is_told_by_its_line(site: Path) -> None:
    with (site / sums.NAME).open("ab") as file:
        file.write(b"bukan daftar\n")
    (finding,) = verify.verify(site, Path(), rebuilding=False).findings
    assert finding.code == "verify-list"
    assert finding.row == (site / sums.NAME).read_bytes().count(b"\n")


@pytest.mark.parametrize(
    "name", ["biasa.txt", "dengan spasi.txt", "é.txt", "baris\nbaru", "balik\\n", "\udcff.bin"]
)
def test_any_name_survives_the_list(name: str) -> None:
    listed = {name: "0" * 64, "z": "1" * 64}
    assert sums.read(sums.written(listed)) == (listed, 0)


def test_a_dataset_is_held_against_its_description(
    made: Path, site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = site / DATA
    assert run(folder) == 0
    said = capsys.readouterr().out
    assert "the same as the hashes in datapackage.json" in said
    assert "Without a hash" in said and "data.md" in said
    assert run(folder / "contoh.zip") == 0
    inside = tmp_path / "isi"
    with zipfile.ZipFile(folder / "contoh.zip") as archive:
        archive.extractall(inside)
    table = next(inside.glob("*.csv"))
    table.write_bytes(table.read_bytes() + b"palsu\n")
    assert run(packed(inside, tmp_path / "palsu.zip")) == 1
    table.unlink()
    assert found(inside) == [("verify-missing", table.name)]
    (inside / "datapackage.json").write_text(
        json.dumps({"resources": [{"path": "../../rahasia", "hash": "sha256:00"}, 5, None]})
    )
    assert found(inside) == [("verify-unsafe", "../../rahasia")]


@pytest.mark.parametrize(
    "text", ["[", "[]", "{}", '{"resources": [{"path": "a.csv"}]}', "[" * 10**5]
)
def test_a_description_without_hashes_proves_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / "datapackage.json").write_text(text)
    assert run(tmp_path) == 2


def _forget_commit(told: dict[str, object]) -> None:
    told["commit"] = None


def _option_for_commit(told: dict[str, object]) -> None:
    told["commit"] = "--upload-pack=touch dibuat"


def _unknown_commit(told: dict[str, object]) -> None:
    told["commit"] = "0" * 40


def _other_engine(told: dict[str, object]) -> None:
    told["mesin_situs"] = {"nama": "rm", "versi": "1"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_forget_commit, "no_origin"),
        (_option_for_commit, "no_origin"),
        (_other_engine, "no_origin"),
        (_unknown_commit, "no_commit"),
    ],
)
def test_where_it_cannot_be_built_again_that_is_said(
    site: Path, made: Path, change: Callable[[dict[str, object]], None], why: str
) -> None:
    place = site / "asal-situs.json"
    told = json.loads(place.read_text())
    change(told)
    place.write_text(json.dumps(told))
    done = verify.verify(site, made)
    assert done.not_rebuilt[0] == why and done.commit == ""
    assert [(f.code, f.file) for f in done.findings] == [("verify-changed", "asal-situs.json")]


def test_without_a_checkout_the_hashes_alone_are_compared(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(site, "--root", tmp_path) == 0
    assert "no git checkout" in capsys.readouterr().out


def test_a_site_of_what_git_does_not_know_says_so(tmp_path: Path) -> None:
    root = portal(tmp_path / "p")
    commit(root, "Keadaan awal", "2026-01-10")
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs" / "baru.md").write_text("# Baru\n\nIsi.\n", encoding="utf-8")
    assert cli.main(["build", "--root", str(root), "--as-of", "2026-01-15", "--quiet"]) == 0
    assert json.loads((root / "site/asal-situs.json").read_text())["sama_dengan_commit"] is False
    done = verify.verify(root / "site", root)
    assert not done.is_good
    told = {(f.code, f.file) for f in done.findings}
    assert ("verify-uncommitted", "asal-situs.json") in told
    assert ("verify-rebuilt", "baru/index.html") in told


def test_every_code_has_words_and_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    known = reports.codes(Words.load("en"), "verify")
    used = (p.read_text() for p in Path(verify.__file__).parent.glob("*.py"))
    named = {code for text in used for code in known if f'"{code}"' in text}
    assert named == known.keys()
    for code in known:
        assert cli.main(["explain", "--lang", "en", code]) == 0
        assert known[code]["title"] in capsys.readouterr().out


@pytest.mark.parametrize("code", ["absent", "no_zip", "nothing"])
def test_what_cannot_be_looked_at_ends_with_two(
    tmp_path: Path, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "no_zip").write_bytes(b"PK tetapi bukan ZIP")
    (tmp_path / "nothing").mkdir()
    assert run(tmp_path / code) == 2
    assert capsys.readouterr().err.strip()
