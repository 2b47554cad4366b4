"""The site that the tests of catalogues read: sound, hostile or bare, of any size."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pages_site import HOSTILE, PORTAL, RESOURCE, dataset, published, site

from build_tools.model import Contact, DataSource, Licence, Portal, Published, Site, Text

ADDRESS = "https://contoh.example/data"
EMAIL = "data@contoh.go.id"


def portal(**changes: object) -> Portal:
    """The portal of the tests with an address and somebody who answers; not official."""
    contact = Contact(Text("Walidata", {"en": "Data steward"}), EMAIL, "https://contoh.go.id/")
    base = replace(PORTAL, site_url=ADDRESS, contact=contact)
    return replace(base, **changes)  # type: ignore[arg-type]


def sound(**changes: object) -> Site:
    """Four datasets (one of them hostile, one without rows), one held back: see `pages_site`."""
    return replace(site(), portal=portal(**changes))


def hostile() -> Site:
    """Everything that people can write wrong into a descriptor, all at once."""
    given = dataset(
        "dinkes/jebakan",
        title=Text(HOSTILE, {"en": HOSTILE}),
        description=Text(HOSTILE),
        keywords=tuple(f"{n} {HOSTILE}" for n in range(300)),
        licences=(Licence("X Y", HOSTILE, 'https://contoh.example/a b/<>"{}|^`[1]\\?q=é#a#b'),),
        sources=(
            DataSource(HOSTILE, "https://contoh.example/spasi di sini/é%zz"),
            DataSource("skrip", "javascript:alert(1)"),
        ),
        contact=Contact(Text(HOSTILE), "bukan surel", "http://[::1"),
        version=HOSTILE,
        area=Text(HOSTILE),
        frequency="kapan-kapan",
        period=("bukan tanggal", ""),
    )
    return Site(portal(), (published(given),))


def bare(**changes: object) -> Site:
    """A dataset of which only its table is known: no licence, mail, description, date, topic."""
    given = dataset(
        "dinkes/polos",
        title=Text(),
        description=Text(),
        keywords=(),
        topics=(),
        sources=(),
        licences=(),
        contact=Contact(),
        agencies=(),
        period=("", ""),
        frequency="",
        area=Text(),
        methodology=Text(),
        version="",
    )
    changes = {"contact": Contact(), "licence": Licence(""), **changes}
    return Site(portal(**changes), (published(given, updated="", created=""),))


def large(count: int) -> Site:
    """So many sound datasets."""
    return Site(portal(), tuple(_numbered(number) for number in range(count)))


def _numbered(number: int) -> Published:
    own = dataset(
        f"dinkes/data-{number:05}",
        title=Text(f"Data {number}", {"en": f"Data {number}"}),
        resources=(replace(RESOURCE, name=f"tabel-{number}"),),
    )
    return published(own, folder=Path())
