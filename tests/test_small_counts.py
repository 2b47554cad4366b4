"""Counts of few persons per village are warned of; other small numbers are not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tables import batch_of, resource

from build_tools.checks.reference import Reference
from build_tools.checks.smallcounts import small_counts
from build_tools.findings import Finding
from build_tools.load.descriptor import dataset_of
from build_tools.model import Source

ROWS = [["Contoh Hulu", "17"], ["Contoh Hilir", "3"], ["Contoh Tengah", "0"], ["Contoh", "1"]]


def found(names: list[str], rows: list[list[str]], title: str = "", **more: Any) -> list[Finding]:
    """What is said of a table whose first column is of texts, the others of integers."""
    kinds = ["string"] + ["integer"] * (len(names) - 1)
    fields = [{"name": n, "type": k} for n, k in zip(names, kinds, strict=True)]
    table = resource({"fields": fields})
    raw = {"name": "t", "title": title, "resources": [dict(table.raw)], **more}
    dataset = dataset_of(Source("dinas/t", Path(), "datapackage.yaml"), raw, ("id", "en"))
    check = small_counts(dataset, dataset.resources[0], Reference({}))
    if check is None:
        return []
    batch = batch_of(dataset.resources[0], rows)
    return [*check.batch(batch), *check.end()]


def test_one_finding_a_column_with_the_first_row_and_the_number_of_cells() -> None:
    (finding,) = found(["desa", "jumlah_penderita_tb"], ROWS)
    assert (finding.code, finding.severity, finding.place) == ("small-count", "warning", "B3")
    assert dict(finding.values)["count"] == 2
    assert finding.cell == ""


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["nama_desa", "jumlah_odgj"], ""),
        (["kelurahan", "kusta"], ""),
        (["desa_kelurahan", "jumlah_balita_stunting"], ""),
        (["desa", "jumlah_kematian_ibu"], ""),
        (["desa", "perempuan"], "Korban kekerasan dalam rumah tangga"),
        (["desa", "jumlah"], "Penyandang disabilitas"),
        (["Desa", "2024"], "Penderita HIV menurut desa"),
    ],
)
def test_warned_of(names: list[str], title: str) -> None:
    assert [f.code for f in found(names, ROWS, title)] == ["small-count"]


@pytest.mark.parametrize(
    ("names", "title"),
    [
        (["kecamatan", "jumlah_penderita_tb"], ""),
        (["kabupaten", "kusta"], "Penderita kusta"),
        (["desa", "jumlah_puskesmas"], "Penderita TB"),
        (["desa", "jumlah_posyandu"], "Balita stunting"),
        (["desa", "jumlah_kader"], "Balita stunting"),
        (["desa", "prevalensi_stunting"], ""),
        (["desa", "persentase_stunting"], ""),
        (["desa", "jumlah_penduduk"], ""),
        (["desa", "jumlah_kambing"], "Populasi ternak"),
        (["desa", "tahun"], "Penderita TB"),
        (["desa", "jumlah_rt"], "Penduduk miskin"),
    ],
)
def test_not_warned_of(names: list[str], title: str) -> None:
    assert found(names, ROWS, title) == []


def test_what_rows_are_about_may_be_said_of_the_dataset() -> None:
    level = {"sdi:tingkat": "desa dan kelurahan"}
    assert [f.code for f in found(["wilayah", "jumlah_penderita_tb"], ROWS, **level)]
    assert found(["wilayah", "jumlah_penderita_tb"], ROWS) == []


def test_larger_counts_are_let_be() -> None:
    rows = [["Contoh", "5"], ["Contoh Hulu", "0"], ["Contoh Hilir", "12"]]
    assert found(["desa", "jumlah_penderita_tb"], rows) == []
