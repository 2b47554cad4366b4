"""The steps of recipes as data for the script of the check page: words, patterns, bounds.

One source for both: what stands here is read out of the modules that apply recipes before
publication, and spelt as JavaScript reads it.
"""

from __future__ import annotations

from ..tables.layout import cells, judge, rowkinds
from ..tables.recipe import (
    apply,
    drift,
    labelperiods,
    leftout,
    likely,
    match,
    months,
    reading,
    sheetchanges,
    sheetperiods,
    styles,
    totals,
)
from .spelt import spelt


def steps() -> dict[str, object]:
    """Patterns with their flags, words and bounds by their names in the script."""
    return {
        # texts of cells
        "number": spelt(cells._NUMBER),
        "year": spelt(cells._YEAR),
        "missing": sorted(cells.MISSING),
        # rows
        "total": spelt(rowkinds._TOTAL),
        "note": spelt(rowkinds._NOTE),
        "signed": spelt(rowkinds._SIGNED),
        "ordinal": spelt(rowkinds._ORDINAL),
        "group": spelt(rowkinds._GROUP),
        "numbered": spelt(rowkinds._NUMBERED),
        "owed": spelt(rowkinds._OWED),
        "unit": spelt(rowkinds._UNIT),
        "titled": spelt(rowkinds._TITLED),
        "label": rowkinds._LONG,
        "counted": spelt(rowkinds._DIGITS),
        "page": spelt(rowkinds._PAGE),
        "letters": rowkinds._LETTERS,
        "first": sorted(judge._FIRST),
        "begins": spelt(judge._BEGINS),
        "blank": judge.MAX_BLANK,
        "learn": judge._LEARN,
        "sentence": judge._SENTENCE,
        "bare": sorted(apply._BARE),
        "texts": sorted(apply._TEXTS),
        "figures": sorted(apply._FIGURES),
        # readings
        "months": list(months.MONTHS),
        "monthNumbers": months._NUMBERS,
        "marks": spelt(months._MARKS),
        "minus": "".join(map(chr, reading._MINUS)),
        "currency": spelt(reading._CURRENCY),
        "whole": spelt(reading._WHOLE),
        "footnote": spelt(reading._FOOTNOTE),
        "brackets": spelt(reading._BRACKETS),
        "day": spelt(reading._DAY),
        "iso": spelt(reading._ISO),
        "named": spelt(reading._NAMED),
        "month": spelt(reading._MONTH),
        "monthLast": spelt(reading._MONTH_LAST),
        "yearMonth": spelt(reading._YEAR_MONTH),
        "monthYear": spelt(reading._MONTH_YEAR),
        "revised": spelt(reading._REVISED),
        # the header, columns and sheets
        "near": match.NEAR,
        "enough": match.ENOUGH,
        "widest": match.WIDEST,
        "numbers": sorted(likely.NUMBERS),
        "weights": [likely.LABEL, likely.PLACE, likely.KIND, likely.ENOUGH],
        "sure": likely.SURE,
        "sample": likely.SAMPLE,
        "listed": drift._LISTED,
        "alike": sheetchanges.NEAR,
        "sheets": sheetchanges.SHEETS,
        "leading": list(sheetperiods.LEADING),
        "sheetYear": spelt(sheetperiods._YEAR),
        "shortMonths": sorted(sheetperiods._SHORT_MONTHS),
        "span": spelt(labelperiods._SPAN),
        "silent": sorted(leftout.SILENT),
        "average": spelt(totals._AVERAGE),
        "figure": spelt(styles._FIGURE),
    }
