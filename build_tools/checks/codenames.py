"""Codes beside names: whether each name is that of its code.

Which column holds the names of a code is told by its name (kode_kecamatan, nama_kecamatan), and
by what stands in it. Letters are compared without case, signs and words like "Kecamatan"; a
name that is nearly the same is a spelling, and not told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from ..findings import Finding
from ..model import Dataset, Field, ForeignKey, Resource
from ..tables.batch import Batch
from ..tables.groups import groups
from .base import Columns, RowCheck
from .doubts import doubt, wanted
from .reference import Reference
from .spellings import plain

_NAMES = ("nama", "nama_bps", "nama_en", "nama_lain", "singkatan", "judul", "judul_en")
#: Parts of a column's name that do not say what it is the code of.
_ASIDE = re.compile(r"(?:^|_)(?:kode|kd|id|code|nama|nm|name|judul|kemendagri|bps|dagri)(?=_|$)")
_KIND = re.compile(
    r"^(?:kecamatan|kec|kabupaten|kab|kota(?! ?baru)|desa|kelurahan|kel|provinsi|prov)[\s.]+",
    re.IGNORECASE,
)
#: Pairs that are remembered; a longer list of codes is not held against itself.
MOST = 20_000
_ALIKE = 0.8
#: Of the names of a column, how many must be known for it to be that of the codes.
_KNOWN = 0.5
#: Where more codes than this have two names, they are not the codes of these names.
_LOOSE = 0.1


def folded(name: str) -> str:
    """A name without case, signs and the word for what kind of area it is.

    >>> folded("Kec. Muara Komam"), folded("KAB. PASER"), folded("Muarakomam")
    ('muarakomam', 'paser', 'muarakomam')
    """
    return plain(_KIND.sub("", name.strip()))


@dataclass
class Pair:
    """A column of codes, the column of their names, and what was seen in both."""

    code: str
    name: str
    known: dict[str, set[str]]  # the names of each code, folded; empty: no table is known
    first: dict[str, dict[str, tuple[int, str]]] = field(default_factory=dict)
    size: int = 0


class _CodeNames(RowCheck):
    """Remembers which names stand beside which code."""

    def __init__(self, columns: Columns, pairs: list[Pair], reference: Reference) -> None:
        self._columns, self._pairs, self._reference = columns, pairs, reference

    def batch(self, batch: Batch) -> Iterator[Finding]:
        """Takes rows in; what there is to say is said at the end."""
        for pair in self._pairs:
            if pair.size > MOST:
                continue
            columns = [batch.texts[self._columns.index[n]] for n in (pair.code, pair.name)]
            _, first = groups(columns, len(batch))
            heads = [column.take(first).to_pylist() for column in columns]
            for row, code, name in zip(batch.numbers[first].tolist(), *heads, strict=True):
                if code and name:
                    names = pair.first.setdefault(code, {})
                    pair.size += folded(name) not in names
                    names.setdefault(folded(name), (row, name))
        yield from ()

    def end(self) -> Iterator[Finding]:
        for pair in self._pairs:
            if pair.size <= MOST:
                yield from self._known(pair) if pair.known else self._twice(pair)

    def _known(self, pair: Pair) -> Iterator[Finding]:
        """Against the names of the table that the codes stand in."""
        owners: dict[str, list[str]] = {}
        for code, names in pair.known.items():
            for name in names:
                owners.setdefault(name, []).append(code)
        seen = {name for names in pair.first.values() for name in names}
        if sum(name in owners for name in seen) < _KNOWN * len(seen):
            return  # some other name
        for code, called in pair.first.items():
            own = pair.known.get(code, set())
            for name, (row, text) in called.items() if own else ():
                if name in own or (name not in owners and _alike(name, own)):
                    continue
                facts = {"case": "known", "told": owners[name][0]} if name in owners else {}
                yield from self._told(pair, row, code, text, case_facts=facts)

    def _twice(self, pair: Pair) -> Iterator[Finding]:
        """Against the other rows: one code, one name."""
        several = {code: names for code, names in pair.first.items() if len(names) > 1}
        if len(several) > max(1, _LOOSE * len(pair.first)):
            return
        for code, names in several.items():
            (name, (other, called)), *others = names.items()
            for later, (row, text) in others:
                if not _alike(later, {name}):
                    facts = {"case": "twice", "other": other, "told": called}
                    yield from self._told(pair, row, code, text, case_facts=facts)

    def _told(
        self, pair: Pair, row: int, code: str, text: str, case_facts: Mapping[str, object]
    ) -> Iterator[Finding]:
        place = {
            "file": self._columns.resource.path,
            "row": row,
            "column": self._columns.index[pair.name] + 1,
            "field": pair.name,
            "cell": text[:200],
        }
        facts = {"key": code, "of": pair.code, "case": "unknown", **case_facts}
        yield from doubt(self._reference, "code-name-differs", **place, **facts)


def code_names(dataset: Dataset, resource: Resource, reference: Reference) -> RowCheck | None:
    """The check of names beside codes; None where a table has no such pair of columns."""
    if not wanted(reference, "code-name-differs"):
        return None
    found = list(pairs(dataset, resource, reference))
    return _CodeNames(Columns(resource), found, reference) if found else None


def pairs(dataset: Dataset, resource: Resource, reference: Reference) -> Iterator[Pair]:
    """The columns of codes of a table, each with that of its names."""
    keys = {k.fields[0]: k for k in resource.foreign_keys if len(k.fields) == 1}
    for at, code in enumerate(resource.fields):
        if code.role not in {"kode", "wilayah"} and code.name not in keys:
            continue
        if code.role == "nama":  # names may point at a register too, and are no codes
            continue
        name = _named(resource, at, code, code.name in keys)
        if name is None or code.type != "string":
            continue
        known = _of_table(dataset, resource, reference, keys.get(code.name))
        if known or (_about(code) and code.name not in resource.primary_key):
            yield Pair(code.name, name.name, known)


def _of_table(
    dataset: Dataset, resource: Resource, reference: Reference, key: ForeignKey | None
) -> dict[str, set[str]]:
    rows = reference.readable(dataset, key, resource, _NAMES) if key else None
    found: dict[str, set[str]] = {}
    for code, names in (rows or {}).items():
        told = {folded(part) for cell in names if cell for part in cell.split(";")} - {""}
        if code[0] and told:
            found[code[0]] = told
    return found


def _named(resource: Resource, at: int, code: Field, pointing: bool) -> Field | None:
    """The column of the names of a code: called alike, else beside one that points at a table."""
    texts = [
        f for f in resource.fields if f.type == "string" and f.role != "kode" and f is not code
    ]
    texts = [f for f in texts if f.role != "wilayah" or not re.search("kode|id", f.name)]
    about = _about(code)
    alike = [f for f in texts if about and _about(f) == about]
    if alike or not pointing:
        return alike[0] if alike else None
    near = [f for f in resource.fields[max(0, at - 1) : at + 3] if f in texts and f.role == "nama"]
    return near[0] if near else None


def _about(field: Field) -> str:
    """What a column is a code or a name of: "kecamatan" of kode_kecamatan_bps."""
    return _ASIDE.sub("", field.name).strip("_")


def _alike(name: str, others: set[str]) -> bool:
    return any(SequenceMatcher(None, name, other).ratio() >= _ALIKE for other in others)
