"""MS-Keg, MS-Var and MS-Ind of each statistical dataset as files (Peraturan BPS 5/2020).

`datasets/<id>/metadata/ms-keg.csv` and `.json`, and so `ms-var` and `ms-ind`: element and value,
with an empty value where the office has not said it. A file is there only where a form is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any

from .. import csvfile
from ..model import MAIN_LANGUAGE, OutputFile, Portal, Published, Site
from ..statistical import Sheet, statistics
from ..words import Words

_COLUMNS = ("tabel", "kolom", "kunci", "unsur", "nilai")


def make(site: Site) -> Iterator[OutputFile]:
    """The forms of every dataset that is a statistic."""
    for published in site.published:
        yield from files(published, site.portal)


def files(published: Published, portal: Portal) -> Iterator[OutputFile]:
    """The forms of one dataset; nothing where it is no statistic."""
    found = statistics(published.dataset, portal, formats(published))
    activity = (found.activity,) if found.activity else ()
    for form, sheets in (("keg", activity), ("var", found.variables), ("ind", found.indicators)):
        if sheets:
            name = f"datasets/{published.id}/metadata/ms-{form}"
            yield OutputFile(PurePosixPath(f"{name}.csv"), _csv(form, sheets))
            yield OutputFile(PurePosixPath(f"{name}.json"), _json(published.id, form, sheets))


def formats(published: Published) -> tuple[str, ...]:
    """The formats in which its tables can be taken away, by name."""
    return tuple(sorted({d.format.upper() for t in published.tables for d in t.downloads}))


def _csv(form: str, sheets: Sequence[Sheet]) -> bytes:
    words = Words.load(MAIN_LANGUAGE)
    return csvfile.table(
        _COLUMNS,
        (
            (sheet.table, sheet.field, key, words(f"statistical.{form}.{key}"), text.main)
            for sheet in sheets
            for key, text in sheet.values
        ),
    )


def _json(id: str, form: str, sheets: Sequence[Sheet]) -> bytes:
    words = Words.load(MAIN_LANGUAGE)
    about = {
        "dataset": id,
        "formulir": words(f"statistical.forms.{form}"),
        "dasar": words("statistical.basis"),
        "isi": [_sheet(words, form, sheet) for sheet in sheets],
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _sheet(words: Words, form: str, sheet: Sheet) -> dict[str, Any]:
    where = {"tabel": sheet.table, "kolom": sheet.field} if sheet.field else {}
    elements = []
    for key, text in sheet.values:
        element = {"kunci": key, "unsur": words(f"statistical.{form}.{key}"), "nilai": text.main}
        elements.append({**element, **{f"nilai_{lang}": t for lang, t in text.others.items()}})
    return {
        **where,
        "terisi": sheet.have,
        "ditanyakan": len(sheet.values),
        "unsur": elements,
        "belum_diisi": list(sheet.missing),
    }
