"""MS-Keg, MS-Var and MS-Ind: what is said of a statistical activity, its variables, its indicators.

The elements are those of the metadata forms of BPS (Peraturan BPS 5/2020). An office writes
them in `sdi:msKeg` of a dataset and `sdi:msVar` and `sdi:msInd` of a field; whatever the
descriptor says already is taken from there, and what neither says is missing, never guessed.
No person is named: of who answers for an activity the form's post and unit are kept alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Dataset, Field, Portal, Resource, Text
from .elements import ALONE, IND, INDICATOR, KEG, KEYS, OF_OTHERS, SAMPLE, VAR, VARIABLE

YES, NO = Text("Ya", {"en": "Yes"}), Text("Tidak", {"en": "No"})
#: Codes of a list that are written out.
_CODES = 50
_RULES = {
    "required": Text("wajib diisi", {"en": "required"}),
    "unique": Text("tidak berulang", {"en": "unique"}),
    "minimum": Text("paling kecil", {"en": "at least"}),
    "maximum": Text("paling besar", {"en": "at most"}),
    "minLength": Text("panjang paling sedikit", {"en": "length at least"}),
    "maxLength": Text("panjang paling banyak", {"en": "length at most"}),
    "pattern": Text("berpola", {"en": "of the pattern"}),
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One filled form: the elements that are asked, in their order, each with its value or none."""

    values: tuple[tuple[str, Text], ...]
    table: str = ""  # name of the resource; empty: the form is of the dataset
    field: str = ""

    @property
    def have(self) -> int:
        """How many elements have a value."""
        return sum(bool(text) for _, text in self.values)

    @property
    def missing(self) -> tuple[str, ...]:
        """The keys of those that have none."""
        return tuple(key for key, text in self.values if not text)


@dataclass(frozen=True, slots=True)
class Statistics:
    """The forms of one dataset."""

    activity: Sheet | None = None
    variables: tuple[Sheet, ...] = ()
    indicators: tuple[Sheet, ...] = ()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """All of them: the activity, the variables, the indicators."""
        return (*filter(None, (self.activity,)), *self.variables, *self.indicators)


def official(dataset: Dataset) -> bool:
    """Whether an OPD released it: such datasets alone are held against the duties of an OPD."""
    return dataset.origin == "resmi" and dataset.source.owner not in {"himpunan", "referensi"}


def asked_measure(field: Field) -> bool:
    """Whether a column is a figure that standard data is asked of (Perpres 39/2019)."""
    numeric = field.type in {"integer", "number"}
    return field.measure is not None or (numeric and field.role in {"", "ukuran"})


def statistics(dataset: Dataset, portal: Portal, formats: Sequence[str] = ()) -> Statistics:
    """The forms of a dataset; none where it does not say that it is a statistic.

    An official dataset with a measured field is one, any other where a form was begun.
    ``formats`` are those in which it can be taken away.
    """
    ours, begun = official(dataset), isinstance(dataset.raw.get(KEG), Mapping)
    written = {r.name: _written(r) for r in dataset.resources}
    fields = [(r, f, written[r.name].get(f.name, {})) for r in dataset.resources for f in r.fields]
    counts = begun or (ours and any(f.measure is not None for _, f, _ in fields))
    variables = [
        (r, f, raw)
        for r, f, raw in fields
        if isinstance(raw.get(VAR), Mapping) or (counts and f.measure is not None)
    ]
    indicators = [(r, f, raw) for r, f, raw in fields if isinstance(raw.get(IND), Mapping)]
    return Statistics(
        _activity(dataset, portal, formats) if counts else None,
        tuple(_variable(dataset, portal, *one) for one in variables),
        tuple(_indicator(dataset, portal, *one) for one in indicators),
    )


def unknown_keys(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """What stands in the forms and is not taken: the place, and the key (empty: no form at all)."""
    yield from _unknown(KEG, dataset.raw.get(KEG), KEG)
    for resource in dataset.resources:
        for field, raw in _written(resource).items():
            for name in (VAR, IND):
                yield from _unknown(f"{field}.{name}", raw.get(name), name)


def _unknown(place: str, given: Any, name: str) -> Iterator[tuple[str, str]]:
    if given is None:
        return
    if not isinstance(given, Mapping):
        yield place, ""
        return
    for key, value in given.items():
        known = key in {*KEYS[name], "en", "sdi:en"}
        if not known or (key in KEYS[name] and value not in (None, "") and not _said(value)):
            yield place, str(key)


def _activity(dataset: Dataset, portal: Portal, formats: Sequence[str]) -> Sheet:
    contact, keeping = dataset.contact, dataset.keeping
    office = portal.agency(dataset.source.owner) if official(dataset) else None
    names = [f.title.main or f.name for r in dataset.resources for f in r.fields if f.measure]
    again = {"": Text(), "sewaktu-waktu": Text(), "sekali": Text("Hanya sekali", {"en": "Once"})}
    repeated = Text("Berulang", {"en": "Repeated"})
    known = {
        "judulKegiatan": dataset.title,
        "instansiPenyelenggara": office.name if office else Text(),
        "alamat": Text(contact.address or (office.contact.address if office else "")),
        "surel": Text(contact.email or (office.contact.email if office else "")),
        "unitPenanggungJawab": keeping.unit,
        "penanggungJawabTeknis": keeping.responsible,
        "variabelDikumpulkan": Text("; ".join(dict.fromkeys(names))),
        "pengulangan": again.get(dataset.frequency, repeated),
        "frekuensi": Text(dataset.frequency),
        "cakupanWilayah": dataset.area,
        "metodePengumpulan": dataset.methodology,
        "tingkatPenyajian": dataset.level,
        "produkDigital": Text(", ".join(formats)),
        "rencanaRilis": Text(dataset.next_release),
    }
    given = dataset.raw.get(KEG)
    filled = _filled(KEYS[KEG], given, known, portal)
    survey = "survei" in filled["caraPengumpulan"].main.casefold()
    return Sheet(tuple((k, t) for k, t in filled.items() if survey or t or k not in SAMPLE))


def _variable(
    dataset: Dataset, portal: Portal, resource: Resource, field: Field, raw: Mapping[str, Any]
) -> Sheet:
    measure = field.measure
    known = _of_field(dataset, field) | {
        "alias": Text(field.name),
        "referensiWaktu": Text("/".join(dict.fromkeys(filter(None, dataset.period)))),
        "tipeData": Text(field.type),
        "klasifikasiIsian": (measure.classification if measure else Text()) or _codes(field),
        "aturanValidasi": _rules(field),
    }
    filled = _filled(VARIABLE, raw.get(VAR), known, portal)
    return Sheet(tuple(filled.items()), resource.name, field.name)


def _indicator(
    dataset: Dataset, portal: Portal, resource: Resource, field: Field, raw: Mapping[str, Any]
) -> Sheet:
    measure = field.measure
    known = _of_field(dataset, field) | {
        "klasifikasiPenyajian": measure.classification if measure else Text(),
        "levelEstimasi": dataset.level,
    }
    filled = _filled(INDICATOR, raw.get(IND), known, portal)
    made = filled["komposit"].main.casefold()
    skipped = ALONE if made == "ya" else OF_OTHERS
    asked = tuple((key, text) for key, text in filled.items() if text or key not in skipped)
    return Sheet(asked, resource.name, field.name)


def _of_field(dataset: Dataset, field: Field) -> dict[str, Text]:
    """What a field says already of a variable or an indicator."""
    measure = field.measure
    return {
        "nama": field.title,
        "konsep": measure.concept if measure else Text(),
        "definisi": (measure.definition if measure else Text()) or field.description,
        "ukuran": measure.measure if measure else Text(),
        "satuan": measure.unit if measure else Text(),
        "aksesUmum": {"terbuka": YES, "terbatas": NO}.get(dataset.access, Text()),
    }


def _filled(
    keys: Sequence[str], given: Any, known: Mapping[str, Text], portal: Portal
) -> dict[str, Text]:
    """Each element with what the form says, or else what is known already."""
    form = given if isinstance(given, Mapping) else {}
    spoken = form.get("sdi:en") or form.get("en")
    english = spoken if isinstance(spoken, Mapping) else {}
    found = {}
    for key in keys:
        own = _said(form.get(key))
        others = {"en": text.main} if (text := _said(english.get(key))) else own.others
        found[key] = Text(own.main, others) if own else known.get(key, Text())
    return found


def _said(value: Any) -> Text:
    """What a value of a form says: a text, a number, yes or no, or a list of texts."""
    if isinstance(value, bool):
        return YES if value else NO
    parts = value if isinstance(value, list) else [value]
    texts = [str(part).strip() for part in parts if isinstance(part, (str, int, float))]
    said = "; ".join(text for text in texts if text)
    return Text() if said.upper().startswith("ISI:") else Text(said)


def _codes(field: Field) -> Text:
    """The codes of a column, each with its meaning."""
    shown = [f"{c.value} = {c.label.main}" if c.label else c.value for c in field.categories]
    more = ["…"] if len(shown) > _CODES else []
    return Text("; ".join(shown[:_CODES] + more))


def _rules(field: Field) -> Text:
    """The bounds of a column as a sentence in both languages."""
    said: dict[str, list[str]] = {"id": [], "en": []}
    for key, name in _RULES.items():
        bound = field.constraints.get(key)
        if bound is None or bound is False:
            continue
        for lang, parts in said.items():
            parts.append(name.get(lang) if bound is True else f"{name.get(lang)} {bound}")
    return Text("; ".join(said["id"]), {"en": "; ".join(said["en"])} if said["en"] else {})


def _written(resource: Resource) -> Mapping[str, Mapping[str, Any]]:
    """The fields of a resource as written in the descriptor, by name."""
    schema = resource.raw.get("schema")
    fields = schema.get("fields") if isinstance(schema, Mapping) else None
    given = fields if isinstance(fields, list) else []
    return {str(f.get("name", "")).strip(): f for f in given if isinstance(f, Mapping)}
