"""Site -> `Catalogue`: which fact of the model each term is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from urllib.parse import quote

from ..areas import Regions
from ..areas.codes import SYSTEMS
from ..areas.regions import regions
from ..model import (
    Agency,
    Contact,
    Dataset,
    Download,
    Field,
    Licence,
    Published,
    Site,
    Table,
    Text,
    Topic,
    Version,
)
from ..words import Words
from . import dates
from .about import about
from .addresses import Addresses, encoded
from .federated import federated
from .nouns import (
    Agent,
    Catalogue,
    Distribution,
    Entry,
    Gone,
    Move,
    Place,
    Release,
    Rights,
    Subject,
    TableTerms,
    Variable,
)
from .releases import names
from .texts import DESCRIPTION, KEYWORD, TITLE, fit, plain
from .vocabularies import LICENCES, THEMES

#: The catalogue of the site that was asked for last: every catalogue asks for the same one.
_LAST: list[tuple[Site, Catalogue]] = []


def describe(site: Site) -> Catalogue:
    """The portal in the terms of catalogues; the same object for the same site."""
    if not _LAST or _LAST[0][0] is not site:
        _LAST[:] = [(site, _Describing(site).catalogue())]
    return _LAST[0][1]


class _Describing:
    """One site being described: what its entries share is worked out once."""

    def __init__(self, site: Site) -> None:
        self.site, self.portal = site, site.portal
        self.words = {lang: Words.load(lang) for lang in site.portal.languages}
        self.at = Addresses.of(site.portal.site_url)
        self.agents = {a.id: self._office(a) for a in site.portal.agencies}
        self.project = self._project()
        self.subjects = {t.id: self._subject(t) for t in site.portal.topics}
        self.regions = regions(site)
        self.places: dict[str, Place | None] = {}

    def catalogue(self) -> Catalogue:
        portal = self.portal
        notice = self._said("terms.notice") if not portal.official else Text()
        given = fit(portal.description or portal.name, DESCRIPTION, lines=True)
        return Catalogue(
            site=self.site,
            addresses=self.at,
            title=fit(portal.name, TITLE),
            description=_joined(notice, given) if notice else given,
            notice=notice,
            publisher=self.project,
            steward=self.agents.get(portal.steward),
            contact=self._contact(portal.contact, self.project),
            rights=rights((portal.licence,)),
            subjects=tuple(self.subjects.values()),
            agents=self.agents,
            place=self._place(str(portal.settings.get("kode_wilayah") or ""), portal.region),
            entries=tuple(self._entry(p) for p in sorted(self.site.published, key=lambda p: p.id)),
            demonstration=not portal.official,
            federated=federated(self.site, self.at),
            moves=tuple(self._moves()),
            gone=tuple(sorted(self._gone(), key=lambda one: one.id)),
        )

    def _moves(self) -> Iterator[Move]:
        """The addresses that were left for another and that nothing stands at now."""
        shown = {p.id for p in self.site.published}
        taken = shown | {h.source.id for h in self.site.held_back}
        for id, past in sorted(self.site.pasts.items()):
            to = self.site.current(id)
            if past.moved_to and to != id and id not in taken:
                yield Move(id, to, past.gone_on, to in shown)

    def _gone(self) -> Iterator[Gone]:
        """The addresses that have a page which says why there is no data."""
        here = {p.id for p in self.site.published} | {h.source.id for h in self.site.held_back}
        for held in self.site.held_back:
            why = held.withdrawn
            yield Gone(held.source.id, "ditarik" if why else "ditahan", why.date if why else "")
        for id, past in self.site.pasts.items():
            if past.gone_on and not past.moved_to and id not in here:
                yield Gone(id, "dihapus", past.gone_on)

    def _entry(self, published: Published) -> Entry:
        dataset = published.dataset
        page = self.at.of_file(f"datasets/{published.id}/")
        collected = dataset.origin != "resmi"
        offices = tuple(self.agents[id] for id in dataset.agencies if id in self.agents)
        creator = self.project if collected or not offices else offices[0]
        tables = tuple(self._table(published, table) for table in published.tables)
        release = self._releases(published)
        description = fit(dataset.description, DESCRIPTION, lines=True)
        given = (dataset.period, *(t.period for t in published.tables))
        period = next((p for p in (dates.period(*g) for g in given) if any(p)), ("", ""))
        return Entry(
            id=published.id,
            iri=page,
            slug=published.id.replace("/", "--"),
            title=fit(dataset.title, TITLE) or Text(published.id),
            description=description,
            about=about(self.words, description, creator.name, period, tables, collected),
            keywords=_keywords(dataset.keywords),
            keywords_in=self._translated(dataset),
            method=fit(dataset.methodology, DESCRIPTION, lines=True),
            level=fit(dataset.level, TITLE),
            subjects=tuple(self.subjects[t] for t in dataset.topics if t in self.subjects),
            publisher=creator,
            creator=creator,
            contact=self._contact(
                dataset.contact if dataset.contact.name else self.portal.contact, creator
            ),
            related=offices if collected else offices[1:],
            rights=rights(dataset.licences or (self.portal.licence,)),
            official=not collected,
            issued=published.created,
            modified=published.updated,
            frequency=dataset.frequency,
            period=period,
            place=self._place_of(dataset),
            version=(release[0].number if release else "") or plain(dataset.version, 50),
            sources=tuple(
                (plain(s.title, TITLE), encoded(s.path)) for s in dataset.sources if s.title
            ),
            access=dataset.access,
            tables=tables,
            whole=tuple(self._file(published, d, Text(), ()) for d in published.downloads),
            releases=release,
            published=published,
        )

    def _translated(self, dataset: Dataset) -> Mapping[str, tuple[str, ...]]:
        """The keywords in the other languages of the portal, as far as they were given."""
        found = {}
        for lang in self.portal.languages[1:]:
            own = dataset.raw.get(f"sdi:{lang}")
            given = own.get("keywords") if isinstance(own, Mapping) else ()
            listed = given if isinstance(given, list) else ()
            found[lang] = _keywords(k for k in listed if isinstance(k, str))
        return {lang: keywords for lang, keywords in found.items() if keywords}

    def _table(self, published: Published, table: Table) -> TableTerms:
        resource = table.resource
        title = fit(resource.title, TITLE) or Text(resource.name)
        own = rights((resource.licence,)) if resource.licence else ()
        schema = self.at.of_file(f"skema/{published.id}/{resource.name}.json")
        return TableTerms(
            name=resource.name,
            title=title,
            description=fit(resource.description, DESCRIPTION, lines=True),
            rows=table.rows,
            variables=tuple(variable(field) for field in resource.fields),
            distributions=tuple(
                self._file(published, d, title, own, schema) for d in table.downloads
            ),
            schema=schema,
            table=table,
        )

    def _file(
        self,
        published: Published,
        given: Download,
        title: Text,
        own: tuple[Rights, ...],
        schema: str = "",
    ) -> Distribution:
        kind = given.format
        if kind in ("zip", "datapackage"):
            said = self._said("terms.zip" if kind == "zip" else "terms.descriptor")
        else:
            others = {k: f"{v} ({kind.upper()})" for k, v in title.others.items()}
            said = Text(f"{title.main} ({kind.upper()})", others)
        url = self.at.of_file(f"datasets/{published.id}/{given.name}")
        page = self.at.of_file(f"datasets/{published.id}/")
        return Distribution(
            iri=f"{page}#berkas-{encoded_part(given.name)}",
            url=url,
            name=given.name,
            format=kind,
            media_type=given.media_type.partition(";")[0].strip(),
            bytes=given.bytes,
            sha256=given.sha256,
            title=said,
            resource=given.resource,
            schema=schema,
            rights=own or rights(published.dataset.licences or (self.portal.licence,)),
        )

    def _releases(self, published: Published) -> tuple[Release, ...]:
        past = self.site.pasts.get(published.id)
        found = []
        for version in past.versions if past else ():
            if version.state != "terbit":
                continue
            folder = f"datasets/{published.id}/versi/{version.address}/"
            named = names(version).tables
            files = tuple(
                Distribution(
                    iri=self.at.of_file(f"{folder}{named[t.name]}"),
                    url=self.at.of_file(f"{folder}{named[t.name]}"),
                    name=named[t.name],
                    format=t.file.format,
                    media_type=t.file.media_type.partition(";")[0].strip(),
                    bytes=t.file.bytes,
                    sha256=t.file.sha256,
                    title=fit(t.title, TITLE) or Text(t.name),
                    resource=t.name,
                    rights=rights(tuple(map(Licence, version.licences))),
                )
                for t in version.tables
                if t.file and t.name in named
            )
            iri = self.at.of_file(folder)
            found.append(
                Release(
                    *(iri, version.number, version.date, version.address, files),
                    kind=version.kind or "",
                    publisher=self._publisher(version),
                )
            )
        return tuple(found)

    def _publisher(self, version: Version) -> Agent | None:
        """Whose a version was when it went out."""
        if version.origin != "resmi":
            return self.project
        return next((self.agents[id] for id in version.agencies if id in self.agents), None)

    def _office(self, office: Agency) -> Agent:
        page = self.at.of_file(f"datasets/{office.id}/")
        contact = office.contact
        return Agent(
            id=office.id,
            name=fit(office.name, TITLE) or Text(office.id),
            iri=page,
            page=page,
            url=encoded(contact.url),
            email=email(contact.email),
        )

    def _project(self) -> Agent:
        """Who publishes the site; of an official one that is the government itself."""
        portal, home = self.portal, self.at.base
        name = fit(portal.publisher or portal.name, TITLE)
        contact = portal.contact
        iri = f"{home}#penerbit"
        return Agent("", name, iri, home, encoded(contact.url), email(contact.email))

    def _contact(self, given: Contact, owner: Agent) -> Agent:
        """Who answers: the dataset's contact, else the portal's, else who publishes it.

        An address of mail is that of the portal where the dataset has none of its own.
        """
        mail = email(given.email) or owner.email or email(self.portal.contact.email)
        name = fit(given.name, TITLE) or owner.name
        url = encoded(given.url) or owner.url
        return Agent("", name, f"{owner.iri.partition('#')[0]}#kontak", owner.page, url, mail)

    def _subject(self, topic: Topic) -> Subject:
        page = self.at.of_file(f"topik/{topic.id}/")
        title = fit(topic.title, TITLE) or Text(topic.id)
        return Subject(topic.id, title, page, page, topic.theme if topic.theme in THEMES else "")

    def _place_of(self, dataset: Dataset) -> Place | None:
        codes = {r.area_code for r in dataset.resources if r.area_code}
        code = next(iter(codes)) if len(codes) == 1 else ""
        root = str(self.portal.settings.get("kode_wilayah") or "")
        area, region = dataset.area, self.portal.region
        if not code and area and region.main.casefold() not in area.main.casefold():
            return Place(fit(area, TITLE))  # it is about another place than the portal
        return self._place(code or root, area or region)

    def _place(self, code: str, name: Text) -> Place | None:
        known: Regions = self.regions
        region = known.by_code.get(code)
        if region is None:
            return Place(fit(name, TITLE), code) if name else None
        if code not in self.places:
            codes = _codes(region.codes)
            self.places[code] = Place(
                name=Text(plain(region.name, TITLE)),
                kemendagri=codes.get("kemendagri", "" if code in codes.values() else code),
                bps=codes.get("bps", ""),
                iri=self.at.of_file(f"wilayah/{code}/"),
                box=self._box(code),
            )
        return self.places[code]

    def _box(self, code: str) -> tuple[float, float, float, float] | None:
        """The box of the outline that has the code, of the datasets that have outlines."""
        for published in self.site.published:
            for table in published.tables:
                for shape in table.shapes:
                    if any(value == code for _, value in shape.codes):
                        points = [p for ring in shape.rings for p in ring]
                        if points:
                            xs, ys = [x for x, _ in points], [y for _, y in points]
                            return (min(xs), min(ys), max(xs), max(ys))
        return None

    def _said(self, key: str) -> Text:
        """The same sentence in every language of the portal."""
        main, *others = self.portal.languages
        return Text(self.words[main](key), {lang: self.words[lang](key) for lang in others})


@lru_cache(maxsize=1024)
def rights(licences: tuple[Licence | None, ...]) -> tuple[Rights, ...]:
    """The licences with their addresses, each once."""
    return tuple(dict.fromkeys(_rights(licences)))


def _rights(licences: tuple[Licence | None, ...]) -> Iterator[Rights]:
    for licence in licences:
        if licence and (licence.name or licence.path):
            iri = encoded(licence.path) or LICENCES.get(licence.name.lower(), "")
            yield Rights(iri, plain(licence.name, 100), plain(licence.title, TITLE))


def variable(field: Field) -> Variable:
    """A column in the terms of catalogues."""
    measure = field.measure
    return Variable(
        name=plain(field.name, TITLE),
        type=field.type,
        title=fit(field.title, TITLE),
        description=fit(field.description, DESCRIPTION),
        unit=fit(measure.unit, TITLE) if measure else Text(),
        concept=fit(measure.concept, TITLE) if measure else Text(),
        definition=fit(measure.definition, DESCRIPTION) if measure else Text(),
        classification=fit(measure.classification, TITLE) if measure else Text(),
        measure=fit(measure.measure, TITLE) if measure else Text(),
        standard=plain(measure.standard, 50) if measure else "",
        measured=measure is not None,
    )


def _codes(given: tuple[tuple[Text, str], ...]) -> Mapping[str, str]:
    """The region's codes by who gave them, as the titles of their columns say."""
    return {who: code for title, code in given for who in SYSTEMS if who in title.main.lower()}


#: What an address of mail could hold in quotes alone, and "mailto:" only escaped.
_NO_MAIL = frozenset('<>"?&#/[](),;:\\|{}^`')


def email(given: str) -> str:
    """An address of mail that can stand after "mailto:"; empty for what is none."""
    address = given.strip().removeprefix("mailto:")
    name, at, host = address.partition("@")
    sound = at and name and "." in host and not any(c.isspace() or c in _NO_MAIL for c in address)
    return f"{name}@{host}" if sound else ""


def encoded_part(name: str) -> str:
    """A file's name as a fragment of an address."""
    return quote(name, safe="-._~")


def _keywords(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (plain(k, KEYWORD) for k in given))))


def _joined(first: Text, second: Text) -> Text:
    others = {
        lang: f"{first.get(lang)} {second.get(lang)}" for lang in {**first.others, **second.others}
    }
    return Text(f"{first.main} {second.main}", others)
