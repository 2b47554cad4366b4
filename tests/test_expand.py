"""A resource that names a profile: what it gets from it, and what does not fit."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from portals import AS_OF, change, portal

from build_tools import pipeline, reports
from build_tools.findings import Finding, Severity
from build_tools.load import load_portal
from build_tools.load.expand import expanded
from build_tools.model import Portal, Text
from build_tools.profiles import Profile, profile
from build_tools.words import Words

HERE = Portal(Path("/tiada"), Text("Uji"), Text("Uji"), Text("Uji"), Text("Uji"))


def given(name: str) -> Profile:
    found = profile(name)
    assert found is not None
    return found


def resource(
    name: str, origin: str = "resmi", portal: Portal = HERE, beside: Any = (), **more: Any
) -> tuple[dict[str, Any], list[Finding]]:
    """A resource of that profile (with ``more`` in its descriptor) once it is expanded."""
    raw = {
        "sdi:asal": origin,
        "resources": [{"name": "tabel", "path": "t.csv", "sdi:profil": name, **more}, *beside],
    }
    before = copy.deepcopy(raw)
    found, findings = expanded(raw, portal, "datapackage.yaml")
    assert raw == before, "what was read is left as it is"
    return found["resources"][0], findings


def fields(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {f["name"]: f for f in found["schema"]["fields"]}


def named(*names: str) -> dict[str, Any]:
    return {"fields": [{"name": name} for name in names]}


def told(findings: list[Finding]) -> list[tuple[str, dict[str, Any]]]:
    return [(f.code, dict(f.values)) for f in findings]


def test_without_a_schema_it_has_all_columns_of_the_profile_in_order() -> None:
    found, findings = resource("rapat")
    assert findings == []
    assert [f["name"] for f in found["schema"]["fields"]] == list(given("rapat").columns)
    assert found["schema"]["primaryKey"] == ["tanggal", "jenis"]
    marks = [m["value"] if isinstance(m, dict) else m for m in found["schema"]["missingValues"]]
    assert marks == ["", "…"]
    assert found["type"] == "table" and found["sdi:grafik"] == "tidak"


def test_texts_of_the_profile_are_there_until_the_descriptor_says_others() -> None:
    found, _ = resource("rapat")
    assert found["title"] == given("rapat").title.main
    assert found["sdi:en"]["title"] == given("rapat").title.others["en"]
    own = {"title": "Rapat tahun ini", "sdi:en": {"title": "Meetings of this year"}}
    found, _ = resource("rapat", **own)
    assert found["title"] == "Rapat tahun ini"
    assert found["sdi:en"] == {
        "title": "Meetings of this year",
        "description": given("rapat").description.others["en"],
    }


def test_columns_keep_the_order_of_the_descriptor_and_may_leave_optional_ones_out() -> None:
    short = [c for c in given("rapat").columns if c not in given("rapat").optional]
    found, findings = resource("rapat", schema=named(*reversed(short)))
    assert findings == []
    assert list(fields(found)) == short[::-1]
    assert fields(found)["tanggal"]["type"] == "date"
    assert fields(found)["tanggal"]["sdi:en"]["title"]


def test_columns_of_its_own_are_added_as_they_are() -> None:
    own = {"name": "jumlah_peserta", "type": "integer", "title": "Peserta"}
    short = named(*given("rapat").columns)
    found, findings = resource("rapat", schema={"fields": [*short["fields"], own]})
    assert findings == []
    assert fields(found)["jumlah_peserta"] == own


def test_a_column_may_be_told_more_and_its_english_in_parts() -> None:
    own = [{"name": c} for c in given("rapat").columns]
    own[0] = {"name": "tanggal", "title": "Hari rapat", "sdi:en": {"title": "Day of the meeting"}}
    found, findings = resource("rapat", schema={"fields": own})
    assert findings == []
    day = fields(found)["tanggal"]
    base = given("rapat").field("tanggal")
    assert base is not None
    assert day["title"] == "Hari rapat" and day["description"] == base["description"]
    assert day["sdi:en"] == {**base["sdi:en"], "title": "Day of the meeting"}


def test_a_column_that_is_not_there() -> None:
    columns = [c for c in given("rapat").columns if c != "jenis"]
    _, findings = resource("rapat", schema=named(*columns))
    assert told(findings) == [("profile-field-missing", {"name": "jenis", "profile": "rapat"})]


@pytest.mark.parametrize(
    ("own", "property", "kept"),
    [
        ({"name": "tanggal", "type": "string"}, "type", ("type", "date")),
        ({"name": "tanggal", "format": "%d/%m/%Y"}, "format", ("format", "default")),
        (
            {"name": "tanggal", "constraints": {"required": False}},
            "constraints",
            ("constraints", {"required": True}),
        ),
    ],
)
def test_what_a_descriptor_may_not_say_otherwise(
    own: dict[str, Any], property: str, kept: tuple[str, Any]
) -> None:
    columns = [own if c == own["name"] else {"name": c} for c in given("rapat").columns]
    found, findings = resource("rapat", schema={"fields": columns})
    assert [(f.code, dict(f.values)["property"]) for f in findings] == [
        ("profile-field-differs", property)
    ]
    assert fields(found)["tanggal"][kept[0]] == kept[1]


def test_constraints_may_be_added_and_categories_may_be_fewer() -> None:
    own: dict[str, dict[str, Any]] = {c: {"name": c} for c in given("rapat").columns}
    own["tanggal"]["constraints"] = {"minimum": "2020-01-01"}
    own["jenis"]["categories"] = ["tim-pelaksana"]
    found, findings = resource("rapat", schema={"fields": list(own.values())})
    assert findings == []
    assert fields(found)["tanggal"]["constraints"] == {"minimum": "2020-01-01", "required": True}
    base = given("rapat").field("jenis")
    assert base is not None
    team = [c for c in base["categories"] if c["value"] == "tim-pelaksana"]
    assert fields(found)["jenis"]["categories"] == team, "with the words of the profile"
    own["jenis"]["categories"] = copy.deepcopy(team)
    assert resource("rapat", schema={"fields": list(own.values())})[1] == []


@pytest.mark.parametrize(
    "categories",
    [
        ["tim-pelaksana", "arisan"],
        [{"value": "tim-pelaksana", "label": "Dewan"}],
        [{"value": "tim-pelaksana", "sdi:en": {"label": "Council"}}],
        [],
        None,
        {"tim-pelaksana": "Tim"},
        [["tim-pelaksana"]],
        "arisan",
    ],
)
def test_categories_of_its_own_are_none(categories: object) -> None:
    """Nor are they taken away: any word would then pass for a code."""
    own: dict[str, dict[str, Any]] = {c: {"name": c} for c in given("rapat").columns}
    own["jenis"]["categories"] = categories
    found, findings = resource("rapat", schema={"fields": list(own.values())})
    assert [dict(f.values)["property"] for f in findings] == ["categories"]
    assert dict(findings[0].values)["expected"] == "dewan-smart-city, tim-pelaksana, lainnya"
    base = given("rapat").field("jenis")
    assert base is not None
    assert fields(found)["jenis"]["categories"] == base["categories"]


@pytest.mark.parametrize(
    ("column", "property", "said"),
    [
        ("nilai_rupiah", "sdi:satuan", "juta rupiah"),
        ("nilai_rupiah", "sdi:peran", "catatan"),
        ("nilai_rupiah", "sdi:ukuran", "Rata-rata"),
        ("nilai_rupiah", "sdi:konsep", "Utang"),
        ("nilai_rupiah", "sdi:klasifikasi", None),
        ("uraian", "sdi:satuan", "rupiah"),
    ],
)
def test_what_a_column_measures_is_said_by_the_profile(
    column: str, property: str, said: object
) -> None:
    """A page that adds rupiah would be wrong by a million."""
    own: dict[str, dict[str, Any]] = {c: {"name": c} for c in given("anggaran").columns}
    own[column][property] = said
    found, findings = resource("anggaran", schema={"fields": list(own.values())})
    assert [(f.code, dict(f.values)["property"]) for f in findings] == [
        ("profile-field-differs", property)
    ]
    base = given("anggaran").field(column)
    assert base is not None
    assert fields(found)[column].get(property) == base.get(property)
    own[column][property] = base.get(property)
    assert resource("anggaran", schema={"fields": list(own.values())})[1] == []


def test_the_english_unit_is_the_profiles_too() -> None:
    own: dict[str, dict[str, Any]] = {c: {"name": c} for c in given("anggaran").columns}
    own["nilai_rupiah"]["sdi:en"] = {"satuan": "million rupiah", "title": "Amount"}
    found, (finding,) = resource("anggaran", schema={"fields": list(own.values())})
    base = given("anggaran").field("nilai_rupiah")
    assert base is not None
    unit = base["sdi:en"]["satuan"]
    facts = dict(finding.values)
    assert (facts["property"], facts["expected"]) == ("sdi:en.satuan", unit)
    texts = fields(found)["nilai_rupiah"]["sdi:en"]
    assert (texts["satuan"], texts["title"]) == (unit, "Amount")


def test_english_is_inherited_only_with_its_indonesian() -> None:
    """A table of one activity is not called "Smart city budget" in English."""
    own: dict[str, dict[str, Any]] = {c: {"name": c} for c in given("anggaran").columns}
    own["uraian"]["title"] = "Nama kegiatan"
    own["nilai_rupiah"]["sdi:definisi"] = "Nilai kontrak."
    found, findings = resource(
        "anggaran", title="Anggaran satu kegiatan", schema={"fields": list(own.values())}
    )
    assert findings == []
    assert found["sdi:en"] == {"description": given("anggaran").description.others["en"]}
    base = given("anggaran").field("uraian")
    assert base is not None
    description = {"description": base["sdi:en"]["description"]}
    assert fields(found)["uraian"]["sdi:en"] == description
    texts = fields(found)["nilai_rupiah"]["sdi:en"]
    assert "definisi" not in texts and texts["satuan"]


def required(found: dict[str, Any]) -> set[str]:
    return {n for n, f in fields(found).items() if f.get("constraints", {}).get("required")}


def test_what_must_be_filled_depends_on_where_the_table_comes_from() -> None:
    official, _ = resource("program")
    compiled, _ = resource("program", origin="himpunan")
    assert required(official) - required(compiled) == set(given("program").required_official)
    assert required(compiled) - required(official) == {"sumber_url", "mutu_sumber"}
    shared = given("program").field("opd_id")
    assert shared and "required" not in shared["constraints"], "the profile is left as it is"


def test_codes_of_offices_and_dimensions_have_the_form_of_an_address() -> None:
    """Also where a profile adds that one must be there, and where no register is named."""
    found, _ = resource("program")
    for name in ("opd_id", "dimensi_id"):
        limits = {"pattern": "[a-z0-9]+(-[a-z0-9]+)*", "maxLength": 64, "required": True}
        assert fields(found)[name]["constraints"] == limits


def test_a_compiled_table_may_not_leave_its_sources_out() -> None:
    columns = [c for c in given("program").columns if c not in given("program").optional]
    assert resource("program", schema=named(*columns))[1] == []
    _, findings = resource("program", "himpunan", schema=named(*columns))
    assert {dict(f.values)["name"] for f in findings} == {"sumber_url", "mutu_sumber"}


def references(found: dict[str, Any]) -> dict[str, dict[str, Any]]:
    keys = found["schema"].get("foreignKeys", [])
    return {", ".join(key["fields"]): key["reference"] for key in keys}


def test_a_key_leads_to_the_table_of_that_profile_in_the_same_dataset() -> None:
    beside = [{"name": "daftar", "path": "i.csv", "sdi:profil": "indikator"}]
    found, findings = resource("capaian", beside=beside)
    assert findings == []
    assert references(found) == {"indikator_id": {"resource": "daftar", "fields": ["id"]}}


def test_a_key_leads_to_the_register_of_the_portal(tmp_path: Path) -> None:
    here = load_portal(portal(tmp_path), AS_OF)
    found, findings = resource("rapat", portal=here)
    assert findings == []
    assert references(found) == {
        "opd_id": {"package": "referensi/opd", "resource": "opd", "fields": ["id"]}
    }


def test_a_key_leads_where_the_resource_says(tmp_path: Path) -> None:
    root = portal(tmp_path)
    other = root / "datasets/dinkes/indikator"
    other.mkdir(parents=True)
    resources = [
        {"name": "lain", "path": "l.csv", "schema": named("id")},
        {"name": "daftar", "path": "i.csv", "sdi:profil": "indikator"},
    ]
    (other / "datapackage.yaml").write_text(yaml.safe_dump({"resources": resources}))
    here = load_portal(root, AS_OF)
    beside = [{"name": "dekat", "path": "i.csv", "sdi:profil": "indikator"}]
    more: dict[str, Any] = {"sdi:rujukan": {"indikator": "dinkes/indikator"}}
    found, findings = resource("capaian", portal=here, beside=beside, **more)
    assert findings == []
    aim = {"package": "dinkes/indikator", "resource": "daftar", "fields": ["id"]}
    assert references(found) == {"indikator_id": aim}
    more = {"sdi:rujukan": {"indikator": "dinkes/indikator#lain"}}
    found, _ = resource("capaian", portal=here, **more)
    assert references(found)["indikator_id"]["resource"] == "lain"


@pytest.mark.parametrize("more", [{}, {"sdi:rujukan": {"indikator": None}}])
def test_a_key_that_leads_nowhere_is_left_out(tmp_path: Path, more: dict[str, Any]) -> None:
    """What a row is told apart by must be looked up: so much is said."""
    here = load_portal(portal(tmp_path), AS_OF)
    found, findings = resource("capaian", portal=here, **more)
    assert references(found) == {}
    assert [(f.code, f.severity, dict(f.values)["of"]) for f in findings] == [
        ("profile-reference-missing", Severity.WARNING, "indikator")
    ]
    found, findings = resource("rapat")
    assert (references(found), findings) == ({}, [])


@pytest.mark.parametrize(
    "said",
    [
        {"opd": "Referensi/OPD"},
        {"opd": "../../etc"},
        {"opd": "dinkes/tiada"},
        {"opd": 7},
        {"opd": ["a/b"]},
        {"odp": "referensi/opd"},
        {None: "referensi/opd"},
        ["referensi/opd"],
        "referensi/opd",
    ],
)
def test_a_key_that_is_sent_nowhere_is_told_and_leads_to_the_register(
    tmp_path: Path, said: object
) -> None:
    """A slip of the pen must not switch the check of the codes off."""
    here = load_portal(portal(tmp_path), AS_OF)
    found, (finding,) = resource("rapat", portal=here, **{"sdi:rujukan": said})
    assert references(found)["opd_id"]["package"] == "referensi/opd"
    assert (finding.code, finding.severity) == ("profile-reference-missing", Severity.ERROR)
    for language in ("id", "en"):
        shown = str(dict(finding.values)["given"])
        assert f'"{shown}"' in reports.sentence(finding, Words.load(language))


def test_a_key_of_its_own_counts_instead() -> None:
    own = {"fields": ["opd_id"], "reference": {"resource": "kantor", "fields": ["kode"]}}
    found, _ = resource("rapat", schema={"foreignKeys": [own]})
    assert references(found) == {"opd_id": own["reference"]}


def test_rules_are_those_of_the_profile_and_its_own() -> None:
    own = {"rumus": "nomor > 0"}
    found, _ = resource("program", **{"sdi:aturan": [own]})
    assert [r["rumus"] for r in found["sdi:aturan"]] == [
        *(rule["rumus"] for rule in given("program").rules),
        "nomor > 0",
    ]


def test_an_unknown_profile_is_told_with_those_that_there_are() -> None:
    found, findings = resource("angaran")
    assert found == {"name": "tabel", "path": "t.csv", "sdi:profil": "angaran"}
    assert [f.code for f in findings] == ["profile-unknown"]
    assert "anggaran" in str(dict(findings[0].values)["expected"])


def test_a_descriptor_without_profiles_is_left_alone() -> None:
    raw = {"resources": [{"name": "a", "path": "a.csv"}, "bukan tabel", 7]}
    assert expanded(raw, HERE, "datapackage.yaml") == (raw, [])


@pytest.mark.parametrize(
    "schema",
    [
        7,
        "tanggal",
        {"fields": 7},
        {"fields": ["tanggal", "jenis"]},
        {"fields": [{"name": ["tanggal"]}, {"name": None}, None]},
        {"fields": [{"name": "tanggal", "constraints": 7, "categories": 7, "sdi:en": 7}]},
        {"fields": [{"name": "jenis", "categories": [None, {"value": []}, ["x"]]}]},
        {"foreignKeys": 7},
        {"foreignKeys": [7, {"fields": 7}]},
    ],
)
def test_a_descriptor_of_any_shape_is_taken_or_told(schema: object) -> None:
    found, findings = resource("rapat", schema=schema)
    assert found["schema"]["fields"]
    assert {f.code for f in findings} <= {"profile-field-missing", "profile-field-differs"}


def test_clients_of_the_published_package_see_a_whole_schema(tmp_path: Path) -> None:
    root = portal(tmp_path)
    table = root / "datasets/dkisp/contoh/data/tabel.csv"
    table.write_text("tanggal,jenis,nama,opd_id,tempat,risalah_url\n2025-03-12,lainnya,,dkisp,,\n")
    columns = named("tanggal", "jenis", "nama", "opd_id", "tempat", "risalah_url")
    rapat = {"name": "rapat", "path": "data/tabel.csv", "sdi:profil": "rapat", "schema": columns}
    change(root, {"resources": [rapat]})
    result = pipeline.build(pipeline.Options(root, AS_OF, workers=1))
    assert [f for f in result.findings if f.dataset == "dkisp/contoh"] == []
    folder = root / ".build/static/datasets/dkisp/contoh"
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    table_of = next(r for r in package["resources"] if r["name"] == "rapat")
    assert [f["name"] for f in table_of["schema"]["fields"]] == table.read_text().split("\n")[
        0
    ].split(",")
    assert {f["type"] for f in table_of["schema"]["fields"]} == {"date", "string"}
    assert all(f["title"] and f["description"] for f in table_of["schema"]["fields"])
    assert table_of["schema"]["primaryKey"] == ["tanggal", "jenis"]
    assert table_of["sdi:profil"] == "rapat"
