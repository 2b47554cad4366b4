"""How good a dataset is: what was checked and found, and whether it came when it was promised.

The same as its page says: counts and places, never the cells.
"""

from __future__ import annotations

from typing import Any

from ...freshness import in_site, tallied
from ...model import OutputFile, Published
from ...terms import Catalogue, Entry
from .answers import answer, of_dataset, sources, standing

_NOTICE = "notice"


def quality(catalogue: Catalogue, entry: Entry, published: Published) -> OutputFile:
    """`datasets/<id>/mutu.json`, on the day that the site is judged for."""
    site = catalogue.site
    fresh = in_site(site, published)
    past = site.pasts.get(published.id)
    promises = tallied(past.promises if past else (), site.portal.as_of)
    shown = sorted(
        (f for f in published.findings if f.severity.value != _NOTICE), key=lambda f: f.order
    )
    found = {
        "dataset": entry.id,
        **standing(catalogue),
        "keadaanPer": site.portal.as_of.isoformat(),
        "diperbarui": entry.modified or None,
        "ditahanSejak": published.held_since or None,
        "sumber": sources(entry),
        "kemutakhiran": {
            "keadaan": fresh.state,
            "terbitBerikutnya": fresh.due or None,
            "hariTerlambat": fresh.days_late,
            "dasar": fresh.basis or None,
        },
        "janji": {
            "ditepati": promises.kept,
            "terlewati": promises.missed,
            "diundur": promises.moved,
            "menunggu": promises.waiting,
        },
        "pemeriksaan": [
            {
                "nama": check.name,
                "satuan": check.unit,
                "diperiksa": check.examined,
                "galat": check.errors,
                "peringatan": check.warnings,
            }
            for check in published.checks
        ],
        "temuan": [
            {
                "kode": f.code,
                "tingkat": f.severity.value,
                "berkas": f.file or None,
                "lembar": f.sheet or None,
                "baris": f.row,
                "kolom": f.column,
                "namaKolom": f.field or None,
                "penjelasan": catalogue.addresses.of_file(f"panduan/temuan/{f.code}/"),
            }
            for f in shown
        ],
        "peringatanDiterima": sum(_accepted(f.code, dict(f.values)) for f in published.findings),
        "laporan": f"{entry.iri}pemeriksaan.json",
    }
    return answer(catalogue.addresses, of_dataset(entry.id, "mutu.json"), found)


def _accepted(code: str, values: dict[str, Any]) -> int:
    """How many warnings a finding says that an office has accepted."""
    return int(values.get("count", 0)) if code == "accepted" else 0
