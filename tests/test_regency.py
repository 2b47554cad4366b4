"""A made-up regency that fills every table, and the same one before anyone filled any.

What its pages say is held against a calculation of its own: pandas, on the CSV files as they
were written, knows nothing of the code that made the pages.
"""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import regency
from html_tables import tables

from build_tools import audit, pipeline
from build_tools.load import load_portal
from build_tools.smartcity import budget, gather

pytestmark = pytest.mark.slow

#: The pages that are always there.
PAGES = (
    "smart-city/",
    *(f"smart-city/dimensi/{id}/" for id in regency.DIMENSIONS),
    *("smart-city/program/", "smart-city/indikator/", "smart-city/anggaran/"),
    *("smart-city/evaluasi/", "smart-city/rekomendasi/", "smart-city/penghargaan/"),
    *("smart-city/bukti/", "layanan/", "janji/", "catatan-angka/"),
)
STAGES = {"murni": "Anggaran murni", "perubahan": "Anggaran perubahan", "realisasi": "Realisasi"}


@pytest.fixture(scope="module")
def money(regency_site: Path) -> pd.DataFrame:
    """The budget as its CSV file has it."""
    path = regency_site.parent / "datasets/dkisp/anggaran/data/anggaran.csv"
    return pd.read_csv(path, dtype={"nilai_rupiah": "int64", "tahun": str})


def rupiah(amount: int) -> str:
    return f"Rp {amount:,}".replace(",", ".")


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


def test_the_regency_has_the_size_that_was_asked_for() -> None:
    filled = regency.filled_tables()
    assert len(regency.DIMENSIONS) == 6 and len(regency.offices()) == 40
    assert len(filled["dkisp/program"]["program"]) == 300
    assert len(filled["dkisp/aplikasi"]["aplikasi"]) == 60
    assert len({row["tahun"] for row in filled["dkisp/anggaran"]["anggaran"]}) == 5


def test_every_sum_equals_a_separate_calculation(regency_site: Path, money: pd.DataFrame) -> None:
    """By year and stage, and of these by dimension and by office: all of them."""
    site = pipeline.build(pipeline.Options(regency_site.parent, regency.AS_OF)).site
    years = budget.years(budget.figures(gather(site)))
    assert [year.year for year in years] == ["2025", "2024", "2023", "2022", "2021"]
    compared = 0
    for year in years:
        (ledger,) = year.ledgers
        assert list(ledger.sums) == list(STAGES) and not year.listed
        for stage, found in ledger.sums.items():
            own = money[(money.tahun == year.year) & (money.tahap == stage)]
            assert found.rupiah == own.nilai_rupiah.sum() and found.count == len(own)
            for column, sums in (("dimensi_id", found.by_dimension), ("opd_id", found.by_agency)):
                wanted = own.groupby(column).nilai_rupiah.sum().to_dict()
                assert dict(sums) == wanted
                compared += len(wanted)
    assert compared == 5 * 3 * (6 + 40)


@pytest.mark.parametrize("year", regency.YEARS)
def test_the_pages_show_these_sums(regency_site: Path, money: pd.DataFrame, year: int) -> None:
    shown = tables(page(regency_site, f"smart-city/anggaran/{year}"))
    of_year = money[money.tahun == str(year)]
    totals = {row[0]: row[1] for row in shown["Jumlah menurut tahap"][1:]}
    for stage, name in STAGES.items():
        amount = int(of_year[of_year.tahap == stage].nilai_rupiah.sum())
        assert totals[name].startswith(rupiah(amount) + " ")
    names = {id: text for id, (text, _) in regency.DIMENSIONS.items()}
    _as_shown(shown["Menurut dimensi"], of_year, "dimensi_id", names)
    offices = {row["id"]: row["nama"] for row in map(regency.office, regency.offices())}
    _as_shown(shown["Menurut perangkat daerah"], of_year, "opd_id", offices)


def _as_shown(
    shown: list[list[str]], of_year: pd.DataFrame, column: str, names: dict[str, str]
) -> None:
    """Each line of a table of sums, stage by stage, against the sums of pandas."""
    sums = of_year.groupby([column, "tahap"]).nilai_rupiah.sum()
    wanted = {names[id]: [rupiah(int(sums[id, stage])) for stage in STAGES] for id in names}
    assert {row[0]: row[1:] for row in shown[1:]} == wanted
    assert shown[0][1:] == list(STAGES.values())


def test_the_overview_counts_what_the_tables_hold(regency_site: Path) -> None:
    filled = regency.filled_tables()
    rows = tables(page(regency_site, "smart-city"))
    (overview,) = (table for table in rows.values() if table[0][0] == "Dimensi")
    for id, (name, _) in regency.DIMENSIONS.items():
        programmes = sum(r["dimensi_id"] == id for r in filled["dkisp/program"]["program"])
        quick_wins = sum(r["dimensi_id"] == id for r in filled["dkisp/program"]["quick_win"])
        line = next(row for row in overview if row[0] == name)
        assert line[1:3] == [str(programmes), str(quick_wins)]


@pytest.mark.parametrize("lang", ["", "en/"])
def test_every_application_has_a_page_and_stands_in_the_directory(
    regency_site: Path, lang: str
) -> None:
    listed = page(regency_site, f"{lang}layanan") + page(regency_site, f"{lang}layanan/hal/2")
    for row in regency.filled_tables()["dkisp/aplikasi"]["aplikasi"]:
        assert f'{row["id"]}/">' in listed
        own = page(regency_site, f"{lang}layanan/{row['id']}")
        assert str(row["nama"]) in own
        if row.get("alamat_hasil") == "tidak-dapat-dibuka":
            sentence = "could not be opened" if lang else "tidak dapat dibuka saat diperiksa"
            assert sentence in own


def test_all_of_it_is_also_ordinary_datasets(regency_site: Path) -> None:
    for id, filled in regency.filled_tables().items():
        folder = regency_site / "datasets" / id
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        rows = {r["sdi:profil"]: r["sdi:baris"] for r in package["resources"]}
        assert rows == {profile: len(table) for profile, table in filled.items()}
        assert (folder / "index.html").is_file()


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("path", PAGES)
def test_an_empty_regency_says_what_is_missing_and_how_to_begin(
    empty_regency_site: Path, prefix: str, path: str
) -> None:
    text = page(empty_regency_site, prefix + path)
    assert "panduan/profil/" in text
    missing = ("published yet", "not recorded") if prefix else ("Belum ada", "belum tercatat")
    assert any(words in text for words in missing)
    assert "Rp 0" not in text and "0 dari" not in text and "0 of" not in text


@pytest.mark.parametrize("site", ["regency_site", "empty_regency_site"])
def test_the_audit_finds_nothing(site: str, request: pytest.FixtureRequest) -> None:
    """Weight, accessibility, links, languages and foreign hosts of both sites."""
    folder: Path = request.getfixturevalue(site)
    load_portal(folder.parent, regency.AS_OF)
    found = [str(f) for f in audit.audit(folder).findings]
    assert found == []
