"""The file of equal words that staff edit, and the names of places: whatever stands in them."""

from __future__ import annotations

from pathlib import Path

import pytest
from portals import AS_OF, REPOSITORY, portal

from build_tools import load
from build_tools.findings import Finding, Severity
from build_tools.load.vocabulary import MAX_SYNONYM_BYTES, SYNONYMS, places, synonyms


def written(root: Path, text: str) -> tuple[tuple[tuple[str, ...], ...], list[Finding]]:
    path = root / SYNONYMS
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return synonyms(root)


def test_there_need_be_no_file(tmp_path: Path) -> None:
    assert synonyms(tmp_path) == ((), [])


def test_groups_are_read_and_white_space_does_not_matter(tmp_path: Path) -> None:
    found, findings = written(tmp_path, "sinonim:\n  - [PJU, ' lampu   jalan ', 2024]\n")
    assert found == (("PJU", "lampu jalan", "2024"),) and findings == []


@pytest.mark.parametrize(
    "group",
    [
        *("kata", "[satu]", "[]", "{a: b}", "[a, [b]]", "[a, '']", "[a, true]", "[a, null]"),
        f"[a, {'b' * 101}]",
        f"[{', '.join('abcdefghijklmnopqrstu')}]",
    ],
)
def test_what_is_no_group_stays_out_alone(tmp_path: Path, group: str) -> None:
    found, findings = written(tmp_path, f"sinonim:\n  - [x, y]\n  - {group}\n  - [v, w]\n")
    assert found == (("x", "y"), ("v", "w"))
    assert [(f.code, f.severity) for f in findings] == [("synonyms-shape", Severity.WARNING)]
    assert dict(findings[0].values)["number"] == 2


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sinonim: [a", "synonyms-unreadable"),
        ("- [a, b]\n", "synonyms-unreadable"),
        ("sinonim: &x [a, b]\nlain: *x\n", "synonyms-unreadable"),
        ("sinonim: {a: b}\n", "synonyms-shape"),
        ("lain: 1\n", "synonyms-shape"),
        ("#" * (MAX_SYNONYM_BYTES + 1), "synonyms-unreadable"),
    ],
)
def test_a_file_that_cannot_be_used_is_a_warning(tmp_path: Path, text: str, code: str) -> None:
    found, findings = written(tmp_path, text)
    assert found == () and [f.code for f in findings] == [code]
    assert findings[0].severity is Severity.WARNING and findings[0].file == SYNONYMS


def test_links_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "rahasia.yaml"
    secret.write_text("sinonim:\n  - [a, b]\n", encoding="utf-8")
    path = tmp_path / SYNONYMS
    path.parent.mkdir(parents=True)
    path.symlink_to(secret)
    found, findings = synonyms(tmp_path)
    assert found == () and [f.code for f in findings] == ["synonyms-unreadable"]


def test_the_settings_folder_is_no_agency(tmp_path: Path) -> None:
    root = portal(tmp_path)
    before = load.discover(root)
    written(root, "sinonim:\n  - [a, b]\n")
    assert load.discover(root) == before and list(load.strays(root)) == []
    assert load.load_portal(root, AS_OF).synonyms == (("a", "b"),)


def test_the_repository_has_words_that_staff_can_edit() -> None:
    found, findings = synonyms(REPOSITORY)
    assert findings == [] and len(found) >= 150
    said = [phrase.casefold() for group in found for phrase in group]
    assert {"apbd", "ipm", "pdrb", "rsud", "dkisp", "population", "waste"} <= set(said)
    for group in found:
        assert len({p.casefold() for p in group}) == len(group), group


def test_places_are_named_by_the_reference_tables(tmp_path: Path) -> None:
    named = dict(places(REPOSITORY, {}))
    assert "Tanah Grogot" in named["kecamatan"] and len(named["kecamatan"]) == 10
    assert {"Samurangau", "Batu Sopang"} <= set(named["desa-kelurahan"])
    assert places(tmp_path, {}) == ()
    assert places(REPOSITORY, {"daftar_wilayah": "../.."}) == ()
    assert places(REPOSITORY, {"daftar_wilayah": "/etc"}) == ()
