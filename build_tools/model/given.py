"""What people gave: the portal's settings, a dataset's descriptor, its tables' schemas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from ..findings import Finding
from .accountable import Delay, Ending, Keeping, Verification
from .plausible import Plausibility
from .recipe import Recipe
from .words import MAIN_LANGUAGE as MAIN_LANGUAGE
from .words import Text as Text

#: A cell after reading: text in its canonical form, or none where it is missing.
Cell = str | None

Origin = Literal["resmi", "himpunan"]

#: How often a dataset is promised; the last two are never late.
FREQUENCIES = (
    "harian",
    "mingguan",
    "bulanan",
    "triwulanan",
    "semesteran",
    "tahunan",
    "dua-tahunan",
    "lima-tahunan",
    "sepuluh-tahunan",
    "sekali",
    "sewaktu-waktu",
)

#: Charts that a descriptor can ask for: line, bars, map.
CHART_KINDS = ("garis", "batang", "peta")


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach an office. Never a person."""

    name: Text = Text()
    email: str = ""
    url: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: SPDX or Open Definition name, title, address."""

    name: str
    title: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Agency:
    """An OPD (perangkat daerah) of the register."""

    id: str
    name: Text
    aliases: tuple[str, ...] = ()
    kind: str = ""  # sekretariat, dinas, badan, kecamatan, …
    code: str = ""  # kode SKPD; empty where unknown, never derived
    source: str = ""  # address of the page that names it
    note: str = ""
    contact: Contact = Contact()
    team: str = ""  # `tim` in opd.yaml: its team on the git host, "@organisasi/tim"
    team_given: str = ""  # as written; without a ``team`` it has no form of a team


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic of the catalogue."""

    id: str
    title: Text
    icon: str = ""  # name of a Material icon
    theme: str = ""  # `tema` of the register: a code of the EU's data themes, as "HEAL"


#: What the PPID may decide of a finding: that such data goes out, or that it is none.
WAIVER_KINDS = ("boleh-diumumkan", "bukan-data-pribadi")


@dataclass(frozen=True, slots=True)
class Waiver:
    """A decision of the PPID about what the privacy checks find in one place (`izin-ppid.yaml`).

    Without a table it is about the descriptor and the story of the dataset.
    """

    dataset: str
    code: str  # of the finding, as "personal-mobile"
    kind: str  # a word of WAIVER_KINDS
    number: str  # of the decision
    date: str  # ISO date
    until: str  # ISO date, the last day on which it holds
    office: str  # id of the OPD that is PPID
    table: str = ""  # name of the resource
    field: str = ""
    reason: Text = Text()
    basis: Text = Text()  # in law


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A dataset that was taken back (`penarikan.yaml`)."""

    dataset: str
    date: str = ""  # ISO date; empty: it could not be read
    reason: Text = Text()
    until: str = ""  # ISO date: only versions whose data is of that day or before; empty: all
    title_hidden: bool = False
    version: str = ""  # address of the one version that is meant; empty: see ``until``
    office: str = ""  # id of the OPD that decided
    basis: Text = Text()  # in law
    erased: bool = False  # its folder or its version is no longer in git either
    wrong: int = 0  # number of its entry, from 1, where that cannot be understood


@dataclass(frozen=True, slots=True)
class Withheld:
    """A dataset whose newer version is held back where this portal comes from (`tertahan.yaml`).

    The portal is the public side of another repository, in which the check was made.
    """

    dataset: str
    since: str  # ISO date
    updated: str = ""  # ISO date of the data that is shown; empty: none is
    findings: tuple[Finding, ...] = ()  # code, file, column and row alone


@dataclass(frozen=True, slots=True)
class Portal:
    """The settings of one portal, and what comes in at the edge: date and commit."""

    root: Path
    name: Text
    description: Text
    region: Text
    publisher: Text
    site_url: str = ""
    official: bool = False  # `situs_resmi`
    languages: tuple[str, ...] = (MAIN_LANGUAGE,)
    contact: Contact = Contact()
    steward: str = ""  # id of the OPD that is walidata
    supervisor: Text = Text()  # pembina data
    licence: Licence = Licence("CC-BY-4.0")
    repository: str = ""
    colour: str = ""  # `warna`: "#rrggbb", dark enough for white text; empty: the theme's own
    mark: Path | None = None  # `tanda`: a small picture in docs/
    as_of: date = date.min
    commit: str = ""
    agencies: tuple[Agency, ...] = ()
    topics: tuple[Topic, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()  # groups of words that the search takes as equal
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()  # of each reference table of areas
    waivers: tuple[Waiver, ...] = ()  # in force on that day
    withdrawals: tuple[Withdrawal, ...] = ()
    withheld: tuple[Withheld, ...] = ()  # of a public side: what its private side holds back
    plausibility: Plausibility = field(default_factory=Plausibility)  # `kewajaran`
    settings: Mapping[str, Any] = field(default_factory=dict)  # `extra.portal`, as written

    def agency(self, id: str) -> Agency | None:
        """The OPD with that id, if the register has it."""
        return next((a for a in self.agencies if a.id == id), None)

    def topic(self, id: str) -> Topic | None:
        """The topic with that id, if there is one."""
        return next((t for t in self.topics if t.id == id), None)


@dataclass(frozen=True, slots=True)
class Source:
    """A dataset's folder as discovered: nothing in it has been opened yet."""

    id: str  # "<opd>/<dataset>"
    folder: Path
    descriptor: str = ""  # file name; empty: there is none

    @property
    def owner(self) -> str:
        """The first part of the id: an OPD, `himpunan` or `referensi`."""
        return self.id.split("/")[0]

    @property
    def name(self) -> str:
        """The last part of the id."""
        return self.id.split("/")[-1]


@dataclass(frozen=True, slots=True)
class Category:
    """A coded value and what it means (Table Schema `categories`)."""

    value: str
    label: Text = Text()


@dataclass(frozen=True, slots=True)
class Measure:
    """Standar data of a measured field, as Perpres 39/2019 asks."""

    concept: Text = Text()
    definition: Text = Text()
    classification: Text = Text()
    measure: Text = Text()  # ukuran
    unit: Text = Text()  # satuan
    standard: str = ""  # number in the national list of standard data, where known


@dataclass(frozen=True, slots=True)
class Field:
    """A column: a Table Schema field."""

    name: str
    type: str = "string"
    format: str = "default"
    title: Text = Text()
    description: Text = Text()
    constraints: Mapping[str, Any] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()
    measure: Measure | None = None
    role: str = ""  # `sdi:peran`: what a column is for: ukuran, sumber, status, ketelitian, …
    empty_reason: Text = Text()  # `sdi:kosong`: why no row has a value


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Fields whose values must stand in another table; `package` is an id, empty: this one."""

    fields: tuple[str, ...]
    resource: str
    reference_fields: tuple[str, ...]
    package: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule over rows (`sdi:aturan`): a formula, or a sum held against a total row."""

    formula: str = ""
    sum_of: str = ""
    group: tuple[str, ...] = ()
    total_row: tuple[tuple[str, str], ...] = ()
    note: Text = Text()
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """A chart that a descriptor asks for (`sdi:grafik`); what is empty, the build picks."""

    kind: str  # a word of CHART_KINDS
    time: str = ""
    area: str = ""
    measure: str = ""
    split: str = ""  # the field whose values are the series
    where: tuple[tuple[str, str], ...] = ()  # only rows with these values
    summed: bool = False  # `agregasi: jumlah`: rows of one place in the chart are added up
    breaks: tuple[str, ...] = ()  # times from which on figures cannot be compared with before


@dataclass(frozen=True, slots=True)
class MissingValue:
    """A text that stands for "no value", and why there is none."""

    value: str
    label: Text = Text()


@dataclass(frozen=True, slots=True)
class Absence:
    """What a table knowingly lacks (`sdi:kewajaran`), and why."""

    of: str  # a column, the table that its codes stand in, or "periode"
    values: tuple[str, ...]  # codes of areas, or periods
    reason: Text = Text()


@dataclass(frozen=True, slots=True)
class Resource:
    """A table or a set of features of a dataset."""

    name: str
    path: str  # relative to the dataset's folder
    kind: Literal["csv", "xlsx", "geojson"]
    title: Text = Text()
    description: Text = Text()
    fields: tuple[Field, ...] = ()
    primary_key: tuple[str, ...] = ()
    unique_keys: tuple[tuple[str, ...], ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    missing_values: tuple[MissingValue, ...] = (MissingValue(""),)
    fields_match: str = "exact"
    encoding: str = "utf-8"
    dialect: Mapping[str, Any] = field(default_factory=dict)  # Table Dialect v2
    rules: tuple[Rule, ...] = ()
    licence: Licence | None = None
    empty_reason: Text = Text()  # `sdi:kosong`
    source_quality: str = ""  # `sdi:mutuSumber`: "sekunder"
    note: Text = Text()  # `sdi:catatan`, shown beside the table
    charts: tuple[ChartSpec, ...] | None = None  # `sdi:grafik`; none: the build picks
    profile: str = ""  # `sdi:profil`: a name of `build_tools.profiles`
    absences: tuple[Absence, ...] = ()  # `sdi:kewajaran`
    area_code: str = ""  # `sdi:kodeWilayah`, else its dataset's: the one area all rows are about
    recipe: Recipe | None = None  # `sdi:resep`; none: the file is the table as it stands
    raw: Mapping[str, Any] = field(default_factory=dict)  # as written in the descriptor

    def field(self, name: str) -> Field | None:
        """The field of that name, if the schema has it."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True, slots=True)
class DataSource:
    """Where figures come from: a Data Package `sources` entry."""

    title: str
    path: str = ""
    licence: str = ""  # as the source states it; empty: not stated
    accessed: str = ""  # `sdi:tanggalAkses`, ISO date
    compiled: str = ""  # `sdi:tanggalHimpun`, ISO date: all that is known is when it was compiled
    copied: str = ""  # `sdi:tanggalSalinan`, ISO date of the copy that was taken, as it says itself


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A warning that an office has accepted (`sdi:terima`), until a day."""

    code: str  # of the finding, as "total-row"
    reason: Text
    office: str  # id of the OPD that answers for it
    until: str  # ISO date, the last day on which it holds
    table: str = ""  # name of the resource; empty: the dataset as a whole, or any table
    field: str = ""  # empty: any


@dataclass(frozen=True, slots=True)
class Dataset:
    """A descriptor that was read and understood. Its tables have not been checked."""

    source: Source
    title: Text
    description: Text
    origin: Origin
    agencies: tuple[str, ...] = ()  # produsen (resmi) or perangkat daerah terkait (himpunan)
    resources: tuple[Resource, ...] = ()
    topics: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    licences: tuple[Licence, ...] = ()
    licence_note: Text = Text()  # `sdi:catatanLisensi`
    sources: tuple[DataSource, ...] = ()
    period: tuple[str, str] = ("", "")  # ISO 8601 dates, months or years; first and last
    frequency: str = ""  # a word of FREQUENCIES
    next_release: str = ""  # ISO date; empty: none planned
    level: Text = Text()  # what a row is about: kabupaten, kecamatan, desa
    area: Text = Text()
    regions: str = ""  # id of the reference that its `sdi:kodeWilayah` are codes of; none: no such
    contact: Contact = Contact()
    methodology: Text = Text()
    limitations: Text = Text()
    access: str = ""  # `sdi:kipKlasifikasi`: terbuka, terbatas, dikecualikan
    source_quality: str = ""
    version: str = ""
    story: str = ""  # README.md, raw Markdown
    accepted: tuple[Acceptance, ...] = ()  # as written; also those that have run out
    ended: Ending | None = None  # it is not updated any more
    delays: tuple[Delay, ...] = ()
    verification: Verification | None = None
    keeping: Keeping = Keeping()
    raw: Mapping[str, Any] = field(default_factory=dict)  # the descriptor as written

    @property
    def id(self) -> str:
        return self.source.id

    @property
    def referred(self) -> frozenset[str]:
        """The ids of the other datasets that codes of this one are looked up in."""
        keys = {key.package for r in self.resources for key in r.foreign_keys}
        return frozenset({*keys, self.regions} - {""})

    def resource(self, name: str) -> Resource | None:
        """The resource of that name, if there is one."""
        return next((r for r in self.resources if r.name == name), None)
