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
    """The full address of the dataset's page, empty where the site's own is not known."""
    base = _base(view)
    return f"{base}datasets/{published.id}/" if base else ""


def _base(view: View) -> str:
    """The full address of the root of the language, empty where the site's is not known."""
    base = view.portal.site_url.rstrip("/")
    return f"{base}/{'' if view.lang == 'id' else f'{view.lang}/'}" if base else ""


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
    official = given.origin == "resmi" and given.agencies
    by = view.agency_text(given.agencies[0]) if official else view.portal.publisher
    number = words("versions.page.version", number=given.number) if given.number else ""
    text = words(
        "versions.page.cited",
        publisher=by.get(view.lang),
        year=given.date[:4],
        title=title.get(view.lang),
        version=number or words("versions.page.unnumbered"),
        portal=view.portal.name.get(view.lang),
        date=pasts.day(words, given),
    )
    base = _base(view)
    own = f"{base}datasets/{id}/versi/{given.address}/" if base else ""
    return " ".join(f"{visible(text)} {own}".split())


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
    key = published.id.replace("/", "-")
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
