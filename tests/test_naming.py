"""The name of a new dataset out of that of its file: what it is about, for ever."""

import pytest

from build_tools.scaffold import dataset_name, is_time_only


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("Rekap Ternak Jan 2026 (FIX)", "rekap-ternak"),
        ("JUMLAH POSYANDU per 31 Mei 2025 rev2", "jumlah-posyandu"),
        ("Harga_Sembako_20260131", "harga-sembako"),
        ("Pajak Daerah Triwulan II 2026", "pajak-daerah"),
        ("Januari 2026 Populasi Unggas", "populasi-unggas"),
        ("Salinan kamus", "salinan-kamus"),  # a word in front belongs to the name
        ("RPJMD 2021-2026", "rpjmd-2021-2026"),  # a span of years is what it is about
        ("Kolam 2", "kolam-2"),
        ("Januari 2026", "januari-2026"),  # nothing else is left
        ("###", ""),
    ],
)
def test_time_and_version_fall_away_and_what_it_is_about_stays(stem: str, name: str) -> None:
    assert dataset_name(stem) == name


def test_a_name_of_nothing_but_a_time_is_known() -> None:
    assert is_time_only("Februari 2026 final") and not is_time_only("Data Februari")
