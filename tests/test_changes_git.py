"""The verb `changes` on a repository: what git says is touched, in every form it is told."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from portals import AS_OF, change, commit, portal

from build_tools import cli, pipeline
from build_tools.changes import versions, work
from build_tools.changes.base import Changes
from build_tools.changes.comment import MARKER
from build_tools.options import Options
from build_tools.words import Words

TABLE = "datasets/dkisp/contoh/data/tabel.csv"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with one commit."""
    made = portal(tmp_path / "portal")
    commit(made, "Awal", "2026-01-10")
    return made


def edit(root: Path, old: str, new: str, file: str = TABLE) -> None:
    path = root / file
    said = path.read_text(encoding="utf-8")
    assert old in said
    path.write_text(said.replace(old, new), encoding="utf-8")


def found(root: Path, base: str = "") -> Changes:
    options = Options(root, AS_OF, workers=1)
    return work.changes(options, base, lambda asked: pipeline.check(asked).findings)


def test_work_that_is_not_committed_is_held_against_the_last_commit(root: Path) -> None:
    edit(root, "1,Tempat Satu,2024-01-31,a,10,12,22", "1,Tempat Satu,2024-01-31,a,11,12,23")
    made = found(root)
    assert [d.id for d in made.datasets] == ["dkisp/contoh"]
    (table,) = made.datasets[0].tables
    assert (table.added, table.removed, table.changed) == (0, 0, 1)
    assert dict(table.changed_by) == {"laki_laki": 1, "jumlah": 1}
    assert not (root / ".build/cache").is_symlink()


def test_a_clean_folder_is_held_against_the_data_before_the_last(root: Path) -> None:
    edit(root, "3,Tempat Tiga", "4,Tempat Empat")
    commit(root, "Data baru", "2026-01-12")
    (root / "README.md").write_text("Tanpa data.\n", encoding="utf-8")
    commit(root, "Bukan data", "2026-01-13")
    (table,) = found(root).datasets[0].tables
    assert (table.added, table.removed) == (1, 1)


def test_a_branch_is_held_against_where_it_left_main(root: Path, tmp_path: Path) -> None:
    """Also when main went on since: what others did is not this proposal's."""
    copy = tmp_path / "salinan"
    subprocess.run(["git", "clone", "-q", str(root), str(copy)], check=True)
    edit(copy, "3,Tempat Tiga", "3,Tempat Ketiga")
    commit(copy, "Usulan", "2026-01-12")
    shutil.copytree(root / "datasets/dkisp/contoh", root / "datasets/dkisp/lain")
    commit(root, "Orang lain", "2026-01-12")
    subprocess.run(["git", "-C", str(copy), "fetch", "-q"], check=True)
    made = found(copy)
    assert [d.id for d in made.datasets] == ["dkisp/contoh"]
    assert made.date == "2026-01-10"
    assert [d.id for d in found(copy, "origin/main").datasets] == ["dkisp/contoh"]


def test_new_datasets_those_that_go_and_other_files(root: Path) -> None:
    shutil.copytree(root / "datasets/dkisp/contoh", root / "datasets/dkisp/lain")
    change(root, {"name": "lain"}, "datasets/dkisp/lain/datapackage.yaml")
    shutil.rmtree(root / "datasets/dkisp/contoh")
    (root / "datasets/_pengaturan").mkdir(exist_ok=True)
    (root / "datasets/_pengaturan/sinonim.yaml").write_text("sinonim: []\n", encoding="utf-8")
    made = found(root)
    assert {d.id: d.kind for d in made.datasets} == {"dkisp/contoh": "hapus", "dkisp/lain": "baru"}
    assert made.others == ("datasets/_pengaturan/sinonim.yaml",)


def test_what_refers_to_a_table_that_changed_is_checked_as_well(root: Path) -> None:
    edit(root, "dinkes,", "dinas-lain,", "datasets/referensi/opd/data/opd.csv")
    kinds = {d.id: d.kind for d in found(root).datasets}
    assert kinds == {"referensi/opd": "ubah", "dkisp/contoh": "acuan"}


def test_values_of_personal_data_stay_untold_also_when_only_the_old_version_had_it(
    root: Path,
) -> None:
    secret = "64010" + "14107900000"  # composed here: no such number is written down
    edit(root, "Tempat Satu", f"NIK {secret}")
    commit(root, "Bocor", "2026-01-11")
    edit(root, f"NIK {secret}", "Tempat Rahasia")
    made = found(root)
    assert made.datasets[0].hidden and made.datasets[0].tables[0].changed == 1
    assert secret not in repr(made) and "Tempat Rahasia" not in repr(made)


def test_a_version_that_cannot_be_read_is_told_and_not_compared(root: Path) -> None:
    (root / TABLE).write_bytes(b"\x00\xff\xfe rusak")
    (dataset,) = found(root).datasets
    assert dataset.unread and dataset.id in found(root).held


@pytest.mark.parametrize("given", ["tiada", "--upload-pack=x", "HEAD~50"])
def test_a_base_that_is_no_commit_is_refused(
    given: str, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(versions.NoBaseError):
        versions.touched(root, given)
    assert cli.main(["changes", "--root", str(root), f"--base={given}"]) == 2
    assert "bukan commit" in capsys.readouterr().err


def test_without_a_repository_there_is_nothing_to_compare(tmp_path: Path) -> None:
    assert cli.main(["changes", "--root", str(portal(tmp_path))]) == 2


def test_comment_summary_and_exit_code(root: Path, tmp_path: Path) -> None:
    """What is held back makes one; the comment and the whole summary lie in files of their own."""
    edit(root, "2024-01-31", "2024-01-32")
    to = tmp_path / "keluar"
    words = ["changes", "--root", str(root), "--format", "markdown", "--as-of", "2026-01-15"]
    words += ["--keluar", str(to / "k.md"), "--ringkasan", str(to / "r.md")]
    assert cli.main(words) == 1
    comment = (to / "k.md").read_text(encoding="utf-8")
    assert comment.startswith(MARKER)
    assert "**1 dataset berubah, 1 ditahan.**" in comment and "DITAHAN" in comment
    assert (to / "r.md").read_text(encoding="utf-8").startswith(MARKER)
    edit(root, "2024-01-32", "2024-01-30")
    assert cli.main(words) == 0


def test_a_table_put_beside_the_datasets_is_told_with_the_folder_where_it_should_wait(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Such an error is no dataset's, yet nothing else of the proposal would tell of it."""
    words = ["changes", "--root", str(root), "--as-of", "2026-01-15", "--format"]
    (root / "datasets/dkisp/Contoh Februari.xlsx").write_bytes(b"PK")
    (root / "datasets/catatan.csv").write_text("a\n1\n", encoding="utf-8")
    assert cli.main([*words, "markdown"]) == 1
    said = capsys.readouterr().out
    assert "Berkas tidak disebut dataset mana pun" in said
    assert "Pindahkan ke datasets/dkisp/&#95;baru" in said
    assert "Pindahkan ke datasets/&lt;opd&gt;/&#95;baru" in said
    assert cli.main([*words, "text"]) == 1
    assert "Pindahkan ke datasets/dkisp/_baru" in capsys.readouterr().out
    commit(root, "Sudah lama di sana", "2026-01-12")
    edit(root, "a,10,12,22", "a,11,12,23")
    assert cli.main([*words, "text"]) == 0
    assert "_baru" not in capsys.readouterr().out


def test_json_for_programs(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(root, "a,10,12,22", "a,100,12,112")
    words = ["changes", "--root", str(root), "--format", "json", "--lang", "en"]
    assert cli.main(words) == 0
    said = json.loads(capsys.readouterr().out)
    (dataset,) = said["datasets"]
    assert dataset["id"] == "dkisp/contoh" and dataset["held"] is False
    assert dataset["tables"][0]["slips"][0]["after"] == "100"
    assert "change-power-of-ten" in {f["code"] for f in dataset["findings"]}


def test_both_languages_have_the_same_sentences() -> None:
    def flat(texts: object, key: str = "") -> dict[str, str]:
        if not isinstance(texts, dict):
            return {key: str(texts)}
        return {k: v for name, t in texts.items() for k, v in flat(t, f"{key}.{name}").items()}

    def gaps(text: str) -> set[str]:
        import string

        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    one, other = (flat(Words.load(lang).section("changes")) for lang in ("id", "en"))
    assert one.keys() == other.keys()
    assert all(gaps(text) == gaps(other[key]) for key, text in one.items())


def test_a_preview_is_written_only_where_nothing_else_lies(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "penting").mkdir()
    (tmp_path / "penting/surat.txt").write_text("jangan hilang", encoding="utf-8")
    words = ["changes", "--root", str(root), "--preview", str(tmp_path / "penting")]
    assert cli.main(words) == 2
    assert (tmp_path / "penting/surat.txt").exists()
    assert "folder kosong" in capsys.readouterr().err
