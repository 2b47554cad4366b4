"""Descriptors and settings from many hands: what is understood, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portals import AS_OF, portal

from build_tools.load import SettingsError, discover, load, load_portal
from build_tools.load.datasets import unsafe
from build_tools.load.yamlfile import UnreadableError, parse_yaml


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: no", {"a": "no"}),
        ("a: true", {"a": True}),
        ("a: 2024-11-08", {"a": "2024-11-08"}),
        ("a: 0064", {"a": "0064"}),
        ("a: 64", {"a": 64}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: 64.10", {"a": "64.10"}),
        ("a: 0.5", {"a": 0.5}),
        ("a: 12:30", {"a": "12:30"}),
        ("a: ~", {"a": None}),
    ],
)
def test_yaml_keeps_what_was_typed(text: str, value: object) -> None:
    """A code keeps its zeros, a date stays text, and Norway is no boolean."""
    assert parse_yaml(text) == value


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("a: 1\nb: [", "descriptor-syntax", 2),
        ("a: &x [1]\nb: *x", "descriptor-alias", 2),
        ("a: 1\nc: 2\na: 3", "descriptor-duplicate-key", 3),
        ("a: !!python/object:os.system x", "descriptor-syntax", 1),
        ("a: \x07", "descriptor-syntax", 1),
        ("[" * 5000, "descriptor-syntax", None),
    ],
)
def test_yaml_refuses(text: str, code: str, line: int | None) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_yaml(text)
    assert caught.value.code == code
    if line:
        assert caught.value.line == line


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = parse_yaml(text)
    except UnreadableError:
        return
    assert parse_yaml(text) == read or read != read


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../luar.csv",
        "data/../../luar.csv",
        ".git/config",
        "data/.tersembunyi.csv",
        "C:/data.csv",
        "data\\a.csv",
        "http://contoh.id/a.csv",
        "file:a.csv",
        "data/a\0.csv",
    ],
)
def test_paths_that_leave_the_folder(path: str, tmp_path: Path) -> None:
    assert unsafe(tmp_path, path) == "path-unsafe"


def test_paths_through_links(tmp_path: Path) -> None:
    (tmp_path / "asli").mkdir()
    (tmp_path / "asli/a.csv").write_text("a\n")
    (tmp_path / "tautan").symlink_to(tmp_path / "asli")
    assert unsafe(tmp_path, "tautan/a.csv") == "path-link"
    assert unsafe(tmp_path, "asli/a.csv") == ""
    assert unsafe(tmp_path, "asli/b.csv") == "file-missing"


def test_settings(tmp_path: Path) -> None:
    found = load_portal(portal(tmp_path), AS_OF, "abc")
    assert (found.as_of, found.commit, found.official) == (date(2026, 1, 15), "abc", False)
    assert found.region.get("en") == "Example Regency"
    assert [a.id for a in found.agencies] == ["dkisp", "dinkes"]
    assert found.agencies[0].aliases == ("DKISP", "Diskominfo")
    assert found.agencies[0].code == ""
    assert [t.title.get("en") for t in found.topics] == ["General"]


@pytest.mark.parametrize(
    ("register", "file", "other"),
    [
        ("topik", "topik.csv", "arsip.csv"),
        ("topik", "topik.csv", "zona.csv"),
        ("topik", "daftar.csv", "zona.csv"),
        ("opd", "opd.csv", "kantor.csv"),
    ],
)
def test_other_tables_of_a_register_are_no_part_of_it(
    register: str, file: str, other: str, tmp_path: Path
) -> None:
    """The table named like the dataset is the register, else the first by name."""
    root = portal(tmp_path)
    data = root / "datasets/referensi" / register / "data"
    (data / f"{register}.csv").rename(data / file)
    (data / other).write_text("id,judul,nama\nlain,Lain,Lain\n", "utf-8")
    found = load_portal(root, AS_OF)
    assert [t.title.get("en") for t in found.topics] == ["General"]
    assert [a.id for a in found.agencies] == ["dkisp", "dinkes"]


def test_settings_follow_inherit_and_read_past_tags(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "mkdocs.yml").rename(root / "dasar.yml")
    (root / "mkdocs.yml").write_text(
        "INHERIT: dasar.yml\nmarkdown_extensions: !!python/name:x.y\n"
        "extra: {portal: {nama: Lain}}\n"
    )
    found = load_portal(root, AS_OF)
    assert (found.name.main, found.region.main) == ("Lain", "Kabupaten Contoh")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: [", "settings-syntax"),
        ("- a", "settings-syntax"),
        ("site_name: x", "settings-portal-missing"),
        ("extra: {portal: {bahasa: [en, id]}}", "settings-languages"),
        ("extra: {portal: {situs_resmi: 'ya'}}", "settings-official"),
        ("INHERIT: mkdocs.yml", "settings-inherit"),
    ],
)
def test_settings_that_cannot_be_used(text: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_portal(tmp_path, AS_OF)
    assert caught.value.code == code


def test_an_agency_can_come_from_its_folder_alone(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "datasets/satpol").mkdir()
    (root / "datasets/satpol/opd.yaml").write_text(
        "nama: Satuan Contoh\nkontak: {surel: a@b.go.id}\n"
    )
    agency = load_portal(root, AS_OF).agency("satpol")
    assert agency is not None and agency.contact.email == "a@b.go.id"


def test_translations_and_standard_data_are_read(tmp_path: Path) -> None:
    root = portal(tmp_path)
    source = next(s for s in discover(root) if s.id == "dkisp/contoh")
    dataset, findings = load(source, load_portal(root, AS_OF))
    assert findings == [] and dataset is not None
    assert dataset.title.get("en") == "Example population by place"
    assert dataset.title.lang("xx") == "id"
    field = dataset.resources[0].field("laki_laki")
    assert field is not None and field.measure is not None
    assert field.measure.unit.main == "orang"
    assert dataset.resources[0].foreign_keys[0].package == "referensi/opd"
