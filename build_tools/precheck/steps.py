"""The steps of recipes as data for the script of the check page: words, patterns, bounds.

One source for both: what stands here is read out of the modules that apply recipes before
publication, and spelt as JavaScript reads it.
"""

from __future__ import annotations

import re

from ..tables.layout import cells, judge, rowkinds
from ..tables.recipe import (
    apply,
    drift,
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

#: White space as Python's regular expressions have it, within a class.
_SPACE = r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_WORDS = r"\p{L}\p{N}_"
_WORD = f"[{_WORDS}]"
#: What is spelt another way, within a class and outside of one.
_SPELT = {
    r"\s": (_SPACE, f"[{_SPACE}]"),
    r"\w": (_WORDS, _WORD),
    r"\S": (r"\S", f"[^{_SPACE}]"),
    r"\W": (r"\W", f"[^{_WORDS}]"),
    r"\Z": (r"\Z", "$"),
    r"\A": (r"\A", "^"),
}
_BOUNDARY = rf"(?:(?<={_WORD})(?!{_WORD})|(?<!{_WORD})(?={_WORD}))"
_PART = re.compile(r"\[\^\\W\\d_\]|\\.|\[\^?\]?|\]|\.|\(\?P<", re.DOTALL)
#: A letter, or a number that is no digit: what Python says with all but these.
_LETTER, _LETTERS = r"[^\W\d_]", r"[\p{L}\p{Nl}\p{No}]"


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
        "silent": sorted(leftout.SILENT),
        "average": spelt(totals._AVERAGE),
        "figure": spelt(styles._FIGURE),
    }


def spelt(pattern: re.Pattern[str]) -> list[str]:
    """The source of a pattern as JavaScript reads it, and its flags there.

    White space, word boundaries and the dot are spelt out: the two languages differ in them.
    """
    within = False
    dot = "[^]" if pattern.flags & re.DOTALL else r"[^\n]"

    def part(found: re.Match[str]) -> str:
        nonlocal within
        text = found[0]
        if text == _LETTER:
            return _LETTERS
        if text in _SPELT:
            return _SPELT[text][not within]
        if text == r"\b" and not within:
            return _BOUNDARY
        if text[0] == "[":
            if within:
                return "\\" + text
            within = True
        elif text == "]":
            within = False
        elif text == "." and not within:
            return dot
        elif text == "(?P<":
            return "(?<"
        return text

    source = _PART.sub(part, pattern.pattern)
    return [source, "iu" if pattern.flags & re.IGNORECASE else "u"]
