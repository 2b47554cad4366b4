"""What an office answers for: endings, missed dates, approvals, how long data is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from faker import Faker
from pages_site import PORTAL, dataset
from portals import AS_OF, REPOSITORY, change, portal

from build_tools import pipeline
from build_tools.findings import Finding, Severity
from build_tools.load.accountable import accountable
from build_tools.model import Dataset, Delay, Ending, Keeping, Text, Verification
from build_tools.reports import sentence
from build_tools.words import Words

ENDED = {"tanggal": "2025-12-31", "alasan": "Diganti daftar baru.", "pengganti": "dinkes/baru"}
DELAY = {"jadwal": "2026-03-01", "alasan": "Menunggu dua kecamatan.", "sampai": "2026-04-01"}
STEPS = {
    "disetujui": {"opd": "dinkes", "tanggal": "2026-02-01"},
    "diverifikasi": {"opd": "dkisp", "tanggal": "2026-02-03"},
}


def read(root: Path, **raw: Any) -> tuple[Dataset, list[Finding]]:
    """A dataset whose descriptor has those `sdi:` keys, in a portal that has `dinkes/baru`."""
    (root / "datasets/dinkes/baru").mkdir(parents=True, exist_ok=True)
    given = dataset("dinkes/lama", raw={f"sdi:{key}": value for key, value in raw.items()})
    return accountable(given, replace(PORTAL, root=root))


def told(found: list[Finding]) -> tuple[str, str, str]:
    """Key, case and value of the only finding."""
    (only,) = found
    values = dict(only.values)
    return str(values["key"]), str(values["case"]), only.cell


def test_a_descriptor_without_these_keys_says_nothing(tmp_path: Path) -> None:
    found, amiss = read(tmp_path)
    assert (found.ended, found.delays, found.verification) == (None, (), None)
    assert (found.keeping, amiss) == (Keeping(), [])


def test_an_ending(tmp_path: Path) -> None:
    found, amiss = read(tmp_path, berakhir={**ENDED, "en": {"alasan": "Replaced."}})
    reason = Text("Diganti daftar baru.", {"en": "Replaced."})
    assert found.ended == Ending("2025-12-31", reason, "dinkes/baru")
    assert amiss == []


def test_missed_dates_newest_first(tmp_path: Path) -> None:
    early = {"jadwal": "2025-03-01", "alasan": "Survei diulang.", "tanggal": "2025-03-05"}
    found, amiss = read(tmp_path, keterlambatan=[early, DELAY])
    assert found.delays == (
        Delay("2026-03-01", Text("Menunggu dua kecamatan."), until="2026-04-01"),
        Delay("2025-03-01", Text("Survei diulang."), "2025-03-05"),
    )
    assert amiss == []


def test_approved_by_the_producer_then_verified_by_the_walidata(tmp_path: Path) -> None:
    found, amiss = read(tmp_path, verifikasi=STEPS)
    assert found.verification == Verification("dinkes", "2026-02-01", "dkisp", "2026-02-03")
    assert amiss == []


def test_approved_and_waiting_for_the_walidata(tmp_path: Path) -> None:
    found, amiss = read(tmp_path, verifikasi={"disetujui": STEPS["disetujui"]})
    assert found.verification == Verification("dinkes", "2026-02-01")
    assert amiss == []


def test_how_it_is_kept(tmp_path: Path) -> None:
    given = {
        "satuanKerja": "Bidang Statistik",
        "penanggungJawab": "Kepala Bidang Statistik",
        "retensi": "5 tahun",
        "en": {"retensi": "5 years"},
    }
    found, amiss = read(tmp_path, informasiPublik=given)
    assert found.keeping == Keeping(
        unit=Text("Bidang Statistik"),
        responsible=Text("Kepala Bidang Statistik"),
        retention=Text("5 tahun", {"en": "5 years"}),
    )
    assert amiss == []


@pytest.mark.parametrize(
    ("raw", "key", "case", "value"),
    [
        ({"berakhir": "2025-12-31"}, "berakhir", "mapping", "2025-12-31"),
        ({"berakhir": {}}, "berakhir", "mapping", "–"),
        ({"berakhir": {**ENDED, "alasan": " "}}, "berakhir.alasan", "absent", "–"),
        (
            {"berakhir": {**ENDED, "alasan": "ISI: alasan"}},
            "berakhir.alasan",
            "template",
            "ISI: alasan",
        ),
        ({"berakhir": {**ENDED, "tgl": "x"}}, "berakhir.tgl", "unknown", "x"),
        ({"berakhir": {**ENDED, "alasan": ["a"]}}, "berakhir.alasan", "text", "–"),
        ({"berakhir": {**ENDED, "alasan": "a" * 1001}}, "berakhir", "long", "–"),
        (
            {"berakhir": {**ENDED, "tanggal": "2025-02-30"}},
            "berakhir.tanggal",
            "date",
            "2025-02-30",
        ),
        (
            {"berakhir": {**ENDED, "tanggal": "0205-12-31"}},
            "berakhir.tanggal",
            "absurd",
            "0205-12-31",
        ),
        (
            {"berakhir": {**ENDED, "tanggal": "2206-01-01"}},
            "berakhir.tanggal",
            "absurd",
            "2206-01-01",
        ),
        ({"berakhir": {**ENDED, "pengganti": "../x"}}, "berakhir.pengganti", "id", "../x"),
        (
            {"berakhir": {**ENDED, "pengganti": "dinkes/lama"}},
            "berakhir.pengganti",
            "itself",
            "dinkes/lama",
        ),
        ({"keterlambatan": DELAY}, "keterlambatan", "item", "–"),
        ({"keterlambatan": [DELAY] * 101}, "keterlambatan", "list", "–"),
        ({"keterlambatan": [None]}, "keterlambatan.1", "mapping", "–"),
        (
            {"keterlambatan": [DELAY, {"jadwal": "2026-03-02"}]},
            "keterlambatan.2.alasan",
            "absent",
            "–",
        ),
        (
            {"keterlambatan": [{**DELAY, "sampai": "2026-03-01"}]},
            "keterlambatan.1.sampai",
            "after",
            "2026-03-01",
        ),
        (
            {"keterlambatan": [{**DELAY, "tanggal": "2026-11-25"}]},
            "keterlambatan.1.tanggal",
            "future",
            "2026-11-25",
        ),
        ({"keterlambatan": [DELAY, DELAY]}, "keterlambatan.2.jadwal", "twice", "2026-03-01"),
        ({"verifikasi": []}, "verifikasi", "mapping", "–"),
        ({"verifikasi": {**STEPS, "ditolak": {}}}, "verifikasi.ditolak", "unknown", "–"),
        (
            {"verifikasi": {"disetujui": {"opd": "dinkes"}}},
            "verifikasi.disetujui.tanggal",
            "absent",
            "–",
        ),
        (
            {"verifikasi": {"diverifikasi": STEPS["diverifikasi"]}},
            "verifikasi.disetujui",
            "approval",
            "2026-02-03",
        ),
        (
            {"informasiPublik": {"masaSimpan": "5 tahun"}},
            "informasiPublik.masaSimpan",
            "unknown",
            "5 tahun",
        ),
        ({"informasiPublik": {"retensi": True}}, "informasiPublik.retensi", "text", "–"),
    ],
)
def test_a_wrong_form_is_told_and_not_used(
    tmp_path: Path, raw: dict[str, Any], key: str, case: str, value: str
) -> None:
    _, amiss = read(tmp_path, **raw)
    assert told(amiss) == (f"sdi:{key}", case, value)
    mild = key.startswith(("keterlambatan", "verifikasi"))  # a slip must not make data later
    assert amiss[0].severity is (Severity.WARNING if mild else Severity.ERROR)


def test_an_unknown_step_is_named_with_the_known_ones_and_what_is_wrong_below_it(
    tmp_path: Path,
) -> None:
    wrong = {"opd": "dkisp", "tanggal": "12-10-2026"}
    given = {"setuju": STEPS["disetujui"], "diverifikasi": wrong}
    found, amiss = read(tmp_path, verifikasi=given)
    cases = [(dict(f.values)["key"], dict(f.values)["case"]) for f in amiss]
    assert cases == [
        ("sdi:verifikasi.setuju", "unknown"),
        ("sdi:verifikasi.diverifikasi.tanggal", "date"),
    ]
    assert found.verification is None
    assert sentence(amiss[0], Words.load("id")) == (
        "sdi:verifikasi.setuju bukan kunci yang dikenal. Yang dikenal: disetujui, diverifikasi."
    )


def test_one_explanation_that_is_no_list_is_told_how_to_become_one(tmp_path: Path) -> None:
    _, (only,) = read(tmp_path, keterlambatan=DELAY)
    message, hint = (sentence(only, Words.load("id"), part) for part in ("message", "hint"))
    assert "bukan daftar" in message and "jadwal, alasan, tanggal, sampai, en" in message
    assert "awali dengan tanda -" in hint


def test_an_explanation_with_a_slip_leaves_the_others(tmp_path: Path) -> None:
    slip = {"jadwal": "1 Maret 2025", "alasan": "Survei diulang."}
    found, amiss = read(tmp_path, keterlambatan=[slip, DELAY])
    assert [d.due for d in found.delays] == ["2026-03-01"]
    assert [f.severity for f in amiss] == [Severity.WARNING]


def test_verification_is_not_before_approval(tmp_path: Path) -> None:
    early = {"opd": "dkisp", "tanggal": "2026-01-31"}
    found, amiss = read(tmp_path, verifikasi={**STEPS, "diverifikasi": early})
    assert told(amiss) == ("sdi:verifikasi.diverifikasi.tanggal", "before", "2026-01-31")
    assert found.verification is None


def test_an_office_that_the_register_lacks(tmp_path: Path) -> None:
    other = {"opd": "dinas-lain", "tanggal": "2026-01-31"}
    _, amiss = read(tmp_path, verifikasi={"disetujui": other})
    assert told(amiss) == ("sdi:verifikasi.disetujui.opd", "office", "dinas-lain")


def test_only_the_walidata_verifies(tmp_path: Path) -> None:
    """A warning, and the verification does not count: the walidata may have changed since."""
    other = {"opd": "dinkes", "tanggal": "2026-02-03"}
    found, amiss = read(tmp_path, verifikasi={**STEPS, "diverifikasi": other})
    assert told(amiss) == ("sdi:verifikasi.diverifikasi.opd", "steward", "dinkes")
    assert amiss[0].severity is Severity.WARNING
    assert found.verification == Verification("dinkes", "2026-02-01")


def test_only_the_producer_approves(tmp_path: Path) -> None:
    """A warning, and the approval does not count; a second office of the dataset is a producer."""
    other = {"opd": "dkisp", "tanggal": "2026-02-01"}
    found, amiss = read(tmp_path, verifikasi={"disetujui": other})
    assert told(amiss) == ("sdi:verifikasi.disetujui.opd", "producer", "dkisp")
    assert amiss[0].severity is Severity.WARNING
    assert found.verification is None
    given = dataset("dinkes/a", raw={"sdi:verifikasi": {"disetujui": other}})
    both = replace(given, agencies=("dinkes", "dkisp"))
    found, amiss = accountable(both, replace(PORTAL, root=tmp_path))
    assert (found.verification, amiss) == (Verification("dkisp", "2026-02-01"), [])


def test_where_no_walidata_is_set_any_office_may_verify(tmp_path: Path) -> None:
    other = {"opd": "dinkes", "tanggal": "2026-02-03"}
    raw = {"sdi:verifikasi": {**STEPS, "diverifikasi": other}}
    given = dataset("dinkes/lama", raw=raw)
    found, amiss = accountable(given, replace(PORTAL, root=tmp_path, steward=""))
    assert amiss == []
    assert found.verification == Verification("dinkes", "2026-02-01", "dinkes", "2026-02-03")


def test_a_dataset_that_goes_on_and_has_moved_is_a_warning(tmp_path: Path) -> None:
    found, amiss = read(tmp_path, berakhir={**ENDED, "pengganti": "dinkes/pindah"})
    assert told(amiss) == ("sdi:berakhir.pengganti", "dataset", "dinkes/pindah")
    assert amiss[0].severity is Severity.WARNING
    assert found.ended == Ending("2025-12-31", Text("Diganti daftar baru."), "")


def test_a_day_that_is_already_tomorrow_elsewhere(tmp_path: Path) -> None:
    steps = {"disetujui": {"opd": "dinkes", "tanggal": "2026-11-24"}}
    found, amiss = read(tmp_path, verifikasi=steps)
    assert PORTAL.as_of == date(2026, 11, 23)
    assert (amiss, found.verification) == ([], Verification("dinkes", "2026-11-24"))


@pytest.mark.parametrize("lang", ["", "en/"])
def test_the_lines_of_the_guide_may_be_copied(tmp_path: Path, lang: str) -> None:
    """Each example of `panduan/jadwal.md` is read, and nothing is wrong with it."""
    (tmp_path / "datasets/dinkes/fasilitas-kesehatan").mkdir(parents=True)
    text = (REPOSITORY / f"docs/{lang}panduan/jadwal.md").read_text(encoding="utf-8")
    lines = [line[4:] if line.startswith("    ") else "" for line in text.splitlines()]
    blocks = [yaml.safe_load(block) for block in "\n".join(lines).split("\n\n") if block.strip()]
    raw = {key: value for block in blocks for key, value in block.items()}
    later = replace(PORTAL, root=tmp_path, as_of=date(2027, 3, 6))
    found, amiss = accountable(dataset("dinkes/lama", raw=raw), later)
    assert amiss == []
    assert found.ended and found.ended.instead and found.delays and found.verification
    assert {"sdi:frekuensi", "sdi:terbitBerikutnya"} <= raw.keys()


def codes(folder: Path, changes: dict[str, Any]) -> set[str]:
    """What a check of the example portal finds after those changes."""
    root = portal(folder)
    change(root, changes)
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    return {f.code for f in result.findings}


def test_a_post_may_answer_for_a_dataset(tmp_path: Path) -> None:
    kept = {"penanggungJawab": "Kepala Bidang Statistik", "satuanKerja": "Bidang Statistik"}
    assert codes(tmp_path, {"sdi:informasiPublik": kept}) == set()


@pytest.mark.parametrize("seed", range(3))
def test_a_person_may_not(tmp_path: Path, seed: int) -> None:
    """Names made up at this moment, in each of the texts."""
    fake = Faker("id_ID")
    fake.seed_instance(seed)
    name = f"{fake.first_name_female()} {fake.last_name()}"
    kept = {"penanggungJawab": f"Hj. {name}, S.E."}
    late = [{"jadwal": "2025-03-01", "alasan": f"Menunggu tanda tangan Bapak {name}."}]
    over = {"tanggal": "2025-12-31", "alasan": f"Diteruskan oleh Ibu {name}."}
    assert "person-name" in codes(tmp_path / "1", {"sdi:informasiPublik": kept})
    assert "person-name" in codes(tmp_path / "2", {"sdi:keterlambatan": late})
    assert "person-name" in codes(tmp_path / "3", {"sdi:berakhir": over})
