"""A portal's own colour stays readable in both schemes; its mark is a small file of docs/."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_site import PORTAL
from portals import portal

from build_tools.colour import READABLE, WHITE, Colour, contrast, parse
from build_tools.load import SettingsError, load_portal
from build_tools.pages import brand
from build_tools.words import Words

DARK = Colour(0x0E, 0x17, 0x16)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48), ("#00558b", "#ffffff", 7.9)],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    first, second = parse(one), parse(other)
    assert first and second
    assert contrast(first, second) == pytest.approx(ratio, abs=0.05)


@given(st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: Colour(*parts)))
def test_what_stands_on_any_colour_that_is_accepted_can_be_read(colour: Colour) -> None:
    if contrast(colour, WHITE) < READABLE:
        return
    sheet = brand.stylesheet(colour.hex).decode("ascii")
    blocks = re.findall(r"\{(--[^{}]*)\}", sheet)
    assert len(blocks) == 3
    for block, page in zip(blocks[:2], (WHITE, DARK), strict=True):
        named = {k: parse(v) for k, v in re.findall(r"--([\w-]+):(#\w{6})", block)}
        brand_, line, on, button = (named[k] for k in ("brand", "l", "on-brand2", "button"))
        assert brand_ and line and on and button
        assert contrast(WHITE, brand_) >= READABLE
        assert contrast(on, brand_) >= READABLE
        assert contrast(line, page) >= READABLE
        assert contrast(WHITE if page == WHITE else DARK, button) >= READABLE


def test_without_a_colour_there_is_no_sheet_and_the_mark_is_the_themes() -> None:
    assert brand.address(PORTAL) == ""
    assert [f.path.as_posix() for f in brand.files(PORTAL)] == ["assets/tanda.svg"]
    assert "#0b4f4a" in str(brand.mark(PORTAL))


def test_the_mark_takes_the_colour() -> None:
    given = replace(PORTAL, colour="#123456")
    paths = [f.path.as_posix() for f in brand.files(given)]
    assert re.fullmatch(r"assets/warna\.[0-9a-f]{8}\.css", paths[0])
    assert "#123456" in str(brand.mark(given))


def settings(root: Path, **more: str) -> None:
    path = root / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    lines = "".join(f"    {key}: '{value}'\n" for key, value in more.items())
    path.write_text(text.replace("  portal:\n", f"  portal:\n{lines}", 1), encoding="utf-8")


@pytest.mark.parametrize("colour", ["hijau", "#fff", "#ffd43b", "#0b4f4a;}", "red"])
def test_a_colour_that_cannot_be_used_is_refused_in_words(tmp_path: Path, colour: str) -> None:
    settings(portal(tmp_path), warna=colour)
    with pytest.raises(SettingsError) as refused:
        load_portal(tmp_path, date(2026, 1, 1))
    sentence = Words.load("id")(f"cli.{refused.value.code}", **refused.value.values)
    assert colour in sentence and "4,5 : 1" in sentence


def test_a_colour_and_a_mark_are_read(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/lambang.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings(root, warna="#7A1020", tanda="lambang.svg")
    found = load_portal(root, date(2026, 1, 1))
    assert found.colour == "#7a1020"
    assert found.mark == root / "docs/lambang.svg"
    assert brand.mark(found) is None
    assert [f.path.name for f in brand.files(found)][-1] == "tanda.svg"


@pytest.mark.parametrize("mark", ["tiada.svg", "../mkdocs.yml", "besar.png", "gambar.gif"])
def test_a_mark_must_be_a_small_picture_in_docs(tmp_path: Path, mark: str) -> None:
    root = portal(tmp_path)
    (root / "docs").mkdir(exist_ok=True)
    (root / "docs/besar.png").write_bytes(b"\0" * 20_001)
    (root / "docs/gambar.gif").write_bytes(b"GIF89a")
    settings(root, tanda=mark)
    with pytest.raises(SettingsError, match="settings-mark"):
        load_portal(root, date(2026, 1, 1))
