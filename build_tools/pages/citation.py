"""How to cite a dataset, and under what terms it may be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from ..model import MAIN_LANGUAGE, Published, Text, Version
from . import pasts
from .card import publisher
from .safe import visible
from .view import View, one_line

_URL = "%/:?#[]@!$&'()*+,;=~"  # all that an address is made of; the rest would end the entry
_SPECIAL = re.compile(r"[\\{}$&#^_~%]")
_BACKSLASHED = {"$", "&", "#", "_", "%"}
#: Braces have names too: BibTeX counts them, also behind a backslash.
_NAMED = {
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
}
#: How many hashes of files a citation names.
_SUMS = 10
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation is made of, in the words of one language, each on one line."""

    key: str  # of its entry: letters, digits and hyphens
    author: str  # the office that released it; the project for what it collected
    title: str
    date: str  # ISO date of the version
    number: str  # of the version; empty: none
    portal: str
    address: str  # full, of the version's page; empty where the site's own is not known
    path: str  # the same below the root of the site
    sums: tuple[tuple[str, str], ...] = ()  # names of files and their SHA-256

    @property
    def year(self) -> str:
        return self.date[:4]

    @property
    def hashes(self) -> list[str]:
        """Each file with its SHA-256, as a citation names it."""
        return [f"SHA-256 {name}: {sha256}" for name, sha256 in self.sums[:_SUMS]]


def of_dataset(view: View, published: Published) -> Cited:
    """The version of a dataset that is shown; without a history, the dataset as it stands."""
    newest = pasts.newest(view.site.pasts.get(published.id))
    if newest:
        return of_version(view, published.id, published.dataset.title, newest)
    by = publisher(view.portal, published, view.lang)
    day = published.updated or view.portal.as_of.isoformat()
    csv = (d for t in published.tables for d in t.downloads if d.format == "csv")
    sums = tuple((d.name, d.sha256) for d in csv)
    path = f"datasets/{published.id}/"
    key, title = published.id.replace("/", "-"), published.dataset.title.get(view.lang)
    return _cited(view, key, by, title, day, published.dataset.version, path, sums)


def of_version(view: View, id: str, title: Text, given: Version) -> Cited:
    """A version that is published, of the dataset that has the address ``id``."""
    names = pasts.names(given).tables
    sums = tuple((names[t.name], t.file.sha256) for t in given.tables if t.file and t.name in names)
    path = f"datasets/{id}/versi/{given.address}/"
    key = f"{id.replace('/', '-')}-{given.address}"
    by, name = _by(view, given), title.get(view.lang)
    return _cited(view, key, by, name, given.date, given.number, path, sums)


def _cited(
    view: View,
    key: str,
    author: str,
    title: str,
    day: str,
    number: str,
    path: str,
    sums: tuple[tuple[str, str], ...],
) -> Cited:
    portal = view.portal.name.get(view.lang)
    own = "" if view.lang == MAIN_LANGUAGE else f"{view.lang}/"
    address = f"{view.base}{path}" if view.base else ""
    by, name = one_line(author, _LONGEST), one_line(title, _LONGEST)
    version, place = one_line(number), own + path
    return Cited(key, by, name, day, version, one_line(portal), address, place, sums)


def address(view: View, published: Published) -> str:
    """The full address of the version shown, which stays as it is; of the dataset's page where
    there is none. Empty where the site's own is not known.
    """
    newest = pasts.newest(view.site.pasts.get(published.id))
    if newest:
        return version_address(view, published.id, newest)
    return f"{view.base}datasets/{published.id}/" if view.base else ""


def version_address(view: View, id: str, given: Version) -> str:
    """The full address of a version's page; empty where the site's own is not known."""
    return f"{view.base}datasets/{id}/versi/{given.address}/" if view.base else ""


def year(view: View, published: Published) -> str:
    """The year of the version shown."""
    return (published.updated or view.portal.as_of.isoformat())[:4]


def version(view: View, published: Published) -> str:
    """The number of the version shown: by the rule, else as the publisher states it."""
    newest = pasts.newest(view.site.pasts.get(published.id))
    return (newest.number if newest else "") or published.dataset.version


def version_citation(view: View, id: str, title: Text, given: Version) -> str:
    """One version of the dataset ``id`` as a reference in a text, with its address and hash."""
    words, cited = view.words, of_version(view, id, title, given)
    number = words("versions.page.version", number=given.number) if given.number else ""
    text = words(
        "versions.page.cited",
        publisher=cited.author,
        year=cited.year,
        title=cited.title,
        version=number or words("versions.page.unnumbered"),
        portal=cited.portal,
        date=pasts.day(words, given),
    )
    return " ".join(f"{visible(text)} {cited.address} {hashed(view, cited)}".split())


def version_bibtex(view: View, id: str, title: Text, given: Version) -> str:
    """One version of the dataset ``id`` as a BibTeX entry."""
    note = view.words("versions.page.of", date=pasts.day(view.words, given))
    return bibtex(of_version(view, id, title, given), note)


def hashed(view: View, cited: Cited) -> str:
    """By what a reader knows the cited file again: its SHA-256, and how many more there are."""
    if not cited.sums:
        return ""
    name, sha256 = cited.sums[0]
    more = view.count("use.cite.more", len(cited.sums) - 1) if len(cited.sums) > 1 else ""
    return view.words("use.cite.hash", name=name, hash=sha256, more=more).strip()


def _by(view: View, given: Version) -> str:
    """Who published a version: its first office; the project for what it collected."""
    official = given.origin == "resmi" and given.agencies
    by = view.agency_text(given.agencies[0]) if official else view.portal.publisher
    return by.get(view.lang)


def citation(view: View, published: Published) -> str:
    """The dataset as a reference in a text, on one line."""
    words, dataset, number = view.words, published.dataset, version(view, published)
    said = words("ui.cite.version", version=number) if number else ""
    text = words(
        "ui.cite.text",
        publisher=publisher(view.portal, published, view.lang),
        year=year(view, published),
        title=dataset.title.get(view.lang) + said,
        portal=view.portal.name.get(view.lang),
        date=words.date(view.portal.as_of.isoformat()),
    )
    return " ".join(f"{visible(text)} {address(view, published)}".split())


def bibtex(cited: Cited, note: str) -> str:
    """A dataset or a version of it as a BibTeX entry; the hashes follow the note."""
    fields = {
        "author": "{" + _tex(cited.author) + "}",
        "title": _tex(cited.title),
        "year": cited.year,
        "version": _tex(cited.number),
        "howpublished": _tex(cited.portal),
        "note": _tex("; ".join([note, *cited.hashes])),
        "url": quote(cited.address, safe=_URL),
    }
    return _entry(cited.key, fields)


def _entry(key: str, fields: dict[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return "@misc{" + ",\n".join([key, *lines]) + "\n}"


def _tex(text: str) -> str:
    line = " ".join(visible(text).split())
    return _SPECIAL.sub(lambda m: "\\" + m[0] if m[0] in _BACKSLASHED else _NAMED[m[0]], line)


def terms(view: View, published: Published) -> list[Markup]:
    """What may be done with the dataset, sentence by sentence.

    The dataset's own note says it where there is one. Else, for what the project gathered
    only the arrangement is licensed: the facts stay with their sources, and the sentence
    says where those stated no licence.
    """
    dataset = published.dataset
    licences = dataset.licences or (view.portal.licence,)
    names = Markup(", ").join(view.licence(licence) for licence in licences)
    sentences = []
    if dataset.licence_note:
        sentences.append(view.text(dataset.licence_note, note=True))
        sentences.append(view.say("ui.terms.official", licence=names))
    elif dataset.origin == "himpunan":
        stated = bool(dataset.sources) and all(s.licence for s in dataset.sources)
        key = "ui.terms.sources_stated" if stated else "ui.terms.sources_silent"
        sentences.append(view.say(key))
        sentences.append(view.say("ui.terms.arrangement", licence=names))
    else:
        sentences.append(view.say("ui.terms.official", licence=names))
    for resource in dataset.resources:
        if resource.licence and resource.licence not in licences:
            label = resource.title.get(view.lang) or resource.name
            named = view.licence(resource.licence)
            sentences.append(view.say("ui.terms.resource", title=label, licence=named))
    return sentences
