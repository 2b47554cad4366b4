"""The examples on the pages that explain findings, made out of `examples/invalid`."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from openpyxl import Workbook
from portals import AS_OF, DESCRIPTOR, EXAMPLES, portal

from build_tools import load, pipeline, reports
from build_tools.findings import Finding, column_letter
from build_tools.model import Resource
from build_tools.privacy import shown
from build_tools.tables import read

#: Rows around the bad one, columns, and letters of a cell that an example shows.
AROUND, COLUMNS, LETTERS = 1, 6, 60
#: Lines of a descriptor or a text.
LINES = 6
#: What is about a file as a whole: its lines are shown, no table.
_TEXTS = ("delimiter-differs", "encoding-differs", "encoding-error", "quote-", "file-binary")
_PERSONAL = ("personal-", "person-", "small-count")

Example = dict[str, Any]


@lru_cache(maxsize=1)
def mends() -> Mapping[str, Mapping[str, Any]]:
    """By code: what is changed in the bad table."""
    found: Any = yaml.safe_load((EXAMPLES / "good.yaml").read_text(encoding="utf-8"))
    return found  # type: ignore[no-any-return]


def example(code: str, to: Path) -> Example:
    """What the page of a code shows, as plain data; lays its portals out below ``to``.

    `finding` holds the facts of the message. `bad` and `good` are tables (`rows`, each with its
    number; `marks` of bad cells) or lines (`text`). Raises `AssertionError` where the mended
    example still has the finding.
    """
    case = EXAMPLES / "invalid" / code
    root = portal(to / "bad", case)
    found = _found(root, code)
    if not found:
        return {}  # brought about by more than a folder: tests/test_examples.py
    first = reports.safe(found[0])
    facts = {"row": first.row, "column": first.column, "field": first.field, "cell": first.cell}
    facts |= {"sheet": first.sheet, "file": first.file}
    told: Example = {
        "severity": str(first.severity),
        "finding": {k: v for k, v in facts.items() if v},
    }
    told["finding"]["values"] = dict(first.values)
    resource = _resource(root, first)
    if resource is not None and not code.startswith(_TEXTS):
        told |= _tables(code, root, found, resource, to)
    elif resource is not None:
        told |= _lines(code, root, found[0], to)
    if "bad" in told:
        return told
    if (case / "ubah.yaml").exists():
        told |= _described(code, case, to)
    elif first.file == "datapackage.yaml" and first.row:
        lines = (root / DESCRIPTOR).read_text("utf-8", "replace").splitlines()
        told["bad"] = {"text": lines[max(first.row - 2, 0) : first.row + 1]}
    return told


def _found(root: Path, code: str) -> list[Finding]:
    result = pipeline.check(pipeline.Options(root, AS_OF, workers=1))
    return [f for f in result.findings if f.code == code]


def _resource(root: Path, finding: Finding) -> Resource | None:
    source = next((s for s in load.discover(root) if s.id == finding.dataset), None)
    dataset = load.load(source, load.load_portal(root, AS_OF))[0] if source else None
    listed = dataset.resources if dataset else ()
    return next((r for r in listed if r.path == finding.file and r.kind in {"csv", "xlsx"}), None)


def _tables(code: str, root: Path, found: list[Finding], resource: Resource, to: Path) -> Example:
    folder = root / "datasets" / found[0].dataset
    try:
        records = _records(folder, resource)
    except (read.BlankRowsError, LookupError):
        return {}
    if not records or not (found[0].row or found[0].column):
        return {}
    header = resource.recipe.header[-1] if resource.recipe else 1
    marks = [(f.row or header, f.column or 1) for f in found if f.row or f.column]
    if marks[0][0] > len(records):
        return {}
    told: Example = {"bad": _shown(code, records, found, marks, header)}
    good = _mended(code, root, found[0], records)
    if good is None or good == records:
        return told
    _lay_good(code, to, found[0], good)
    told["good"] = _shown(code, good, [], marks, header)
    return told


def _records(folder: Path, resource: Resource) -> list[list[str]]:
    if resource.recipe is None:
        return list(read.records(folder, resource))
    import python_calamine

    book = python_calamine.CalamineWorkbook.from_path(str(folder / resource.path))
    sheet = book.get_sheet_by_name(resource.recipe.sheets[0])
    return [[f"{c:g}" if isinstance(c, float) else str(c) for c in r] for r in sheet.to_python()]


def _mended(
    code: str, root: Path, first: Finding, records: list[list[str]]
) -> list[list[str]] | None:
    """The good table; None where the bad one is not mended in its cells."""
    mend = mends().get(code)
    if mend and "rows" in mend:
        return list(csv.reader(io.StringIO(mend["rows"])))
    if mend:
        rows = [list(row) for row in records]
        for place, value in mend.items():
            letters = place.rstrip("0123456789")
            row, column = int(place[len(letters) :]), ord(letters) - 65
            if row <= len(rows) and column < len(rows[row - 1]):
                rows[row - 1][column] = str(value)
        return rows
    base = EXAMPLES / "portal/datasets" / first.dataset / first.file
    own = EXAMPLES / "invalid" / code / "datasets" / first.dataset / first.file
    if base.exists() and own.exists():
        return list(csv.reader(io.StringIO(base.read_text(encoding="utf-8"))))
    return None


def _lay_good(code: str, to: Path, first: Finding, rows: list[list[str]]) -> None:
    """Puts the good table in place of the bad one: the finding is gone."""
    root = portal(to / "good", EXAMPLES / "invalid" / code)
    path = root / "datasets" / first.dataset / first.file
    if path.suffix == ".xlsx":
        book = Workbook()
        sheet: Any = book.active
        sheet.title = first.sheet
        for row in rows:
            sheet.append(row)
        book.save(path)
    else:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")
    left = [f for f in _found(root, code) if f.file == first.file]
    assert not left, f"{code}: the good example still has it at {[f.place for f in left]}"


def _shown(
    code: str,
    records: list[list[str]],
    found: list[Finding],
    marks: list[tuple[int, int]],
    header: int,
) -> Example:
    """The header and the rows around the first mark, cut to what fits a small screen."""
    row, column = marks[0]
    top = max(row - AROUND, header + 1)
    numbers = [header, *range(top, min(max(row, header + 1) + AROUND, len(records)) + 1)]
    width = max(len(records[n - 1]) for n in numbers)
    first = max(min(column - COLUMNS // 2, width - COLUMNS), 0)
    places = [0] if first else []
    places += range(first + len(places), min(first + COLUMNS, width))
    about = [f for f in found if code.startswith(_PERSONAL) and "count" in dict(f.values)]
    hidden = {f.column for f in about}
    rows = []
    for number in numbers:
        record, shown_row = records[number - 1], 0 if number == header else number
        cells = [_cell(code, record, shown_row, p, found, hidden) for p in places]
        rows.append([number, cells])
    where = [[r, places.index(c - 1)] for r, c in marks if r in numbers and c - 1 in places]
    letters = [column_letter(place + 1) for place in places]
    told: Example = {"columns": letters, "rows": rows}
    return {**told, "marks": sorted(map(list, set(map(tuple, where))))} if found else told


def _cell(
    code: str,
    record: list[str],
    number: int,
    place: int,
    found: list[Finding],
    hidden: set[int | None],
) -> str:
    """A cell as it may be shown; of a column about persons nothing is."""
    text = record[place] if place < len(record) else ""
    own = next((f.cell for f in found if (f.row, f.column) == (number, place + 1)), None)
    if code.startswith(_PERSONAL) and number:
        text = reports.one_line(shown.masked(text))
        if text and (own is not None or place + 1 in hidden):
            text = reports.safe(Finding("", found[0].severity, cell=own or "")).cell or shown.MASK
    text = reports.one_line(text)
    return text if len(text) <= LETTERS else text[: LETTERS - 1] + "…"


def _lines(code: str, root: Path, first: Finding, to: Path) -> Example:
    """The first lines of a file that is no table as it stands, and as it should be."""
    path = root / "datasets" / first.dataset / first.file
    base = EXAMPLES / "portal/datasets" / first.dataset / first.file
    bad = path.read_bytes().decode("utf-8", "replace").splitlines()[:4]
    told: Example = {"bad": {"text": [reports.one_line(line) for line in bad]}} if bad else {}
    rows = list(csv.reader(io.StringIO(base.read_text(encoding="utf-8"))))
    _lay_good(code, to, first, rows)
    told["good"] = {"text": base.read_text(encoding="utf-8").splitlines()[:4]}
    return told


def _described(code: str, case: Path, to: Path) -> Example:
    """The lines of the descriptor that are wrong, and as the good portal has them."""
    changes = yaml.safe_load((case / "ubah.yaml").read_text(encoding="utf-8"))
    base = yaml.safe_load((EXAMPLES / "portal" / DESCRIPTOR).read_text(encoding="utf-8"))
    bad: list[str] = []
    good: list[str] = []
    for dotted, value in changes.items():
        *parents, last = dotted.split(".")
        place: Any = base
        for part in parents:
            place = place[int(part)] if isinstance(place, list) else place.get(part, {})
        listed = dict(enumerate(place)) if isinstance(place, list) else place
        known = listed.get(int(last) if isinstance(place, list) else last)
        bad += _yaml(last, value)
        good += _yaml(last, known)
    if not bad + good or len(bad) > LINES or len(good) > LINES:
        return {}
    told: Example = {"bad": {"text": bad}} if bad else {}
    left = _found(portal(to / "good"), code)
    assert not left, f"{code}: the example portal has it"
    return {**told, "good": {"text": good}} if good and good != bad else told


def _yaml(key: str, value: Any) -> list[str]:
    """A key with its value as a descriptor has them; nothing where there is none."""
    if value is None:
        return []
    name = {} if key.isdigit() else {key: value}
    text = yaml.safe_dump(name or [value], allow_unicode=True, sort_keys=False, width=80)
    return str(text).splitlines()


__all__ = ["Example", "example", "mends"]
