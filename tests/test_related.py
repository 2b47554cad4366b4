"""Which datasets belong together, and the reason that is said."""

from __future__ import annotations

from dataclasses import replace

from pages_site import FIELDS, PORTAL, RESOURCE, dataset, published

from build_tools.model import Field, ForeignKey, Measure, Published, Site, Text
from build_tools.pages.neighbours import neighbours
from build_tools.pages.view import View
from build_tools.related import SHOWN, related
from build_tools.words import Words


def made(id: str, *, topics: tuple[str, ...] = (), **changes: object) -> Published:
    plain = replace(RESOURCE, fields=(FIELDS[0],))
    given = {"resources": (plain,), "topics": topics, "title": Text(id), **changes}
    return published(dataset(id, **given))


def reasons(*given: Published) -> dict[str, dict[str, tuple[str, ...]]]:
    found = related(Site(PORTAL, given))
    return {
        id: {other.id: tuple(reason for reason, _ in other.reasons) for other in others}
        for id, others in found.items()
    }


def measuring(concept: str, unit: str, standard: str = "") -> tuple[Field, ...]:
    measure = Measure(concept=Text(concept), unit=Text(unit), standard=standard)
    return (Field("nilai", "number", measure=measure),)


def test_a_shared_topic_is_a_reason_and_is_named() -> None:
    one, two = made("a/satu", topics=("kesehatan",)), made("b/dua", topics=("kesehatan",))
    assert reasons(one, two) == {
        "a/satu": {"b/dua": ("topik",)},
        "b/dua": {"a/satu": ("topik",)},
    }
    site = Site(PORTAL, (one, two))
    view = View(site, Words.load("en"))
    found = neighbours(view, one, related(site)["a/satu"], {p.id: p for p in (one, two)})
    assert [n.reasons for n in found] == [("Same topic: Health",)]


def test_the_same_indicator_needs_the_same_concept_and_unit_or_standard() -> None:
    def holding(id: str, *given: str) -> Published:
        return made(id, resources=(replace(RESOURCE, fields=measuring(*given)),))

    found = reasons(
        holding("a/satu", "Penduduk", "orang"),
        holding("b/dua", "penduduk", "Orang"),
        holding("c/tiga", "Penduduk", "persen"),
        holding("d/empat", "Warga", "jiwa", "SD1"),
        holding("e/lima", "Jiwa", "kepala", "SD1"),
    )
    assert found["a/satu"] == {"b/dua": ("indikator",)}
    assert found["c/tiga"] == {}
    assert found["d/empat"] == {"e/lima": ("indikator",)}


def test_region_codes_join_their_users_and_name_the_reference() -> None:
    key = ForeignKey(("kode",), "kecamatan", ("kode",), "referensi/wilayah")
    coded = replace(RESOURCE, fields=(FIELDS[0],), foreign_keys=(key,))
    found = reasons(
        made("a/satu", resources=(coded,)),
        made("b/dua", resources=(coded,)),
        made("referensi/wilayah", topics=("wilayah",)),
    )
    assert found["a/satu"] == {"referensi/wilayah": ("rujukan",), "b/dua": ("wilayah",)}
    assert found["referensi/wilayah"] == {"a/satu": ("rujukan",), "b/dua": ("rujukan",)}


def test_other_reference_tables_do_not_make_areas_of_their_users() -> None:
    key = ForeignKey(("opd",), "opd", ("id",), "referensi/opd")
    coded = replace(RESOURCE, fields=(FIELDS[0],), foreign_keys=(key,))
    found = reasons(
        made("a/satu", resources=(coded,)),
        made("b/dua", resources=(coded,)),
        made("referensi/opd"),
    )
    assert found["a/satu"] == {"referensi/opd": ("rujukan",)}


def test_a_stated_series_is_the_strongest_reason() -> None:
    found = related(
        Site(
            PORTAL,
            (
                made("a/satu", raw={"sdi:seri": "Susenas"}, topics=("x",)),
                made("b/dua", topics=("x",)),
                made("c/tiga", raw={"sdi:seri": "susenas"}),
            ),
        )
    )
    assert [other.id for other in found["a/satu"]] == ["c/tiga", "b/dua"]


def test_few_are_named_and_the_work_does_not_grow_with_the_square() -> None:
    many = [made(f"a/d{n:04}", topics=("kesehatan",)) for n in range(400)]
    found = related(Site(PORTAL, tuple(many)))
    assert {len(others) for others in found.values()} == {SHOWN}
    assert all(other.id != id for id, others in found.items() for other in others)
