"""Which codes of findings belong to which check, for the page on how quality is counted.

A test runs every example of a finding and holds this list against what each check said.
"""

from __future__ import annotations

from collections.abc import Mapping

#: What concerns persons: several checks look for it, each in another place.
_PERSONS = (
    *("personal-address", "personal-bank", "personal-birth", "personal-bpjs", "personal-email"),
    *("personal-location", "personal-medical-record", "personal-mobile", "personal-name"),
    *("personal-nik", "personal-nip", "personal-nisn", "personal-npwp", "personal-passport"),
    *("personal-plate", "personal-sensitive", "personal-waived"),
)
CODES: Mapping[str, tuple[str, ...]] = {
    "standard": ("package-error",),
    "metadata": (
        *("catalogue-incomplete", "licence-incomplete", "metadata-missing"),
        *("metadata-placeholder", "question-open"),
        "source-undated",
    ),
    "translations": ("metadata-translation",),
    "measures": ("field-undescribed", "metadata-measure", "metadata-value"),
    "vocabulary": ("metadata-date", "metadata-value", "origin-misplaced", "statistics-key"),
    "constraints": ("constraint-invalid",),
    "references": (
        *("area-code-unknown", "key-field-missing", "reference-missing", "reference-unreadable"),
    ),
    "charts": ("chart-field-unknown", "chart-kind-unknown"),
    "units": ("unit-mixed",),
    "personal-text": (*_PERSONS, "person-name"),
    "personal-files": (
        *_PERSONS,
        "person-name",
        "file-unread",
        "picture-metadata",
        "workbook-author",
    ),
    "access": ("access-excluded", "access-limited"),
    "table": (
        *("blank-label", "blank-row", "cell-comment", "cell-date-in-text", "cell-digits-lost"),
        *("cell-error", "cell-number-in-text", "cell-percent", "cell-too-long", "cells-merged"),
        *("character-lost", "columns-hidden", "columns-many", "constraint-error"),
        *("delimiter-differs", "duplicate-label", "encoding-differs", "encoding-error"),
        *("encoding-unknown", "extra-cell", "extra-label", "file-binary", "file-empty"),
        *("file-kind", "formula-uncomputed", "geojson-coordinates", "geojson-crs"),
        *("geojson-ring", "geojson-structure", "geojson-syntax", "geojson-too-large"),
        *("header-elsewhere", "incorrect-label", "missing-cell", "missing-label"),
        *("primary-key", "quote-broken", "quote-unclosed", "recipe-column-missing"),
        *("recipe-column-moved", "recipe-column-new", "recipe-column-renamed"),
        *("recipe-header-missing", "recipe-header-moved", "recipe-number-style"),
        *("recipe-row-dropped", "recipe-sheet-new", "recipe-sheet-title"),
        *("recipe-total-differs", "rows-hidden", "schema-error", "sheet-cell-far"),
        *("sheet-formulas", "sheet-hidden", "sheet-missing", "sheet-undeclared"),
        *("source-error", "table-empty", "table-not-empty", "type-error", "unique-error"),
        *("workbook-too-large", "workbook-unreadable"),
    ),
    "categories": ("category",),
    "finite": ("number-not-finite", "number-too-large"),
    "grouped": ("number-grouped",),
    "spaces": ("cell-spaces",),
    "totals": ("total-row",),
    "period": ("period-differs",),
    "series": ("period-gap", "period-jump", "period-twice", "series-unchecked"),
    "areas": ("areas-missing",),
    "code-names": ("code-empty", "code-name-differs"),
    "parts": ("parts-differ",),
    "shares": ("percent-over",),
    "empty-columns": ("column-empty",),
    "unique-keys": ("unique-key",),
    "foreign-keys": ("foreign-key", "reference-missing", "reference-unreadable"),
    "rules": ("rule-broken", "rule-impossible", "rule-unreadable", "sum-differs"),
    "personal-data": _PERSONS,
    "personal-columns": _PERSONS,
    "person-names": ("person-name",),
    "small-counts": ("small-count",),
    "filled": (*("budget-stage-missing", "recommendation-office-missing", "source-missing"),),
    "needed": (
        *("amount-missing", "listed-unnamed", "proof-missing", "reply-incomplete"),
        "request-unanswered",
    ),
    "amounts": ("amount-words",),
    "amount-words": ("amount-differs",),
    "percent": ("percent-over",),
    "days": ("day-in-future",),
    "order": ("day-order",),
    "follow-ups": ("day-order", "follow-up-differs"),
    "names": ("name-similar", "name-twice"),
    "evidence": ("evidence-doubtful", "evidence-not-public"),
    "addresses": ("address-doubtful", "address-not-public"),
    "targets": ("profile-reference-missing",),
    "quotations": ("quotation-long",),
    "budget-lines": ("budget-line-twice",),
    "dataset-ids": ("dataset-id-shape",),
}


def check_of(code: str) -> str:
    """The check that tells of a code: the first that may; empty where none does."""
    return next((name for name, codes in CODES.items() if code in codes), "")
