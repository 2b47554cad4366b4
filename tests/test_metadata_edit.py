"""Values set in a descriptor in place: that line changes, and no other."""

from __future__ import annotations

import difflib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portals import REPOSITORY

from build_tools.load.yamlfile import parse_yaml
from build_tools.metadata.edit import Edit, EditError, edited

PENDUDUK = (REPOSITORY / "datasets/himpunan/penduduk/datapackage.yaml").read_text("utf-8")
SHORT = """\
# Catatan di atas.
name: a  # kode
title: Judul lama   # jangan hilang
description: >-
  Satu dua tiga
  empat lima enam
  tujuh delapan.
keywords: [a, b]  # dua
"sdi:topik":
  # pilih satu
  - umum
  - lain
sdi:periode: {mulai: '2020', selesai: "2021"}
sdi:terbitBerikutnya:
sdi:kontak:
  nama: Kantor

resources:
  - name: t
    path: data/t.csv
"""


def lines(before: str, after: str) -> list[str]:
    """The lines that went and came."""
    told = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line for line in told if line[0] in "+-"]


def changed(place: tuple[Any, ...], value: Any, text: str = SHORT) -> list[str]:
    return lines(text, edited(text, [Edit(place, value)]))


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (
            ("title",),
            "Baru",
            ["- title: Judul lama   # jangan hilang", "+ title: Baru   # jangan hilang"],
        ),
        (
            ("sdi:periode", "mulai"),
            "2019",
            [
                "- sdi:periode: {mulai: '2020', selesai: \"2021\"}",
                "+ sdi:periode: {mulai: '2019', selesai: \"2021\"}",
            ],
        ),
        (
            ("sdi:terbitBerikutnya",),
            "2026-03-31",
            ["- sdi:terbitBerikutnya:", "+ sdi:terbitBerikutnya: '2026-03-31'"],
        ),
        (
            ("description",),
            "Satu dua tiga empat LIMA enam tujuh delapan.",
            ["-   empat lima enam", "+   empat LIMA enam"],
        ),
        (
            ("keywords",),
            ["b", "c: d"],
            ["- keywords: [a, b]  # dua", "+ keywords: [b, 'c: d']  # dua"],
        ),
        (("sdi:topik",), ["umum", "baru"], ["-   - lain", "+   - baru"]),
        (("sdi:kontak", "surel"), "a@b.go.id", ["+   surel: a@b.go.id"]),
        (("sdi:kontak", "nama"), None, ["- sdi:kontak:", "-   nama: Kantor"]),
        (("sdi:frekuensi",), "bulanan", ["+ sdi:frekuensi: bulanan"]),
        (("sdi:en", "title"), "yes", ["+ sdi:en:", "+   title: 'yes'"]),
        (("resources", 0, "title"), "Tabel", ["+     title: Tabel"]),
    ],
)
def test_only_what_is_said_changes(place: Any, value: Any, expected: list[str]) -> None:
    found = [line for line in changed(place, value) if not line.startswith("?")]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        *("=SUM(A1)", "- daftar", "kunci: nilai", "# bukan komentar", "{a: b}", "[a]", "&a *a !a"),
        *("'petik'", '"dua"', "a # b", " depan", "belakang ", "dua\nbaris", "a\n\nb\n", "\t", "%"),
        *("null", "~", "true", "2024", "1e3", "0x1f", "2024-01-01", "@a", "`a`", "\\n", "|", ">-"),
        *(
            "é ← “ya”",
            "\U0001f600",
            "x" * 30_000,
            "kata " * 500 + "akhir",
            "---",
            "...",
            "? a",
            "-",
        ),
    ],
)
@pytest.mark.parametrize(
    "place", [("title",), ("sdi:periode", "mulai"), ("sdi:seri",), ("description",)]
)
def test_a_hostile_text_stays_that_text(place: tuple[str, ...], text: str) -> None:
    found = parse_yaml(edited(SHORT, [Edit(place, text)]))
    for part in place:
        found = found[part]
    assert found == text


@given(st.text(max_size=80), st.sampled_from([("title",), ("sdi:kontak", "nama"), ("version",)]))
def test_any_text_is_written_or_refused_and_nothing_else_changes(text: str, place: Any) -> None:
    try:
        new = edited(SHORT, [Edit(place, text)])
    except EditError:
        return  # a sign that YAML cannot hold
    found = parse_yaml(new)
    for part in place[:-1]:
        found = found[part]
    assert found[place[-1]] == text
    kept = [line for line in SHORT.splitlines() if not line.startswith(("title", "  nama"))]
    assert all(line in new for line in kept)


def test_line_ends_of_windows_stay() -> None:
    windows = SHORT.replace("\n", "\r\n")
    new = edited(windows, [Edit(("title",), "Baru"), Edit(("sdi:seri",), "x")])
    assert new.count("\n") == new.count("\r\n")
    assert lines(windows, new) == lines(
        SHORT, edited(SHORT, [Edit(("title",), "Baru"), Edit(("sdi:seri",), "x")])
    )


def test_a_real_descriptor_changes_in_one_line() -> None:
    place = ("resources", 0, "schema", "fields", 2, "categories", 0, "label")
    found = changed(place, "Sensus, hitung cepat", PENDUDUK)
    assert found == [
        "-               label: Sensus penduduk, olah cepat",
        "+               label: Sensus, hitung cepat",
    ]


def test_json_keeps_its_form() -> None:
    text = '{\n  "name": "a",\n  "title": "x",\n  "keywords": [\n    "a",\n    "b"\n  ]\n}\n'
    edits = [
        Edit(("title",), 'kata "b"'),
        Edit(("keywords",), ["b", "c"]),
        Edit(("sdi:seri",), "s"),
    ]
    new = edited(text, edits, strict=True)
    assert json.loads(new) == {
        "name": "a",
        "title": 'kata "b"',
        "keywords": ["b", "c"],
        "sdi:seri": "s",
    }
    assert new.startswith(
        '{\n  "name": "a",\n  "title": "kata \\"b\\"",\n  "keywords": [\n    "b",\n'
    )


def test_what_cannot_be_set_in_place_is_refused_whole() -> None:
    with pytest.raises(EditError):
        edited("a: [\n", [Edit(("a",), "b")])
    with pytest.raises(EditError):
        edited("- nama: x\n  lain: y\n", [Edit(("nama",), "b")])
    with pytest.raises(EditError):
        edited("a: &x 1\nb: *x\n", [Edit(("a",), "2")])
