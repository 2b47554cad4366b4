"""A finding in words: safe to show, where it is, what is wrong and how to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..findings import Finding
from ..privacy import shown
from ..privacy.text import masked
from ..words import Words

_COMMAND = re.compile(r"##(\w*\[)")
#: Where a cell lies that may be one of a table, or stand around it: a title, a signature.
_AROUND = frozenset({"sheet", "outside", "remark"})
#: What people write in a cell that holds nothing.
_NO_VALUE = frozenset(
    (
        *(
            "-",
            "--",
            "–",
            "—",
            "...",
            "n/a",
            "na",
            "n.a.",
            "null",
            "none",
            "nihil",
            "kosong",
            "tad",
        ),
        *("?", "tidak ada", "belum ada", "tidak tersedia"),
    )
)


def safe(finding: Finding) -> Finding:
    """The finding as it may be shown anywhere.

    On one line, without control characters, and with anything personal masked, in the names
    of files and columns too.
    """
    known = shown.finding(finding)
    texts: dict[str, Any] = {n: _clean(getattr(known, n)) for n in ("field", "cell")}
    texts["sheet"] = _clean(shown.masked(known.sheet))
    texts |= {n: _clean(shown.path(getattr(known, n))) for n in ("dataset", "file")}
    return replace(known, values=tuple((k, _clean(v)) for k, v in known.values), **texts)


def _clean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    text = masked(value)
    if not text.isprintable():
        text = masked("".join(c if c.isprintable() else " " for c in text))
    return _COMMAND.sub(r"## \1", text)  # a command to a git host's runner, even within a line


def one_line(text: str) -> str:
    """A text of others, such as the name of a file, as it may be shown anywhere."""
    return str(_clean(text))


def facts(finding: Finding) -> dict[str, Any]:
    """Everything the words of a finding may name, safe to show."""
    return _facts(safe(finding))


def _facts(finding: Finding) -> dict[str, Any]:
    known: dict[str, Any] = {
        "dataset": finding.dataset,
        "file": finding.file,
        "sheet": finding.sheet,
        "row": finding.row or "-",
        "column": finding.column or "",
        "field": finding.field,
        "cell": finding.cell,
        "place": finding.place,
    }
    return known | dict(finding.values)


def place(finding: Finding, words: Words) -> str:
    """The place as people name it: `Lembar "2024", sel D17`; empty where there is none."""
    return place_of(safe(finding), words)


def place_of(finding: Finding, words: Words) -> str:
    kind = "cell" if finding.row and finding.column else "row" if finding.row else "column"
    said = finding.place if kind != "row" else words.number(str(finding.row))
    key = f"sheet-{kind}" if finding.sheet else kind
    if not finding.place:
        return words("findings.places.sheet", sheet=finding.sheet) if finding.sheet else ""
    return words(f"findings.places.{key}", sheet=finding.sheet, place=said)


def short(finding: Finding, first: Finding) -> str:
    """The place among others; of another sheet than the first as Excel writes it."""
    other = finding.sheet if finding.sheet != first.sheet else ""
    return f"{other}!{finding.place}" if other and finding.place else finding.place


def codes(words: Words, section: str = "findings") -> dict[str, Any]:
    """Every code of a finding that has words, with its title, message and hint."""
    entries = words.section(section).items()
    return {code: e for code, e in entries if isinstance(e, dict) and "title" in e}


def key(code: str, words: Words) -> str:
    """Where the words of a code stand: those of data, else of the built site, or of `verify`."""
    places = (f"findings.{code}", f"audit.{code}", f"verify.{code}")
    return next((place for place in places if words.has(place)), places[0])


class _Known(dict[str, Any]):
    """Facts for `str.format_map`; one that a finding does not carry is shown as "?"."""

    def __missing__(self, key: str) -> str:
        return "?"


def sentence(finding: Finding, words: Words, part: str = "message") -> str:
    """The title, message or hint of a finding in one language, its facts filled in.

    Where ``<part>s`` holds a sentence for this very case, that one is taken: by the other row
    (``other``, ``empty``), by what the cell holds (``formula``, ``missing``), by where it lies
    (``around``: a cell of a sheet that no table declares), by what a check calls it (``case``),
    by the constraint, by its type (``date-format``: in a form of its own; ``string-uri``).
    ``…-profile`` and ``profile`` are for columns of a profile.
    """
    return sentence_of(safe(finding), words, part)


def sentence_of(finding: Finding, words: Words, part: str = "message") -> str:
    values = _Known(_facts(finding))
    figures = {k: _figure(k, v) for k, v in values.items() if isinstance(v, float)}
    values.update({k: words.number(v) for k, v in figures.items()})
    entry = words.section(key(finding.code, words))
    cases = entry.get(f"{part}s", {})
    names = _of_profile(_cases(values)) if "profile" in values else _cases(values)
    text = next((cases[name] for name in names if name in cases), entry[part])
    kind = f"findings.types.{values.get('type', '')}"
    if words.has(kind):
        values["type"] = words(kind)
    said = str(text).format_map(values)
    return " ".join([said, *_elsewhere(values, words)]) if part == "message" else said


#: Figures whose ".0" says something: a contrast of 3.0 is given to one decimal.
_TO_ONE = frozenset({"ratio"})


def _figure(name: str, value: float) -> str:
    return str(value) if name in _TO_ONE else str(value).removesuffix(".0")


def _elsewhere(values: Mapping[str, Any], words: Words) -> Iterator[str]:
    """Where something lies that is no cell of a table: beside it, unseen in Excel, in a commit."""
    for key in ("same", "titled", "where", "hidden", "commit", "keypath"):
        place = {"where": values.get(key), "hidden": f"hidden-{values.get(key)}"}.get(key, key)
        if key == "same" and values.get("beside") not in {None, "", "–"}:
            yield words("findings.where.same", **values)
        if key in values and words.has(f"findings.where.{place}"):
            yield words(f"findings.where.{place}", **values)


def _cases(values: Mapping[str, Any]) -> Iterator[str]:
    """What a finding is a case of, the most telling first."""
    cell = str(values["cell"]).strip().lower()
    if cell.startswith("#"):
        yield "formula"
    if cell in _NO_VALUE:
        yield "missing"
    if values.get("where") in {"message", "property"}:
        yield str(values["where"])
    case = str(values.get("case", ""))
    if values.get("where") in _AROUND and case != "column":
        yield "around"
    if not values["field"]:
        yield "beside"
    yield from (case, case.removesuffix("-told"), str(values.get("constraint", "")))
    if values.get("format") not in {"default", "any", None}:
        yield f"{values.get('type')}-{values['format']}"
        yield f"{values.get('type')}-format"
    yield str(values.get("type", ""))
    yield "other" if "other" in values else "empty"


def says_nothing(cell: str) -> bool:
    """Whether a cell holds what people write where there is no value: "-", "tidak ada"."""
    return cell.strip().lower() in _NO_VALUE


def _of_profile(cases: Iterable[str]) -> Iterator[str]:
    """The same where there is no schema to change: the columns are those of a profile."""
    for case in cases:
        yield f"{case}-profile"
        yield case
    yield "profile"


def path(finding: Finding) -> str:
    """The file from the portal's root; for a dataset as a whole its folder. Safe to show."""
    folder = ("datasets", finding.dataset) if finding.dataset else ()
    return str(_clean(shown.path("/".join(filter(None, (*folder, finding.file))))))


def guide(code: str, lang: str, site_url: str = "") -> str:
    """The address of the page that explains a code; without a site's address, its path."""
    base = f"{site_url.rstrip('/')}/" if site_url.startswith(("https://", "http://")) else ""
    return f"{base}{'' if lang == 'id' else f'{lang}/'}panduan/temuan/{code}/"
