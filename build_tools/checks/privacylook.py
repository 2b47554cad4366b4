"""Which cells of a column may hold personal data: a look at all of them at once, never too few."""

from __future__ import annotations

import numpy as np

from ..privacy.labels import WORDS
from ..tables.strings import Mask, Texts, among, holding, lengths, matched, spans, sums, table

#: Fewer bytes hold no number of a person, and no word with one behind it.
SHORTEST = 9
#: How many digits a byte may stand for: one sign of another script may be read as three (㊿);
#: a sign that hides a number or begins an address, or folds to such a sign, is enough alone.
_WEIGHTS = np.zeros(256, np.uint8)
_WEIGHTS[list(b"0123456789")] = 1
_WEIGHTS[range(0xC0, 0x100)] = 3
_SIGNS = b"@<&%*`\\~\x7f\xef" + bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_WEIGHTS[list(_SIGNS)] = SHORTEST
#: A byte of another script and one digit more.
_FOREIGN = 4
#: So few digits has a plate only, and with its word it is as long as "nopol B 1 A".
_FEW, _SHORTEST_PLATE = 4, 11
_SHORTEST_LEAD = 10
_NOT_PLAIN = table([*_SIGNS, *range(0xC0, 0x100)])
#: From so many cells on it pays to look how many of the first ones differ.
_MANY, _HEAD = 2_000, 400
_GAP = r"[ .\-/]{0,3}"
#: What `privacy.text.find` finds in a plain text, or more; read by RE2.
_TELLING = "|".join(
    (
        rf"[0-9](?:{_GAP}[0-9]){{14}}",  # NIK, NIP, NPWP
        r"(?:0|62[ .()\-]{0,3}0?[ .()\-]{0,3})8[1-9](?:[ .()\-]{0,3}[0-9]){7}",  # mobile
        "000[0-9]{10}",  # BPJS
        r"[1-9][.,][0-9]{4,14}[eE][+]?15",  # NIK as a spreadsheet shows it
        rf"(?is)(?:^|[^a-z0-9])(?:{'|'.join(WORDS.values())})(?:$|[^a-z]).*[0-9]",
    )
)


def may_tell(cells: Texts) -> Mask:
    """Which texts may hold a number of a person or an address of mail.

    Where the same few texts come again and again, each of them is looked at once.
    """
    if len(cells) >= _MANY and len(cells.slice(0, _HEAD).unique()) <= _HEAD // 4:
        different = cells.unique()
        if len(different) <= len(cells) // 16:
            told = different.take(np.flatnonzero(_may_tell(different))).drop_null()
            return among(cells, told.to_pylist()) if len(told) else _none(cells)
    return _may_tell(cells)


def _none(cells: Texts) -> Mask:
    return np.zeros(len(cells), np.bool_)


def _may_tell(cells: Texts) -> Mask:
    data, starts = spans(cells)
    long = lengths(cells) >= SHORTEST
    if not long.any() and not (data == ord("@")).any():
        return _none(cells)
    weights = _WEIGHTS[data]
    counts = sums(weights, starts)
    if len(weights) and weights.max() > 1:
        odd = holding(cells, _NOT_PLAIN)
        found = odd & (counts >= _FOREIGN)
        rest = long & ~odd
    else:
        found, rest = np.zeros(len(cells), np.bool_), long
    rest &= (counts > _FEW) | ((counts > 0) & (lengths(cells) >= _SHORTEST_PLATE))
    places = np.flatnonzero(rest)
    if len(places):
        found[places] = matched(cells, _TELLING, places)
    return found


def may_be_code(cells: Texts) -> Mask:
    """Which cells of a column of numbers are too long for a figure, or begin with 08 or +6."""
    sizes = lengths(cells)
    if sizes.max(initial=0) < SHORTEST:
        return np.zeros(len(cells), np.bool_)
    return (sizes >= _LONG) | _starts(cells)


_LONG = 16
#: NIK and NIP as numbers, whatever parts their thousands, and a mobile number with its lead.
_OF_ONE = (
    r"^[1-9][., ]?(?:[0-9]{3}[., ]?){5}(?:[0-9]{2})?(?:[.,]0{1,2})?$"
    r"|^[+]?62[0-9]{9,12}$|^0[0-9]{9,12}$"
)


def may_be_person(cells: Texts) -> Mask:
    """Which cells of a measure are of the length of a NIK, a NIP or a mobile number."""
    sizes = lengths(cells)
    found = np.zeros(len(cells), np.bool_)
    places = np.flatnonzero((sizes >= _LONG) | ((sizes >= _SHORTEST_LEAD) & _starts(cells, b"0+6")))
    if len(places):
        found[places] = matched(cells, _OF_ONE, places)
    return found


def _starts(cells: Texts, signs: bytes = b"0+") -> Mask:
    data, starts = spans(cells)
    if not len(data):
        return _none(cells)
    first = data[np.minimum(starts[:-1], len(data) - 1)]
    return np.isin(first, np.frombuffer(signs, np.uint8))
