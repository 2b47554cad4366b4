"""Can the charts that a descriptor asks for be drawn at all?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..findings import Finding, warning
from ..model import CHART_KINDS, ChartSpec, Dataset, Resource
from .reference import Reference

_SUMS = ("jumlah",)
#: What may stand in `sdi:grafik` itself, and in each of its charts.
_FORMS = ("tidak", "[{jenis: garis}]")
_KEYS = ("jenis", "waktu", "wilayah", "ukuran", "pecah", "saring", "agregasi", "patahan")


def charts(dataset: Dataset, reference: Reference) -> Iterator[Finding]:
    """`sdi:grafik` is `tidak` or a list of known charts over columns that are there."""
    for resource in dataset.resources:
        place = {"file": dataset.source.descriptor, "resource": resource.name}
        for property, cell, known in _words(resource):
            if cell not in known:
                expected = ", ".join(known)
                yield warning(
                    "chart-kind-unknown", **place, property=property, cell=cell, expected=expected
                )
        for spec in resource.charts or ():
            for name in _fields(spec):
                if resource.field(name) is None:
                    yield warning("chart-field-unknown", **place, name=name)


def _words(resource: Resource) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """The words of a closed list in `sdi:grafik`: where, the word, the list."""
    given = resource.raw.get("sdi:grafik")
    if given is None or given is False:
        return
    if not isinstance(given, list):
        yield "sdi:grafik", "…" if isinstance(given, Mapping) else str(given), _FORMS
        return
    for chart in given:
        if not isinstance(chart, Mapping):
            yield "sdi:grafik.jenis", str(chart), CHART_KINDS
            continue
        yield "sdi:grafik.jenis", str(chart.get("jenis") or ""), CHART_KINDS
        if chart.get("agregasi") is not None:
            yield "sdi:grafik.agregasi", str(chart["agregasi"]), _SUMS
        yield from (("sdi:grafik", str(key), _KEYS) for key in chart)


def _fields(spec: ChartSpec) -> Iterator[str]:
    named = (spec.time, spec.area, spec.measure, spec.split, *(name for name, _ in spec.where))
    yield from (name for name in dict.fromkeys(named) if name)
