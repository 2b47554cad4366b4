"""Texts that a spreadsheet may take for formulas when it opens a CSV file.

A CSV file has no types: a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or CR may be
run (https://owasp.org/www-community/attacks/CSV_Injection). Nothing is changed in the file; the
page says how to open it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from .batch import Batch
from .strings import spans, table

#: The first byte of such a text; EF begins the wide signs of East Asian keyboards, too.
_FIRST = table(b"=+-@\t\r\xef")
#: Wide signs as well; a sign and only figures after it is a number or a dash.
_FORMULA = r"^(?:[=@\t\r＝＠]|[-+＋－][^0-9]*[^0-9\s.,()/-]|[-+＋－][0-9.,]+[^0-9\s.,()/-])"
#: Types whose texts are not made by us.
_TEXTS = frozenset({"string", "any"})


def has_formulas(batch: Batch) -> bool:
    """Whether some text of the batch may be taken for a formula."""
    return any(
        of_texts(texts)
        for field, texts in zip(batch.fields, batch.texts, strict=True)
        if field.type in _TEXTS
    )


def of_names(names: Iterable[str]) -> bool:
    """The same of names, which stand in the first line of the file."""
    return of_texts(pa.array(list(names), pa.string()))


def of_texts(texts: pa.StringArray) -> bool:
    """The same of one column.

    >>> [of_texts(pa.array([text])) for text in ("=1+1", "-1+1|x", "-", "+62 541", "- Rapat")]
    [True, True, False, False, True]
    """
    data, starts = spans(texts)
    filled = starts[:-1] < starts[1:]
    firsts = np.zeros(len(texts), np.bool_)
    firsts[filled] = _FIRST[data[starts[:-1][filled]]]
    if not firsts.any():
        return False
    suspects = texts.take(pa.array(np.flatnonzero(firsts)))
    return bool(pc.any(pc.match_substring_regex(suspects, _FORMULA)).as_py())
