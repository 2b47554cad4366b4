"""Words of ours and the terms that the standards have for them.

Frequencies, file types and themes are of the EU's vocabularies
(http://publications.europa.eu/resource/authority/…), which DCAT-AP 3.0.1 asks for; repeats are
ISO 8601 as Project Open Data 1.1 writes them.
"""

from __future__ import annotations

from ..model.vocabularies import LICENCES as LICENCES

EU = "http://publications.europa.eu/resource/authority/"

#: Our word: the EU's code, and the repeat of Project Open Data.
FREQUENCIES: dict[str, tuple[str, str]] = {
    "harian": ("DAILY", "R/P1D"),
    "mingguan": ("WEEKLY", "R/P1W"),
    "bulanan": ("MONTHLY", "R/P1M"),
    "triwulanan": ("QUARTERLY", "R/P3M"),
    "semesteran": ("ANNUAL_2", "R/P6M"),
    "tahunan": ("ANNUAL", "R/P1Y"),
    "dua-tahunan": ("BIENNIAL", "R/P2Y"),
    "lima-tahunan": ("QUINQUENNIAL", "R/P5Y"),
    "sepuluh-tahunan": ("DECENNIAL", "R/P10Y"),
    "sekali": ("NEVER", "irregular"),
    "sewaktu-waktu": ("IRREG", "irregular"),
}

#: Our format: the code of the EU's file-type list.
FILE_TYPES = {
    "csv": "CSV",
    "json": "JSON",
    "xlsx": "XLSX",
    "parquet": "PARQUET",
    "geojson": "GEOJSON",
    "zip": "ZIP",
    "datapackage": "JSON",
}

#: Our language: the code of the EU's language list.
LANGUAGES = {"id": "IND", "en": "ENG"}

#: The EU's themes of data.
THEMES = frozenset(
    {"AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "OP_DATPRO"}
    | {"REGI", "SOCI", "TECH", "TRAN"}
)
