"""The datasets in the fields of Satu Data Indonesia (Perpres 39/2019).

`datasets/<id>/metadata/satu-data.json` for each; `satu-data.json`, `satu-data.csv` and
`satu-data.xlsx` for all, flat, as a walidata hands them over to a provincial or the national
portal. What nobody has said is empty and named. Data that the project collected is no release of
an office: it says so, and stands on a sheet of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from .. import csvfile
from ..archive import packed
from ..model import OutputFile, Site
from ..ooxml import TextSheet, text_parts
from ..terms import Catalogue, describe
from ..words import Words
from .satu_data_record import COLUMNS, VARIABLE_COLUMNS, Record, document, record
from .topic_matches import matches

NAME = "satu-data"
#: More variables have no sheet in the workbook: the file of each dataset has its own.
MOST_VARIABLES = 200_000
_WIDE = frozenset({"judul", "nama", "definisi", "deskripsi", "konsep", "catatan", "belum_diisi"})


def make(site: Site) -> Iterator[OutputFile]:
    """The files of each dataset, then the lists of all; of other portals' datasets none."""
    catalogue = describe(site)
    known = matches(site)
    found = [record(e, catalogue, known) for e in catalogue.entries if not e.harvested_from]
    for one in found:
        path = PurePosixPath(one.entry.path, "metadata", f"{NAME}.json")
        yield OutputFile(path, _json(document(one)))
    yield OutputFile(PurePosixPath(f"{NAME}.json"), _json(_list(catalogue, found)))
    rows = ([one.values[c] for c in COLUMNS] for one in found)
    yield OutputFile(PurePosixPath(f"{NAME}.csv"), csvfile.table(COLUMNS, rows))
    yield OutputFile(PurePosixPath(f"{NAME}.xlsx"), _workbook(catalogue, found))


def _list(catalogue: Catalogue, found: Sequence[Record]) -> dict[str, Any]:
    """All datasets without their variables, each with the address of its own file."""
    words = _words(catalogue)
    return {
        "bentuk": 1,
        "judul": catalogue.title.main,
        "situs_resmi": not catalogue.demonstration,
        "catatan": [t for t in (catalogue.notice.main,) if t],
        "tentang": _about(words),
        "dataset": [
            {
                **{c: v for c, v in one.values.items() if c not in {"catatan", "belum_diisi"}},
                "rilis_resmi": one.entry.official,
                "belum_diisi": list(one.missing),
                "metadata": f"{one.entry.path}metadata/{NAME}.json",
            }
            for one in found
        ],
    }


def _about(words: Words) -> list[str]:
    return [words(f"satu_data.about.{key}") for key in words.section("satu_data.about")]


def _workbook(catalogue: Catalogue, found: Sequence[Record]) -> bytes:
    """What the list is, then official data, variables, and what was collected."""
    words = _words(catalogue)
    official = [one for one in found if one.entry.official]
    collected = [one for one in found if not one.entry.official]
    about = [[words("satu_data.sheets.about")], [catalogue.title.main]]
    about += [[text] for text in (catalogue.notice.main, *_about(words)) if text]
    sheets: dict[str, TextSheet] = {words("satu_data.sheets.about"): (about, (110,))}
    variables = [v for one in official for v in one.variables]
    if len(variables) > MOST_VARIABLES:
        about.append([words("satu_data.many", count=words.number(len(variables)))])
    lists: dict[str, tuple[Sequence[str], Sequence[Mapping[str, str]]]] = {
        "official": (COLUMNS, [one.values for one in official]),
        "variables": (VARIABLE_COLUMNS, variables if len(variables) <= MOST_VARIABLES else []),
        "collected": (COLUMNS, [one.values for one in collected]),
    }
    for name, (columns, rows) in lists.items():
        if rows or name == "official":
            sheets[words(f"satu_data.sheets.{name}")] = _sheet(words, columns, rows)
    return packed(text_parts(catalogue.title.main, sheets).items())


def _sheet(words: Words, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> TextSheet:
    header = [words(f"satu_data.columns.{c}") for c in columns]
    widths = [40 if c in _WIDE else 18 for c in columns]
    return [header, *([row[c] for c in columns] for row in rows)], widths


def _words(catalogue: Catalogue) -> Words:
    return Words.load(catalogue.portal.languages[0])


def _json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False)
    return f"{text}\n".encode("utf-8", "replace")
