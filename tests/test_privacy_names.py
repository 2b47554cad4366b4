"""What looks like a name of a person, of something else, or of nothing known.

Names are put together here from common parts; none is meant to be anybody's.
"""

from __future__ import annotations

import time

import pytest

from build_tools.privacy.nametokens import is_all_names, look

PERSONS = [
    "Budi Contohanto",
    "SITI CONTOHWATI",
    "siti contohwati",
    "Fulan bin Polan",
    "Fulana binti Polan",
    "Hj. Siti Aminah, S.Pd",
    "dr. Wahyu",
    "Ir. H. Joko",
    "Ahmad Xyloba, S.Kom., M.Si.",
    "M. Arif",
    "Ni Luh Putu Eka",
    "I Gede Suparta",
    "Yohanis Wonda",
    "Andi Tenri Opu",
    "Markus Simatupang",
    "Abd. Rahman",
    "Nurcontohani Rahayu",
    "Muhammad Q.",
    "Theresia Lay",
    "Dg. Contoh",
    "Mbah Contoh",
    "Tn. Contoh",
    "La Ode Contoh",
]
THINGS = [
    "SDN 001 Contoh",
    "Puskesmas Contoh",
    "PT Budi Jaya",
    "Masjid Nurul Huda",
    "Dinas Kesehatan",
    "Toko Siti",
    "Desa Contoh",
    "Batu Kajang",
    "Long Ikis",
    "Kelompok Tani Budi Luhur",
    "Kerupuk Ibu Siti",
    "Kepala Dinas",
    "Bantuan Sosial",
]
NEITHER = [
    "Padi",
    "Kuaro",
    "Tapis",
    "Wonosari",
    "Melati",
    "Mawar Putih",
    "Al Ikhlas",
    "",
    "x",
    "12",
]


@pytest.mark.parametrize("cell", PERSONS)
def test_persons(cell: str) -> None:
    assert look(cell) == "person"


@pytest.mark.parametrize("cell", THINGS)
def test_things(cell: str) -> None:
    assert look(cell) == "thing"


@pytest.mark.parametrize("cell", NEITHER)
def test_neither(cell: str) -> None:
    assert look(cell) != "person"


@pytest.mark.parametrize("sign", ["a", "Siti ", ".", ",", "'", "S.", ", S.Kom", "a'", "Siti, "])
def test_a_long_cell_does_not_take_long(sign: str) -> None:
    begun = time.process_time()
    for size in (150, 199, 100_000):
        look((sign * size)[:size])
    assert time.process_time() - begun < 1


def test_within_a_text_each_word_must_be_a_name() -> None:
    assert is_all_names("Budi Wati")
    assert not is_all_names("Budi daya")
    assert not is_all_names("Mawar Melati")
