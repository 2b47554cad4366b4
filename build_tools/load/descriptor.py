"""A Data Package descriptor as the nouns of `build_tools.model`.

Standard properties are Data Package v2; what Satu Data Indonesia needs beyond it has the
prefix ``sdi:``. v1 descriptors are read too (`name` of `profile`, string keys). Nothing here
raises: what is missing or odd becomes empty, and the checks say so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from ..model import (
    Absence,
    Category,
    ChartSpec,
    Contact,
    Dataset,
    DataSource,
    Field,
    ForeignKey,
    Licence,
    Measure,
    MissingValue,
    Origin,
    Resource,
    Rule,
    Source,
    Text,
)
from .recipe import recipe_of

_MEASURES = ("konsep", "definisi", "klasifikasi", "ukuran", "satuan")
_KINDS = {"csv": "csv", "tsv": "csv", "xlsx": "xlsx", "geojson": "geojson"}


def text_of(given: Mapping[str, Any], key: str, languages: Sequence[str], own: str = "") -> Text:
    """A text in all languages: ``given[key]``, and ``given["sdi:<lang>"][own or key]``."""
    others = {}
    for lang in languages[1:]:
        translated = mapping(given.get(f"sdi:{lang}") or given.get(lang))
        value = translated.get(own or key.removeprefix("sdi:"))
        if isinstance(value, str) and value.strip():
            others[lang] = value.strip()
    return Text(plain(given.get(key)), others)


def mapping(value: object) -> Mapping[str, Any]:
    """The value if it is a mapping with text keys, else an empty one."""
    return cast(Mapping[str, Any], value) if isinstance(value, Mapping) else {}


def items(value: object) -> list[Any]:
    """The value if it is a list, a list of it if it is a text, else an empty list."""
    if isinstance(value, str):
        return [value]
    return list(value) if isinstance(value, list) else []


def plain(value: object) -> str:
    """The value as text where it is a text or a number, else empty."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip()


def contact_of(given: Mapping[str, Any], languages: Sequence[str]) -> Contact:
    """The office to ask (`sdi:kontak` or `kontak`)."""
    contact = dict(mapping(given.get("sdi:kontak") or given.get("kontak")))
    for lang in languages[1:]:
        translated = mapping(given.get(f"sdi:{lang}") or given.get(lang))
        if "kontak" in translated:
            contact[f"sdi:{lang}"] = translated["kontak"]
    url = plain(contact.get("url"))
    return Contact(
        name=text_of(contact, "nama", languages),
        email=plain(contact.get("surel")),
        url=url if url.startswith(("https://", "http://")) else "",
        address=plain(contact.get("alamat")),
    )


def dataset_of(
    source: Source, raw: Mapping[str, Any], languages: Sequence[str], story: str = ""
) -> Dataset:
    """The dataset that a descriptor describes."""

    def text(key: str) -> Text:
        return text_of(raw, key, languages)

    period = mapping(raw.get("sdi:periode"))
    origin = "himpunan" if raw.get("sdi:asal") == "himpunan" else "resmi"
    related = items(raw.get("sdi:opdTerkait"))
    owner = [] if source.owner in {"himpunan", "referensi"} else [source.owner]
    return Dataset(
        source=source,
        title=text("title"),
        description=text("description"),
        origin=cast(Origin, origin),
        agencies=tuple(dict.fromkeys(owner + [plain(a) for a in related if plain(a)])),
        resources=tuple(
            resource_of(mapping(r), languages, tuple(_absences(raw, languages)), area_code(raw))
            for r in items(raw.get("resources"))
            if isinstance(r, Mapping)
        ),
        topics=tuple(plain(t) for t in items(raw.get("sdi:topik")) if plain(t)),
        keywords=tuple(plain(k) for k in items(raw.get("keywords")) if plain(k)),
        licences=_licences(raw.get("licenses")),
        licence_note=text("sdi:catatanLisensi"),
        sources=tuple(_data_source(mapping(s)) for s in items(raw.get("sources"))),
        period=(plain(period.get("mulai")), plain(period.get("selesai"))),
        frequency=plain(raw.get("sdi:frekuensi")),
        next_release=plain(raw.get("sdi:terbitBerikutnya")),
        level=text("sdi:tingkat"),
        area=text("sdi:cakupan"),
        contact=contact_of(raw, languages),
        methodology=text("sdi:metodologi"),
        limitations=text("sdi:keterbatasan"),
        access=plain(raw.get("sdi:kipKlasifikasi")),
        source_quality=plain(raw.get("sdi:mutuSumber")),
        version=plain(raw.get("version")),
        story=story,
        raw=raw,
    )


def _licences(given: object) -> tuple[Licence, ...]:
    return tuple(
        Licence(plain(x.get("name")), plain(x.get("title")), plain(x.get("path")))
        for x in items(given)
        if isinstance(x, Mapping)
    )


def _data_source(given: Mapping[str, Any]) -> DataSource:
    return DataSource(
        title=plain(given.get("title")),
        path=plain(given.get("path")),
        licence=plain(given.get("sdi:lisensi")),
        accessed=plain(given.get("sdi:tanggalAkses")),
        compiled=plain(given.get("sdi:tanggalHimpun")),
        copied=plain(given.get("sdi:tanggalSalinan")),
    )


def kind_of(raw: Mapping[str, Any]) -> str:
    """`csv`, `xlsx` or `geojson`, by `format` or the file's ending; empty where unknown."""
    path = plain(raw.get("path"))
    ending = path.rsplit(".", 1)[-1].lower() if "." in path else ""
    return _KINDS.get(plain(raw.get("format")).lower()) or _KINDS.get(ending, "")


def area_code(raw: Mapping[str, Any]) -> str:
    """The code of the area that a dataset or a table is about as a whole (`sdi:kodeWilayah`)."""
    code = plain(raw.get("sdi:kodeWilayah"))
    return "" if code.upper().startswith("ISI:") else code


def resource_of(
    raw: Mapping[str, Any],
    languages: Sequence[str],
    absences: tuple[Absence, ...] = (),
    area: str = "",
) -> Resource:
    """A resource with its Table Schema; ``absences`` and ``area`` are those of its dataset."""
    schema = mapping(raw.get("schema"))
    licences = _licences(raw.get("licenses"))
    dialect = dict(mapping(raw.get("dialect")))
    if plain(raw.get("path")).lower().endswith(".tsv"):
        dialect.setdefault("delimiter", "\t")
    fields = tuple(field_of(mapping(f), languages) for f in items(schema.get("fields")))
    recipe = recipe_of(raw, [f.name for f in fields], kind_of(raw))
    if recipe:
        dialect = {}  # how its file is written is found anew each time
    return Resource(
        name=plain(raw.get("name")),
        path=plain(raw.get("path")),
        kind=cast(Any, kind_of(raw)),
        title=text_of(raw, "title", languages),
        description=text_of(raw, "description", languages),
        fields=fields,
        primary_key=tuple(plain(k) for k in items(schema.get("primaryKey"))),
        unique_keys=tuple(
            tuple(plain(k) for k in items(key)) for key in items(schema.get("uniqueKeys"))
        ),
        foreign_keys=tuple(_foreign_key(mapping(k)) for k in items(schema.get("foreignKeys"))),
        missing_values=_missing(schema.get("missingValues", raw.get("missingValues")), languages),
        fields_match=next((plain(m) for m in items(schema.get("fieldsMatch"))), "exact"),
        encoding="utf-8" if recipe else plain(raw.get("encoding")) or "utf-8",
        dialect=dialect,
        rules=tuple(_rule(mapping(r), languages) for r in items(raw.get("sdi:aturan"))),
        licence=licences[0] if licences else None,
        empty_reason=text_of(raw, "sdi:kosong", languages),
        source_quality=plain(raw.get("sdi:mutuSumber")),
        note=text_of(raw, "sdi:catatan", languages),
        charts=_charts(raw.get("sdi:grafik")),
        profile=plain(raw.get("sdi:profil")),
        absences=(*_absences(raw, languages), *absences),
        area_code=area_code(raw) or area,
        recipe=recipe,
        raw=raw,
    )


def _absences(raw: Mapping[str, Any], languages: Sequence[str]) -> Iterator[Absence]:
    """What a table or a dataset knowingly lacks (`sdi:kewajaran`), as far as it can be read."""
    for of, said in mapping(raw.get("sdi:kewajaran")).items():
        for part in map(mapping, items(said) or [said]):
            lacks = part.get("tidakAda")
            values = map(plain, lacks if isinstance(lacks, list) else [lacks])
            named = tuple(value for value in values if value)
            if named:
                yield Absence(str(of), named, text_of(part, "karena", languages))


def _charts(given: object) -> tuple[ChartSpec, ...] | None:
    """What `sdi:grafik` asks for; `tidak` (or YAML's `no`) is no chart at all."""
    if given is None:
        return None
    return tuple(_chart(chart) for chart in items(given) if isinstance(chart, Mapping))


def _chart(given: Mapping[str, Any]) -> ChartSpec:
    return ChartSpec(
        kind=plain(given.get("jenis")),
        time=plain(given.get("waktu")),
        area=plain(given.get("wilayah")),
        measure=plain(given.get("ukuran")),
        split=plain(given.get("pecah")),
        where=tuple((str(k), plain(v)) for k, v in mapping(given.get("saring")).items()),
        summed=plain(given.get("agregasi")) == "jumlah",
        breaks=tuple(plain(b) for b in items(given.get("patahan"))),
    )


def _missing(given: object, languages: Sequence[str]) -> tuple[MissingValue, ...]:
    if given is None:
        return (MissingValue(""),)
    found = []
    for entry in items(given):
        if isinstance(entry, Mapping):
            value = entry.get("value")
            label = text_of(entry, "label", languages)
            found.append(MissingValue(value if isinstance(value, str) else plain(value), label))
        else:
            found.append(MissingValue(entry if isinstance(entry, str) else plain(entry)))
    return tuple(found)


def _foreign_key(given: Mapping[str, Any]) -> ForeignKey:
    reference = mapping(given.get("reference"))
    return ForeignKey(
        fields=tuple(plain(f) for f in items(given.get("fields"))),
        resource=plain(reference.get("resource")),
        reference_fields=tuple(plain(f) for f in items(reference.get("fields"))),
        package=plain(reference.get("package")),
    )


def _rule(given: Mapping[str, Any], languages: Sequence[str]) -> Rule:
    total = mapping(given.get("baris_total"))
    return Rule(
        formula=plain(given.get("rumus")),
        sum_of=plain(given.get("jumlahkan")),
        group=tuple(plain(g) for g in items(given.get("kelompok"))),
        total_row=tuple((key, plain(value)) for key, value in total.items()),
        note=text_of(given, "keterangan", languages),
        severity="warning" if given.get("tingkat") == "peringatan" else "error",
    )


def field_of(raw: Mapping[str, Any], languages: Sequence[str]) -> Field:
    """A Table Schema field with its categories and its standard data."""
    texts = {key: text_of(raw, f"sdi:{key}", languages) for key in _MEASURES}
    measured = raw.get("sdi:peran") == "ukuran" or any(texts.values())
    measure = Measure(
        concept=texts["konsep"],
        definition=texts["definisi"],
        classification=texts["klasifikasi"],
        measure=texts["ukuran"],
        unit=texts["satuan"],
        standard=plain(raw.get("sdi:standar")),
    )
    return Field(
        name=plain(raw.get("name")),
        type=plain(raw.get("type")) or "any",
        format=plain(raw.get("format")) or "default",
        title=text_of(raw, "title", languages),
        description=text_of(raw, "description", languages),
        constraints=mapping(raw.get("constraints")),
        categories=tuple(_category(c, languages) for c in items(raw.get("categories"))),
        measure=measure if measured else None,
        role=plain(raw.get("sdi:peran")),
        empty_reason=text_of(raw, "sdi:kosong", languages),
    )


def _category(given: object, languages: Sequence[str]) -> Category:
    if isinstance(given, Mapping):
        value = given.get("value")
        text = value if isinstance(value, str) else plain(value)
        return Category(text, text_of(given, "label", languages))
    return Category(given if isinstance(given, str) else plain(given))
