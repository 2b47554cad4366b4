"""The lists of codes that datasets use: regions, offices, topics. Each names where it is from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...areas import gather
from ...areas.codes import concordance
from ...areas.regions import REFERENCE, regions
from ...model import OutputFile
from ...terms import Catalogue
from .answers import ROOT, address, answer, of_dataset, rights, sources, standing, subject, text

#: The settings that name the registers, and what they are where nothing is set.
_REGISTERS = {
    "wilayah": ("daftar_wilayah", REFERENCE),
    "opd": ("daftar_opd", "referensi/opd"),
    "topik": ("daftar_topik", "referensi/topik"),
}


def codes(catalogue: Catalogue) -> Iterator[OutputFile]:
    """`kode/<name>.json` of each list; one that the portal does not have is empty."""
    lists = {"wilayah": _areas, "opd": _offices, "topik": _topics}
    for name, made in lists.items():
        found = {
            "daftar": name,
            **standing(catalogue),
            **_register(catalogue, name),
            "kode": list(made(catalogue)),
        }
        yield answer(catalogue.addresses, ROOT / "kode" / f"{name}.json", found)


def _register(catalogue: Catalogue, name: str) -> dict[str, Any]:
    """The dataset that a list is from, as far as it is published."""
    setting, usual = _REGISTERS[name]
    id = str(catalogue.portal.settings.get(setting) or usual)
    entry = next((e for e in catalogue.entries if e.id == id), None)
    return {
        "dataset": address(catalogue, of_dataset(entry.id)) if entry else None,
        "diperbarui": (entry.modified or None) if entry else None,
        "sumber": sources(entry) if entry else None,
        "lisensi": rights(entry.rights) if entry else [],
    }


def _areas(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    """Codes of Kemendagri and BPS side by side, as the reference lists them."""
    known, pages = regions(catalogue.site).by_code, gather(catalogue.site).found
    for pair in concordance(catalogue.site).pairs():
        code = pair.code("kemendagri")
        region = known.get(code)
        yield {
            "kemendagri": code or None,
            "bps": pair.code("bps") or None,
            "nama": pair.name or None,
            "jenis": pair.kind or None,
            "induk": (region.parent or None) if region else None,
            "alamat": catalogue.addresses.of_file(f"wilayah/{code}/") if code in pages else None,
        }


def _offices(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for office in sorted(catalogue.portal.agencies, key=lambda a: a.id):
        yield {
            "id": office.id,
            "nama": text(catalogue.agents[office.id].name),
            "kodeSkpd": office.code or None,
            "jenis": office.kind or None,
            "alamat": catalogue.agents[office.id].page,
        }


def _topics(catalogue: Catalogue) -> Iterator[dict[str, Any]]:
    for one in sorted(catalogue.subjects, key=lambda s: s.id):
        yield subject(one)
