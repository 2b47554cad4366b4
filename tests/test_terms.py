"""What the catalogues are told of a site: the facts of the model, fit for every catalogue."""

from __future__ import annotations

import re
from dataclasses import replace

import machine_site
import pytest
from pages_site import HOSTILE, RESOURCE, dataset, published

from build_tools.model import Contact, Licence, Past, Resource, Site, Text, Version
from build_tools.terms import Addresses, describe, encoded
from build_tools.terms.addresses import UNKNOWN
from build_tools.terms.texts import plain

#: What XML 1.0 cannot hold, and what turns or breaks the text around it.
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)


def test_the_same_site_is_described_once() -> None:
    site = machine_site.sound()
    assert describe(site) is describe(site)
    assert describe(machine_site.sound()) is not describe(site)


def test_an_id_is_the_page_and_its_slug_is_unique() -> None:
    entries = describe(machine_site.sound()).entries
    assert [e.id for e in entries] == sorted(e.id for e in entries)
    assert all(e.iri == f"{machine_site.ADDRESS}/datasets/{e.id}/" for e in entries)
    assert len({e.slug for e in entries}) == len(entries)


def test_collected_data_is_the_projects_and_never_an_offices() -> None:
    entry = next(e for e in describe(machine_site.sound()).entries if e.id == "himpunan/stunting")
    assert (entry.official, entry.publisher.name.main) == (False, "Proyek Data Paser")
    assert [office.id for office in entry.related] == ["dinkes"]


def test_official_data_is_its_offices() -> None:
    entry = next(e for e in describe(machine_site.sound()).entries if e.id == "dinkes/jebakan")
    assert entry.official
    assert entry.publisher.iri == f"{machine_site.ADDRESS}/datasets/dinkes/"


def test_dates_are_those_of_the_data() -> None:
    catalogue = describe(machine_site.sound())
    assert (catalogue.issued, catalogue.modified) == ("2026-10-01", "2026-11-20")
    later = machine_site.sound(as_of=machine_site.portal().as_of.replace(year=2030))
    assert describe(later).modified == catalogue.modified


def test_a_short_description_is_followed_by_facts_and_a_long_one_stands_alone() -> None:
    long = "Jumlah penduduk menurut kecamatan, jenis kelamin, dan tahun, semester kedua."
    both = [
        published(dataset("dinkes/a", description=Text("Pendek."))),
        published(dataset("dinkes/b", description=Text(long))),
    ]
    short, given = describe(Site(machine_site.portal(), tuple(both))).entries
    assert short.about.main.startswith("Pendek. Diterbitkan oleh Dinas Kesehatan.")
    assert "2 baris" in short.about.main
    assert len(short.about.main) >= 50
    assert given.about.main == long
    assert short.description.main == "Pendek."


def test_no_text_holds_what_a_catalogue_cannot() -> None:
    (entry,) = describe(machine_site.hostile()).entries
    texts = [entry.title.main, entry.about.main, entry.version, *entry.keywords]
    texts += [title for title, _ in entry.sources] + [r.title for r in entry.rights]
    assert all(text and not UNFIT.search(text) for text in texts)
    assert "</script>" in entry.title.main  # escaping is the catalogue's own business
    assert len(entry.keywords) == 300
    assert all(len(keyword) <= 100 for keyword in entry.keywords)


def test_only_web_addresses_are_addresses_and_they_are_encoded() -> None:
    (entry,) = describe(machine_site.hostile()).entries
    addresses = [address for _, address in entry.sources]
    assert addresses == ["https://contoh.example/spasi%20di%20sini/%C3%A9%25zz", ""]
    assert re.fullmatch(r"[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+", entry.rights[0].iri)
    assert "@" not in entry.contact.url
    assert entry.contact.email == machine_site.EMAIL  # its own is none: the portal's


@pytest.mark.parametrize(
    ("area", "code"),
    [("Kabupaten Paser, Kalimantan Timur", "64.01"), ("", "64.01"), ("Kalimantan Timur", "")],
)
def test_data_about_another_place_is_not_of_the_portals_region(area: str, code: str) -> None:
    given = published(dataset("dinkes/a", area=Text(area)))
    portal = machine_site.portal(settings={"kode_wilayah": "64.01"})
    (entry,) = describe(Site(portal, (given,))).entries
    assert entry.place
    assert (entry.place.name.main, entry.place.kemendagri) == (area or "Kabupaten Paser", code)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (("2018", "2024-06"), ("2018", "2024-06")),
        (("2018", ""), ("2018", "")),
        (("2024", "2018"), ("", "")),
        (("bukan tanggal", "2023-02-30"), ("", "")),
    ],
)
def test_a_period_is_of_dates_that_exist(given: tuple[str, str], expected: tuple[str, str]) -> None:
    (entry,) = describe(
        Site(machine_site.portal(), (published(dataset("dinkes/a", period=given)),))
    ).entries
    assert entry.period == expected


def test_what_is_not_known_stays_empty() -> None:
    (entry,) = describe(machine_site.bare()).entries
    assert (entry.issued, entry.modified, entry.period) == ("", "", ("", ""))
    assert (entry.rights, entry.keywords, entry.contact.email) == ((), (), "")
    assert entry.title.main == "dinkes/polos"
    assert len(entry.about.main) >= 50


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("https://contoh.go.id/a b", "https://contoh.go.id/a%20b"),
        ("https://contoh.go.id/a%20b", "https://contoh.go.id/a%20b"),
        ("HTTPS://contoh.go.id/", "https://contoh.go.id/"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//contoh.go.id", ""),
        ("https:///tanpa-nama", ""),
        ("", ""),
    ],
)
def test_addresses(given: str, expected: str) -> None:
    assert encoded(given) == expected


def test_without_an_address_of_the_site_what_is_written_is_relative_to_its_file() -> None:
    at = Addresses.of("")
    text = f"<{at.of_file('datasets/a/b/')}> <{at.base}>"
    assert at.relative(text, "datasets/a/b/dcat.ttl") == "<../../../datasets/a/b/> <../../../>"
    assert at.relative(text, "catalog.ttl") == "<./datasets/a/b/> <./>"
    assert UNKNOWN not in at.relative(text, "catalog.ttl")
    assert Addresses.of("https://x.example/y").relative("https://x.example/y/z", "a") == (
        "https://x.example/y/z"
    )


def test_a_site_that_is_not_official_says_so() -> None:
    catalogue = describe(machine_site.sound())
    assert catalogue.demonstration
    assert catalogue.description.main.startswith("Situs contoh, bukan situs resmi")
    assert catalogue.description.get("en").startswith("Sample site")
    official = describe(machine_site.sound(official=True))
    assert not official.notice
    assert official.description.main == "Data tentang Paser."


def test_a_licence_without_an_address_has_that_of_its_name_if_it_is_known() -> None:
    given = published(dataset("dinkes/a", licences=(Licence("cc-by-4.0"), Licence("Bebas"))))
    (entry,) = describe(Site(machine_site.portal(), (given,))).entries
    assert [r.iri for r in entry.rights] == ["https://creativecommons.org/licenses/by/4.0/", ""]


def test_a_table_with_its_own_licence_carries_it_on_its_files() -> None:
    own: Resource = replace(RESOURCE, licence=Licence("CC0-1.0"))
    given = published(dataset("dinkes/a", resources=(own,)))
    (entry,) = describe(Site(machine_site.portal(), (given,))).entries
    assert {d.rights[0].name for d in entry.tables[0].distributions} == {"CC0-1.0"}
    assert {d.rights[0].name for d in entry.whole} == {"CC-BY-4.0"}


def test_mail_that_is_none_is_not_passed_on() -> None:
    contact = Contact(Text("Kantor"), "kantor@contoh.go.id?bcc=x@y.z")
    given = published(dataset("dinkes/a", contact=contact))
    portal = machine_site.portal(contact=Contact(Text("Walidata")))
    (entry,) = describe(Site(portal, (given,))).entries
    assert entry.contact.email == ""


def test_only_versions_that_may_go_out_are_releases() -> None:
    given = published(dataset("dinkes/a"))
    versions = (
        Version("2026-11-20", "2026-11-20", "c" * 40, "terbit", "1.1.0"),
        Version("2026-11-10", "2026-11-10", "b" * 40, "ditarik", "1.0.1"),
        Version("2026-10-01", "2026-10-01", "a" * 40, "terbit", "1.0.0"),
    )
    site = Site(machine_site.portal(), (given,), pasts={"dinkes/a": Past("dinkes/a", versions)})
    (entry,) = describe(site).entries
    assert [r.number for r in entry.releases] == ["1.1.0", "1.0.0"]
    assert entry.version == "1.1.0"
    assert entry.releases[0].iri == f"{entry.iri}versi/2026-11-20/"


def test_a_long_text_is_cut_at_its_limit() -> None:
    assert plain("a" * 600, 500) == "a" * 499 + "…"
    assert plain(f"x{HOSTILE}", 10_000, lines=True).count("\n") == 1
