"""What a page's head says to programs: signposts, and one block of schema.org.

The links are those of FAIR Signposting (https://signposting.org/FAIR/), for who lands on a page and
wants the data: what describes it, its files, licence, maker and lasting address. They stand in for
content negotiation, which a host of files cannot do.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..catalogues import schema_org
from ..model import MAIN_LANGUAGE, Published
from ..terms import Entry, describe
from .view import View

_ATOM, _JSON, _LD = "application/atom+xml", "application/json", "application/ld+json"
_TURTLE, _MARKDOWN, _LINKSET = "text/turtle", "text/markdown", "application/linkset+json"
#: How many files of a dataset are signposted; `datapackage.json` names all.
_ITEMS = 12


def of_dataset(view: View, published: Published) -> Markup:
    """For the page of a dataset; ``view`` is that of the page."""
    catalogue = describe(view.site)
    entry = catalogue.entry(published.id)
    if entry is None:
        return Markup("")
    links = Markup("\n").join(
        _link(*one) for one in _signposts(view, entry, catalogue.addresses.known)
    )
    found = schema_org.dataset(catalogue, entry, view.lang)
    return links + "\n" + _block(schema_org.block(found, catalogue, _path(view)))


def of_home(view: View) -> Markup:
    """For the front page."""
    catalogue = describe(view.site)
    links = [
        ("describedby", view.file("catalog.ttl"), _TURTLE),
        ("describedby", view.file("catalog.jsonld"), _LD),
    ]
    if catalogue.addresses.known:
        links.append(("api-catalog", view.file(".well-known/api-catalog"), _LINKSET))
    found = schema_org.home(catalogue, view.lang)
    return (
        Markup("\n").join(_link(*one) for one in links)
        + "\n"
        + _block(schema_org.block(found, catalogue, _path(view)))
    )


def _signposts(view: View, entry: Entry, known: bool) -> Iterator[tuple[str, str, str]]:
    """Relation, address and media type of each link."""
    # Beside the page in the main language; other languages share the files.
    here = "" if view.lang == MAIN_LANGUAGE else view.file(entry.path)
    if known:
        yield "cite-as", entry.iri, ""
    yield "type", "https://schema.org/Dataset", ""
    yield "type", "https://schema.org/AboutPage", ""
    yield "author", entry.creator.iri if known else _maker(view, entry), ""
    yield from (("license", r.iri, "") for r in entry.rights[:1] if r.iri)
    yield "collection", view.link("katalog/"), ""
    yield "describedby", f"{here}datapackage.json", _JSON
    yield "describedby", f"{here}dcat.ttl", _TURTLE
    yield "describedby", f"{here}dcat.jsonld", _LD
    if known:
        yield "describedby", f"{here}croissant.json", _LD
    yield "alternate", "data.md", _MARKDOWN  # one in each language
    yield "alternate", view.link(f"umpan/dataset/{entry.id}.xml"), _ATOM
    for file in schema_org.files(entry)[:_ITEMS]:
        yield "item", here + file.url.rpartition("/")[2], file.media_type


def _maker(view: View, entry: Entry) -> str:
    return view.link(f"datasets/{entry.creator.id}/" if entry.creator.id else "")


def _path(view: View) -> str:
    folder = "" if view.lang == MAIN_LANGUAGE else f"{view.lang}/"
    return f"{folder}{view.path / 'index.html'}"


def _link(relation: str, address: str, kind: str) -> Markup:
    if not kind:
        return Markup('<link rel="{}" href="{}">').format(relation, address)
    return Markup('<link rel="{}" type="{}" href="{}">').format(relation, kind, address)


def _block(text: str) -> Markup:
    """A block of data, which no browser runs; the text is escaped for it."""
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704
