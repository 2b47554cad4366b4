"""Is the description complete, understandable and true to its vocabularies?

Metadata errors are a class of their own: a rule added here later holds a new dataset back,
but never takes a version away that was already public (see `build_tools.pipeline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from ..findings import Finding, error, finding, warning
from ..model import FREQUENCIES, MAIN_LANGUAGE, Dataset, Text
from ..model.vocabularies import ACCESS, ORIGINS, QUALITY, REQUIRED, ROLES
from ..statistical import unknown_keys
from ..tables import descriptors
from . import asked
from .access import classified
from .catalogued import catalogued
from .reference import Reference

#: What is said of a measure, by the attribute that has it: the property of the descriptor.
_MEASURE = {
    "concept": "sdi:konsep",
    "definition": "sdi:definisi",
    "classification": "sdi:klasifikasi",
    "measure": "sdi:ukuran",
    "unit": "sdi:satuan",
}
_MARK = re.compile(r"""^(?!\s*#)(?:.*["']\s*(?i:ISI):|\s*ISI:)""")
#: Of the forms of statistics, so many odd entries are told.
_FORM_KEYS = 20
#: Of these a whole day is asked for, though a month or a year is read too.
_DAYS = frozenset(
    {"sdi:terbitBerikutnya", "sdi:tanggalAkses", "sdi:tanggalHimpun", "sdi:tanggalSalinan"}
)
_PARTIAL_DATE = re.compile(r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$")

#: Since when each rule about the description counts (ISO date). A new rule gets its own day.
IN_FORCE = {
    "metadata-missing": "2026-01-01",
    "metadata-value": "2026-01-01",
    "metadata-date": "2026-01-01",
    "metadata-placeholder": "2026-01-01",
    "opd-related-unknown": "2026-01-01",
    "topic-unknown": "2026-01-01",
    "area-code-unknown": "2026-11-26",
    "licence-incomplete": "2026-01-01",
    "source-undated": "2026-01-01",
    "package-error": "2026-01-01",
    "acceptance-invalid": "2026-11-26",
    "question-open": "2026-11-26",
}


def standard(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """The package's properties are as Data Package has them."""
    yield from descriptors.package_problems(dataset.raw, dataset.source.descriptor)


def complete(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Everything that must be said is said, and nothing is still to be filled in."""
    file = dataset.source.descriptor
    for key, severity in REQUIRED:
        if not dataset.raw.get(key):
            yield finding("metadata-missing", severity, file=file, property=key)
    yield from _unfilled(dataset)
    yield from asked.questions(dataset)
    for licence in dataset.licences:
        if not licence.name and not licence.path:
            yield error("licence-incomplete", file=file, title=licence.title)
    for source in dataset.sources:
        if not source.title:
            yield error("metadata-missing", file=file, property="sources.title")
        if dataset.origin == "himpunan" and not (source.accessed or source.compiled):
            yield error("source-undated", file=file, title=source.title or source.path)
    yield from catalogued(dataset)


def _to_fill(text: str) -> bool:
    """Whether that is a mark of `terbuka new`: people still have to fill it in."""
    return text.strip().upper().startswith("ISI:")


def _unfilled(dataset: Dataset) -> Iterator[Finding]:
    """One finding for all that is still to be filled in, with the lines where it stands."""
    file = dataset.source.descriptor
    paths = [path for path, text in _texts(dataset.raw, "") if _to_fill(text)]
    if not paths:
        return
    try:
        text = (dataset.source.folder / file).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):  # gone since it was read: the paths say enough
        text = ""
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _MARK.search(line)]
    yield error(
        "metadata-placeholder",
        file=file,
        row=next(iter(lines), None),
        count=len(paths),
        lines=_some([str(n) for n in lines], 20) or "-",
        properties=_some(paths, 3),
    )


def _some(texts: list[str], most: int) -> str:
    return ", ".join(texts[:most]) + (" …" if len(texts) > most else "")


def _texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, (dict, Mapping)):
        for key, part in value.items():
            yield from _texts(part, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            name = part.get("name", number) if isinstance(part, (dict, Mapping)) else number
            yield from _texts(part, f"{path}[{name}]")


def translated(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Titles and descriptions are given in every language of the portal."""
    texts: list[tuple[str, Text]] = [
        ("title", dataset.title),
        ("description", dataset.description),
        ("sdi:tingkat", dataset.level),
        ("sdi:cakupan", dataset.area),
        ("sdi:metodologi", dataset.methodology),
        ("sdi:keterbatasan", dataset.limitations),
    ]
    for resource in dataset.resources:
        texts.append((f"{resource.name}.title", resource.title))
        texts += [(f"{resource.name}.{f.name}.title", f.title) for f in resource.fields]
        texts += [(f"{resource.name}.{f.name}.description", f.description) for f in resource.fields]
    languages = {lang for _, text in texts for lang in text.others}
    for lang in sorted(languages or {"en"}):
        missing = [name for name, text in texts if text and text.lang(lang) == MAIN_LANGUAGE]
        if missing:
            yield warning(
                "metadata-translation",
                file=dataset.source.descriptor,
                lang=lang,
                case=lang,
                count=len(missing),
                properties=_some(missing, 5),
            )


def measures(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Every field has a title, and every measure its standard data (Perpres 39/2019)."""
    file = dataset.source.descriptor
    for resource in dataset.resources:
        for field in resource.fields:
            place = {"file": file, "resource": resource.name, "field": field.name}
            lacking = [n for n in ("title", "description") if not getattr(field, n)]
            if lacking:
                case = lacking[0] if len(lacking) == 1 else ""
                yield warning("field-undescribed", **place, case=case)
            if field.role and field.role not in ROLES and not _to_fill(field.role):
                yield _unknown(file, f"{field.name}.sdi:peran", field.role, ROLES)
            numeric = field.type in {"integer", "number"}
            if field.measure is None:
                if numeric and field.role in {"", "ukuran"}:
                    yield warning("metadata-measure", **place, missing=", ".join(_MEASURE.values()))
                continue
            missing = [key for name, key in _MEASURE.items() if not getattr(field.measure, name)]
            if missing:
                yield warning("metadata-measure", **place, missing=", ".join(missing))


def vocabulary(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """Words of closed lists are words of those lists, and dates are dates."""
    file, raw = dataset.source.descriptor, dataset.raw
    closed: tuple[tuple[str, str, tuple[str, ...]], ...] = (
        ("sdi:asal", str(raw.get("sdi:asal") or ""), ORIGINS),
        ("sdi:frekuensi", dataset.frequency, FREQUENCIES),
        ("sdi:kipKlasifikasi", dataset.access, ACCESS),
        ("sdi:mutuSumber", dataset.source_quality, QUALITY),
        ("sdi:periode", _word(raw.get("sdi:periode")), ("tidak-diketahui",)),
    )
    for key, word, words in closed:
        if word and word not in words and not _to_fill(word):
            yield _unknown(file, key, word, words)
    # A table's or a column's class that is no word of the list would be no class at all.
    for way, access in classified(raw):
        if way and access not in (None, "", *ACCESS) and not _to_fill(str(access)):
            where = ".".join((*way, "sdi:kipKlasifikasi"))
            yield _unknown(file, where, str(access)[:60], ACCESS)
    official = dataset.source.owner not in {"himpunan", "referensi"}
    if (dataset.origin == "himpunan" and official) or (
        dataset.origin == "resmi" and dataset.source.owner == "himpunan"
    ):
        yield error(
            "origin-misplaced", file=file, origin=dataset.origin, folder=dataset.source.owner
        )
    for place, key in islice(unknown_keys(dataset), _FORM_KEYS):
        yield warning("statistics-key", file=file, property=place, cell=key[:60] or "-")
    dates: list[tuple[str, Any]] = [
        ("sdi:periode.mulai", dataset.period[0]),
        ("sdi:periode.selesai", dataset.period[1]),
        ("sdi:terbitBerikutnya", dataset.next_release),
    ]
    for source in dataset.sources:
        dates += [("sdi:tanggalAkses", source.accessed), ("sdi:tanggalHimpun", source.compiled)]
        dates.append(("sdi:tanggalSalinan", source.copied))
    for key, value in dates:
        if value and not _PARTIAL_DATE.match(value) and not _to_fill(value):
            case = "day" if key in _DAYS else ""
            yield error("metadata-date", file=file, property=key, cell=value, case=case)
    first, last = dataset.period
    marked = _to_fill(first) or _to_fill(last)
    if first and last and not marked and last[: len(first)] < first[: len(last)]:
        yield error("metadata-date", file=file, property="sdi:periode", cell=f"{first} > {last}")


def _word(value: object) -> str:
    """The value if it is a text: where a mapping is expected, a word for "not known"."""
    return value if isinstance(value, str) else ""


def _unknown(file: str, key: str, word: str, words: tuple[str, ...]) -> Finding:
    return error("metadata-value", file=file, property=key, cell=word, expected=", ".join(words))
