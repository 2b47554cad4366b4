"""One reference out of its YAML: the same keys in a block and in the front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model import CHART_KINDS, Reference
from .asked import Asked, Kind

#: What may be written, as in `angka_kunci` of mkdocs.yml.
KEYS = ("dataset", "tabel", "kolom", "saring", "periode", "judul", "baris", "jenis")
#: Rows and columns of a table on a page.
MOST_ROWS, MOST_COLUMNS = 12, 8
#: Keys of one kind of block.
_ONLY = {"baris": "tabel", "jenis": "grafik"}
_FILTERS = 12
_LONGEST = 200


class WrongError(ValueError):
    """A part that cannot be understood: its name, and what is understood in its place.

    ``line`` counts from that of the block; ``note``: what the reader of YAML says.
    """

    def __init__(self, part: str, line: int = 0, *, known: str = "", note: str = "") -> None:
        super().__init__(part)
        self.line, self.known, self.note = line, known, note


def entry(kind: str, given: Any, line: int, name: str = "") -> Asked:
    """What is asked for; raises `WrongError` with the key that is wrong or missing."""
    if not isinstance(given, Mapping):
        raise WrongError(name or kind)
    for key in given:
        if key not in (known := [k for k in KEYS if _ONLY.get(k, kind) == kind]):
            raise WrongError(str(key), known=", ".join(known))
    dataset = _text(given, "dataset")
    columns = _columns(given.get("kolom"))
    if not dataset:
        raise WrongError("dataset", known="dataset: opd/nama")
    most = MOST_COLUMNS if kind == "tabel" else 1
    if len(columns) > most or (kind == "angka" and not columns):
        raise WrongError("kolom", known=f"1–{most}" if most > 1 else "1")
    chart = _text(given, "jenis")
    if chart and chart not in CHART_KINDS:
        raise WrongError("jenis", known=", ".join(CHART_KINDS))
    period = _text(given, "periode")
    reference = Reference(dataset, _text(given, "tabel"), columns, _where(given), period)
    word: Kind = "angka" if kind == "angka" else "grafik" if kind == "grafik" else "tabel"
    return Asked(word, reference, line, name, _text(given, "judul"), _rows(given), chart)


def _text(given: Mapping[str, Any], key: str) -> str:
    value = given.get(key)
    if value is None:
        return ""
    return _scalar(value, key)


def _scalar(value: object, key: str) -> str:
    """A single value as it was typed."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, (str, int, float)):
        raise WrongError(key)
    text = " ".join(str(value).split())
    if len(text) > _LONGEST:
        raise WrongError(key)
    return text


def _columns(given: object) -> tuple[str, ...]:
    if given is None:
        return ()
    names = given if isinstance(given, list) else [given]
    return tuple(dict.fromkeys(_scalar(name, "kolom") for name in names))


def _where(given: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    wanted = given.get("saring")
    if wanted is None:
        return ()
    if not isinstance(wanted, Mapping) or len(wanted) > _FILTERS:
        raise WrongError("saring", known="{kolom: nilai}")
    return tuple((str(name), _scalar(value, "saring")) for name, value in wanted.items())


def _rows(given: Mapping[str, Any]) -> int:
    value = given.get("baris", 10)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= MOST_ROWS:
        raise WrongError("baris", known=f"1–{MOST_ROWS}")
    return value
