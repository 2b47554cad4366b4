"""Input from many hands, at its worst: a finding each time, never a crash, a leak or a file
outside; and the other datasets are built all the same."""

from __future__ import annotations

import os
import random
import subprocess
import zipfile
from copy import deepcopy
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from portals import AS_OF, DESCRIPTOR, EXAMPLES, change, commit, portal

from build_tools import history, pipeline
from build_tools.findings import Severity

TABLE = "datasets/dkisp/contoh/data/tabel.csv"
T = "resources.0."
NIK = "6401096308900002"


def build(root: Path) -> pipeline.Result:
    return pipeline.build(pipeline.Options(root, AS_OF, workers=1))


def held_back(result: pipeline.Result) -> set[str]:
    """The codes of the errors, after making sure that only the example was hit."""
    assert result.crashes == []
    assert {"referensi/opd", "referensi/topik"} <= {p.id for p in result.site.published}
    return {f.code for f in result.findings if f.severity is Severity.ERROR}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({T + "dialect": {"headerRows": ["x"]}}, "dialect-invalid"),
        ({T + "dialect": {"headerRows": [None]}}, "dialect-invalid"),
        ({T + "dialect": {"headerRows": [2, 1]}}, "dialect-invalid"),
        ({T + "dialect": {"commentRows": ["x"]}}, "dialect-invalid"),
        ({T + "dialect": {"delimiter": "\n"}}, "dialect-invalid"),
        ({T + "dialect": {"delimiter": "ab"}}, "dialect-invalid"),
        ({T + "dialect": "https://contoh.example/dialek.json"}, "dialect-invalid"),
        ({T + "encoding": "base64"}, "encoding-unknown"),
        ({T + "encoding": "rot13"}, "encoding-unknown"),
        ({T + "encoding": "idna"}, "encoding-unknown"),
        ({T + "encoding": "unicode_escape"}, "encoding-unknown"),
        ({T + "schema": "https://contoh.example/skema.json"}, "schema-missing"),
        ({T + "schema": {"1": 2}}, "schema-missing"),
        ({T + "schema.fields": [None]}, "field-name"),
        ({T + "schema.fields.1.missingValues": [{"label": "x"}]}, None),
        ({T + "schema.fields.1.$schema": ["x"]}, None),
        ({"$schema": ["x"]}, "package-error"),
        ({"$schema": 5}, "package-error"),
        ({"resources": ["data/tabel.csv"]}, None),
        ({"resources": {"a": 1}}, "resources-missing"),
        ({T + "path": "data/"}, "file-missing"),
        ({T + "path": "data/tabel.csv\n"}, "path-unsafe"),
        ({T + "path": 5}, "path-unsafe"),
        ({T + "path": "https://contoh.example/a.csv"}, "path-unsafe"),
        (
            {"title": None, "description": None, "licenses": None, "sources": None},
            "metadata-missing",
        ),
        ({"licenses": "CC"}, None),
        ({"sources": [None, 5]}, None),
        ({"sdi:periode": "2024"}, "metadata-value"),
        ({"sdi:kontak": ["x"]}, None),
        ({"sdi:en": 5}, None),
    ],
)
def test_odd_descriptors(changes: dict[str, Any], code: str | None, tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, changes)
    found = held_back(build(root))
    assert code is None or code in found


@pytest.mark.parametrize(
    "text",
    [
        "zzz: !!timestamp x",
        "zzz: !!bool x",
        'zzz: !!int ""',
        "zzz: !!map [a]",
        "zzz: !!set [a]",
        "? [a, b]\n: c",
        'zzz: "\\ud800"',
        "a: " + "[" * 3000,
    ],
)
def test_odd_yaml(text: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    path = root / DESCRIPTOR
    path.write_text(path.read_text("utf-8") + text + "\n", "utf-8")
    assert held_back(build(root)) == {"descriptor-syntax"}


@pytest.mark.parametrize("text", ['{"a": "\\ud800"}', '{"a": ' + "9" * 5000 + "}", "[" * 3000])
def test_odd_json(text: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / DESCRIPTOR).unlink()
    (root / DESCRIPTOR).with_suffix(".json").write_text(text)
    assert held_back(build(root)) == {"descriptor-syntax"}


@pytest.mark.parametrize(
    "cell", ["1e999999999", "1e-999999999", "9" * 5000, "0." + "0" * 5000 + "1"]
)
def test_numbers_out_of_all_reason(cell: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {T + "schema.fields.4.type": "number", T + "sdi:aturan": []})
    path = root / TABLE
    path.write_text(path.read_text("utf-8").replace(",10,12,22", f",{cell},12,22"))
    assert held_back(build(root)) == {"number-too-large"}


@pytest.mark.parametrize(
    ("dialect", "text"),
    [
        ({"commentChar": "#", "headerRows": [2]}, "#c\n{header}\n{rows}#x,y\n"),
        ({"commentRows": [1], "headerRows": [2]}, "x,y\n{header}\n{rows}"),
        ({"headerRows": [2]}, "Judul tabel,,,,,,,\n{header}\n{rows}"),
        ({"header": False}, "{rows}"),
        ({"headerRows": []}, "{rows}"),
    ],
)
def test_what_goes_out_is_what_was_checked(
    dialect: dict[str, Any], text: str, tmp_path: Path
) -> None:
    """Whatever the dialect: the same rows as in the plain table, no header among them."""
    root = portal(tmp_path)
    header, rows = (root / TABLE).read_text("utf-8").split("\n", 1)
    plain = f"{header}\n{rows}"
    (root / TABLE).write_text(text.format(header=header, rows=rows), "utf-8")
    change(root, {T + "dialect": dialect})
    assert held_back(build(root)) == set()
    made = root / ".build/static/datasets/dkisp/contoh/tabel.csv"
    assert made.read_text("utf-8") == plain


def test_a_comment_where_the_header_should_be_is_an_error(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / TABLE).write_text("#c\n" + (root / TABLE).read_text("utf-8"), "utf-8")
    change(root, {T + "dialect": {"commentChar": "#"}})
    assert held_back(build(root))


@pytest.mark.parametrize(
    "name",
    [
        "datasets/dkisp/opd.yaml",
        "datasets/dkisp/contoh/datapackage.yaml",
        "datasets/dkisp/contoh/README.md",
        "datasets/dkisp/contoh/data/tabel.csv",
        "datasets/referensi/opd/data/rahasia.csv",
    ],
)
def test_nothing_is_read_through_a_link(name: str, tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    secret = tmp_path / "rahasia"
    secret.write_text(
        "id,nama\nterbaca-9731,RAHASIA\n" if name.endswith(".csv") else "nama: RAHASIA\n"
    )
    (root / name).unlink(missing_ok=True)
    (root / name).symlink_to(secret)
    result = build(root)
    assert result.crashes == [] and result.exit_code() == 1
    everything = b"".join(p.read_bytes() for p in (root / ".build").rglob("*") if p.is_file())
    assert b"RAHASIA" not in everything and b"terbaca-9731" not in everything


@pytest.mark.parametrize("name", ["datasets/dkisp/opd.yaml", DESCRIPTOR, TABLE])
def test_pipes_and_devices_do_not_hang_it(name: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)
    assert build(root).crashes == []


def test_the_whole_datasets_folder_as_a_link(tmp_path: Path) -> None:
    root = portal(tmp_path / "portal")
    (root / "datasets").rename(tmp_path / "luar")
    (root / "datasets").symlink_to(tmp_path / "luar")
    assert {f.code for f in build(root).findings} >= {"file-link", "nothing-published"}


def test_a_tree_that_leads_outside_is_not_written(tmp_path: Path) -> None:
    """Git can be made to hold ".."; the last good version must not be written through it."""
    root = portal(tmp_path / "portal")
    commit(root, "Satu", "2026-01-05")

    def git(*words: str, given: bytes = b"") -> str:
        done = subprocess.run(
            ["git", "-C", str(root), *words], input=given, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    def tree(*entries: tuple[str, str, str]) -> str:
        raw = b"".join(
            f"{mode} {name}".encode() + b"\0" + bytes.fromhex(id) for mode, name, id in entries
        )
        return git("hash-object", "-t", "tree", "-w", "--stdin", "--literally", given=raw)

    blob = git("hash-object", "-w", "--stdin", given=b"jahat")
    up = tree(("100644", "PWNED.txt", blob))
    for _ in range(4):
        up = tree(("40000", "..", up))
    evil = tree(("40000", "datasets", tree(("40000", "dkisp", tree(("40000", "contoh", up))))))
    with pytest.raises(history.UnsafeTreeError):
        history.History(root, "x").extract("dkisp/contoh", evil, tmp_path / "a/b/c")
    assert not list(tmp_path.rglob("PWNED.txt"))


def test_odd_names_and_dates_in_history(tmp_path: Path) -> None:
    root = portal(tmp_path)
    odd = root / "datasets/dkisp/contoh/data/x\x01abc def\nghi.csv"
    odd.write_text("x")
    commit(root, "Satu", "2026-01-05")
    odd.unlink()
    commit(root, "Dua", "2031-01-05")
    result = build(root)
    shown = next(p for p in result.site.published if p.id == "dkisp/contoh")
    assert (shown.created, shown.updated) == ("2026-01-05", AS_OF.isoformat())


def test_ids_of_registers_cannot_leave_the_tree(tmp_path: Path) -> None:
    root = portal(tmp_path)
    for name, row in (("opd", "../../../../tmp/x,Jahat,,,,,,\n"), ("topik", "../../x,Jahat,,\n")):
        path = root / f"datasets/referensi/{name}/data/{name}.csv"
        path.write_text(path.read_text("utf-8") + row, "utf-8")
    result = build(root)
    assert result.crashes == []
    assert not [n for n in (root / ".build").rglob("*") if n.is_file() and "Jahat" in n.name]


def test_a_title_that_leaks_is_not_even_on_the_notice(tmp_path: Path) -> None:
    root = portal(tmp_path)
    change(root, {"title": f"Data {NIK}"})
    assert "personal-nik" in held_back(build(root))
    everything = b"".join(p.read_bytes() for p in (root / ".build").rglob("*") if p.is_file())
    assert NIK.encode() not in everything


def test_an_office_whose_entry_leaks_is_shown_by_its_id(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "datasets/dkisp/opd.yaml").write_text(f"kontak: {{nama: Ibu {NIK}}}\n")
    result = build(root)
    assert "personal-nik" in {f.code for f in result.findings}
    assert result.exit_code() == 1
    everything = b"".join(p.read_bytes() for p in (root / ".build").rglob("*") if p.is_file())
    assert NIK.encode() not in everything


@pytest.mark.parametrize("place", [(1, 16384), (1_048_576, 1), (30_000, 3)])
def test_a_stray_cell_far_out_in_a_sheet(place: tuple[int, int], tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "valid/xlsx")
    path = root / "datasets/dkisp/contoh/data/tabel.xlsx"
    book = openpyxl.load_workbook(path)
    book["Data"].cell(*place, "x")
    book.save(path)
    assert build(root).crashes == []


def test_a_workbook_that_is_a_bomb_of_entities(tmp_path: Path) -> None:
    root = portal(tmp_path, EXAMPLES / "valid/xlsx")
    path = root / "datasets/dkisp/contoh/data/tabel.xlsx"
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in (parts | {"xl/workbook.xml": bomb.encode()}).items():
            archive.writestr(name, part)
    assert held_back(build(root))


WEIRD = [None, True, -1, 0, 1.5, "", "x", "\u202e", "ISI: x", [], ["x"], {}, {"a": {}}, "=1+1"]


def mutated(found: Any, chance: random.Random) -> Any:
    """The descriptor with a node somewhere replaced or deleted."""
    found = deepcopy(found)
    place, steps = found, chance.randint(1, 6)
    for _ in range(steps):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        if not keys:
            return found
        key = chance.choice(keys)
        if not isinstance(place[key], (dict, list)) or chance.random() < 0.15:
            break
        place = place[key]
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    if keys:
        key = chance.choice(keys)
        if chance.random() < 0.2:
            del place[key]
        else:
            place[key] = chance.choice(WEIRD)
    return found


@pytest.fixture(scope="module")
def playground(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return portal(tmp_path_factory.mktemp("acak"))


ORIGINAL = yaml.safe_load((EXAMPLES / "portal" / DESCRIPTOR).read_text("utf-8"))


@given(seed=st.integers(0, 2**32))
def test_any_change_of_a_descriptor_is_understood_or_refused(seed: int, playground: Path) -> None:
    chance = random.Random(seed)
    found = ORIGINAL
    for _ in range(chance.randint(1, 3)):
        found = mutated(found, chance)
    (playground / DESCRIPTOR).write_text(yaml.safe_dump(found, allow_unicode=True), "utf-8")
    result = pipeline.check(pipeline.Options(playground, AS_OF, workers=1, use_cache=False))
    assert result.crashes == []
