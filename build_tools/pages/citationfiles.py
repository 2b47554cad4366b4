"""A citation in the forms that others ask for: ISO 690 and APA as text, BibTeX, RIS, CSL-JSON.

The day on which a reader read it is the reader's own: a page fills in the browser's day where it
runs scripts and else says that it is to be filled in; the files say that it is missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from markupsafe import Markup

from ..model import OutputFile, Published
from . import citation
from .citation import Cited
from .safe import visible
from .view import View

#: How a browser is told to write a day, by language.
LOCALES = {"id": "id-ID", "en": "en-GB"}
#: The files beside the page of a dataset; in its main language, as its downloads.
FILES = {"BibTeX": "kutipan.bib", "RIS": "kutipan.ris", "CSL-JSON": "kutipan.csl.json"}


@dataclass(frozen=True, slots=True)
class Styled:
    """A citation as a text of one style."""

    style: str  # "iso690", "apa": the last part of its id
    title: str
    text: Markup


def texts(view: View, published: Published) -> list[Styled]:
    """The dataset's version as ISO 690:2021 and APA (7th edition) write data sets."""
    cited = citation.of_dataset(view, published)
    words = view.words
    day = words.date(cited.date)
    number = words("use.cite.version", number=cited.number) if cited.number else ""
    values = {
        "author": _ended(cited.author),
        "year": cited.year,
        "portal": cited.portal,
        "accessed": _accessed(view),
        "address": _address(cited),
        "hash": citation.hashed(view, cited),
    }
    dated = words("use.cite.numbered" if number else "use.cite.of", version=number, date=day)
    edition = f"{number}. " if number else ""
    title = _ended(cited.title)
    iso = view.say("use.cite.iso", title=title, edition=edition, date=day, **values)
    apa = view.say("use.cite.apa", title=cited.title, dated=dated, **values)
    return [
        Styled("iso690", "ISO 690", Markup(" ").join(iso.split())),
        Styled("apa", "APA", Markup(" ").join(apa.split())),
    ]


def _ended(text: str) -> str:
    """Without the full stop that the style sets itself."""
    return text.rstrip(". ")


def _accessed(view: View) -> Markup:
    locale = LOCALES.get(view.lang, view.lang)
    return Markup('<span data-hari="{}">{}</span>').format(locale, view.words("use.cite.fill"))


def _address(cited: Cited) -> Markup:
    if cited.address:
        return Markup("<span>{}</span>").format(visible(cited.address))
    return Markup('<span data-alamat="{0}">{0}</span>').format(cited.path)


def files(view: View, published: Published) -> Iterator[OutputFile]:
    """`kutipan.bib`, `.ris` and `.csl.json` beside the dataset's page. ``view``: main language."""
    cited = citation.of_dataset(view, published)
    note = "; ".join(_notes(view, cited))
    folder = PurePosixPath("datasets", published.id)
    made = {
        "BibTeX": citation.bibtex(cited, note) + "\n",
        "RIS": ris(cited, note, view.lang),
        "CSL-JSON": json.dumps(csl(cited, note, view.lang), ensure_ascii=False, indent=2) + "\n",
    }
    for name, text in made.items():
        yield OutputFile(folder / FILES[name], text.encode("utf-8", "replace"))


def _notes(view: View, cited: Cited) -> Iterator[str]:
    words = view.words
    yield words("use.cite.of", date=words.date(cited.date))
    if not cited.address:
        yield words("use.cite.below", path=cited.path)
    yield words("use.cite.no_day")


def ris(cited: Cited, note: str, lang: str) -> str:
    """A reference of type DATA as RIS has it: CRLF, one tag a line."""
    given = [
        ("TY", "DATA"),
        ("ID", cited.key),
        ("AU", cited.author),
        ("TI", cited.title),
        ("PY", cited.year),
        ("DA", cited.date.replace("-", "/") + "/" if cited.date else ""),
        ("ET", cited.number),
        ("PB", cited.portal),
        ("LA", lang),
        ("UR", cited.address),
        ("N1", "; ".join([note, *cited.hashes])),
        ("ER", " "),
    ]
    lines = (f"{tag}  - {' '.join(visible(v).split())}" for tag, v in given if v)
    return "".join(f"{line}\r\n" for line in lines)


def csl(cited: Cited, note: str, lang: str) -> list[dict[str, Any]]:
    """The reference as CSL-JSON 1.0 has it: a list of one item."""
    found: dict[str, Any] = {
        "id": cited.key,
        "type": "dataset",
        "title": cited.title,
        "author": [{"literal": cited.author}],
        "issued": {"date-parts": [[int(part) for part in cited.date.split("-")]]},
        "version": cited.number,
        "publisher": cited.portal,
        "language": lang,
        "URL": cited.address,
        "note": "; ".join([note, *cited.hashes]),
    }
    return [{key: value for key, value in found.items() if value}]
