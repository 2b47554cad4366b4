"""Whom to tell: the office of a dataset, and where a reader reports what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from markupsafe import Markup, escape

from ..model import Contact, Portal, Published
from . import citation
from .safe import visible
from .view import View, one_line

#: The form for reports in `.github/ISSUE_TEMPLATE/`.
FORM = "laporkan-masalah.yml"
#: … and for requests for data.
REQUEST_FORM = "minta-data.yml"
#: How much of a version is told in an address.
_VERSION = 60


def contact(view: View, given: Contact) -> Markup:
    """An office and how to reach it, else the portal's; empty where neither is known."""
    office = given if (given.name or given.url or given.email) else view.portal.contact
    parts = [view.text(office.name)] if office.name else []
    parts += _ways(view, office)
    if office.address:
        parts.append(escape(visible(office.address)))
    return Markup("<br>").join(parts)


def _ways(view: View, office: Contact, subject: str = "") -> list[Markup]:
    """The links by which an office can be reached."""
    ways = []
    if office.email:
        address = quote(office.email, "@") + (f"?subject={quote(subject)}" if subject else "")
        ways.append(Markup('<a href="mailto:{}">{}</a>').format(address, visible(office.email)))
    if office.url:
        ways.append(view.anchor(office.url, office.url))
    return ways


def of_guides(portal: Portal, lang: str) -> dict[str, object]:
    """What the guides' last line fills in: whom to ask, and whether there is a page of words."""
    docs = portal.root / "docs" / ("" if lang == portal.languages[0] else lang)
    return {
        "steward": portal.agency(portal.steward),
        "mail": quote(portal.contact.email, "@"),
        "glossary": (docs / "panduan" / "istilah.md").is_file(),
    }


def answering(view: View, subject: str) -> list[Markup]:
    """How to write to those who run the portal: the repository's form, else the portal's links.

    Both are filled in with the subject; empty where the portal has neither.
    """
    repository = view.portal.repository.rstrip("/")
    if repository.startswith(("https://", "http://")):
        form = f"{repository}/issues/new?{urlencode({'title': subject})}"
        return [view.anchor(form, f"{repository}/issues")]
    return _ways(view, view.portal.contact, subject)


def reporting(view: View, published: Published) -> list[Markup]:
    """Where to report an error, sentence by sentence.

    That is the repository's form with the dataset filled in, or the address of the dataset's
    office or of the portal. Where there is none the page says so, and what to note down.
    """
    words, portal = view.words, view.portal
    title = words("ui.issue.title", id=published.id)
    number = citation.version(view, published)
    version = published.updated or number
    note = view.say("ui.issue.note", id=published.id)
    repository = portal.repository.rstrip("/")
    if repository:
        body = words("ui.issue.body", id=published.id, version=version)
        filled = {"title": title, "body": body}
        if urlsplit(repository).hostname == "github.com":  # its own form, with fields of that name
            filled = {"template": FORM, "title": title, "dataset": published.id, "versi": version}
        form = f"{repository}/issues/new?{urlencode(filled)}"
        return [view.anchor(form, words("ui.issue.link")) + ". " + note]
    for office in (published.dataset.contact, portal.contact):
        ways = _ways(view, office, title)
        if ways:
            return [view.say("ui.issue.to", contact=Markup(", ").join(ways)) + " " + note]
    nowhere = view.say("ui.issue.nowhere" if portal.official else "ui.issue.nowhere_example")
    shown = ", ".join(v for v in (number, words.date(published.updated)) if v)
    keep = "ui.issue.keep" if shown else "ui.issue.keep_unversioned"
    return [nowhere, view.say(keep, id=published.id, version=shown), *_ppid(view)]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to report: "formulir", "surel" or "whatsapp" (`use.report.ways`), and its address.

    Where no row was named, `ROW` stands in the address, for the row's number or key.
    """

    name: str
    address: str


#: Stands in the addresses of `report_ways` where a script writes the row, percent-encoded.
ROW = "{baris}"


def report_ways(view: View, published: Published, table: str = "", row: str = ROW) -> list[Way]:
    """Every way to report a problem, with dataset, version, table and row filled in.

    ``table``: the name of the resource; empty: not known. ``row``: as `ROW` where a page's script
    fills it in; empty: the reader is to write it. None but those that the portal has.
    """
    words, portal = view.words, view.portal
    shown = (citation.version(view, published), words.date(published.updated))
    version = one_line(", ".join(filter(None, shown)), _VERSION)
    title = words("use.report.subject", id=published.id)
    body = words(
        "use.report.body",
        id=published.id,
        version=version or words("use.report.unversioned"),
        table=table,
        row=row,
    )
    found = []
    repository = portal.repository.rstrip("/")
    if repository.startswith(("https://", "http://")):
        filled = {"title": title, "body": body}
        if urlsplit(repository).hostname == "github.com":
            filled = {"template": FORM, "title": title, "dataset": published.id, "versi": version}
            filled |= {"tabel": table, "baris": row}
        found.append(Way("formulir", f"{repository}/issues/new?{_query(filled)}"))
    mail = published.dataset.contact.email or portal.contact.email
    if mail:
        query = _query({"subject": title, "body": body})
        found.append(Way("surel", f"mailto:{quote(mail, '@')}?{query}"))
    if number := _whatsapp_of(portal):
        found.append(Way("whatsapp", f"https://wa.me/{number}?{_query({'text': body})}"))
    return found


def _query(given: Mapping[str, str]) -> str:
    """A query whose place for the row can be found again."""
    filled = {key: value for key, value in given.items() if value}
    return urlencode(filled, quote_via=quote).replace(quote(ROW), ROW)


def _whatsapp_of(portal: Portal) -> str:
    given = portal.settings.get("kontak")
    return whatsapp(given.get("whatsapp") if isinstance(given, Mapping) else None)


def asking(view: View) -> list[tuple[str, Markup]]:
    """How to ask for data: the way (a key of `requests.ways`) and its link; those there are.

    The repository's form, a letter and a message to the portal's office (`extra.portal.kontak`).
    """
    words, portal = view.words, view.portal
    title = words("requests.subject")
    ways: list[tuple[str, Markup]] = []
    repository = portal.repository.rstrip("/")
    if repository.startswith(("https://", "http://")):
        filled = {"title": title}
        if urlsplit(repository).hostname == "github.com":
            filled = {"template": REQUEST_FORM, "title": title}
        form = f"{repository}/issues/new?{urlencode(filled)}"
        ways.append(("form", view.anchor(form, words("requests.form"))))
    if portal.contact.email:
        (mail, *_) = _ways(view, portal.contact, title)
        ways.append(("mail", mail))
    if number := _whatsapp_of(portal):
        address = f"https://wa.me/{number}?{urlencode({'text': title}, quote_via=quote)}"
        ways.append(("whatsapp", view.anchor(address, f"+{number}")))
    return ways


def whatsapp(given: object) -> str:
    """The number of an office as wa.me writes it (country code, digits); empty: it is none.

    Indonesian numbers may begin with 0. A number that YAML took for an integer has lost its 0.
    """
    text = "" if isinstance(given, bool) or given is None else str(given)
    digits = re.sub(r"[ ().-]", "", text.strip()).removeprefix("+")
    if digits.startswith("0") or (isinstance(given, int) and digits.startswith("8")):
        digits = "62" + digits.removeprefix("0")
    return digits if re.fullmatch("[1-9][0-9]{7,14}", digits) else ""


def ppid(view: View) -> list[Markup]:
    """Where official requests for information go; empty where no region is named."""
    return list(_ppid(view))


def _ppid(view: View) -> Iterator[Markup]:
    """Where official requests go: the information officer of the region (`ppid` setting)."""
    region = view.portal.region.get(view.lang)
    if not region:
        return
    given = view.portal.settings.get("ppid")
    known = given if isinstance(given, Mapping) else {}
    url, day = str(known.get("url") or ""), str(known.get("diperiksa") or "")
    if url:
        yield view.say("ui.issue.ppid_link", region=region, link=view.anchor(url, url))
    elif day:
        yield view.say("ui.issue.ppid_unknown", region=region, date=view.words.date(day))
    else:
        yield view.say("ui.issue.ppid", region=region)
