"""What the script of the check page answers for; the page and the tests share this list."""

from __future__ import annotations

from collections.abc import Iterable

#: The findings that the script gives as `build_tools.checks` gives them, at the same cells.
CODES = (
    # the file, and how it is read
    *("file-kind", "file-empty", "encoding-error", "delimiter-differs", "header-elsewhere"),
    # a workbook
    *("sheet-undeclared", "sheet-missing", "sheet-hidden", "rows-hidden", "columns-hidden"),
    *("cells-merged", "cell-error", "formula-uncomputed", "sheet-formulas", "cell-comment"),
    *("cell-percent", "cell-date-in-text", "cell-digits-lost", "cell-number-in-text"),
    # the header
    *("blank-label", "duplicate-label", "missing-label", "extra-label", "incorrect-label"),
    "columns-many",
    # a sheet that is read by a recipe
    *("recipe-header-missing", "recipe-header-moved", "recipe-column-moved"),
    *("recipe-column-renamed", "recipe-column-missing", "recipe-column-new"),
    *("recipe-sheet-new", "recipe-sheet-title", "recipe-row-dropped"),
    *("recipe-total-differs", "recipe-number-style"),
    # rows and cells
    *("table-empty", "blank-row", "missing-cell", "extra-cell", "total-row"),
    *("type-error", "constraint-error", "category", "cell-spaces"),
    *("number-grouped", "number-not-finite", "number-too-large"),
    # keys
    *("primary-key", "unique-error", "unique-key", "foreign-key"),
    # numbers, addresses and names of persons
    *("personal-nik", "personal-nip", "personal-npwp", "personal-bpjs", "personal-nisn"),
    *("personal-passport", "personal-medical-record", "personal-bank", "personal-plate"),
    *("personal-mobile", "personal-email", "person-name"),
)
#: What stops the script without a claim: it tells, and the check before publication decides.
STOPS = (
    *("file-binary", "file-too-large", "encoding-unknown", "workbook-unreadable"),
    "workbook-too-large",
)
#: What it tells of a file that belongs to no dataset yet: these cases of a code, as a proposal
#: tells them.
CASES = {"new-open": ("no-table", "no-table-charts")}
#: The checks that the script does as a whole, by their names under `findings.checks`.
DONE = frozenset(
    {
        *("table", "categories", "finite", "grouped", "spaces", "totals", "unique-keys"),
        *("foreign-keys", "personal-data", "person-names"),
    }
)


def beyond(checks: Iterable[str]) -> list[str]:
    """Those of the checks (by name, in order) that only the check before publication does."""
    return [name for name in checks if name not in DONE]
