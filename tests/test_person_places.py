"""Where posts are asked for no person stands, nor in what was asked for; and where one stood."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from faker import Faker
from portals import AS_OF, change, portal
from tables import dataset

from build_tools import pipeline
from build_tools.checks import Reference, check
from build_tools.findings import Finding, Severity
from build_tools.privacy.lines import is_post, is_strange, names_somebody
from build_tools.reports import sentence
from build_tools.words import Words

DESCRIPTOR = "datasets/dkisp/contoh/datapackage.yaml"
POSTS = [
    "Kepala Bidang Statistik",
    "Sekretaris Dinas",
    "Kepala UPTD Puskesmas Kuaro",
    "Direktur RSUD Panglima Sebaya",
    "Kepala Bidang Bina Marga",
    "Camat Batu Sopang",
    "Kepala Desa Kerta Bumi",
    "Pejabat Pengelola Informasi dan Dokumentasi",
    "Head of the Statistics Division",
]
ASKED = [
    "Jumlah ibu hamil per puskesmas",
    "Data ibu rumah tangga di ibu kota kecamatan",
    "Panjang jalan Jenderal Sudirman",
    "Data guru SD di Desa Suka Maju",
    "Harga beras bulan Juli untuk penelitian",
]


def somebody(seed: int) -> str:
    Faker.seed(seed)
    fake = Faker("id_ID")
    return f"{fake.first_name()} {fake.last_name()}"


def names(root: Path) -> list[Finding]:
    findings = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    return [f for f in findings if f.code == "person-name"]


@pytest.mark.parametrize("text", [*POSTS, *ASKED])
def test_posts_offices_and_data_name_nobody(text: str) -> None:
    assert not names_somebody(text)


@pytest.mark.parametrize("form", ["Data bansos untuk ibu {}", "bapak {} minta data"])
@pytest.mark.parametrize("seed", range(8))
def test_whoever_is_addressed_is_found(form: str, seed: int) -> None:
    assert names_somebody(form.format(somebody(seed).split()[0])), somebody(seed)


def test_a_person_is_found_without_a_title_too() -> None:
    """Few pass for a post; in a running text only names that are known are found."""
    people = [somebody(seed) for seed in range(200)]
    alone = [name for name in people if is_post(name)]
    texts = [f"{name} (Kepala Bidang Data)" for name in people]
    beside = [text for text in texts if is_post(text) and not is_strange(text)]
    assert len(alone) <= 6 and len(beside) <= 6, (alone, beside)
    assert sum(names_somebody(f"oleh {name}") for name in people) >= 150


@pytest.mark.parametrize("text", POSTS)
def test_a_post_is_one(text: str) -> None:
    assert is_post(text) and not is_strange(text)


@pytest.mark.parametrize(
    ("key", "post"),
    [
        ("sdi:informasiPublik", "penanggungJawab"),
        ("sdi:informasiPublik", "satuanKerja"),
        ("sdi:msKeg", "penanggungJawabTeknis"),
    ],
)
def test_a_person_in_place_of_a_post_holds_the_dataset(tmp_path: Path, key: str, post: str) -> None:
    root, name = portal(tmp_path), somebody(3)
    change(root, {key: {post: "Kepala Bidang Statistik"}})
    assert not names(root)
    change(root, {key: {post: f"dr. {name}"}})
    (found,) = names(root)
    assert found.severity is Severity.ERROR and found.file == "datapackage.yaml"
    lines = (root / DESCRIPTOR).read_text().splitlines()
    assert found.row and post in lines[found.row - 1]
    said = sentence(found, Words.load("id"))
    assert f"{key}.{post}" in said and name not in said


def test_the_same_name_at_two_places_is_told_twice(tmp_path: Path) -> None:
    root, name = portal(tmp_path), somebody(4)
    given: dict[str, Any] = {"satuanKerja": name, "penanggungJawab": name}
    change(root, {"sdi:informasiPublik": given, "description": f"Disusun Drs. {name}, M.Si."})
    told = [(dict(f.values)["keypath"], f.severity) for f in names(root)]
    assert dict(told) == {
        "description": Severity.ERROR,
        "sdi:informasiPublik.satuanKerja": Severity.ERROR,
        "sdi:informasiPublik.penanggungJawab": Severity.ERROR,
    }
    assert len(told) == 3


def test_a_number_in_a_list_is_told_by_its_keys(tmp_path: Path) -> None:
    root = portal(tmp_path)
    mobile = "0812" + "3456" + "7890"
    change(root, {"sdi:keterlambatan": [{"jadwal": "2025-12-01", "alasan": f"Hubungi {mobile}"}]})
    findings = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    (found,) = [f for f in findings if f.code == "personal-mobile"]
    assert dict(found.values)["keypath"] == "sdi:keterlambatan[1].alasan"
    lines = (root / DESCRIPTOR).read_text().splitlines()
    assert found.row and mobile in lines[found.row - 1]


def test_nobody_is_named_in_requests(tmp_path: Path) -> None:
    text = f"Data bansos untuk ibu {somebody(5)}"
    rows = f"id,perihal,jawaban\na,{text},Sudah terbit\nb,Data jalan,Dikirim ke {somebody(6)}\n"
    fields = [{"name": name, "type": "string"} for name in ("id", "perihal", "jawaban")]
    given = dataset(tmp_path, rows, {"fields": fields}, **{"sdi:profil": "permintaan_data"})
    found = [f for f in check(given, Reference({})).findings if f.code == "person-name"]
    assert [(f.place, f.severity, f.cell) for f in found] == [
        ("B2", Severity.ERROR, "…"),
        ("C3", Severity.ERROR, "…"),
    ]
