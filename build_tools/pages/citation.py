"""How to cite a dataset, and under what terms it may be used."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import Markup

from ..model import Published, Text, Version
from . import pasts
from .card import publisher
from .safe import visible
from .view import View

_URL = "%/:?#[]@!$&'()*+,;=~"  # all that an address is made of; the rest would end the entry
_SPECIAL = re.compile(r"[\\{}$&#^_~%]")
_BACKSLASHED = {"{", "}", "$", "&", "#", "_", "%"}
_NAMED = {"\\": r"\textbackslash{}", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}


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
    """One version of the dataset ``id`` as a reference in a text, with its own address."""
    words = view.words
    number = words("versions.page.version", number=given.number) if given.number else ""
    text = words(
        "versions.page.cited",
        publisher=_by(view, given),
        year=given.date[:4],
        title=title.get(view.lang),
        version=number or words("versions.page.unnumbered"),
        portal=view.portal.name.get(view.lang),
        date=pasts.day(words, given),
    )
    return " ".join(f"{visible(text)} {version_address(view, id, given)}".split())


def version_bibtex(view: View, id: str, title: Text, given: Version) -> str:
    """One version of the dataset ``id`` as a BibTeX entry."""
    fields = {
        "author": "{" + _tex(_by(view, given)) + "}",
        "title": _tex(title.get(view.lang)),
        "year": given.date[:4],
        "version": _tex(given.number),
        "howpublished": _tex(view.portal.name.get(view.lang)),
        "note": _tex(view.words("versions.page.of", date=pasts.day(view.words, given))),
        "url": quote(version_address(view, id, given), safe=_URL),
    }
    return _entry(f"{id.replace('/', '-')}-{given.address}", fields)


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


def bibtex(view: View, published: Published) -> str:
    """The dataset as a BibTeX entry."""
    dataset = published.dataset
    fields = {
        "author": "{" + _tex(publisher(view.portal, published, view.lang)) + "}",
        "title": _tex(dataset.title.get(view.lang)),
        "year": year(view, published),
        "version": _tex(version(view, published)),
        "howpublished": _tex(view.portal.name.get(view.lang)),
        "note": _tex(view.words("ui.cite.note", date=view.portal.as_of.isoformat())),
        "url": quote(address(view, published), safe=_URL),
    }
    return _entry(published.id.replace("/", "-"), fields)


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
