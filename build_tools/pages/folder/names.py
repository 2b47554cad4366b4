"""The names of the files in the folder: fixed, so that no row can choose one."""

from __future__ import annotations

from ...model import MAIN_LANGUAGE

README = "BACA-SAYA.txt"
INDEX_TABLE = "indeks.csv"
CHECKSUMS = "checksums.txt"


def index_name(lang: str) -> str:
    """The index in a language; that of the main one has the name that people look for."""
    return "index.html" if lang == MAIN_LANGUAGE else f"index.{lang}.html"


def workbook_name(year: int) -> str:
    """The workbook with all tables of the folder."""
    return f"bukti-{year:04}.xlsx"


def table_name(part: str) -> str:
    """The table of a profile's rows; there is none where it has no row."""
    return f"{part.replace('_', '-')}.csv"
