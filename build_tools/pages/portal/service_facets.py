"""What services are sifted by: the facets, and the file that the directory's script reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ... import profiles, search
from ...model import OutputFile, Text
from ...smartcity.services import Service
from ..safe import visible
from ..view import View, one_line

#: The facets, named as in the address, with the column of each; of the first ones readers always
#: see which values there are, of the others only where there are two or more.
COLUMNS = {
    "sasaran": "sasaran",
    "opd": "opd_id",
    "jenis": "jenis",
    "status": "status",
    "terintegrasi": "terintegrasi",
    "kelompok": "kelompok",
    "lingkup": "lingkup",
    "asal": "",
}
ALWAYS = ("sasaran", "opd", "jenis", "status", "terintegrasi")
#: The value of a cell that is not known. No code can be this.
UNKNOWN = "-"
#: A facet with more values than `MANY` shows `FEW`; the script adds the others.
MANY, FEW = 30, 12
#: A description is cut to this many characters in the list; its page has all of it.
DESCRIBED = 110


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: what it is called there, and in the line below a service's name."""

    code: str
    label: Text
    shown: Text  # what the line says of it; may be empty
    tag: bool  # whether the line shows it as a tag
    count: int
    aliases: tuple[str, ...] = ()  # by which it is found too
    usual: Text = field(
        default_factory=Text
    )  # what lists say of it once, above; their lines then do not


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of the directory."""

    key: str
    values: tuple[Value, ...]

    @property
    def offered(self) -> bool:
        """Whether readers may sift by it."""
        return self.key in ALWAYS or len(self.values) > 1

    @property
    def more(self) -> bool:
        """Whether there are values that the script adds."""
        return len(self.values) > MANY

    @property
    def listed(self) -> tuple[Value, ...]:
        """The values that the page itself has."""
        return self.values[:FEW] if self.more else self.values


@dataclass(frozen=True, slots=True)
class Line:
    """A service as a list shows it."""

    id: str
    name: Text
    description: Text  # short; may be empty
    values: tuple[Value, ...]  # one of each facet


def facets(view: View, found: Sequence[Service]) -> tuple[Facet, ...]:
    """The facets with the values that occur: fixed lists in their order, offices by number."""
    return tuple(Facet(key, tuple(_values(view, key, found))) for key in COLUMNS)


def usual(facets: Sequence[Facet]) -> list[Text]:
    """What holds for most services: lists say it once, their lines only what is otherwise."""
    return [value.usual for facet in facets for value in facet.values if value.usual]


def lines(found: Sequence[Service], known: Sequence[Facet]) -> list[Line]:
    """The services as lists show them."""
    places = [{value.code: value for value in facet.values} for facet in known]
    return [
        Line(
            service.id,
            service.name,
            _short(service.description),
            tuple(
                place[code_of(facet.key, service)]
                for facet, place in zip(known, places, strict=True)
            ),
        )
        for service in found
    ]


def code_of(key: str, service: Service) -> str:
    """The value that a service has of a facet."""
    if key == "asal":
        return service.row.table.origin
    return service.row[COLUMNS[key]] or UNKNOWN


def data_file(
    view: View, found: Sequence[Service], shown: Sequence[Line], known: Sequence[Facet], per: int
) -> OutputFile:
    """The file that the script of the directory reads: every service, every value.

    ``per`` services stand on each of the directory's pages.
    """
    places = [{value.code: i for i, value in enumerate(facet.values)} for facet in known]
    rows = [
        [
            line.id,
            visible(line.name.get(view.lang)),
            visible("; ".join(service.aliases)),
            visible(line.description.get(view.lang)),
            [place[value.code] for place, value in zip(places, line.values, strict=True)],
            _foreign(view, line.name) + 2 * _foreign(view, line.description),
        ]
        for service, line in zip(found, shown, strict=True)
    ]
    texts = {key: str(text) for key, text in view.words.section("services.script").items()}
    value = {
        "lang": view.lang,
        "main": view.portal.languages[0],
        "per": per,
        "texts": texts,
        "facets": [[f.key, [_packed(view, v) for v in f.values]] for f in known],
        "rows": rows,
    }
    return search.data_file(f"layanan-{view.lang}", "PD_LAYANAN", value)


def _packed(view: View, value: Value) -> list[object]:
    """Code, label, what the line shows, whether as a tag, whether in another language, aliases."""
    return [
        value.code,
        visible(value.label.get(view.lang)),
        visible(value.shown.get(view.lang)),
        int(value.tag),
        _foreign(view, value.label),
        visible(" ".join(value.aliases)),
    ]


def _foreign(view: View, text: Text) -> int:
    return int(bool(text) and text.lang(view.lang) != view.lang)


def _short(text: Text) -> Text:
    others = {lang: one_line(other, DESCRIBED) for lang, other in text.others.items()}
    return Text(one_line(text.main, DESCRIBED), others)


def _values(view: View, key: str, found: Sequence[Service]) -> list[Value]:
    counts = Counter(code_of(key, service) for service in found)
    labels = {code: _label(view, key, code, found) for code in counts}
    if key == "opd":
        names = {code: label.get(view.lang) for code, label in labels.items()}
        order = [
            code for code, _ in search.by_count(names, ((code,) for code in counts.elements()))
        ]
    else:
        column = profiles.all_profiles()["aplikasi"].field(COLUMNS[key]) or {}
        listed = [c["value"] for c in column.get("categories", ())]
        order = sorted(counts, key=lambda c: (listed.index(c) if c in listed else len(listed), c))
    order.sort(key=lambda code: code == UNKNOWN)
    common = {code: _usual(view, key, code, counts) for code in order}
    return [
        Value(
            code,
            labels[code],
            Text() if common[code] else _shown(view, key, code, labels[code]),
            key not in ("sasaran", "opd") and code != UNKNOWN,
            counts[code],
            _aliases(view, key, code),
            common[code],
        )
        for code in order
    ]


def _label(view: View, key: str, code: str, found: Sequence[Service]) -> Text:
    """What a value is called; the data's own words where they say it."""
    if code == UNKNOWN:
        return _said(view, "portal.unknown")
    if key == "opd":
        return view.agency_text(code)
    own = f"services.{key}.{code}"
    if view.words.has(own):
        return _said(view, own)
    return next(s.row.label(COLUMNS[key]) for s in found if code_of(key, s) == code)


def _usual(view: View, key: str, code: str, counts: Counter[str]) -> Text:
    """What lists say once of a value that most services have; empty where it is none of these."""
    if not counts.total() < 2 * counts[code] > 2 or (code != UNKNOWN and key != "asal"):
        return Text()
    said = f"services.unsaid.{key}" if code == UNKNOWN else f"services.usual.{code}"
    return _said(view, said) if view.words.has(said) else Text()


def _shown(view: View, key: str, code: str, label: Text) -> Text:
    """What the line below a service's name says of a value; empty where it says nothing."""
    unknown = f"services.unsaid.{key}"
    if code == UNKNOWN:
        return _said(view, unknown) if view.words.has(unknown) else Text()
    if key == "kelompok" or (key, code) == ("lingkup", "daerah"):
        return Text()
    return label


def _aliases(view: View, key: str, code: str) -> tuple[str, ...]:
    agency = view.portal.agency(code) if key == "opd" else None
    return agency.aliases if agency else ()


def _said(view: View, key: str) -> Text:
    """A sentence of ours as a text of the page's own language."""
    said = view.words(key)
    return Text(said, {view.lang: said})
