"""MS-Keg, MS-Var and MS-Ind of each statistical dataset as files (Peraturan BPS 5/2020).

`datasets/<id>/metadata/ms-keg.csv` and `.json`, and so `ms-var` and `ms-ind`: element and value,
with an empty value where the office has not said it; `ms.xlsx` has all of them, a sheet a form.
A file is there only where a form is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from .. import csvfile
from ..archive import packed
from ..model import MAIN_LANGUAGE, OutputFile, Portal, Published, Site
from ..ooxml import TextSheet, text_parts
from ..statistical import BLOCKS, Sheet, statistics
from ..words import Words

_COLUMNS = ("tabel", "kolom", "kunci", "unsur", "nilai")
#: The columns of a sheet and how wide they are, in digits.
_WIDTHS = {"tabel": 16, "kolom": 16, "blok": 26, "kunci": 24, "unsur": 38, "nilai": 60}
_WIDTHS |= {"nilai_en": 40, "isi": 14}


def make(site: Site) -> Iterator[OutputFile]:
    """The forms of every dataset that is a statistic."""
    for published in site.published:
        yield from files(published, site.portal)


def files(published: Published, portal: Portal) -> Iterator[OutputFile]:
    """The forms of one dataset; nothing where it is no statistic."""
    found = statistics(published.dataset, portal, formats(published))
    activity = (found.activity,) if found.activity else ()
    forms = {"keg": activity, "var": found.variables, "ind": found.indicators}
    filled = {form: sheets for form, sheets in forms.items() if sheets}
    notes = _notes(published, portal)
    folder = PurePosixPath("datasets", published.id, "metadata")
    for form, sheets in filled.items():
        yield OutputFile(folder / f"ms-{form}.csv", _csv(form, sheets))
        yield OutputFile(folder / f"ms-{form}.json", _json(published.id, form, sheets, notes))
    if filled:
        yield OutputFile(folder / "ms.xlsx", _xlsx(published, filled, notes))


def _notes(published: Published, portal: Portal) -> tuple[str, ...]:
    """What the forms are not: of an official site, or of data that an office released."""
    words = Words.load(MAIN_LANGUAGE)
    said = () if portal.official else (words("terms.notice"),)
    if published.dataset.origin != "resmi":
        said = (*said, words("terms.collected", publisher=portal.publisher.main))
    return said


def formats(published: Published) -> tuple[str, ...]:
    """The formats in which its tables can be taken away, by name."""
    return tuple(sorted({d.format.upper() for t in published.tables for d in t.downloads}))


@cache
def _labels(form: str) -> Mapping[str, str]:
    """What each element of a form is called."""
    words = Words.load(MAIN_LANGUAGE)
    return {key: words(f"statistical.{form}.{key}") for key in words.section(f"statistical.{form}")}


@cache
def _blocks() -> Mapping[str, str]:
    """What the block of MS-Keg is called that an element stands in."""
    words = Words.load(MAIN_LANGUAGE)
    return {key: words(f"statistical.blocks.{block}") for block, keys in BLOCKS for key in keys}


def _csv(form: str, sheets: Sequence[Sheet]) -> bytes:
    labels = _labels(form)
    return csvfile.table(
        _COLUMNS,
        (
            (sheet.table, sheet.field, key, labels[key], text.main)
            for sheet in sheets
            for key, text in sheet.values
        ),
    )


def _json(id: str, form: str, sheets: Sequence[Sheet], notes: Sequence[str]) -> bytes:
    words = Words.load(MAIN_LANGUAGE)
    about = {
        "dataset": id,
        "formulir": words(f"statistical.forms.{form}"),
        "dasar": words("statistical.basis"),
        **({"catatan": list(notes)} if notes else {}),
        "isi": [_sheet(form, sheet) for sheet in sheets],
    }
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _sheet(form: str, sheet: Sheet) -> dict[str, Any]:
    where = {"tabel": sheet.table, "kolom": sheet.field} if sheet.field else {}
    elements = []
    for key, text in sheet.values:
        element = {"kunci": key, "unsur": _labels(form)[key], "nilai": text.main}
        elements.append({**element, **{f"nilai_{lang}": t for lang, t in text.others.items()}})
    return {
        **where,
        "terisi": sheet.have,
        "ditanyakan": len(sheet.values),
        "unsur": elements,
        "belum_diisi": list(sheet.missing),
    }


def _xlsx(
    published: Published, filled: Mapping[str, Sequence[Sheet]], notes: Sequence[str]
) -> bytes:
    """The forms as a workbook: what it is, then a sheet a form, every cell a text."""
    words = Words.load(MAIN_LANGUAGE)
    title = published.dataset.title.main or published.id
    about = [["title", title], ["id", published.id], ["basis", words("statistical.basis")]]
    about += [["note", note] for note in notes]
    rows = [[words(f"statistical.workbook.{key}"), text] for key, text in about]
    for form, of_form in filled.items():
        have = sum(sheet.have for sheet in of_form)
        asked = sum(len(sheet.values) for sheet in of_form)
        said = words("statistical.workbook.count", have=have, asked=asked)
        rows.append([words(f"statistical.forms.{form}"), said])
    head = [words("statistical.workbook.fact"), words("statistical.workbook.text")]
    sheets: dict[str, TextSheet] = {words("statistical.workbook.about"): ([head, *rows], (30, 80))}
    for form, of_form in filled.items():
        sheets[f"MS-{form.capitalize()}"] = _form_sheet(words, form, of_form)
    return packed(text_parts(title, sheets).items())


def _form_sheet(words: Words, form: str, sheets: Sequence[Sheet]) -> TextSheet:
    """A line an element; what nobody has filled in is seen at once and has no value."""
    named = ("blok",) if form == "keg" else ("tabel", "kolom")
    columns = (*named, "kunci", "unsur", "nilai", "nilai_en", "isi")
    rows = [[words(f"statistical.workbook.columns.{name}") for name in columns]]
    states = words("statistical.workbook.missing"), words("statistical.workbook.given")
    labels, blocks = _labels(form), _blocks()
    for sheet in sheets:
        for key, text in sheet.values:
            place = [blocks[key]] if form == "keg" else [sheet.table, sheet.field]
            said = [text.main, text.others.get("en", ""), states[bool(text)]]
            rows.append([*place, key, labels[key], *said])
    return rows, [_WIDTHS[name] for name in columns]
