"""The office of a region: told by an equal name alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from areasite import reference, site

from build_tools import smartcity
from build_tools.areas import Region, gather, offices
from build_tools.model import Agency, Text
from build_tools.pages.agencies import agencies
from build_tools.pages.view import View
from build_tools.words import Words

IKIS = Region("64.01.06", "Long Ikis", "kecamatan", "kecamatan")


def office(id: str, name: str) -> Agency:
    return Agency(id, Text(name))


def found(*known: Agency, regions: tuple[Region, ...] = (IKIS,)) -> dict[str, str]:
    by_code = {region.code: region for region in regions}
    return {code: agency.id for code, agency in offices(known, by_code).items()}


@pytest.mark.parametrize(
    "name", ["Kecamatan Long Ikis Baru", "Dinas Long Ikis", "kecamatan long ikis", "Long Ikis"]
)
def test_only_an_equal_name_tells(name: str) -> None:
    assert found(office("a", name)) == {}
    assert found(office("a", name), office("b", "Kecamatan Long Ikis")) == {"64.01.06": "b"}


def test_where_two_are_called_so_nothing_is_said() -> None:
    twice = office("a", "Kecamatan Long Ikis"), office("b", "Kecamatan Long Ikis")
    assert found(*twice) == {}
    other = replace(IKIS, code="64.02.01")
    assert found(twice[0], regions=(IKIS, other)) == {}
    whole = replace(IKIS, name="Kecamatan Long Ikis")  # a reference that writes the kind too
    assert found(twice[0], regions=(whole,)) == {"64.01.06": "a"}


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("id", "Semua angka wilayah Kecamatan Long Ikis"),
        ("en", "All figures of the area Long Ikis District"),
    ],
)
def test_the_page_of_the_office_leads_to_the_page_of_its_region(
    tmp_path: Path, lang: str, said: str
) -> None:
    shown = site(reference(tmp_path))
    mine = office("kecamatan-long-ikis", "Kecamatan Long Ikis")
    known = (mine, office("dinkes", "Dinas Kesehatan"))
    shown = replace(shown, portal=replace(shown.portal, agencies=known))
    view = View(shown, Words.load(lang))
    pages = {
        file.path.as_posix(): bytes(file.content).decode()
        for file in agencies(view, [], smartcity.gather(shown), gather(shown))
        if isinstance(file.content, bytes)
    }
    page = pages["datasets/kecamatan-long-ikis/index.md"]
    assert said in page and "../../wilayah/64.01.06/" in page
    assert "wilayah/" not in pages["datasets/dinkes/index.md"]
