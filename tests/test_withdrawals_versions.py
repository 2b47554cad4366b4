"""One version that was taken back: what an entry may say, and which versions it means."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from portals import AS_OF, change, commit, portal

from build_tools import decided, pipeline
from build_tools.findings import Finding, Severity
from build_tools.history import Commit, History
from build_tools.load.withdrawals import WITHDRAWALS
from build_tools.model import Portal, Source, Text, Withdrawal
from build_tools.reports import sentence
from build_tools.words import Words

ID, TABLE = "dkisp/contoh", "datasets/dkisp/contoh/data/tabel.csv"
PAGE = "docs/id/datasets/dkisp/contoh/index.md"
#: A value that no check knows, and that stands nowhere else.
LEAKED = "Rahasia-Rekaan-Sembilan"
#: A whole entry about one version.
ONE = {"versi": "2026-01-05", "kantor": "dkisp", "dasar_hukum": "Putusan rekaan nomor 1."}


def withdraw(root: Path, *entries: dict[str, Any]) -> None:
    plain = {"dataset": ID, "tanggal": "2026-01-10", "alasan": "Rekaan untuk pengujian."}
    path = root / WITHDRAWALS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump({"penarikan": [plain | e for e in entries]}, sort_keys=False))


def run(root: Path) -> pipeline.Result:
    return pipeline.build(pipeline.Options(root, AS_OF, workers=1))


def of(result: pipeline.Result, code: str) -> list[Finding]:
    return [f for f in result.findings if f.code == code]


def shown(result: pipeline.Result) -> str:
    """The day of the data that the dataset's page shows; empty: it has no page of its own."""
    return next((p.updated for p in result.site.published if p.id == ID), "")


def written(root: Path, name: str, day: str, message: str = "") -> str:
    """Commits, on a day, data in which the third place has that name; gives the commit's id."""
    path = root / TABLE
    head, _, last = path.read_text().rpartition("\n3,")
    path.write_text(f"{head}\n3,{name},{last.partition(',')[2]}")
    return commit(root, message or f"Data {day}", day)


def decisions(*entries: Withdrawal) -> Portal:
    text = Text("Rekaan")
    return Portal(Path(), text, text, text, text, withdrawals=entries)


def past(*commits: tuple[str, str], shallow: bool = False) -> History:
    """A history, newest first, of commits and their days."""
    return History(Path(), "", shallow, {ID: [Commit(id, day) for id, day in commits]})


# What an entry may say


def test_an_entry_may_name_a_version_an_office_and_a_basis(tmp_path: Path) -> None:
    root = portal(tmp_path)
    more = {"versi": "2026-01-05-2", "en": {"dasar_hukum": "A made-up ruling."}}
    withdraw(root, ONE, ONE | more, {"versi_sampai": "2025-12-31"})
    result = run(root)
    assert not of(result, "withdrawal-invalid") and not of(result, "withdrawal-grounds")
    first, second, third = result.site.portal.withdrawals
    assert (first.version, first.office) == ("2026-01-05", "dkisp")
    assert first.basis.get("id") == "Putusan rekaan nomor 1."
    assert (second.version, second.basis.get("en")) == ("2026-01-05-2", "A made-up ruling.")
    assert (third.version, third.until) == ("", "2025-12-31")


@pytest.mark.parametrize(
    ("entries", "key", "case"),
    [
        ([ONE | {"versi_sampai": "2026-01-06"}], "versi", "both"),
        ([ONE | {"versi": "2026-13-05"}], "versi", "address"),
        ([ONE | {"versi": "2026-01-05-1"}], "versi", "address"),
        ([ONE | {"versi": "5 Januari 2026"}], "versi", "address"),
        ([ONE | {"versi": "../2026-01-05"}], "versi", "address"),
        ([ONE | {"kantor": "tidak-ada"}], "kantor", "office"),
        ([ONE | {"dasar_hukum": "..."}], "dasar_hukum", "template"),
        ([ONE, ONE], "dataset", "twice"),
        ([{}, ONE], "dataset", "twice"),
        ([ONE, {}], "dataset", "twice"),
        ([{"versi_sampai": "2025-01-01"}, {"versi_sampai": "2025-02-01"}], "dataset", "twice"),
    ],
)
def test_an_entry_that_is_wrong_takes_back_all_versions(
    tmp_path: Path, entries: list[dict[str, Any]], key: str, case: str
) -> None:
    """Also the good ones: which was meant is not known."""
    root = portal(tmp_path)
    commit(root, "Awal", "2025-12-01")
    withdraw(root, *entries)
    result = run(root)
    values = dict(of(result, "withdrawal-invalid")[0].values)
    assert (values["key"], values["case"]) == (key, case)
    (made,) = result.site.portal.withdrawals
    assert made == Withdrawal(ID, title_hidden=True, wrong=made.wrong) and made.wrong
    assert shown(result) == "" and decided.all_withdrawn(result.site.portal, ID)


def test_a_slip_never_leads_to_the_advice_to_remove_data(tmp_path: Path) -> None:
    """All that is wrong with an entry is told at once, with its line and what to write instead."""
    root = portal(tmp_path)
    slips = {
        "tanggal": "10-01-2026",
        "versi": "datasets/dkisp/contoh/versi/2026-01-05-2/",
        "kantor": "Dinas Contoh Informatika",
        "versi_sampai": "2026-01-05",
    }
    withdraw(root, {"versi": "2025-01-01"}, ONE | slips)
    found = of(pipeline.check(pipeline.Options(root, AS_OF)), "withdrawal-invalid")
    words = Words.load("id")
    told = [(f.row, dict(f.values)["key"], dict(f.values)["case"]) for f in found]
    assert {(key, case) for _, key, case in told} == {
        *(("versi", "both"), ("versi", "address")),
        *(("tanggal", "date"), ("kantor", "office")),
    }
    lines = (root / WITHDRAWALS).read_text().splitlines()
    assert all(row and key in lines[row - 1] for row, key, _ in told)
    hints = {dict(f.values)["case"]: sentence(f, words, "hint") for f in found}
    assert "2026-01-10" in hints["date"] and "2026-01-05-2" in hints["address"]
    assert "misalnya dkisp," in hints["office"] and "Hapus salah satu" in hints["both"]
    (off,) = of(pipeline.check(pipeline.Options(root, AS_OF)), "dataset-withdrawn")
    assert off.severity is Severity.ERROR
    assert "Entri nomor 2" in sentence(off, words) and "Jangan hapus" in sentence(
        off, words, "hint"
    )


def test_without_office_or_basis_it_holds_all_the_same_and_says_what_is_missing(
    tmp_path: Path,
) -> None:
    root = portal(tmp_path)
    commit(root, "Awal", "2026-01-05")
    withdraw(root, {"versi": "2026-01-05"})
    result = run(root)
    found = of(result, "withdrawal-grounds")
    assert [dict(f.values)["key"] for f in found] == ["kantor", "dasar_hukum"]
    assert {f.severity for f in found} == {Severity.WARNING} and shown(result) == ""


def test_personal_data_in_the_basis_is_not_shown(tmp_path: Path) -> None:
    nik = "640101" + "410790" + "0000"
    root = portal(tmp_path)
    withdraw(root, ONE | {"dasar_hukum": f"Permohonan {nik}"})
    result = run(root)
    assert of(result, "personal-nik") and not result.site.portal.withdrawals[0].basis
    files = [p for p in (root / ".build").rglob("*") if p.is_file() and not p.is_symlink()]
    assert not [p for p in files if nik.encode() in p.read_bytes()]


# Which versions it means


def test_which_version_an_entry_means() -> None:
    whole = Withdrawal(ID, "2026-01-10")
    until = replace(whole, until="2025-06-30")
    one, other = replace(whole, version="2025-08-01"), replace(whole, version="2025-08-01-2")
    given = decisions(one, until, other)
    meant = decided.version_withdrawal
    assert meant(given, ID, "2025-08-01", "2025-08-01") is one
    assert meant(given, ID, "2025-08-01-2", "2025-08-01") is other
    assert meant(given, ID, "2025-08-01-3", "2025-08-01") is None
    assert meant(given, ID, "2025-06-30", "2025-06-30") is until
    assert meant(given, ID, "2025-07-01", "") is until, "of no known day: an old one"
    assert meant(given, "dkisp/lain", "2025-08-01", "2025-08-01") is None
    assert meant(decisions(one, whole), ID, "2025-09-01", "2025-09-01") is whole


def test_a_decision_about_an_earlier_address_follows_a_dataset_that_moved() -> None:
    given = decisions(Withdrawal("dinkes/contoh", version="2025-08-01"))
    assert decided.version_withdrawal(given, ID, "2025-08-01", "2025-08-01") is None
    moved = ("dinkes/contoh",)
    assert decided.version_withdrawal(given, ID, "2025-08-01", "2025-08-01", moved)
    known = past(("b", "2025-08-01"))
    assert decided.withdrawal(given, ID, known, "", {"b": "2025-08-01"}, moved)
    assert decided.all_withdrawn(decisions(Withdrawal("dinkes/contoh")), ID, moved)


def test_where_the_history_is_cut_off_a_decision_holds_for_every_version() -> None:
    """The first commit that is there is no version's own: its data may be years older."""
    given = decisions(Withdrawal(ID, version="2025-08-01"))
    assert decided.version_withdrawal(given, ID, "2026-01-01", "2026-01-01", complete=False)
    known = past(("b", "2026-01-01"), shallow=True)
    assert decided.withdrawal(given, ID, known, "", {"b": "2026-01-01"})


def test_present_data_that_are_that_version_do_not_go_out() -> None:
    given = decisions(Withdrawal(ID, version="2025-08-01"))
    known = past(("c", "2025-08-01"), ("b", "2025-08-01"), ("a", "2025-07-01"))
    addresses = {"c": "2025-08-01-2", "b": "2025-08-01", "a": "2025-07-01"}
    assert decided.withdrawal(given, ID, known, "", addresses) is None
    assert decided.withdrawal(given, ID, known, "b", addresses) is given.withdrawals[0]
    assert decided.withdrawal(given, ID, known, "a", addresses) is None
    tip = {**addresses, "": "2025-08-01"}
    assert decided.withdrawal(given, ID, known, "", tip), "the empty id is what lies there"


def test_without_addresses_a_version_is_meant_up_to_its_day() -> None:
    given = decisions(Withdrawal(ID, version="2025-08-01-2"))
    known = past(("c", "2025-08-02"), ("b", "2025-08-01"), ("a", "2025-07-01"))
    assert decided.withdrawal(given, ID, known) is None
    assert decided.withdrawal(given, ID, known, "b") and decided.withdrawal(given, ID, known, "a")
    assert decided.withdrawal(given, ID, past()), "never committed: its day is not known"


def test_an_address_that_no_version_has_is_told() -> None:
    one = Withdrawal(ID, version="2025-08-01")
    given = decisions(one, replace(one, version="2025-07-01"), Withdrawal(ID, until="2024-01-01"))
    known = {ID: ["2025-08-02", "2025-07-01", "2024-05-01"]}
    (found,) = decided.unknown_versions(given, known)
    assert (found.code, found.severity) == ("withdrawal-version-unknown", Severity.ERROR)
    facts = {"id": ID, "version": "2025-08-01", "near": "2025-08-02", "case": "version"}
    assert dict(found.values) == facts and found.file == WITHDRAWALS
    cut = list(decided.unknown_versions(given, known, shallow=True))
    assert [(f.severity, dict(f.values)["case"]) for f in cut] == [(Severity.WARNING, "shallow")]
    (absent, _) = decided.unknown_versions(given, {})
    assert (absent.severity, dict(absent.values)["case"]) == (Severity.WARNING, "history")
    erased = decisions(replace(one, erased=True))
    assert not list(decided.unknown_versions(erased, known)), "git holds it no more"


def test_a_dataset_has_one_page_whatever_was_decided_about_it() -> None:
    one, other = Withdrawal(ID, version="2025-08-01"), Withdrawal(ID, version="2025-07-01")
    until = Withdrawal(ID, until="2025-01-01")
    ((source, why),) = decided.gone(decisions(one, until, other), [])
    assert source.id == ID and why is until, "what takes back most"
    assert not list(decided.gone(decisions(one), [], {ID})), "it says by itself that it is gone"
    assert len(list(decided.gone(decisions(until), [], {ID}))) == 1
    assert not list(decided.gone(decisions(one), [Source(ID, Path())]))


# The whole run


def test_the_newest_version_gives_way_to_the_last_good_one(tmp_path: Path) -> None:
    root = portal(tmp_path)
    commit(root, "Awal", "2025-11-03")
    written(root, "Tempat Lama", "2025-12-04")
    written(root, LEAKED, "2026-01-05")
    assert shown(run(root)) == "2026-01-05"
    withdraw(root, ONE)
    change(root, {"description": "Keterangan baru, data yang sama."})
    commit(root, "Ditarik", "2026-01-10")
    result = run(root)
    assert shown(result) == "2025-12-04" and result.taken_back and result.exit_code() == 0
    (told,) = of(result, "dataset-withdrawn")
    values = dict(told.values)
    assert (values["case"], values["version"]) == ("version", "2026-01-05")
    assert told.severity is Severity.WARNING, "as decided: nobody has to mend anything"
    files = [p for p in (root / ".build").rglob("*") if p.is_file() and not p.is_symlink()]
    assert not [p for p in files if LEAKED.encode() in p.read_bytes()]
    written(root, "Tempat Bersih", "2026-01-12")
    result = run(root)
    assert shown(result) == "2026-01-12" and not of(result, "dataset-withdrawn")


def test_without_an_older_version_its_page_says_so(tmp_path: Path) -> None:
    root = portal(tmp_path)
    written(root, LEAKED, "2026-01-05")
    withdraw(root, ONE)
    commit(root, "Ditarik", "2026-01-10")
    result = run(root)
    (held,) = [h for h in result.site.held_back if h.source.id == ID]
    assert held.withdrawn and held.withdrawn.version == "2026-01-05"
    page = (root / ".build" / PAGE).read_text()
    assert "Rekaan untuk pengujian." in page and LEAKED not in page


def test_what_brings_a_version_back_is_taken_back_with_it(tmp_path: Path) -> None:
    """A revert, and another file beside the same table; not a version that only shares a part."""
    root = portal(tmp_path)
    written(root, "Tempat Lama", "2025-12-04")
    written(root, LEAKED, "2026-01-05")
    (root / "datasets/dkisp/contoh/catatan.json").write_text("{}\n")
    commit(root, "Berkas lain", "2026-01-06")
    (root / "datasets/dkisp/contoh/catatan.json").unlink()
    written(root, "Tempat Bersih", "2026-01-07")
    written(root, LEAKED, "2026-01-08")
    withdraw(root, ONE)
    result = run(root)
    assert shown(result) == "2026-01-07"
    states = {v.address: v.state for v in result.site.pasts[ID].versions}
    assert [day for day, state in states.items() if state == "ditarik"] == [
        "2026-01-08",
        "2026-01-06",
        "2026-01-05",
    ]
    withdraw(root, {"versi_sampai": "2026-01-06"})
    states = {v.address: v.state for v in run(root).site.pasts[ID].versions}
    assert states["2026-01-08"] == "terbit", "a day says nothing of what comes after it"


def test_a_version_that_was_brought_back_names_the_decision(tmp_path: Path) -> None:
    root = portal(tmp_path)
    written(root, LEAKED, "2026-01-05")
    written(root, "Tempat Bersih", "2026-01-07")
    written(root, LEAKED, "2026-01-08")
    withdraw(root, ONE)
    newest = run(root).site.pasts[ID].versions[0]
    assert newest.withdrawn and newest.withdrawn.version == "2026-01-05"
    page = root / ".build/docs/id/datasets/dkisp/contoh/versi/2026-01-08/index.md"
    assert "Putusan rekaan nomor 1." in page.read_text()


def holding(root: Path, text: str = LEAKED) -> list[str]:
    """The files below .build, and their names, that hold a text; also packed ones."""
    found = []
    for path in sorted((root / ".build").rglob("*")):
        if path.is_file() and not path.is_symlink():
            parts = [path.read_bytes(), path.name.encode()]
            if zipfile.is_zipfile(path):
                with zipfile.ZipFile(path) as packed:
                    parts += [packed.read(name) for name in packed.namelist()]
            if any(text.encode() in part for part in parts):
                found.append(path.relative_to(root).as_posix())
    return found


@pytest.fixture(scope="module")
def between(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pipeline.Result]:
    """A portal of three versions that was built, and again after the middle one was taken back."""
    root = portal(tmp_path_factory.mktemp("di-antara"))
    commit(root, "Awal", "2025-12-04")
    change(root, {"title": f"Judul {LEAKED}", "description": f"Memuat {LEAKED}."})
    field = "resources.0.schema.fields.1.title"
    change(root, {field: f"Kolom {LEAKED}"})
    (root / "datasets/dkisp/contoh/README.md").write_text(f"Cerita {LEAKED}\n")
    written(root, LEAKED, "2026-01-05", f"Pesan {LEAKED}")
    (root / "datasets/dkisp/contoh/README.md").unlink()
    change(root, {"title": "Judul baru", "description": "Keterangan baru.", field: "Nama"})
    written(root, "Tempat Bersih", "2026-01-07")
    before = run(root)
    assert before.site.pasts[ID].version("2026-01-05") and holding(root)
    withdraw(root, ONE)
    return root, run(root)


def test_nothing_of_a_version_in_between_is_left(between: tuple[Path, pipeline.Result]) -> None:
    """No bytes, no difference with it, no preview, no ZIP, nothing in the cache."""
    root, result = between
    assert result.taken_back and result.exit_code() == 0 and shown(result) == "2026-01-07"
    assert holding(root) == []
    versions = root / ".build/static/datasets/dkisp/contoh/versi"
    assert not (versions / "2026-01-05").exists()
    assert (versions / "2025-12-04/tabel.csv").is_file()
    assert "Tempat Bersih" in (versions / "2026-01-07/beda-tabel.csv").read_text()


def test_the_versions_around_it_say_nothing_of_it(between: tuple[Path, pipeline.Result]) -> None:
    _, result = between
    newest, middle, oldest = result.site.pasts[ID].versions
    assert [v.state for v in (newest, middle, oldest)] == ["terbit", "ditarik", "terbit"]
    assert newest.difference and newest.difference.since == oldest.address
    assert (middle.title, middle.message, middle.tables) == (Text(), "", ())
    assert (middle.number, middle.kind, middle.difference) == ("", None, None)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_its_page_says_only_that_it_was_taken_back(
    between: tuple[Path, pipeline.Result], lang: str
) -> None:
    """On which day, by which office, on what basis; no reason, no table, no figure."""
    root, _ = between
    page = root / f".build/docs/{lang}/datasets/dkisp/contoh/versi/2026-01-05/index.md"
    text = page.read_text()
    assert Words.load(lang).date("2026-01-10") in text
    assert "Putusan rekaan nomor 1." in text and "/datasets/dkisp/" in text
    for word in (".csv", "laki_laki", "SHA-256", "Rekaan untuk pengujian.", "beda-"):
        assert word not in text, word


def test_a_version_that_git_holds_no_more_keeps_its_page(tmp_path: Path) -> None:
    """Its history was rewritten after a leak: the address was public."""
    root = portal(tmp_path)
    commit(root, "Awal", "2025-12-04")
    written(root, "Tempat Bersih", "2026-01-07")
    withdraw(root, ONE | {"sudah_dihapus": "ya"})
    result = run(root)
    assert not of(result, "withdrawal-version-unknown") and result.exit_code() == 0
    addresses = [v.address for v in result.site.pasts[ID].versions]
    assert addresses == ["2026-01-07", "2026-01-05", "2025-12-04"]
    page = root / ".build/docs/id/datasets/dkisp/contoh/versi/2026-01-05/index.md"
    assert "Putusan rekaan nomor 1." in page.read_text()
    withdraw(root, ONE)
    result = run(root)
    assert of(result, "withdrawal-version-unknown") and result.exit_code() == 1
    assert not page.exists() and shown(result) == ""  # all is off until the entry is mended
