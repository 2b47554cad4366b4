"""The facts beside a dataset's page: who answers for it, of when it is, which version it is."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from ..model import Published
from . import citation, contacts
from .card import frequency, publisher, spanned
from .portal.shown import shown_on
from .schedule import next_day
from .view import View, worded


def facts(view: View, published: Published) -> Iterator[tuple[str, Markup | str]]:
    """The facts beside the page: name and value."""
    words, dataset, portal = view.words, published.dataset, view.portal
    unknown = words("ui.unknown")

    def fact(key: str, value: Markup | str) -> tuple[str, Markup | str]:
        return words(f"ui.facts.{key}"), value

    collected = dataset.origin == "himpunan"
    names = Markup("; ").join(view.agency_link(id) for id in dataset.agencies)
    yield fact("origin", words(f"ui.origin.{dataset.origin}"))
    if collected:
        yield fact("publisher", publisher(portal, published, view.lang))
        if names:
            yield fact("related", names)
    else:
        yield fact("producer", names or unknown)
    if portal.steward:
        link = view.agency_link(portal.steward)
        not_theirs = Markup("<br>{}").format(words("ui.facts.not_theirs")) if collected else ""
        yield fact("steward", link + not_theirs)
    if portal.supervisor and not collected:
        yield fact("supervisor", view.text(portal.supervisor))
    yield fact("period", spanned(words, published) or unknown)
    yield fact("frequency", frequency(words, dataset.frequency) or unknown)
    yield fact("next", next_day(view, published) or words("ui.facts.none_planned"))
    yield fact("area", view.text(dataset.area) if dataset.area else unknown)
    yield fact("level", view.text(dataset.level) if dataset.level else unknown)
    if dataset.topics:
        yield fact("topics", Markup(", ").join(_topic(view, id) for id in dataset.topics))
    portal_pages = shown_on(view, dataset)
    if portal_pages:
        yield words("smartcity.shown_on"), portal_pages
    if dataset.source_quality:
        quality = worded(words, "ui.source_quality", dataset.source_quality)
        yield fact("source_quality", quality)
    if dataset.access:
        yield fact("access", worded(words, "ui.access", dataset.access))
    yield fact("updated", words.date(published.updated) or words("ui.facts.not_dated"))
    if published.created and published.created != published.updated:
        yield fact("created", words.date(published.created))
    yield from _accounted(view, published)
    none = words("ui.facts.no_contact") if collected else unknown
    yield fact("contact", contacts.contact(view, dataset.contact) or none)
    yield fact("id", published.id)


def _accounted(view: View, published: Published) -> Iterator[tuple[str, Markup | str]]:
    """The version, and who approved and verified the data: offices and days."""
    words, dataset = view.words, published.dataset
    number = citation.version(view, published)
    if number:
        yield words("versions.facts.version"), number
    verified = dataset.verification
    if verified is None:
        return
    for key, office, day in (
        ("approved", verified.approved_by, verified.approved_on),
        ("verified", verified.verified_by, verified.verified_on),
    ):
        if office or day:
            who = view.agency_link(office) if office else words("ui.unknown")
            date = words.date(day) or words("ui.facts.not_dated")
            yield (
                words(f"versions.facts.{key}"),
                view.say("versions.facts.by", office=who, date=date),
            )


def _topic(view: View, id: str) -> Markup:
    topic = view.portal.topic(id)
    if topic is None:
        return Markup("{}").format(id)
    name = view.text(topic.title)
    return Markup('<a href="{}">{}</a>').format(view.link(f"topik/{id}/"), name)
